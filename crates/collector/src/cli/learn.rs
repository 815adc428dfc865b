//! `banso learn`.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use crate::query;
use crate::store::reader;

/// Write which articles people opened from which searches, for the content's help to rank by. Put the
/// file into the content's folder, as `help/learned.json`, and build the content again. Searches of
/// fewer than three people, and such in which a secret was hidden, are left out. The same store makes
/// the same bytes.
#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// The directory of the database; a collector may run on it.
    #[arg(long, env = "BANSO_DATA", default_value = "data")]
    store: PathBuf,
    /// The file to write.
    #[arg(long)]
    out: PathBuf,
    /// Only what happened in the last so many days of the log.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..))]
    days: u16,
}

/// Runs the command.
pub(super) fn run(args: &LearnArgs) -> Result<(), CliError> {
    let conn = reader(&args.store)?;
    let latest = query::messages::latest(&conn)?.unwrap_or_default();
    let span = u64::from(args.days) * 86_400_000;
    let learned = query::learned(&conn, latest.saturating_sub(span) as i64)?;
    let mut json = serde_json::to_string_pretty(&learned)?;
    json.push('\n');
    fs::write(&args.out, json).map_err(|error| {
        let out = args.out.display();
        format!("the file `{out}` cannot be written: {error}")
    })?;
    let searches: usize = learned.values().map(std::collections::BTreeMap::len).sum();
    println!(
        "Wrote {}: {searches} searches in {} locales.",
        args.out.display(),
        learned.len()
    );
    Ok(())
}
