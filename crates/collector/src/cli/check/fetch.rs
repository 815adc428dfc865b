//! A page by its address: as the browser shows it, or as the server sends it.

use std::path::Path;
use std::time::Duration;

use banso_content::compiler::Page;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, ResponseExt};

use super::browser;
use crate::cli::CliError;

/// How long a server may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The longest page, in bytes.
const LONGEST: u64 = 32 << 20;

const WITHOUT_SCRIPTS: &str = "plain HTML: there is no browser, so that scripts did not run and what they add is missing; install Chromium, or name it by BANSO_CHROMIUM";

/// A page and how it was come by.
pub(super) struct Fetched {
    pub page: Page,
    pub how: String,
}

/// Fetches a page, through the browser if there is one.
pub(super) async fn fetch(url: &str, browser: Option<&Path>) -> Result<Fetched, CliError> {
    let (plain, uri) = plain(url).map_err(|why| format!("{url} cannot be read: {why}"))?;
    let (html, how) = match browser {
        Some(browser) => {
            let how = format!("shown by {}", browser.display());
            (browser::dump(browser, url).await?, how)
        }
        None => (plain, WITHOUT_SCRIPTS.into()),
    };
    let page = Page {
        name: url.into(),
        path: Some(uri.path().into()),
        html,
    };
    Ok(Fetched { page, how })
}

/// What the server sends, and the address after its redirections. A browser would show a page for
/// its errors.
fn plain(url: &str) -> Result<(String, Uri), CliError> {
    let mut response = agent().get(url).call()?;
    let uri = response.get_uri().clone();
    let body = response.body_mut().with_config().limit(LONGEST);
    let bytes = body.read_to_vec()?;
    Ok((String::from_utf8_lossy(&bytes).into_owned(), uri))
}

/// A client that trusts what the system trusts: staging servers often have a certificate of the
/// company's own.
fn agent() -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier);
    let config = Agent::config_builder().tls_config(tls.build());
    config.timeout_global(Some(PATIENCE)).build().new_agent()
}
