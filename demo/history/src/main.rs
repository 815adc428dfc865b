//! `banso-demo-history`: the past of the demo, one Segment message a line.
//!
//! Every simulated person is a real engine over the demo's real content, with a clock and a seed of
//! the simulation: what is written is what browsers would have sent. All of it is invented, and says
//! so: accounts and users carry the trait `demo`, messages the library `banso-demo-history`, and
//! addresses end in `.example`. The same arguments make the same bytes.

mod archetype;
mod asking;
mod calendar;
mod data;
mod deeds;
mod dice;
mod help;
mod history;
mod life;
mod out;
#[cfg(test)]
mod tests;
mod visit;
mod voice;
mod world;

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;

use crate::history::{Content, Settings, generate};

/// Generate the demo's usage history: invented accounts, real messages.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    /// The folder of the demo's content.
    #[arg(long, default_value = "demo/content")]
    content: PathBuf,
    /// The file to write, one message a line.
    #[arg(long)]
    out: PathBuf,
    /// How many accounts; the demo app's own come first.
    #[arg(long, default_value_t = 60)]
    accounts: usize,
    /// How many days, up to the last one.
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u16).range(1..=730))]
    days: u16,
    /// The seed: the same seed makes the same history.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// The last moment of the history, RFC 3339; now, when left out.
    #[arg(long)]
    until: Option<jiff::Timestamp>,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    let until = cli.until.unwrap_or_else(jiff::Timestamp::now);
    let settings = Settings {
        accounts: cli.accounts,
        days: i32::from(cli.days),
        seed: cli.seed,
        until: until
            .as_millisecond()
            .try_into()
            .context("--until must be after 1970")?,
    };
    let content = Content::build(&cli.content)?;
    let lines = generate(&content, settings)?;
    let file =
        File::create(&cli.out).with_context(|| format!("cannot write {}", cli.out.display()))?;
    out::write(&lines, BufWriter::with_capacity(1 << 20, file))?;
    println!(
        "{} messages of {} accounts in {}",
        lines.len(),
        settings.accounts,
        cli.out.display()
    );
    Ok(())
}
