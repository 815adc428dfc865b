//! The browser that the tests drive, and its driver.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::json;

use crate::workspace;

/// Flags that make Chromium run anywhere: without a screen, as root, in a small container.
const FLAGS: [&str; 4] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
];

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const PLACES: [&str; 4] = [
    "/usr/bin",
    "/usr/lib/chromium",
    "/opt/homebrew/bin",
    "/Applications/Google Chrome.app/Contents/MacOS",
];

/// The one command that installs both.
const MEND: &str = if cfg!(target_os = "macos") {
    "Run `brew install --cask google-chrome chromedriver`"
} else if cfg!(windows) {
    "Run `choco install googlechrome chromedriver`"
} else {
    "Run `apt-get install -y chromium chromium-driver`"
};

/// A browser and its driver, both found.
pub(crate) struct Chromium {
    /// The browser: `CHROME`, else the first that is installed.
    pub(crate) browser: PathBuf,
    /// The driver: `CHROMEDRIVER`, else the first that is installed.
    pub(crate) driver: PathBuf,
}

impl Chromium {
    /// Looks for both.
    pub(crate) fn find() -> Result<Self> {
        let browser = named("CHROME")
            .or_else(|| installed(&BROWSERS))
            .or_else(|| installed(&["Google Chrome"]));
        let driver = named("CHROMEDRIVER").or_else(|| installed(&["chromedriver"]));
        Ok(Self {
            browser: browser.with_context(|| missing("Chromium", "CHROME"))?,
            driver: driver.with_context(|| missing("chromedriver", "CHROMEDRIVER"))?,
        })
    }

    /// Writes the capabilities file of the browser tests and returns its path.
    pub(crate) fn capabilities(&self) -> Result<PathBuf> {
        let path = workspace::scratch()?.join("webdriver.json");
        let text =
            json!({ "goog:chromeOptions": { "binary": self.browser, "args": FLAGS } }).to_string();
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(path)
    }
}

fn missing(what: &str, variable: &str) -> String {
    format!("{what} is not installed. {MEND}, or set {variable} to its path")
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from)
}

fn installed(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&path)
        .chain(PLACES.iter().map(PathBuf::from))
        .collect();
    let found = |name: &&str| {
        places
            .iter()
            .map(|place| executable(place, name))
            .find(|file| file.is_file())
    };
    names.iter().find_map(found)
}

fn executable(place: &Path, name: &str) -> PathBuf {
    place.join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
