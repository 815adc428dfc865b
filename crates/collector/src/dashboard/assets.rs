//! The dashboard's own files, in the binary, at addresses that change when they do.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::token;

struct Asset {
    name: &'static str,
    kind: &'static str,
    body: &'static str,
    hash: LazyLock<String>,
}

const fn asset(
    name: &'static str,
    kind: &'static str,
    body: &'static str,
    hash: fn() -> String,
) -> Asset {
    Asset {
        name,
        kind,
        body,
        hash: LazyLock::new(hash),
    }
}

const STYLE: &str = include_str!("static/dashboard.css");
const SCRIPT: &str = include_str!("static/dashboard.js");
const ICON: &str = include_str!("static/icon.svg");

static ASSETS: [Asset; 3] = [
    asset("dashboard.css", "text/css; charset=utf-8", STYLE, || {
        address(STYLE)
    }),
    asset(
        "dashboard.js",
        "text/javascript; charset=utf-8",
        SCRIPT,
        || address(SCRIPT),
    ),
    asset("icon.svg", "image/svg+xml", ICON, || address(ICON)),
];

fn address(body: &str) -> String {
    token::hex(&token::hash(body)[..6])
}

/// The address of a file of ours.
pub(super) fn url(name: &str) -> String {
    let known = ASSETS.iter().find(|asset| asset.name == name);
    let hash = known.map_or("", |asset| asset.hash.as_str());
    format!("/dashboard/assets/{hash}/{name}")
}

/// `GET /dashboard/assets/{hash}/{name}`.
pub(super) async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let known = ASSETS
        .iter()
        .find(|asset| asset.name == name && *asset.hash == hash);
    let Some(asset) = known else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, asset.body).into_response()
}
