//! Drafts of content, for whoever has a link from `banso preview`.

mod allowance;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use banso_content::compiler::container::{self, Container};
use serde::Deserialize;

use super::asset::{self, Form};
use super::content::KIND;
use super::encoding::Encoding;
use crate::app::AppState;
use crate::auth::signing::{Purpose, Refusal};
use crate::problem::Problem;
use allowance::Allowance;

/// The parameter of a page's address that carries a link's draft, token and guide, with dots between.
pub(crate) const PARAMETER: &str = "banso-preview";
/// A draft is nobody else's, and its link ends.
const PRIVATE: &str = "private, no-store";

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    token: String,
}

/// `GET /v1/preview/{draft}` answers the bundle of a draft, `GET /v1/preview/{draft}/parts/{hash}`
/// a part of it; both need the token of a link to this draft.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/v1/preview/{draft}", get(bundle))
        .route("/v1/preview/{draft}/parts/{hash}", get(part))
        .layer(Extension(Arc::<Allowance>::default()))
}

async fn bundle(
    State(app): State<AppState>,
    Extension(allowance): Extension<Arc<Allowance>>,
    Path(draft): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let content = open(&app, &allowance, draft, &asked.token).await?;
    Ok(answer(&headers, content.bundle))
}

async fn part(
    State(app): State<AppState>,
    Extension(allowance): Extension<Arc<Allowance>>,
    Path((draft, hash)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let content = open(&app, &allowance, draft, &asked.token).await?;
    let mut parts = content.parts.into_iter();
    let part = parts.find(|part| part.hash == hash);
    let missing =
        || Problem::not_found("The draft has no part with this hash. Load the page again.");
    Ok(answer(&headers, part.ok_or_else(missing)?.bytes))
}

/// The draft, for the bearer of a token to it.
async fn open(
    app: &AppState,
    allowance: &Allowance,
    draft: String,
    token: &str,
) -> Result<Container, Problem> {
    let now = jiff::Timestamp::now().as_millisecond();
    let checked = app.signer.verify(Purpose::Preview, &draft, token, now);
    // Only what was signed here is counted by itself: nobody can invent drafts to be counted.
    let counted = checked.map_or("", |()| &*draft);
    allowance.take(counted, now).map_err(too_many)?;
    checked.map_err(refused)?;
    let content = app.store.draft(draft, now).await?.ok_or_else(gone)?;
    container::read(&content).map_err(|_| gone())
}

/// Drafts are for a few people: compressing one would take longer than sending it as it is.
fn answer(headers: &HeaderMap, bytes: Vec<u8>) -> Response {
    let form = Form::new(Encoding::Plain, bytes);
    asset::respond(headers, &form, KIND, PRIVATE)
}

fn refused(why: Refusal) -> Problem {
    let mend = match why {
        Refusal::Expired => "The preview has ended. Make another link with `banso preview`.",
        Refusal::Foreign => {
            "The preview link was not made by this collector. Make one with `banso preview`, with the --data of this collector."
        }
    };
    Problem::new(
        StatusCode::FORBIDDEN,
        "/problems/preview",
        "There is no preview for this link",
        mend,
    )
}

fn gone() -> Problem {
    Problem::not_found(
        "The collector no longer has this draft, or another version of banso wrote it. Make another link with `banso preview`.",
    )
}

fn too_many(seconds: u64) -> Problem {
    Problem::too_many(
        format!("Too many requests for previews. Try again in {seconds} seconds."),
        seconds,
    )
}
