//! Serving the SDK and its content, as few bytes as the client can read.

mod asset;
mod content;
mod contents;
pub(crate) mod debug;
mod encoding;
pub(crate) mod preview;
mod sdk;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use axum::routing::get;
use std::time::Duration;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

use crate::app::AppState;
use crate::auth::environment::Environment;
use crate::ingest::key::{self, KeyQuery};
use crate::problem::Problem;

pub use content::ContentError;
pub use contents::{ContentFile, Contents};

const REVALIDATE: &str = "no-cache";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// How long a browser may remember that it may send: the longest that any of them does.
const PREFLIGHT: Duration = Duration::from_hours(24);

/// The addresses that the SDK loads from.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/sdk/{*path}", get(sdk::file))
        .route("/v1/bundle", get(bundle))
        .route("/v1/parts/{hash}", get(part))
        .route("/v1/debug", get(debug::permission))
        .merge(preview::router())
}

/// The SDK lives in pages of any origin and sends no credentials. The headers that its siblings
/// send (`rsa-*`) have no fixed list, so a preflight is answered with the headers it asks for.
pub(crate) fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([header::ETAG, header::RETRY_AFTER, debug::ENVIRONMENT])
        .max_age(PREFLIGHT)
}

async fn bundle(
    State(app): State<AppState>,
    Query(query): Query<KeyQuery>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let key = key::known(&app.keys, query.write_key.as_deref())?;
    let none = || no_content(&key.environment);
    let bundle = app
        .content
        .bundle_asset(&key.environment)
        .ok_or_else(none)?;
    Ok(bundle.respond(&headers, REVALIDATE))
}

async fn part(
    State(app): State<AppState>,
    Path(hash): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gone =
        || Problem::not_found("No part of the content has this hash. Load the bundle again.");
    let part = app.content.part(&hash).ok_or_else(gone)?;
    Ok(part.respond(&headers, IMMUTABLE))
}

fn no_content(environment: &Environment) -> Problem {
    Problem::not_found(format!(
        "The collector serves no content for {environment}. Start it with --content FILE.banso, or with --content {environment}=FILE.banso for this environment alone."
    ))
}
