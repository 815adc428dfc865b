//! `cargo xtask bench`: what takes how long. Figures, not tests: they depend on the machine.

use anyhow::Result;

use crate::{chromium::Chromium, modules, process, progress::Steps, workspace};

/// Times the decision of one event among 500 guides, natively and in the browser.
pub(crate) fn run() -> Result<()> {
    let folder = workspace::target().join("bench");
    modules::build(&modules::default_out(), &mut Steps::new(modules::STEPS))?;
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
        .arg(workspace::scratch()?.join("core"))
        .arg(&Chromium::find()?.browser);
    process::shown(
        "decision, in the browser",
        &mut browser,
        "The error stands above.",
    )
}
