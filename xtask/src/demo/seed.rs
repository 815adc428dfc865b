//! The demo's past: generated and imported once, then kept.

use std::{fs, io::ErrorKind, path::PathBuf};

use anyhow::{Context, Result};

use super::calls::{ACCOUNTS, DAYS, Site};
use crate::{process, progress::Steps};

/// Steps that `seed` counts.
pub(super) const STEPS: usize = 3;

const MEND: &str = "Mend the errors above and start again; the history starts anew by itself.";

/// Whether an earlier run has finished the seeding.
pub(super) fn done(site: &Site) -> bool {
    mark(site).exists()
}

/// Removes the collector's data and everything seeded.
pub(super) fn forget(site: &Site) -> Result<()> {
    ignore_missing(fs::remove_file(mark(site)))?;
    let data = site.data();
    ignore_missing(fs::remove_dir_all(&data))
        .with_context(|| format!("cannot remove {}", data.display()))
}

/// Generates and imports the past and adds the demo user, as `STEPS` steps.
pub(super) fn seed(site: &Site, steps: &mut Steps) -> Result<()> {
    forget(site)?;
    let now = jiff::Timestamp::now().to_string();
    let what = format!("Generate {DAYS} days of {ACCOUNTS} accounts");
    steps.run(&what, || {
        process::quiet("history", &mut site.generate_history(&now), MEND)
    })?;
    steps.run("Import them", || {
        process::quiet("import", &mut site.import_history(), MEND)
    })?;
    steps.run("Add the demo user", || {
        process::quiet("user", &mut site.add_user(), MEND)
    })?;
    fs::write(mark(site), format!("{now}\n")).context("cannot mark the history as complete")
}

/// Written last: a half-seeded folder does not have it.
fn mark(site: &Site) -> PathBuf {
    site.dir.join("seeded")
}

fn ignore_missing(result: std::io::Result<()>) -> std::io::Result<()> {
    match result {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
