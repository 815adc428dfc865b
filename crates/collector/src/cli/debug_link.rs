//! `banso debug-link`: a link that opens the debug panel on one page's site for a while.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::{CliError, link};
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
        let url = link::page(&self.url)?;
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
        println!("{}", link::with_parameter(url, PARAMETER, &token));
        Ok(())
    }
}
