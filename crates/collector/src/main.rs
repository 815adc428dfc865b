//! The binary `banso`.

use std::process::ExitCode;

use banso_collector::cli::Cli;
use clap::Parser;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("banso: {error}");
            ExitCode::from(2)
        }
    }
}
