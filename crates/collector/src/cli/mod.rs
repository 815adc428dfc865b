//! The command line of `banso`: one file for each command.

mod build;
mod check;
mod debug_link;
mod import;
mod inquiries;
mod learn;
mod link;
mod person;
mod preview;
mod replay;
mod schema;
mod search_eval;
mod serve;
mod simulate;
mod test;
mod user;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Banso: the collector, its dashboard, and the tools around them.
#[derive(Debug, Parser)]
#[command(name = "banso", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the collector.
    Serve(serve::Serve),
    /// Import history.
    Import(import::Import),
    /// Make a link that opens the debug panel.
    DebugLink(debug_link::DebugLink),
    /// Make a link that shows a draft of content.
    Preview(preview::Preview),
    /// Manage the people who may read the dashboard.
    #[command(subcommand)]
    User(user::User),
    /// Hand over everything stored of a person, as JSON.
    ExportUser(person::ExportUser),
    /// Erase everything stored of a person.
    EraseUser(person::EraseUser),
    /// Find every mistake in a folder of content.
    Check(check::CheckArgs),
    /// Check a folder of content and write what the collector serves.
    Build(build::BuildArgs),
    /// Go through scenarios with a folder of content.
    Test(test::TestArgs),
    /// Go through a recording again.
    Replay(replay::ReplayArgs),
    /// Go through the stored history with content that is a draft.
    Simulate(simulate::SimulateArgs),
    /// Write which articles people opened from which searches, for help to rank by.
    Learn(learn::LearnArgs),
    /// Write the JSON Schema of content files or of scenarios, for editors.
    Schema(schema::SchemaArgs),
    /// Measure the help search on documents and queries of your own.
    SearchEval(search_eval::SearchEvalArgs),
}

/// What a command fails with: a message for people.
pub type CliError = Box<dyn std::error::Error + Send + Sync>;

impl Cli {
    /// Runs the command and says how the process ends; an error is a command that could not run.
    pub async fn run(self) -> Result<ExitCode, CliError> {
        match self.command {
            Command::Serve(serve) => serve.run().await.map(done),
            Command::Import(import) => import.run().await.map(done),
            Command::DebugLink(link) => link.run().await.map(done),
            Command::Preview(preview) => preview.run().await,
            Command::User(user) => user.run().await.map(done),
            Command::ExportUser(export) => export.run().await,
            Command::EraseUser(erase) => erase.run().await,
            Command::Check(args) => check::run(args).await,
            Command::Build(args) => build::run(args),
            Command::Test(args) => test::run(&args),
            Command::Replay(args) => replay::run(&args),
            Command::Simulate(args) => simulate::run(&args),
            Command::Learn(args) => learn::run(&args).map(done),
            Command::Schema(args) => schema::run(args),
            Command::SearchEval(args) => search_eval::run(&args),
        }
    }
}

/// Standard error, in colours if it is a terminal that wants them.
fn stderr() -> impl io::Write {
    anstream::AutoStream::auto(io::stderr().lock())
}

/// Writes to standard output, in colours if it is a terminal that wants them. Whoever reads may leave
/// early, as `head` does.
fn print(write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn done((): ()) -> ExitCode {
    ExitCode::SUCCESS
}
