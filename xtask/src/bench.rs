//! `cargo xtask bench`: what takes how long. Figures, not tests: they depend on the machine.

use std::path::PathBuf;

use anyhow::Result;

use crate::{chromium::Chromium, modules, process, progress::Steps, test, workspace};

/// Times the decision of one event among 500 guides, natively and in the browser, the search in help, the steps of
/// a tour beside those of other libraries, and tracking and delivery beside those of other SDKs.
pub(crate) fn run() -> Result<()> {
    modules::build(&modules::default_out(), &mut Steps::new(modules::STEPS))?;
    decision()?;
    search()?;
    guides()?;
    delivery()
}

fn decision() -> Result<()> {
    let folder = workspace::target().join("bench");
    let mut native = workspace::cargo();
    native
        .args(["run", "--quiet", "--release", "-p", "banso-rehearsal"])
        .args(["--example", "decision", "--"])
        .arg(&folder);
    process::shown("decision, native", &mut native, "Mend the errors above.")?;
    let arguments = [
        folder,
        workspace::scratch()?.join("sdk/glue.core.js"),
        modules::default_out(),
    ];
    in_browser("decision, in the browser", "decision", &arguments)
}

fn search() -> Result<()> {
    let folder = workspace::target().join("bench");
    let root = workspace::root();
    let mut native = workspace::cargo();
    native
        .args(["run", "--quiet", "--release", "-p", "banso-rehearsal"])
        .args(["--example", "search", "--"])
        .arg(root.join("demo/content/articles/ja"))
        .arg(root.join("demo/history/data/queries.json"))
        .arg(&folder);
    process::shown(
        "search, its articles",
        &mut native,
        "Mend the errors above.",
    )?;
    let arguments = [
        folder,
        workspace::scratch()?.join("sdk"),
        modules::default_out(),
    ];
    in_browser("search, in the browser", "search", &arguments)
}

/// Tracking and delivery beside those of other SDKs, all in one run against one sink.
fn delivery() -> Result<()> {
    let arguments = [modules::default_out()];
    in_browser("tracking and delivery", "delivery", &arguments)
}

fn guides() -> Result<()> {
    let arguments = [modules::default_out(), test::scenes()?];
    in_browser("steps of a tour", "guides", &arguments)
}

/// Runs a script of `tests/bench` with these files, and the browser behind them.
fn in_browser(name: &str, script: &str, arguments: &[PathBuf]) -> Result<()> {
    let mut browser = workspace::command("node");
    browser
        .arg(format!("tests/bench/{script}.mjs"))
        .args(arguments)
        .arg(&Chromium::find()?.browser);
    process::shown(name, &mut browser, "The error stands above.")
}
