//! The content file.

/// The content file, as of its last good read.
#[derive(Debug, Default)]
pub struct Contents {}
