//! Reading a request's body: bounded in bytes, in time and in what it inflates to.

use std::io::Read;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use banso_wire::MAX_BATCH_BYTES;
use flate2::read::MultiGzDecoder;
use http_body_util::BodyExt;

use super::budget::{Budget, Held};
use crate::problem::Problem;

/// The largest body, in bytes, before and after inflation.
pub(super) const LIMIT: usize = MAX_BATCH_BYTES;
/// How much of a body that is too large is read all the same: a client that is cut off while it
/// sends never sees the 413 that would tell it to halve.
const DRAIN: usize = 16 * LIMIT;
/// What gzip begins with (RFC 1952, section 2.3.1), and no JSON does.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// The body in plain form, held within the budget.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    budget: &Budget,
) -> Result<Held, Problem> {
    let held = collect(body, budget).await?;
    match headers
        .get(header::CONTENT_ENCODING)
        .map(HeaderValue::as_bytes)
    {
        // A browser would ask for permission to name the encoding: our SDK does not name it.
        None if held.bytes.starts_with(&GZIP) => inflate(&held.bytes, budget),
        None | Some(b"" | b"identity") => Ok(held),
        Some(b"gzip" | b"x-gzip") => inflate(&held.bytes, budget),
        Some(_) => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "/problems/encoding",
            "Unknown Content-Encoding",
            "Send the body as it is, or with Content-Encoding: gzip.",
        )),
    }
}

/// The body as it was sent.
pub(super) async fn collect(body: Body, budget: &Budget) -> Result<Held, Problem> {
    let timely = tokio::time::timeout(PATIENCE, collect_patiently(body, budget)).await;
    timely.unwrap_or_else(|_| {
        Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "/problems/slow-body",
            "The body took too long",
            format!("Send the whole body within {} seconds.", PATIENCE.as_secs()),
        ))
    })
}

async fn collect_patiently(mut body: Body, budget: &Budget) -> Result<Held, Problem> {
    let (mut held, mut total) = (Held::new(budget), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| cut_off())?;
        let Ok(data) = frame.into_data() else {
            continue;
        };
        total += data.len();
        held = held.and_then(|mut held| {
            within_limit(total)?;
            held.push(&data)?;
            Ok(held)
        });
        if total > DRAIN {
            break;
        }
    }
    held
}

fn inflate(bytes: &[u8], budget: &Budget) -> Result<Held, Problem> {
    let (mut held, mut chunk) = (Held::new(budget)?, [0; 8 * 1024]);
    let mut plain = MultiGzDecoder::new(bytes);
    loop {
        let count = plain.read(&mut chunk).map_err(|_| not_gzip())?;
        if count == 0 {
            return Ok(held);
        }
        within_limit(held.bytes.len() + count)?;
        held.push(&chunk[..count])?;
    }
}

fn within_limit(bytes: usize) -> Result<(), Problem> {
    if bytes <= LIMIT {
        return Ok(());
    }
    Err(too_large(format!(
        "The body may have at most {LIMIT} bytes; send the batch in halves."
    )))
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

fn not_gzip() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "/problems/gzip",
        "The body is not gzip",
        "The body does not inflate. Compress it again, or send it plain without Content-Encoding.",
    )
}

fn cut_off() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "/problems/cut-off",
        "The body ended early",
        "The connection broke while the body was sent. Send the request again.",
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::body::Bytes;
    use http_body_util::channel::Channel;

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_end_is_given_up() {
        let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
        sender.send_data(Bytes::from_static(b"{")).await.unwrap();
        let body = collect(Body::new(body), &Budget::default()).await;
        let problem = body.unwrap_err();
        assert_eq!(problem.kind(), "/problems/slow-body");
    }

    #[tokio::test]
    async fn gzip_is_known_by_its_first_bytes() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gzip, b"{}").unwrap();
        let packed = gzip.finish().unwrap();
        let budget = Budget::default();
        let headers = HeaderMap::new();
        let body = read(&headers, Body::from(packed.clone()), &budget).await;
        assert_eq!(body.unwrap().bytes, b"{}");
        let cut = Body::from(packed[..packed.len() - 6].to_vec());
        let problem = read(&headers, cut, &budget).await.unwrap_err();
        assert_eq!(problem.kind(), "/problems/gzip");
    }

    #[tokio::test]
    async fn a_body_holds_what_has_arrived_and_gives_it_back() {
        let budget = Budget::new(10);
        let first = collect(Body::from("12345678"), &budget).await.unwrap();
        let problem = collect(Body::from("123"), &budget).await.unwrap_err();
        assert_eq!(problem.kind(), "/problems/busy");
        drop(first);
        assert_eq!(
            collect(Body::from("123"), &budget).await.unwrap().bytes,
            b"123"
        );
    }
}
