//! What content means: rules that never hold, guides that never appear, things that wait for one
//! another. Everything is reasoned about as the browser evaluates it: the leaves are those of
//! [`crate::rule`]. What cannot be decided is not complained of.

mod budget;
mod checklist;
mod cycle;
mod filters;
mod formula;
mod guide;
mod pairs;
mod part;
mod place;
mod reason;
mod rule;
mod start;
mod theory;
mod world;

#[cfg(test)]
mod tests;

use super::super::diagnostic::Diagnostic;
use super::super::source::Source;
use world::World;

/// What is wrong with the meaning of content. `known` is what is wrong with its form: of values
/// that have an error in them nothing is concluded.
pub(super) fn look(source: &Source, known: &[Diagnostic]) -> Vec<Diagnostic> {
    let world = World::new(source, known);
    let mut out = Vec::new();
    guide::look(&world, &mut out);
    checklist::look(&world, &mut out);
    pairs::look(&world, &mut out);
    cycle::look(&world, &mut out);
    start::rings(&world, &mut out);
    budget::look(&world, &mut out);
    out
}
