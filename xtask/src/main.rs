//! `cargo xtask`: every command the project is built, tried and checked with.

mod bench;
mod chromium;
mod ci;
mod compress;
mod demo;
mod dist;
mod modules;
mod preflight;
mod process;
mod progress;
mod report;
mod size;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Builds, runs, measures and checks Banso.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
enum Command {
    /// Time decisions, and the steps of a tour beside those of other libraries.
    Bench,
    /// Check everything that a change must pass: format, lints, tests, sizes.
    Ci,
    /// Run the demo app, the collector and the dashboard, with a believable past.
    Demo(demo::Args),
    /// Gather what a release consists of in target/dist.
    Dist,
    /// Build the browser modules into target/sdk.
    Modules(modules::Args),
    /// Measure what a page downloads, against the gates.
    Size(size::Args),
    /// Run every test: native, in the browser, end to end.
    Test(test::Args),
}

impl Command {
    fn run(self) -> Result<()> {
        match self {
            Self::Bench => bench::run(),
            Self::Ci => ci::run(),
            Self::Demo(args) => demo::run(&args),
            Self::Dist => dist::run(),
            Self::Modules(args) => modules::run(&args),
            Self::Size(args) => size::run(&args),
            Self::Test(args) => test::run(&args),
        }
    }
}

fn main() -> ExitCode {
    match Command::parse().run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
