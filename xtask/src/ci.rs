//! `cargo xtask ci`: everything a change must pass, the quick answers first.

use anyhow::Result;

use crate::{modules::TARGET, preflight, process, report, size, test, workspace};

/// Runs every check to its end and names those that failed.
pub(crate) fn run() -> Result<()> {
    preflight::wasm_target()?;
    let checks: [report::Check; 5] = [
        ("format", format),
        ("lints", lints),
        ("browser lints", browser_lints),
        ("tests", test::all),
        ("size", size::check_all),
    ];
    report::run_all("Check", checks)
}

fn format() -> Result<()> {
    cargo(
        "cargo fmt",
        &["fmt", "--all", "--check"],
        "Run `cargo fmt --all`.",
    )
}

fn lints() -> Result<()> {
    cargo(
        "clippy",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        MEND,
    )
}

/// The modules as they ship, and the tests that run in the browser.
fn browser_lints() -> Result<()> {
    let modules = [
        "-p",
        "banso",
        "-p",
        "banso-help",
        "--features",
        "banso/module",
        "--lib",
    ];
    let tests = ["-p", "banso-browser-tests", "--all-targets"];
    for packages in [&modules[..], &tests[..]] {
        let arguments = [
            &["clippy", "--target", TARGET],
            packages,
            &["--", "-D", "warnings"],
        ]
        .concat();
        cargo("clippy", &arguments, MEND)?;
    }
    Ok(())
}

const MEND: &str = "Each lint above names its mend.";

fn cargo(name: &str, arguments: &[&str], mend: &str) -> Result<()> {
    process::shown(name, workspace::cargo().args(arguments), mend)
}
