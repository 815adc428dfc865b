//! `cargo xtask bench`: what takes how long. Figures, not tests: they depend on the machine.

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
    let mut browser = workspace::command("node");
    browser
        .arg("tests/bench/decision.mjs")
        .arg(&folder)
        .arg(workspace::scratch()?.join("sdk/glue.core.js"))
        .arg(modules::default_out())
        .arg(&Chromium::find()?.browser);
    process::shown(
        "decision, in the browser",
        &mut browser,
        "The error stands above.",
    )
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
    let mut browser = workspace::command("node");
    browser
        .arg("tests/bench/search.mjs")
        .arg(&folder)
        .arg(workspace::scratch()?.join("sdk"))
        .arg(modules::default_out())
        .arg(&Chromium::find()?.browser);
    process::shown(
        "search, in the browser",
        &mut browser,
        "The error stands above.",
    )
}

/// Tracking and delivery beside those of other SDKs, all in one run against one sink.
fn delivery() -> Result<()> {
    let mut browser = workspace::command("node");
    browser
        .arg("tests/bench/delivery.mjs")
        .arg(modules::default_out())
        .arg(&Chromium::find()?.browser);
    process::shown(
        "tracking and delivery",
        &mut browser,
        "The error stands above.",
    )
}

fn guides() -> Result<()> {
    let mut browser = workspace::command("node");
    browser
        .arg("tests/bench/guides.mjs")
        .arg(modules::default_out())
        .arg(test::scenes()?)
        .arg(&Chromium::find()?.browser);
    process::shown("steps of a tour", &mut browser, "The error stands above.")
}
