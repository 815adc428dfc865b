//! The command line of `banso`: one file for each command.

mod import;
mod serve;
mod user;

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
    /// Manage the people who may read the dashboard.
    #[command(subcommand)]
    User(user::User),
}

/// What a command fails with: a message for people.
pub type CliError = Box<dyn std::error::Error + Send + Sync>;

impl Cli {
    /// Runs the command.
    pub async fn run(self) -> Result<(), CliError> {
        match self.command {
            Command::Serve(serve) => serve.run().await,
            Command::Import(import) => import.run().await,
            Command::User(user) => user.run().await,
        }
    }
}
