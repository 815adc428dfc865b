//! `banso build`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use banso_content::compiler;
use clap::Args;

use super::check::{load, report};
use super::{CliError, stderr};

/// Check a folder of content and write what the collector serves. Exits with 0 if it was written, 1
/// if the content has mistakes, 2 if the folder cannot be read or the file cannot be written.
#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// The folder of content, with `banso.json` in it.
    folder: PathBuf,
    /// The file to write, `*.banso`.
    #[arg(long)]
    out: PathBuf,
    /// Build the content of this environment, with what stands below `environments/<name>/`.
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: BuildArgs) -> Result<ExitCode, CliError> {
    let output = match compiler::build_for(&load(&args.folder)?, args.environment.as_deref()) {
        Ok(output) => output,
        Err(found) => {
            report(&args.folder, &found, &mut stderr())?;
            return Ok(ExitCode::FAILURE);
        }
    };
    if !output.warnings.is_empty() {
        report(&args.folder, &output.warnings, &mut stderr())?;
    }
    let bytes = output.container();
    fs::write(&args.out, &bytes).map_err(|error| {
        let out = args.out.display();
        format!("the file `{out}` cannot be written: {error}")
    })?;
    println!(
        "Wrote {}: version {}, bundle {} bytes, {} bytes in all.",
        args.out.display(),
        output.version,
        output.bundle.len(),
        bytes.len()
    );
    Ok(ExitCode::SUCCESS)
}
