//! `banso simulate`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use banso_content::bundle::Bundle;
use banso_rehearsal::content;
use banso_rehearsal::simulate::{Report, Respond, Simulation};
use banso_wire::time::DAY;
use clap::{Args, ValueEnum};

use super::{CliError, print};
use crate::query::messages;
use crate::store;

/// Go through the stored history with content that is a draft: whom each guide would have reached,
/// what would have held it back from the others, and how many prompts that makes. Exits with 0, or
/// with 2 if the content or the history cannot be used.
#[derive(Debug, Args)]
pub(super) struct SimulateArgs {
    /// The draft: its folder, or the file that `banso build` wrote.
    #[arg(long)]
    content: PathBuf,
    /// The directory of the database, as `banso serve --data` has it; it is only read.
    #[arg(long, env = "BANSO_DATA")]
    store: PathBuf,
    /// The latest days of the history in which guides appear; what was before counts for conditions.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3650))]
    days: u32,
    /// The environment whose content it is.
    #[arg(long)]
    environment: Option<String>,
    /// The content to compare with, a folder or a file; left out: what users were really shown.
    #[arg(long)]
    compare: Option<PathBuf>,
    /// How users respond to a guide.
    #[arg(long, value_enum, default_value_t)]
    respond: Response,
    /// How the outcome is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How users respond to a guide.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Response {
    /// They go through it to its end.
    #[default]
    Complete,
    /// They close it.
    Dismiss,
    /// They leave it alone.
    Ignore,
}

/// How the outcome is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For tools.
    Json,
}

/// Runs the command.
pub(super) fn run(args: &SimulateArgs) -> Result<ExitCode, CliError> {
    let report = simulate(args)?;
    print(|mut out| match args.format {
        Format::Text => report.write(&mut out),
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&report)?),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn simulate(args: &SimulateArgs) -> Result<Report, CliError> {
    let environment = args.environment.as_deref();
    let draft = open(&args.content, environment)?;
    let compare = args.compare.as_ref();
    // A built file has its environment already.
    let compare = compare.map(|path| open(path, environment.filter(|_| path.is_dir())));
    let compare = compare.transpose()?;
    let named = |why: String| format!("the history in `{}`: {why}", args.store.display());
    let conn = store::reader(&args.store).map_err(|why| named(why.to_string()))?;
    let latest = messages::latest(&conn)?
        .ok_or_else(|| named("it is empty: there is nothing to go through".into()))?;
    let end = latest + 1;
    let window = end.saturating_sub(u64::from(args.days) * DAY)..end;
    let respond = match args.respond {
        Response::Complete => Respond::Complete,
        Response::Dismiss => Respond::Dismiss,
        Response::Ignore => Respond::Ignore,
    };
    let mut simulation = Simulation::new(draft, compare, window, respond);
    messages::each(&conn, |id, signed, message| {
        simulation.message(id, signed, &message);
    })?;
    Ok(simulation.finish())
}

fn open(path: &Path, environment: Option<&str>) -> Result<Bundle, CliError> {
    content::of(path, environment).map_err(|why| format!("`{}`: {why}", path.display()).into())
}
