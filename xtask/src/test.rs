//! `cargo xtask test`: the tools first, then every suite, then one table.

use std::{env, path::PathBuf};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::{
    chromium::Chromium,
    modules, preflight, process,
    progress::Steps,
    report::{self, Check},
    workspace,
};

/// The version of wasm-bindgen in Cargo.lock; the test runner must be the same.
const WASM_BINDGEN: &str = "0.2.130";
const RUNNER: &str = "wasm-bindgen-test-runner";

/// Options of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run one suite.
    #[arg(long, value_enum, value_name = "SUITE")]
    only: Option<Suite>,
}

/// The suites, from the fastest answer to the widest.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Suite {
    /// Everything that runs without a browser.
    Native,
    /// Rust in Chromium.
    Browser,
    /// The view on a plain page in Chromium, driven by Playwright.
    View,
    /// Delivery in Chromium, through a server that misbehaves, driven by Playwright.
    Faults,
    /// The demo in Chromium, driven by Playwright.
    E2e,
}

impl Suite {
    fn check(self) -> Check {
        match self {
            Self::Native => ("native", native),
            Self::Browser => ("browser", browser),
            Self::View => ("view", view),
            Self::Faults => ("faults", faults),
            Self::E2e => ("e2e", e2e),
        }
    }
}

/// Runs the suites that `args` chooses.
pub(crate) fn run(args: &Args) -> Result<()> {
    match args.only {
        Some(suite) => suites(&[suite]),
        None => all(),
    }
}

/// Runs every suite.
pub(crate) fn all() -> Result<()> {
    suites(Suite::value_variants())
}

fn suites(suites: &[Suite]) -> Result<()> {
    prepare(suites)?;
    report::run_all("Suite", suites.iter().map(|suite| suite.check()))
}

/// Looks for every tool before the first test runs.
fn prepare(suites: &[Suite]) -> Result<()> {
    preflight::npm_packages()?;
    if suites != [Suite::Native] {
        preflight::wasm_target()?;
        Chromium::find()?;
    }
    if suites.contains(&Suite::Browser) {
        runner()?;
    }
    Ok(())
}

fn native() -> Result<()> {
    let mut cargo = workspace::cargo();
    process::shown(
        "cargo test",
        cargo.args(["test", "--workspace"]),
        "The failed tests are named above.",
    )
}

/// The tests of `tests/browser`, each in a real page.
fn browser() -> Result<()> {
    let chromium = Chromium::find()?;
    let mut cargo = workspace::cargo();
    cargo.args([
        "test",
        "--target",
        modules::TARGET,
        "-p",
        "banso-browser-tests",
    ]);
    cargo
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner()?)
        .env("CHROMEDRIVER", &chromium.driver);
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.capabilities()?);
    process::shown(
        "browser tests",
        &mut cargo,
        "The failed tests are named above.",
    )
}

/// The specifications of `tests/view`, with views and help packs from the demo's content.
fn view() -> Result<()> {
    modules::build(&modules::default_out(), &mut Steps::new(modules::STEPS))?;
    scenes()?;
    let chromium = Chromium::find()?;
    let mut playwright = workspace::npm_tool("playwright");
    playwright
        .args(["test", "-c", "tests/view"])
        .env("CHROME", &chromium.browser);
    process::shown(
        "view tests",
        &mut playwright,
        "The failed tests are named above.",
    )
}

/// The specifications of `tests/faults`, over the real collector.
fn faults() -> Result<()> {
    modules::build(&modules::default_out(), &mut Steps::new(modules::STEPS))?;
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--quiet", "-p", "banso-collector"]);
    process::quiet("the collector", &mut cargo, "Mend the errors above.")?;
    let mut playwright = workspace::npm_tool("playwright");
    playwright
        .args(["test", "-c", "tests/faults"])
        .env("CHROME", &Chromium::find()?.browser);
    process::shown(
        "fault tests",
        &mut playwright,
        "The failed tests are named above.",
    )
}

/// What the engine says of the demo's content, for a view without a core: a folder of bytes.
pub(crate) fn scenes() -> Result<PathBuf> {
    let folder = workspace::target().join("scenes");
    let mut scenes = workspace::cargo();
    scenes
        .args(["run", "--quiet", "-p", "banso-scenes", "--", "demo/content"])
        .arg(&folder);
    process::quiet(
        "the scenes of the view",
        &mut scenes,
        "Mend the errors above.",
    )?;
    Ok(folder)
}

/// The specifications of `tests/e2e`, against a demo that Playwright's set-up starts with this very program.
fn e2e() -> Result<()> {
    let chromium = Chromium::find()?;
    let mut playwright = workspace::npm_tool("playwright");
    playwright
        .args(["test", "-c", "tests/e2e"])
        .env("CHROME", &chromium.browser);
    playwright.env(
        "BANSO_XTASK",
        env::current_exe().context("cannot name this program")?,
    );
    process::shown(
        "end-to-end tests",
        &mut playwright,
        "`npx playwright show-report` shows each failure.",
    )
}

/// The test runner of wasm-bindgen, installed into `target/tools` the first time.
fn runner() -> Result<PathBuf> {
    let tools = workspace::target().join("tools");
    let runner = tools
        .join("bin")
        .join(format!("{RUNNER}{}", env::consts::EXE_SUFFIX));
    if installed(&runner) {
        return Ok(runner);
    }
    eprintln!("Installing {RUNNER} {WASM_BINDGEN}, once (a few minutes)");
    // The debug profile with some optimisation: a third of the release profile's build time.
    let mut cargo = workspace::cargo();
    cargo.args([
        "install",
        "wasm-bindgen-cli",
        "--version",
        WASM_BINDGEN,
        "--bin",
        RUNNER,
        "--force",
        "--debug",
    ]);
    cargo
        .args([
            "--config",
            "profile.dev.opt-level=1",
            "--config",
            "profile.dev.debug=false",
        ])
        .arg("--root")
        .arg(tools);
    process::quiet(
        "install the test runner",
        &mut cargo,
        "Check the network and start again.",
    )?;
    Ok(runner)
}

fn installed(runner: &PathBuf) -> bool {
    let answer = workspace::command(runner).arg("--version").output();
    answer.is_ok_and(|answer| {
        String::from_utf8_lossy(&answer.stdout)
            .trim()
            .ends_with(WASM_BINDGEN)
    })
}
