//! `banso check`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use banso_content::compiler::{self, Diagnostic, Severity, has_errors};
use clap::{Args, ValueEnum};

use super::CliError;

/// Find every mistake in a folder of content. Exits with 0 if there is none, 1 if there is one, 2 if
/// the folder cannot be read.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The folder of content, with `banso.json` in it.
    folder: PathBuf,
    /// How the mistakes are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How mistakes are written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For tools: one list.
    Json,
}

/// Runs the command.
pub(super) fn run(args: CheckArgs) -> Result<ExitCode, CliError> {
    let found = compiler::check(&load(&args.folder)?);
    match args.format {
        Format::Text => report(&found, &mut io::stdout().lock())?,
        Format::Json => println!("{}", serde_json::to_string_pretty(&found)?),
    }
    Ok(ExitCode::from(u8::from(has_errors(&found))))
}

/// Reads the folder, naming it in the error.
pub(super) fn load(folder: &Path) -> Result<compiler::Source, CliError> {
    compiler::load(folder).map_err(|error| {
        let folder = folder.display();
        format!("the folder `{folder}` cannot be read: {error}").into()
    })
}

/// Writes mistakes for people, and how many there are.
pub(super) fn report(found: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    for diagnostic in found {
        writeln!(out, "{diagnostic}\n")?;
    }
    let count = |severity| found.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => writeln!(out, "No mistakes."),
        _ => writeln!(out, "Errors: {errors}. Warnings: {warnings}."),
    }
}
