//! `banso check`.

mod browser;
mod fetch;
mod pages;
mod sarif;
mod text;

use std::io::{self, Write};
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
    let pages = args.pages.check(&source).await?;
    found.extend(pages.iter().flat_map(|pages| pages.found.clone()));
    found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    match args.print(&found, pages.as_ref()) {
        // Whoever reads has read enough, as `head` does.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        printed => printed?,
    }
    let fails = |one: &Diagnostic| args.deny_warnings || one.severity == Severity::Error;
    Ok(ExitCode::from(u8::from(found.iter().any(fails))))
}

impl CheckArgs {
    /// For tools standard output has the mistakes alone; what else there is to say goes to people.
    fn print(&self, found: &[Diagnostic], pages: Option<&pages::Report>) -> io::Result<()> {
        let (folder, mut out) = (&self.folder, stdout());
        match (pages, self.format) {
            (Some(pages), Format::Text) => pages::report(folder, pages, &mut out)?,
            (Some(pages), _) => pages::report(folder, pages, &mut super::stderr())?,
            (None, _) => {}
        }
        match self.format {
            Format::Text => report(folder, found, &mut out),
            Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(found)?),
            Format::Sarif => writeln!(out, "{:#}", sarif::log(folder, found)),
        }
    }
}

/// Standard output, in colours if it is a terminal that wants them.
fn stdout() -> impl Write {
    anstream::AutoStream::auto(io::stdout().lock())
}

/// Reads the folder, naming it in the error.
pub(super) fn load(folder: &Path) -> Result<compiler::Source, CliError> {
    compiler::load(folder).map_err(|error| {
        let folder = folder.display();
        format!("the folder `{folder}` cannot be read: {error}").into()
    })
}
