//! Whether a page may open the debug panel: by its environment, or by a signed link.

use axum::extract::{Query, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::app::AppState;
use crate::auth::environment::Environment;
use crate::auth::signing::{Purpose, Refusal};
use crate::ingest::key;
use crate::problem::Problem;

/// The parameter of a page's address that carries the token of a link.
pub(crate) const PARAMETER: &str = "banso-debug";

/// The answer's header that names the environment of the write key.
pub(super) const ENVIRONMENT: HeaderName = HeaderName::from_static("banso-environment");

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    write_key: Option<String>,
    token: Option<String>,
}

/// `GET /v1/debug`: 204 when the panel may open, else 403 with what to do about it.
pub(super) async fn permission(
    State(app): State<AppState>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let offered = asked.write_key.as_deref();
    let environment = &key::known(&app.keys, offered)?.environment;
    let open = !environment.is_production() || app.debug.contains(environment);
    if !open {
        let (key, token) = (offered.unwrap_or_default(), asked.token.as_deref());
        check(&app, key, token).map_err(|why| refused(environment, why))?;
    }
    Ok((
        StatusCode::NO_CONTENT,
        [
            (header::CACHE_CONTROL, "no-store".to_owned()),
            (ENVIRONMENT, environment.to_string()),
        ],
    ))
}

/// Checks the token of a link; `Err(None)` when there is none.
fn check(app: &AppState, key: &str, token: Option<&str>) -> Result<(), Option<Refusal>> {
    let token = token.filter(|token| !token.is_empty()).ok_or(None)?;
    let now = jiff::Timestamp::now().as_millisecond();
    app.signer
        .verify(Purpose::Debug, key, token, now)
        .map_err(Some)
}

fn refused(environment: &Environment, why: Option<Refusal>) -> Problem {
    let mend = match why {
        None => format!(
            "The debug panel is closed in {environment}. Open the page by a link from `banso debug-link`, or start the collector with --debug {environment}."
        ),
        Some(Refusal::Expired) => {
            "The debug link has expired. Make another with `banso debug-link`.".to_owned()
        }
        Some(Refusal::Foreign) => {
            "The debug link was not made for this page by this collector. Make one with `banso debug-link`, with the --data of this collector and the --key of this page.".to_owned()
        }
    };
    Problem::new(
        StatusCode::FORBIDDEN,
        "/problems/debug",
        "The debug panel stays closed",
        mend,
    )
}
