//! Finds every mistake in one run.

use super::diagnostic::Diagnostic;
use super::source::Source;

/// Everything that is wrong with the content, by file and place.
pub fn check(source: &Source) -> Vec<Diagnostic> {
    source.faults.clone()
}
