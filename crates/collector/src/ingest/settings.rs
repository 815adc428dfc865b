//! What Segment's and `RudderStack`'s browser clients ask for before they send.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use banso_wire::decode::Body;
use serde_json::{Value, json};

use super::key;
use crate::app::AppState;
use crate::problem::Problem;

/// The least that `analytics-next` needs: send everything here.
pub(super) async fn settings(
    State(app): State<AppState>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    key::known(&app.keys, Some(&key))?;
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST.as_str()).unwrap_or("127.0.0.1");
    let scheme = text("x-forwarded-proto").unwrap_or("http");
    Ok(Json(json!({
        "integrations": {
            "Segment.io": {
                "apiKey": key,
                "apiHost": format!("{host}/v1"),
                "protocol": scheme,
            }
        },
        "plan": {"track": {"__default": {"enabled": true}}},
    })))
}

/// The least that `RudderStack`'s client needs: the source is there, and nothing goes elsewhere.
pub(super) async fn source_config(
    State(app): State<AppState>,
    parts: Parts,
) -> Result<Json<Value>, Problem> {
    let source = key::authenticate(&app.keys, &parts, &Body::default())?;
    let off = json!({"enabled": false});
    Ok(Json(json!({
        "source": {
            "id": source.to_string(),
            "name": "banso",
            "enabled": true,
            "workspaceId": "banso",
            "config": {"statsCollection": {"errors": off, "metrics": off}},
            "destinations": [],
            "connections": [],
            "dataplanes": {},
        },
    })))
}
