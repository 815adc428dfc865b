//! A module in two files: what every page needs, and what only some content needs.
//!
//! A **seam** is a function through which alone the second file is entered. The first file holds what is reached
//! without going through a seam; in each seam's place it has a jump through a new slot of the table. The second file
//! holds the seams and what only they reach. It imports the memory, the table, the globals and the functions of the
//! first that it uses, and fills the slots when it is started. Data stays where it is, in the first file.
//!
//! Before the second file is there a slot is empty, and a jump through it traps: the callers of the seams ask first.

mod source;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};

use source::Source;

/// Names this way of splitting where its results are kept: a change of what it does changes the name.
pub(super) const NAME: &[u8] = b"split 1";

/// A module in two files.
pub(super) struct Halves {
    /// What every page needs.
    pub(super) first: Vec<u8>,
    /// What is linked to it when it is needed: its imports are exports of the first.
    pub(super) second: Vec<u8>,
}

/// Splits a module, which has the names of its functions, at these seams: demangled names without their hashes.
pub(super) fn split(wasm: &[u8], seams: &[&str]) -> Result<Halves> {
    let source = Source::read(wasm).context("cannot read the module to split")?;
    let plan = Plan::new(&source, seams)?;
    let halves = Halves {
        first: write::first(wasm, &source, &plan)?,
        second: write::second(&source, &plan)?,
    };
    for half in [&halves.first, &halves.second] {
        wasmparser::validate(half).context("the module was split wrongly")?;
    }
    Ok(halves)
}

/// What goes where.
struct Plan {
    /// The functions of the first file, the seams among them.
    first: Vec<u32>,
    /// The functions of the second file: the seams in the order of their slots, and the others.
    second: Vec<u32>,
    /// The seams in the order of their slots.
    seams: Vec<u32>,
    /// The functions and globals of the first file that the second uses.
    lent: Vec<u32>,
    globals: Vec<u32>,
}

impl Plan {
    fn new(source: &Source<'_>, names: &[&str]) -> Result<Self> {
        let seams = names
            .iter()
            .map(|name| source.named(name))
            .collect::<Result<Vec<_>>>()?;
        let first = reach(source, source.roots.iter().copied(), &seams)?;
        for (&seam, name) in seams.iter().zip(names) {
            ensure!(
                first.contains(&seam),
                "nothing in the first file calls {name}: it is no seam"
            );
            ensure!(
                !source.in_table.contains(&seam),
                "{name} is in a table: it cannot be a seam"
            );
        }
        let mut plan = Self {
            first: first.iter().copied().collect(),
            second: seams.clone(),
            seams,
            lent: Vec::new(),
            globals: Vec::new(),
        };
        let kept: Vec<u32> = plan.kept().collect();
        let reached = reach(source, plan.seams.iter().copied(), &kept)?;
        plan.second
            .extend(reached.iter().filter(|one| !first.contains(one)));
        plan.lend(source)?;
        Ok(plan)
    }

    /// The functions whose code stays in the first file.
    fn kept(&self) -> impl Iterator<Item = u32> {
        let functions = self.first.iter().copied();
        functions.filter(|one| self.slot(*one).is_none())
    }

    /// Finds what the second file uses of the first. Functions of one type stand together.
    fn lend(&mut self, source: &Source<'_>) -> Result<()> {
        let (mut functions, mut globals) = (BTreeSet::new(), BTreeSet::new());
        for &function in &self.second {
            let uses = source.uses(function)?;
            functions.extend(uses.functions);
            globals.extend(uses.globals);
        }
        self.lent = self.kept().filter(|one| functions.contains(one)).collect();
        self.lent.sort_by_key(|one| source.functions[*one as usize]);
        self.globals = globals.into_iter().collect();
        Ok(())
    }

    /// The slot of a seam, from the first new one.
    fn slot(&self, function: u32) -> Option<u32> {
        (0..)
            .zip(&self.seams)
            .find(|(_, seam)| **seam == function)
            .map(|(slot, _)| slot)
    }
}

/// Every function that is reached from `roots`, without going on from those in `ends`.
fn reach(
    source: &Source<'_>,
    roots: impl IntoIterator<Item = u32>,
    ends: &[u32],
) -> Result<BTreeSet<u32>> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<u32> = roots.into_iter().collect();
    while let Some(function) = open.pop() {
        if reached.insert(function) && !ends.contains(&function) {
            open.extend(source.uses(function)?.functions);
        }
    }
    Ok(reached)
}
