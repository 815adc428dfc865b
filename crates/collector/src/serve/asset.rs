//! A body in its plain and compressed forms, and the answer that carries it.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use banso_content::compiler::container;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::encoding::Encoding;

/// A body that is compressed once and served many times.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    kind: &'static str,
}

impl Asset {
    /// Compresses a body as far as it goes. Takes up to a second a megabyte.
    pub(super) fn compress(plain: Vec<u8>, kind: &'static str) -> Self {
        // Neither can fail: both write into memory. Were one to, its form would be left out.
        Self {
            brotli: brotli(&plain).map(Bytes::from),
            gzip: gzip(&plain).map(Bytes::from),
            plain: plain.into(),
            kind,
        }
    }

    pub(super) fn respond(&self, headers: &HeaderMap, cache: &'static str) -> Response {
        let form = |encoding| match encoding {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Plain => Some(&self.plain),
        };
        let chosen =
            Encoding::accepted(headers).find_map(|encoding| Some((encoding, form(encoding)?)));
        let (encoding, bytes) = chosen.unwrap_or((Encoding::Plain, &self.plain));
        respond(headers, bytes.clone(), encoding, self.kind, cache)
    }
}

/// Answers with a body in the form that was chosen, or with 304 when the client has it already.
pub(super) fn respond(
    request: &HeaderMap,
    bytes: Bytes,
    encoding: Encoding,
    kind: &'static str,
    cache: &'static str,
) -> Response {
    let tag = entity_tag(&bytes);
    let mut response = if has_already(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Body::from(bytes).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Some(name) = encoding.name() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        response
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, cache),
        (header::VARY, "accept-encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = HeaderValue::from_static("cross-origin");
    headers.insert("cross-origin-resource-policy", policy);
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

/// A strong entity tag of exactly these bytes: each form has its own.
fn entity_tag(bytes: &[u8]) -> String {
    format!("\"{}\"", container::address(bytes))
}

/// Whether `If-None-Match` names the tag. A proxy may have weakened it on the way.
fn has_already(request: &HeaderMap, tag: &str) -> bool {
    let lines = request.get_all(header::IF_NONE_MATCH).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn brotli(plain: &[u8]) -> Option<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: plain.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut out, &parameters).ok()?;
    Some(out)
}

fn gzip(plain: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).ok()?;
    encoder.finish().ok()
}
