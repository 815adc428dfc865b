//! What every handler shares, and the router over all of them.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use crate::auth::environment::Environment;
use crate::auth::keys::Keys;
use crate::auth::signing::Signer;
use crate::store::Store;
use crate::{dashboard, health, ingest, serve};

/// What every handler shares. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The store: [`Store::read`] for queries, [`Store::write`] for everything but messages.
    pub store: Store,
    /// The write keys.
    pub keys: Arc<Keys>,
    /// The content of each environment, as of its last good read.
    pub content: Arc<serve::Contents>,
    /// Environments whose pages may open the debug panel, besides all that are not production.
    pub debug: Arc<[Environment]>,
    /// What signed links are checked with.
    pub signer: Signer,
    /// The directory of the built SDK.
    pub sdk: Arc<PathBuf>,
    /// Memory that request bodies may take together.
    pub budget: ingest::Budget,
    /// What is stored of addresses that messages name.
    pub client_ip: ingest::ClientIp,
    /// Whether this is a demonstration: every page of the dashboard says that its data is made up.
    pub demo: bool,
}

/// Every address of the collector.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::temporary("/dashboard") }))
        .merge(for_pages())
        .merge(health::router())
        .merge(dashboard::router(&state))
        .fallback(|| async { crate::problem::Problem::not_found("Nothing lives at this address.") })
        .layer(axum::middleware::from_fn(crate::telemetry::observe))
        .layer(CatchPanicLayer::custom(crate::telemetry::panicked))
        .with_state(state)
}

/// The addresses that pages of any origin call.
fn for_pages() -> Router<AppState> {
    ingest::router().merge(serve::router()).layer(serve::cors())
}
