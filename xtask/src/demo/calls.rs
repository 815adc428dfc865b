//! Every program the demo starts, with its arguments: the one place that knows their command lines.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{modules, workspace};

/// The write key of the demo's source.
pub(super) const WRITE_KEY: &str = "demo-write-key";
/// Who signs in to the dashboard.
pub(super) const USER: &str = "demo@banso.example";
/// The demo user's password. No secret: the demo listens on this machine alone.
pub(super) const PASSWORD: &str = "running-alongside";

/// How much past the demo has.
pub(super) const ACCOUNTS: u32 = 60;
/// Days of that past, ending now.
pub(super) const DAYS: u32 = 120;

const CONTENT: &str = "demo/content";
const PASSWORD_VARIABLE: &str = "BANSO_DEMO_PASSWORD";

/// One demo: its folder and its two addresses.
pub(super) struct Site {
    /// Everything the demo writes.
    pub(super) dir: PathBuf,
    /// Origin of the collector and its dashboard, without a slash at the end.
    pub(super) collector: String,
    /// Origin of the demo app, without a slash at the end.
    pub(super) app: String,
    listen: SocketAddr,
}

impl Site {
    /// A demo in `dir`, which is made when it is missing.
    pub(super) fn new(dir: PathBuf, collector: SocketAddr, app: SocketAddr) -> Result<Self> {
        std::fs::create_dir_all(&dir).with_context(|| format!("cannot make {}", dir.display()))?;
        Ok(Self {
            dir,
            collector: format!("http://{collector}"),
            app: format!("http://{app}"),
            listen: collector,
        })
    }

    /// The built demo app.
    pub(super) fn app_dir(&self) -> PathBuf {
        self.dir.join("app")
    }

    /// The collector's data.
    pub(super) fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    /// The generated past, one Segment message a line.
    pub(super) fn history(&self) -> PathBuf {
        self.dir.join("history.jsonl")
    }

    /// The compiled content.
    pub(super) fn content(&self) -> PathBuf {
        self.dir.join("content.banso")
    }

    /// Builds the demo app for this site's addresses.
    pub(super) fn build_app(&self) -> Command {
        let mut node = workspace::command("node");
        node.arg("demo/app/build.mjs").arg(self.app_dir());
        node.env("BANSO_SDK", format!("{}/sdk", self.collector));
        node.env("BANSO_ENDPOINT", &self.collector)
            .env("BANSO_WRITE_KEY", WRITE_KEY);
        node
    }

    /// Compiles the demo's guides, checklists and articles.
    pub(super) fn build_content(&self) -> Command {
        let mut banso = banso("build");
        banso.arg(CONTENT).arg("--out").arg(self.content());
        banso
    }

    /// Generates the past, ending at `until` (RFC 3339).
    pub(super) fn generate_history(&self, until: &str) -> Command {
        let mut history = built("banso-demo-history");
        history
            .args(["--content", CONTENT, "--seed", "7", "--until", until])
            .arg("--out")
            .arg(self.history());
        history
            .arg("--accounts")
            .arg(ACCOUNTS.to_string())
            .arg("--days")
            .arg(DAYS.to_string());
        history
    }

    /// Takes the generated past into the collector's data.
    pub(super) fn import_history(&self) -> Command {
        let mut banso = banso("import");
        banso
            .arg("--data")
            .arg(self.data())
            .args(["--write-key", WRITE_KEY])
            .arg(self.history());
        banso
    }

    /// Adds the person who signs in.
    pub(super) fn add_user(&self) -> Command {
        let mut banso = banso("user");
        banso.arg("add").arg("--data").arg(self.data());
        banso.args([
            "--email",
            USER,
            "--role",
            "admin",
            "--password-env",
            PASSWORD_VARIABLE,
        ]);
        banso.env(PASSWORD_VARIABLE, PASSWORD);
        banso
    }

    /// Runs the collector until it is told to stop.
    pub(super) fn serve(&self) -> Command {
        let mut banso = banso("serve");
        banso.arg("--listen").arg(self.listen.to_string()).args([
            "--write-key",
            WRITE_KEY,
            "--demo",
            // `banso.debug()` in the demo's console opens the panel.
            "--debug",
            "production",
        ]);
        banso
            .arg("--data")
            .arg(self.data())
            .arg("--content")
            .arg(self.content());
        banso.arg("--sdk").arg(modules::default_out());
        banso
    }
}

/// Builds the collector and the generator of the past.
pub(super) fn build_collector() -> Command {
    let mut cargo = workspace::cargo();
    cargo.args(["build", "-p", "banso-collector", "-p", "banso-demo-history"]);
    cargo
}

fn banso(subcommand: &str) -> Command {
    let mut banso = built("banso");
    banso.arg(subcommand);
    banso
}

/// A program that `build_collector` has built.
fn built(name: &str) -> Command {
    let dir = workspace::target().join("debug");
    workspace::command(
        Path::new(&dir)
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION),
    )
}
