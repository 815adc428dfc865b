//! The server of the demo app: static files under a policy as strict as a careful customer's.

use std::net::TcpListener;

use anyhow::{Context, Result};
use axum::{
    Router,
    http::{
        HeaderValue,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

use super::calls::Site;

/// Serves the built app on `listener` until the returned future is dropped.
pub(super) fn serve(
    listener: TcpListener,
    site: &Site,
) -> Result<impl Future<Output = Result<()>>> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = router(site)?;
    Ok(async {
        axum::serve(listener, router)
            .await
            .context("the demo app's server stopped")
    })
}

/// The app's files; every unknown path is a page of the single-page app.
fn router(site: &Site) -> Result<Router> {
    let policy = HeaderValue::from_str(&policy(&site.collector))?;
    let files =
        ServeDir::new(site.app_dir()).fallback(ServeFile::new(site.app_dir().join("index.html")));
    Ok(Router::new()
        .fallback_service(files)
        .layer(SetResponseHeaderLayer::overriding(
            CONTENT_SECURITY_POLICY,
            policy,
        ))
        .layer(SetResponseHeaderLayer::overriding(
            CACHE_CONTROL,
            HeaderValue::from_static("no-cache"),
        )))
}

/// What the SDK needs of a host and nothing more: its scripts, WebAssembly, and the collector's address.
fn policy(collector: &str) -> String {
    [
        "default-src 'self'",
        &format!("script-src 'self' 'wasm-unsafe-eval' {collector}"),
        "style-src 'self'",
        "img-src 'self' data:",
        &format!("connect-src 'self' {collector}"),
        "require-trusted-types-for 'script'",
    ]
    .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_no_inline_code_and_one_foreign_origin() {
        let policy = policy("http://127.0.0.1:4319");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(policy.matches("http").count(), 2);
    }
}
