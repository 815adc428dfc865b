//! A browser asks to be forgotten.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use banso_wire::decode::Body;
use serde::Deserialize;

use super::{bad_json, body, key, utf8};
use crate::app::AppState;
use crate::problem::Problem;
use crate::store::person::{Actor, Subject};

/// Whom to forget. The write key is public and a userId can be guessed: neither proves anything, so a
/// userId is not among what may be said. An anonymous id is 122 random bits that only its browser knows.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wish {
    write_key: Option<String>,
    anonymous_id: String,
}

/// `POST /v1/forget`: erases what came from a browser with this write key, and what is known of
/// users by nothing else. 204, also when there was nothing. Anybody may ask, so the database is not
/// written anew each time, but once a day.
pub(super) async fn forget(
    State(app): State<AppState>,
    request: Request,
) -> Result<StatusCode, Problem> {
    let (parts, body) = request.into_parts();
    let held = body::read(&parts.headers, body, &app.budget).await?;
    let wish: Wish = serde_json::from_str(utf8(&held.bytes)?).map_err(|error| bad_json(&error))?;
    let named = Body {
        write_key: wish.write_key.map(Into::into),
        ..Body::default()
    };
    let source = Some(key::authenticate(&app.keys, &parts, &named)?);
    let anonymous_id = wish.anonymous_id;
    if !is_random(&anonymous_id) {
        return Err(not_random());
    }
    let subject = Subject::Browser {
        source,
        anonymous_id,
    };
    app.store
        .erase(subject, Actor::Browser, &app.signer)
        .await?;
    if let Err(error) = app.store.scrub(false).await {
        tracing::warn!(%error, "what was erased stays in the write-ahead log until it is folded in");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Whether an id is a UUID of version 4 or 7, as the SDKs make them; a host's own may be guessed.
fn is_random(id: &str) -> bool {
    let plain = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        14 => matches!(byte, b'4' | b'7'),
        19 => matches!(byte.to_ascii_lowercase(), b'8' | b'9' | b'a' | b'b'),
        _ => byte.is_ascii_hexdigit(),
    };
    id.len() == 36 && id.bytes().enumerate().all(plain)
}

fn not_random() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "/problems/anonymous-id",
        "Not a random id",
        "Only browsers with a random anonymousId (a UUID of version 4 or 7) can be forgotten in this way. Use banso erase-user beside the database.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_random_ids_prove_whose_they_are() {
        assert!(is_random("0198c2f4-7d1a-7c3e-9b52-0a1b2c3d4e5f"));
        assert!(is_random("7f5b8a52-1c34-4f9e-A0d1-0a1b2c3d4e5f"));
        for id in [
            "",
            "user-1",
            "0198c2f4-7d1a-1c3e-9b52-0a1b2c3d4e5f",
            "0198c2f4-7d1a-7c3e-cb52-0a1b2c3d4e5f",
            "0198c2f407d1a-7c3e-9b52-0a1b2c3d4e5f",
            "0198c2f4-7d1a-7c3e-9b52-0a1b2c3d4e5g",
        ] {
            assert!(!is_random(id), "{id}");
        }
    }
}
