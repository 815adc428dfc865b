//! What came of scenarios, for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::scenario::{Difference, Failure, Outcome};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();

/// Writes each scenario on a line, what came out otherwise below it, and how many there were; in
/// colours, which the stream takes out where they are not wanted.
pub fn text(outcomes: &[Outcome], out: &mut impl Write) -> io::Result<()> {
    for outcome in outcomes {
        let (style, mark) = if outcome.passed() {
            (GOOD, "ok  ")
        } else {
            (BAD, "FAIL")
        };
        writeln!(
            out,
            "{style}{mark}{style:#}  {}  {QUIET}{}{QUIET:#}",
            outcome.name, outcome.file
        )?;
        for mistake in &outcome.mistakes {
            for line in mistake.to_string().lines() {
                writeln!(out, "      {line}")?;
            }
        }
        if let Some(failure) = &outcome.failure {
            write_failure(&outcome.file, failure, out)?;
        }
    }
    writeln!(out, "{}", summary(outcomes))
}

fn write_failure(file: &str, failure: &Failure, out: &mut impl Write) -> io::Result<()> {
    let Failure {
        step,
        line,
        column,
        at,
        deed,
        differences,
    } = failure;
    writeln!(out, "      {STRONG}{file}:{line}:{column}{STRONG:#}")?;
    let deed = deed.as_ref().map(|deed| format!(": {deed}"));
    let deed = deed.unwrap_or_default();
    writeln!(out, "      step {step}{deed}  {QUIET}{at}{QUIET:#}")?;
    for difference in differences {
        write_difference(difference, out)?;
    }
    Ok(())
}

fn write_difference(difference: &Difference, out: &mut impl Write) -> io::Result<()> {
    let Difference {
        what,
        expected,
        found,
        why,
    } = difference;
    writeln!(out, "      {what}")?;
    writeln!(out, "        {BAD}- expected  {expected}{BAD:#}")?;
    writeln!(out, "        {GOOD}+ found     {found}{GOOD:#}")?;
    if let Some(why) = why {
        writeln!(out, "          {QUIET}{why}{QUIET:#}")?;
    }
    Ok(())
}

fn summary(outcomes: &[Outcome]) -> String {
    let failed = outcomes.iter().filter(|one| !one.passed()).count();
    let steps: usize = outcomes.iter().map(|one| one.steps).sum();
    let all = outcomes.len();
    let scenarios = if all == 1 { "scenario" } else { "scenarios" };
    match failed {
        0 => format!("{all} {scenarios}, {steps} steps: all as expected."),
        failed => format!("{all} {scenarios}, {steps} steps: {failed} failed."),
    }
}
