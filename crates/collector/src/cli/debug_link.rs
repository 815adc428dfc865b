//! `banso debug-link`: a link that opens the debug panel on one page's site for a while.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::CliError;
use crate::auth::keys::WriteKey;
use crate::auth::signing::{Purpose, Signer};
use crate::serve::debug::PARAMETER;
use crate::store::Store;

/// Make a link that opens the debug panel where the environment does not allow it. Whoever has the
/// link sees the panel until it expires.
#[derive(Debug, Args)]
pub(super) struct DebugLink {
    /// The directory of the collector's database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The write key of the page.
    #[arg(long)]
    key: WriteKey,
    /// The page to open.
    #[arg(long)]
    url: String,
    /// How long the link works.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=168))]
    hours: u64,
}

impl DebugLink {
    pub(super) async fn run(self) -> Result<(), CliError> {
        if !["http://", "https://"]
            .iter()
            .any(|scheme| self.url.starts_with(scheme))
        {
            return Err("--url is the whole address of a page, from https:// on".into());
        }
        let store = Store::open(&self.data)?;
        let key = &self.key.key;
        let known = store.knows(key).await?;
        let signer = Signer::of(&store).await?;
        store.close();
        if !known {
            return Err(format!(
                "no collector with the data of {} has served this write key; give --key as the page has it, and --data as banso serve has it",
                self.data.display()
            )
            .into());
        }
        let now = jiff::Timestamp::now().as_millisecond();
        let token = signer.sign(Purpose::Debug, key, now, Duration::from_hours(self.hours));
        println!("{}", with_token(&self.url, &token));
        Ok(())
    }
}

/// The address with the token as a parameter, in place of an earlier one.
fn with_token(url: &str, token: &str) -> String {
    let (page, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (path, query) = page.split_once('?').unwrap_or((page, ""));
    let named = |part: &&str| part.split('=').next() != Some(PARAMETER) && !part.is_empty();
    let token = format!("{PARAMETER}={token}");
    let parts: Vec<&str> = query
        .split('&')
        .filter(named)
        .chain([token.as_str()])
        .collect();
    format!("{path}?{}{fragment}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_joins_what_the_address_says_already() {
        for (url, linked) in [
            ("https://a.example/x", "https://a.example/x?banso-debug=T"),
            ("https://a.example/x?", "https://a.example/x?banso-debug=T"),
            (
                "https://a.example/x?q=1&r",
                "https://a.example/x?q=1&r&banso-debug=T",
            ),
            (
                "https://a.example/#/x?y",
                "https://a.example/?banso-debug=T#/x?y",
            ),
            (
                "https://a.example/?banso-debug=old&q=1",
                "https://a.example/?q=1&banso-debug=T",
            ),
        ] {
            assert_eq!(with_token(url, "T"), linked);
        }
    }
}
