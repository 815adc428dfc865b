//! `banso replay`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use banso_content::bundle::BundleError;
use banso_engine::recording::Recording;
use banso_rehearsal::content;
use banso_rehearsal::replay::{Telling, replay};
use clap::{Args, ValueEnum};

use super::{CliError, print};

/// Go through a recording again, and tell what happened in it. Exits with 0 if every answer of the
/// engine is the recorded one, 1 if one is not, 2 if the recording or the content cannot be used.
#[derive(Debug, Args)]
pub(super) struct ReplayArgs {
    /// The recording, as the debug panel saves it.
    recording: PathBuf,
    /// The content that it was made with: the folder, or the file that `banso build` wrote.
    #[arg(long)]
    content: PathBuf,
    /// The environment whose content it is.
    #[arg(long)]
    environment: Option<String>,
    /// Go up to this step, from 1, and no further.
    #[arg(long)]
    until: Option<usize>,
    /// Tell of steps and effects that no decision hangs on, and of every guide after every step.
    #[arg(long)]
    verbose: bool,
    /// How it is told.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How a recording is told.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Text,
    /// For tools.
    Json,
}

/// Runs the command.
pub(super) fn run(args: &ReplayArgs) -> Result<ExitCode, CliError> {
    let recording = open(args)?;
    let bundle = content::of(&args.content, args.environment.as_deref())
        .map_err(|why| format!("`{}`: {why}", args.content.display()))?;
    let telling = Telling {
        until: args.until,
        verbose: args.verbose,
    };
    let timeline = replay(&recording, bundle, telling)
        .map_err(|why| format!("`{}`: {why}", args.recording.display()))?;
    print(|mut out| match args.format {
        Format::Text => timeline.write(&mut out),
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(&timeline)?),
    })?;
    Ok(ExitCode::from(u8::from(timeline.divergence.is_some())))
}

fn open(args: &ReplayArgs) -> Result<Recording, CliError> {
    let path = args.recording.display();
    let bytes =
        fs::read(&args.recording).map_err(|error| format!("`{path}` cannot be read: {error}"))?;
    Recording::open(&bytes).map_err(|why| {
        let why = match why {
            BundleError::Foreign => "is not a recording of Banso",
            BundleError::Format => "is a recording of another version of Banso",
            BundleError::Damaged => "is damaged: save it again",
        };
        format!("`{path}` {why}").into()
    })
}
