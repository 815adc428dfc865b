//! The demo's past: generated and imported once, then kept.

use std::{fs, io::ErrorKind, path::PathBuf};

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::calls::{ACCOUNTS, DAYS, Site};
use crate::{compress, process, progress::Steps};

/// Steps that `seed` counts.
pub(super) const STEPS: usize = 3;

const MEND: &str = "Mend the errors above and start again; the history starts anew by itself.";

/// A past that ended longer ago than this leaves the dashboard's last days empty; hours.
const AGED: i64 = 72;

/// What is known of a past that was seeded.
#[derive(Debug, Deserialize, Serialize)]
struct Mark {
    /// When it ended, RFC 3339.
    until: String,
    /// The SHA-256 of the compiled content that it was made from, in hexadecimal digits.
    content: String,
}

/// Whether an earlier run has finished the seeding.
pub(super) fn done(site: &Site) -> bool {
    mark(site).exists()
}

/// Why the past that was seeded is not that of the present content and of these days, if it is not.
/// It is kept all the same: what was tried out in the demo is in it.
pub(super) fn outdated(site: &Site, now: Timestamp) -> Result<Option<&'static str>> {
    let mark = fs::read(mark(site)).context("cannot read how the history was made")?;
    let known: Option<Mark> = serde_json::from_slice(&mark).ok();
    let known = known.and_then(|mark| Some((mark.until.parse::<Timestamp>().ok()?, mark.content)));
    let Some((until, content)) = known else {
        return Ok(Some("of another version of the demo"));
    };
    Ok(if content != digest(site)? {
        Some("of other content: demo/content has changed")
    } else if now.duration_since(until).as_hours() > AGED {
        Some("of some days ago")
    } else {
        None
    })
}

fn digest(site: &Site) -> Result<String> {
    let content = fs::read(site.content()).context("cannot read the compiled content")?;
    Ok(compress::sha256(&content))
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
    let until = Timestamp::now().to_string();
    let what = format!("Generate {DAYS} days of {ACCOUNTS} accounts");
    steps.run(&what, || {
        process::quiet("history", &mut site.generate_history(&until), MEND)
    })?;
    steps.run("Import them", || {
        process::quiet("import", &mut site.import_history(), MEND)
    })?;
    steps.run("Add the demo user", || {
        process::quiet("user", &mut site.add_user(), MEND)
    })?;
    let content = digest(site)?;
    let made = serde_json::to_vec_pretty(&Mark { until, content })?;
    fs::write(mark(site), made).context("cannot mark the history as complete")
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn site(dir: &std::path::Path) -> Site {
        let nowhere = ([127, 0, 0, 1], 1).into();
        Site::new(dir.into(), nowhere, nowhere).unwrap()
    }

    #[test]
    fn a_past_of_other_content_or_of_some_days_ago_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let site = site(dir.path());
        let until: Timestamp = "2026-11-22T05:20:00Z".parse().unwrap();
        fs::write(site.content(), "content").unwrap();
        let content = digest(&site).unwrap();
        fs::write(
            mark(&site),
            serde_json::to_vec(&Mark {
                until: until.to_string(),
                content,
            })
            .unwrap(),
        )
        .unwrap();
        let told = |hours: i64| {
            let now = until + jiff::SignedDuration::from_hours(hours);
            outdated(&site, now).unwrap().unwrap_or_default()
        };
        assert_eq!(told(72), "");
        assert_eq!(told(73), "of some days ago");
        fs::write(site.content(), "other content").unwrap();
        assert!(told(0).contains("demo/content has changed"));
        fs::write(mark(&site), "2026-11-22T05:20:00Z\n").unwrap();
        assert_eq!(told(0), "of another version of the demo");
    }
}
