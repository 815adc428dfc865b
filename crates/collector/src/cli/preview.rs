//! `banso preview`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use banso_content::bundle::Bundle;
use banso_content::compiler::{self, Output};
use clap::Args;

use super::check::{load, report};
use super::{CliError, link, stderr};
use crate::auth::signing::{Purpose, Signer};
use crate::serve::preview::PARAMETER;
use crate::store::{FILE, Store};

/// Make a link that shows a draft of content in the real application, without publishing it: the
/// page sends nothing, and keeps nothing beyond its tab. Whoever has the link sees the draft until
/// it expires. Exits with 0 if the link was made, 1 if the content has mistakes, 2 if the folder or
/// the data cannot be used.
#[derive(Debug, Args)]
pub(super) struct Preview {
    /// The folder of content, with `banso.json` in it.
    folder: PathBuf,
    /// The directory of the collector's database.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    data: PathBuf,
    /// The guide to show at once; left out: the usual rules decide.
    #[arg(long, value_name = "ID")]
    guide: Option<String>,
    /// The page to open; left out: what to add to the address of any page is printed.
    #[arg(long)]
    url: Option<String>,
    /// How long the link works.
    #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(u64).range(1..=168))]
    hours: u64,
    /// Show the content of this environment, with what stands below `environments/<name>/`.
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
}

impl Preview {
    pub(super) async fn run(self) -> Result<ExitCode, CliError> {
        let url = self.url.as_deref().map_or(Ok(""), link::page)?;
        let source = load(&self.folder)?;
        let output = match compiler::build_for(&source, self.environment.as_deref()) {
            Ok(output) => output,
            Err(found) => {
                report(&self.folder, &found, &mut stderr())?;
                return Ok(ExitCode::FAILURE);
            }
        };
        if !output.warnings.is_empty() {
            report(&self.folder, &output.warnings, &mut stderr())?;
        }
        if let Some(guide) = &self.guide {
            check_guide(&output, guide)?;
        }
        let value = self.sign(output.container()).await?;
        println!("{}", link::with_parameter(url, PARAMETER, &value));
        Ok(ExitCode::SUCCESS)
    }

    /// Stores the draft, and returns what the link says: the draft, its token, and the guide.
    async fn sign(&self, draft: Vec<u8>) -> Result<String, CliError> {
        let store = open(&self.data)?;
        let now = jiff::Timestamp::now().as_millisecond();
        let span = Duration::from_hours(self.hours);
        let hash = store
            .put_draft(draft, now, now + span.as_millis() as i64)
            .await?;
        store.remove_expired_drafts(now).await?;
        let signer = Signer::of(&store).await?;
        store.close();
        let token = signer.sign(Purpose::Preview, &hash, now, span);
        let guide = self.guide.as_ref().map(|guide| format!(".{guide}"));
        Ok(format!("{hash}.{token}{}", guide.unwrap_or_default()))
    }
}

/// The store of a collector, which must be there: a link to another directory would lead nowhere.
fn open(data: &Path) -> Result<Store, CliError> {
    if !data.join(FILE).exists() {
        let data = data.display();
        return Err(format!(
            "no collector has the data directory {data}; give --data as banso serve has it"
        )
        .into());
    }
    Ok(Store::open(data)?)
}

fn check_guide(output: &Output, guide: &str) -> Result<(), CliError> {
    let bundle = Bundle::open(&output.bundle)
        .map_err(|why| format!("the draft cannot be read back: {why:?}"))?;
    if bundle.guides.iter().any(|known| known.id == guide) {
        return Ok(());
    }
    let ids: Vec<&str> = bundle.guides.iter().map(|known| &*known.id).collect();
    Err(format!(
        "the draft has no guide `{guide}`; it has {}",
        ids.join(", ")
    )
    .into())
}
