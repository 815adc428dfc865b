//! The built SDK: files of a directory, each with its `.br` and `.gz` beside it.

use std::path::{Path, PathBuf};

use axum::extract::{Path as UrlPath, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::asset::{self, Form};
use super::encoding::Encoding;
use crate::app::AppState;
use crate::problem::Problem;

/// For names without a hash: the loader, which must be able to change.
const SHORT: &str = "public, max-age=300, stale-while-revalidate=86400";

pub(super) async fn file(
    State(app): State<AppState>,
    UrlPath(path): UrlPath<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("The SDK has no such file. Look at --sdk DIR.");
    if !path.split('/').all(is_name) {
        return Err(missing());
    }
    let file = app.sdk.join(&path);
    for encoding in Encoding::accepted(&headers) {
        if let Ok(bytes) = tokio::fs::read(sibling(&file, encoding)).await {
            let cache = if is_hashed(&path) {
                super::IMMUTABLE
            } else {
                SHORT
            };
            let form = Form::new(encoding, bytes);
            return Ok(asset::respond(&headers, &form, kind(&file), cache));
        }
    }
    Err(missing())
}

/// A plain name: nothing hidden, nothing that leads out of the directory.
fn is_name(segment: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    !segment.is_empty() && !segment.starts_with('.') && segment.bytes().all(plain)
}

fn sibling(file: &Path, encoding: Encoding) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    match encoding {
        Encoding::Brotli => name.push(".br"),
        Encoding::Gzip => name.push(".gz"),
        Encoding::Plain => {}
    }
    name.into()
}

/// `core.1a2b3c4d.js`: the name changes with what is inside.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('.')
        .any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("css") => "text/css; charset=utf-8",
        Some("ts" | "txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_carry_a_hash_are_told_apart() {
        assert!(is_hashed("core.1a2b3c4d.js"));
        assert!(is_hashed("lib/view.0011223344556677.wasm"));
        assert!(!is_hashed("banso.js"));
        assert!(!is_hashed("1a2b3c4d/banso.js"));
    }

    #[test]
    fn no_name_leads_out_of_the_directory() {
        for segment in ["", ".", "..", ".env", "a b", "a\\b", "é"] {
            assert!(!is_name(segment), "{segment:?}");
        }
        assert!(is_name("core.1a2b3c4d.js"));
    }
}
