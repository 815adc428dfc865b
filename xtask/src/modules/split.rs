//! One module in a chain of files, each of which is downloaded when it is needed.
//!
//! A file holds what is reached from its own roots and not from those of a file before it. It imports the memory, the
//! tables, the globals and the functions of the files before it that it uses, and brings its own data. A file is
//! entered by what it exports, or by **seams**: functions in whose place an earlier file has a jump through a new slot
//! of the table, which the file fills when it is started. Before, such a slot is empty, and a jump through it traps:
//! the callers of the seams ask first.
//!
//! Every file imports from one object, to which each adds its exports, so that no two of their names are the same.

mod plan;
mod source;
#[cfg(test)]
mod tests;
mod write;

use anyhow::{Context, Result};

use super::{compile::Part, homes::Homes};
use plan::Plan;
use source::Source;

/// By what a file is entered.
#[derive(Default)]
pub(super) struct Roots {
    /// The names of exports.
    pub(super) exports: Vec<String>,
    /// Functions that an earlier file calls: demangled names without their hashes.
    pub(super) seams: Vec<String>,
}

impl Roots {
    /// The seams of a part.
    pub(super) fn of(part: &Part) -> Self {
        Self {
            exports: Vec::new(),
            seams: part.seams.iter().map(|seam| (*seam).to_owned()).collect(),
        }
    }
}

/// What becomes of the names of functions.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Names {
    Keep,
    Drop,
}

/// One file.
pub(super) struct Piece {
    pub(super) wasm: Vec<u8>,
    /// What it wants of its surroundings: the names of the module's own imports.
    pub(super) imports: Vec<String>,
}

/// Splits a module, which has the names of its functions, into as many files as there are `roots`.
pub(super) fn split(
    wasm: &[u8],
    roots: &[Roots],
    homes: &Homes,
    names: Names,
) -> Result<Vec<Piece>> {
    let source = Source::read(wasm).context("cannot read the module to split")?;
    let plan = Plan::new(&source, roots, homes)?;
    let write = |part| {
        let piece = write::piece(&source, &plan, part, names)
            .with_context(|| format!("cannot write file {part} of the module"))?;
        wasmparser::validate(&piece.wasm).context("the module was split wrongly")?;
        Ok(piece)
    };
    (0..roots.len()).map(write).collect()
}
