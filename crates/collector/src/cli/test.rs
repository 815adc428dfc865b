//! `banso test`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use banso_rehearsal::content::{ContentError, of_folder};
use banso_rehearsal::report::{junit, text};
use banso_rehearsal::scenario::{Outcome, Stage, find};
use clap::{Args, ValueEnum};

use super::check::report;
use super::{CliError, print, stderr};

/// Go through scenarios, `*.scenario.json`, with a folder of content. Exits with 0 if all came as
/// expected, 1 if one did not, 2 if there are none or the content cannot be built.
#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Scenarios, or folders of them; left out: those in the content's folder, and in `scenarios`
    /// beside it.
    paths: Vec<PathBuf>,
    /// The folder of content, with `banso.json` in it.
    #[arg(long)]
    content: PathBuf,
    /// The environment whose content it is.
    #[arg(long)]
    environment: Option<String>,
    /// Only scenarios with this text in their name or their path.
    #[arg(long)]
    filter: Option<String>,
    /// How the outcome is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How the outcome is written.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For tools: one list.
    Json,
    /// For continuous integration: JUnit XML.
    Junit,
}

/// Runs the command.
pub(super) fn run(args: &TestArgs) -> Result<ExitCode, CliError> {
    let environment = args.environment.as_deref();
    let (source, bundle) = match of_folder(&args.content, environment) {
        Ok(content) => content,
        Err(ContentError::Mistakes(found)) => {
            report(&args.content, &found, &mut stderr())?;
            return Ok(ExitCode::from(2));
        }
        Err(why) => return Err(format!("`{}`: {why}", args.content.display()).into()),
    };
    let stage = Stage {
        source: &source,
        bundle: &bundle,
        environment,
    };
    let outcomes = outcomes(&stage, args)?;
    print(|mut out| match args.format {
        Format::Text => text(&outcomes, &mut out),
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&outcomes)?),
        Format::Junit => write!(out, "{}", junit(&outcomes)),
    })?;
    Ok(ExitCode::from(u8::from(
        !outcomes.iter().all(Outcome::passed),
    )))
}

fn outcomes(stage: &Stage<'_>, args: &TestArgs) -> Result<Vec<Outcome>, CliError> {
    let mut outcomes = Vec::new();
    for path in find(&args.paths, &args.content)? {
        let outcome = stage.run(&path.display().to_string(), &read(&path)?);
        let wanted = args
            .filter
            .as_ref()
            .is_none_or(|text| outcome.name.contains(text) || outcome.file.contains(text));
        outcomes.extend(wanted.then_some(outcome));
    }
    if outcomes.is_empty() {
        return Err("there are no scenarios: write `scenarios/*.scenario.json` beside the content, or name the files".into());
    }
    Ok(outcomes)
}

fn read(path: &Path) -> Result<String, CliError> {
    fs::read_to_string(path)
        .map_err(|error| format!("the file `{}` cannot be read: {error}", path.display()).into())
}
