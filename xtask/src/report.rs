//! Several checks, one table.

use std::{fmt::Write, time::Instant};

use anyhow::{Result, bail};

use crate::progress::elapsed;

/// A check and its name.
pub(crate) type Check = (&'static str, fn() -> Result<()>);

/// Runs every check, so that one failure does not hide another, then prints a table and the reasons.
pub(crate) fn run_all(what: &str, checks: impl IntoIterator<Item = Check>) -> Result<()> {
    let mut table = format!("\n{what:<20}{:<10}{:>14}\n", "Result", "Time");
    let mut reasons = Vec::new();
    for (name, check) in checks {
        eprintln!("\n── {name} ──");
        let started = Instant::now();
        let result = check();
        let verdict = if result.is_ok() { "passed" } else { "failed" };
        writeln!(table, "{name:<20}{verdict:<10}{:>14}", elapsed(started))?;
        reasons.extend(result.err().map(|error| format!("{name}: {error:#}")));
    }
    println!("{table}");
    if reasons.is_empty() {
        Ok(())
    } else {
        bail!("{}", reasons.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_is_named() {
        let checks: [Check; 3] = [
            ("a", || bail!("first")),
            ("b", || Ok(())),
            ("c", || bail!("second")),
        ];
        let message = run_all("Check", checks).map_err(|error| error.to_string());
        assert_eq!(message, Err("a: first\nc: second".to_owned()));
    }
}
