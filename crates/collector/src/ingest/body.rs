//! Reading a request's body: bounded in bytes, in time and in what it inflates to.

use std::io::Read;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use banso_wire::MAX_BATCH_BYTES;
use flate2::read::MultiGzDecoder;
use http_body_util::BodyExt;

use crate::problem::Problem;

/// The largest body, in bytes, before and after inflation.
pub(super) const LIMIT: usize = MAX_BATCH_BYTES;
/// How much of a body that is too large is read all the same: a client that is cut off while it
/// sends never sees the 413 that would tell it to halve.
const DRAIN: usize = 16 * LIMIT;
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// The most memory that this request's body can take.
pub(super) fn most_bytes(headers: &HeaderMap) -> usize {
    let length = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let sent = length.map_or(LIMIT, |length| length.min(LIMIT));
    if headers.contains_key(header::CONTENT_ENCODING) {
        sent + LIMIT
    } else {
        sent
    }
}

/// The body in plain form.
pub(super) async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let bytes = collect(body).await?;
    match headers
        .get(header::CONTENT_ENCODING)
        .map(|name| name.as_bytes())
    {
        None | Some(b"" | b"identity") => Ok(bytes),
        Some(b"gzip" | b"x-gzip") => inflate(&bytes),
        Some(_) => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "/problems/encoding",
            "Unknown Content-Encoding",
            "Send the body as it is, or with Content-Encoding: gzip.",
        )),
    }
}

/// Reads a body to its end and keeps nothing of it.
pub(super) async fn drain(body: Body) -> Result<(), Problem> {
    collect(body).await.map(drop)
}

async fn collect(body: Body) -> Result<Bytes, Problem> {
    let timely = tokio::time::timeout(PATIENCE, collect_patiently(body)).await;
    timely.unwrap_or_else(|_| {
        Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "/problems/slow-body",
            "The body took too long",
            format!("Send the whole body within {} seconds.", PATIENCE.as_secs()),
        ))
    })
}

async fn collect_patiently(mut body: Body) -> Result<Bytes, Problem> {
    let (mut kept, mut total) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| cut_off())?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        total += data.len();
        if total <= LIMIT {
            kept.extend_from_slice(&data);
        } else {
            kept = Vec::new();
        }
        if total > DRAIN {
            break;
        }
    }
    if total > LIMIT {
        return Err(over_limit());
    }
    Ok(kept.into())
}

fn inflate(bytes: &[u8]) -> Result<Bytes, Problem> {
    let mut plain = Vec::new();
    let bounded = MultiGzDecoder::new(bytes).take(LIMIT as u64 + 1);
    { bounded }.read_to_end(&mut plain).map_err(|_| {
        Problem::new(
            StatusCode::BAD_REQUEST,
            "/problems/gzip",
            "The body is not gzip",
            "The body does not inflate. Compress it again, or send it plain without Content-Encoding.",
        )
    })?;
    if plain.len() > LIMIT {
        return Err(over_limit());
    }
    Ok(plain.into())
}

fn cut_off() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "/problems/cut-off",
        "The body ended early",
        "The connection broke while the body was sent. Send the request again.",
    )
}

fn over_limit() -> Problem {
    too_large(format!(
        "The body may have at most {LIMIT} bytes; send the batch in halves."
    ))
}

/// 413: what a client answers by sending less at once.
pub(super) fn too_large(detail: String) -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "/problems/too-large",
        "Too much at once",
        detail,
    )
}
