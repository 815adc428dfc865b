//! `cargo xtask bench`: what takes how long. Figures, not tests: they depend on the machine.

use anyhow::Result;

use crate::{chromium::Chromium, modules, process, progress::Steps, test, workspace};

/// Times the decision of one event among 500 guides, natively and in the browser, and the steps of a tour beside
/// those of other libraries.
pub(crate) fn run() -> Result<()> {
    modules::build(&modules::default_out(), &mut Steps::new(modules::STEPS))?;
    decision()?;
    guides()
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

fn guides() -> Result<()> {
    let mut browser = workspace::command("node");
    browser
        .arg("tests/bench/guides.mjs")
        .arg(modules::default_out())
        .arg(test::scenes()?)
        .arg(&Chromium::find()?.browser);
    process::shown("steps of a tour", &mut browser, "The error stands above.")
}
