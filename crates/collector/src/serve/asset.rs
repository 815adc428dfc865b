//! A body in its plain and compressed forms, and the answer that carries it.

use std::io::Write;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use banso_content::compiler::container;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::encoding::Encoding;

/// Lets pages that isolate themselves (COEP) load what is served to every origin.
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// A body that is compressed once and served many times.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    plain: Form,
    /// The smaller forms, the smallest first.
    compressed: Vec<Form>,
    kind: &'static str,
}

/// A body in one encoding.
#[derive(Clone, Debug)]
pub(super) struct Form {
    encoding: Encoding,
    bytes: Bytes,
    tag: String,
}

impl Form {
    pub(super) fn new(encoding: Encoding, bytes: Vec<u8>) -> Self {
        Self {
            encoding,
            tag: entity_tag(&bytes),
            bytes: bytes.into(),
        }
    }
}

impl Asset {
    /// Compresses a body as far as it goes. Takes up to a second a megabyte.
    pub(super) fn compress(plain: Vec<u8>, kind: &'static str) -> Self {
        let forms = [
            (Encoding::Brotli, brotli(&plain)),
            (Encoding::Gzip, gzip(&plain)),
        ];
        // Neither can fail: both write into memory. Were one to, its form would be left out.
        let forms = forms
            .into_iter()
            .filter_map(|(encoding, bytes)| Some(Form::new(encoding, bytes?)));
        Self {
            compressed: forms.collect(),
            plain: Form::new(Encoding::Plain, plain),
            kind,
        }
    }

    /// Answers with the smallest form that the client can read.
    pub(super) fn respond(&self, request: &HeaderMap, cache: &'static str) -> Response {
        let accepted: Vec<_> = Encoding::accepted(request).collect();
        let mut forms = self.compressed.iter();
        let form = forms.find(|form| accepted.contains(&form.encoding));
        respond(request, form.unwrap_or(&self.plain), self.kind, cache)
    }
}

/// Answers with a body in the form that was chosen, or with 304 when the client has it already.
pub(super) fn respond(
    request: &HeaderMap,
    form: &Form,
    kind: &'static str,
    cache: &'static str,
) -> Response {
    let mut response = if has_already(request, &form.tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        with_body(form, kind)
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, cache),
        (header::VARY, "accept-encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (CROSS_ORIGIN_RESOURCE_POLICY, "cross-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Ok(tag) = HeaderValue::try_from(&form.tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn with_body(form: &Form, kind: &'static str) -> Response {
    let mut response = Body::from(form.bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(name) = form.encoding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
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
