//! `banso check`.

mod browser;
mod fetch;
mod pages;
mod sarif;
mod text;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use banso_content::compiler::{self, Diagnostic, Severity};
use clap::{Args, ValueEnum};

use super::CliError;
pub(super) use text::report;

/// Find every mistake in a folder of content. Exits with 0 if there is no error, 1 if there is one,
/// 2 if the folder or a page cannot be read.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// The folder of content, with `banso.json` in it.
    folder: PathBuf,
    /// How the mistakes are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Let warnings fail the check as errors do.
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    pages: pages::PageArgs,
}

/// How mistakes are written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For tools: one list.
    Json,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
}

/// Runs the command.
pub(super) async fn run(args: CheckArgs) -> Result<ExitCode, CliError> {
    let source = load(&args.folder)?;
    let mut found = compiler::check(&source);
    if let Some(mut report) = args.pages.check(&source).await? {
        match args.format {
            Format::Text => pages::report(&args.folder, &report, &mut stdout())?,
            Format::Json | Format::Sarif => {
                pages::report(&args.folder, &report, &mut super::stderr())?;
            }
        }
        found.append(&mut report.found);
        found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    }
    match args.format {
        Format::Text => report(&args.folder, &found, &mut stdout())?,
        Format::Json => println!("{}", serde_json::to_string_pretty(&found)?),
        Format::Sarif => println!("{:#}", sarif::log(&args.folder, &found)),
    }
    let fails = |one: &Diagnostic| args.deny_warnings || one.severity == Severity::Error;
    Ok(ExitCode::from(u8::from(found.iter().any(fails))))
}

/// Standard output, in colours if it is a terminal that wants them.
fn stdout() -> impl io::Write {
    anstream::AutoStream::auto(io::stdout().lock())
}

/// Reads the folder, naming it in the error.
pub(super) fn load(folder: &Path) -> Result<compiler::Source, CliError> {
    compiler::load(folder).map_err(|error| {
        let folder = folder.display();
        format!("the folder `{folder}` cannot be read: {error}").into()
    })
}
