//! `banso schema`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use banso_content::compiler;
use clap::Args;

use super::CliError;

/// Write the JSON Schema of content files or of scenarios, for editors.
#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The file to write; standard output, when left out.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The schema of scenarios, in place of that of content.
    #[arg(long)]
    scenario: bool,
}

/// Runs the command.
pub(super) fn run(args: SchemaArgs) -> Result<ExitCode, CliError> {
    let schema = if args.scenario {
        banso_rehearsal::scenario::schema()
    } else {
        compiler::schema()
    };
    let schema = serde_json::to_string_pretty(&schema)? + "\n";
    match args.out {
        None => print!("{schema}"),
        Some(out) => fs::write(&out, schema).map_err(|error| {
            let out = out.display();
            format!("the file `{out}` cannot be written: {error}")
        })?,
    }
    Ok(ExitCode::SUCCESS)
}
