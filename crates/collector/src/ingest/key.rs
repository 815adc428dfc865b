//! Finding a request's write key: in Basic authentication, in the query, or in the body.

use std::borrow::Cow;

use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use banso_wire::decode::Body;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::auth::keys::{Keys, Known};
use crate::problem::Problem;

/// The query of every address that takes a write key.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyQuery {
    pub(crate) write_key: Option<String>,
}

/// The source that the request's write key stands for.
pub(super) fn authenticate(keys: &Keys, parts: &Parts, body: &Body<'_>) -> Result<i64, Problem> {
    let offered = basic(parts)
        .or_else(|| query(parts))
        .map(Cow::Owned)
        .or_else(|| body.write_key.clone());
    known(keys, offered.as_deref()).map(|known| known.source)
}

/// A write key that this collector takes, or 401. Without a `WWW-Authenticate` header, which would make a
/// browser ask the host's users for a password.
pub(crate) fn known<'a>(keys: &'a Keys, offered: Option<&str>) -> Result<&'a Known, Problem> {
    let known = offered.and_then(|key| keys.find(key));
    known.ok_or_else(|| {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "/problems/write-key",
            "Unknown write key",
            "Send a write key that the collector was started with: as the user name of Basic authentication, as ?writeKey= or as writeKey in the body.",
        )
    })
}

/// The user name of Basic authentication; the password is empty by the specification.
fn basic(parts: &Parts) -> Option<String> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, code) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(code.trim()).ok()?).ok()?;
    let key = pair.split_once(':').map_or(pair.as_str(), |(key, _)| key);
    Some(key.to_owned()).filter(|key| !key.is_empty())
}

fn query(parts: &Parts) -> Option<String> {
    Query::<KeyQuery>::try_from_uri(&parts.uri)
        .ok()?
        .0
        .write_key
}
