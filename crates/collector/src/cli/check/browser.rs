//! An installed Chromium or Chrome, which runs the scripts of a page and says what came of them.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

use crate::cli::CliError;

/// Names the browser; empty: none.
const VARIABLE: &str = "BANSO_CHROMIUM";

/// What the browser is called, by those who package it.
const NAMES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
];

/// Where it is when it is not in `PATH`.
const PLACES: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// How long the scripts of a page may take by the page's own clock, in milliseconds. The clock
/// jumps over waiting, and stands while the network is asked.
const BUDGET_MS: u32 = 10_000;

/// How long the browser may take in all.
const PATIENCE: Duration = Duration::from_mins(1);

/// The browser that is installed: the one that is named, else the first in `PATH`.
pub(super) fn find() -> Result<Option<PathBuf>, CliError> {
    match env::var_os(VARIABLE) {
        None => Ok(installed(&env::var_os("PATH").unwrap_or_default())),
        Some(named) if named.is_empty() => Ok(None),
        Some(named) => {
            let named = PathBuf::from(named);
            let missing = || format!("{VARIABLE} names `{}`, which is no file", named.display());
            named
                .is_file()
                .then(|| Some(named.clone()))
                .ok_or_else(|| missing().into())
        }
    }
}

fn installed(path: &OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(path).collect();
    let in_path = NAMES.iter().flat_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(move |folder| folder.join(&name))
    });
    let mut places = in_path.chain(PLACES.iter().map(PathBuf::from));
    places.find(|place| place.is_file())
}

/// The HTML of a page after its scripts ran.
pub(super) async fn dump(browser: &Path, url: &str) -> Result<String, CliError> {
    let profile = tempfile::tempdir()?;
    let run = command(browser, profile.path(), url)?.output();
    let failed = |why: &str| {
        let browser = browser.display();
        format!(
            "`{browser}` could not show {url}: {why}; name another browser by {VARIABLE}, or set it to nothing to check the plain HTML"
        )
    };
    let output = timeout(PATIENCE, run).await;
    let output = output.map_err(|_| failed("it took more than a minute"))??;
    let html = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() || html.trim().is_empty() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(failed(said.lines().last().unwrap_or("it said nothing")).into());
    }
    Ok(html)
}

fn command(browser: &Path, profile: &Path, url: &str) -> Result<Command, CliError> {
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--dump-dom",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args(["--disable-extensions", "--disable-background-networking"])
        .arg(format!("--virtual-time-budget={BUDGET_MS}"))
        .arg(format!("--user-data-dir={}", profile.display()))
        .stdin(Stdio::null())
        .kill_on_drop(true);
    if is_roots(profile)? {
        command.arg("--no-sandbox");
    }
    command.arg(url);
    Ok(command)
}

/// Whether root made the folder: Chromium refuses to run as root, as containers do, in its sandbox.
#[cfg(unix)]
fn is_roots(folder: &Path) -> Result<bool, CliError> {
    use std::os::unix::fs::MetadataExt;
    Ok(folder.metadata()?.uid() == 0)
}

#[cfg(not(unix))]
fn is_roots(_: &Path) -> Result<bool, CliError> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_browser_is_found_in_the_path() {
        let (empty, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let browser = folder
            .path()
            .join(format!("google-chrome{}", env::consts::EXE_SUFFIX));
        std::fs::write(&browser, "").unwrap();
        let path = env::join_paths([empty.path(), folder.path()]).unwrap();
        assert_eq!(installed(&path), Some(browser));
    }
}
