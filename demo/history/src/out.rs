//! The file: one Segment message a line, in the order of time.

use std::io::Write;

use anyhow::{Context, Result};
use banso_wire::time::Millis;

/// `context.library.name` of every message.
pub(crate) const LIBRARY: &str = "banso-demo-history";

/// A message and when it happened.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) at: Millis,
    pub(crate) json: String,
}

impl Line {
    /// Adds to the engine's message what a batch says of all its messages: library and locale.
    pub(crate) fn new(at: Millis, message: &str, locale: &str) -> Self {
        let version = banso_wire::VERSION;
        let batch = format!(
            r#""context":{{"library":{{"name":"{LIBRARY}","version":"{version}"}},"locale":"{locale}","#
        );
        // The head's own context comes first; a quote inside a text is escaped and cannot match.
        let json = message.replacen(r#""context":{"#, &batch, 1);
        Self { at, json }
    }
}

/// Keeps what happened within the history, and puts it into the order of time.
pub(crate) fn arrange(mut lines: Vec<Line>, from: Millis) -> Vec<Line> {
    lines.retain(|line| line.at >= from);
    lines.sort_by_key(|line| line.at);
    lines
}

/// Writes the lines.
pub(crate) fn write(lines: &[Line], mut out: impl Write) -> Result<()> {
    for line in lines {
        writeln!(out, "{}", line.json).context("cannot write the history")?;
    }
    out.flush().context("cannot write the history")
}
