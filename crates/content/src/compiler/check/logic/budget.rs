//! Budgets that never hold anything back.

use super::place::Place;
use super::world::World;
use crate::compiler::authored::Budget;
use crate::compiler::diagnostic::{Code, Diagnostic};
use crate::compiler::lower::span;

/// Says of each budget whether another one is reached first, always.
pub(super) fn look(world: &World, out: &mut Vec<Diagnostic>) {
    let budgets = &world.budgets;
    for (at, (place, budget)) in budgets.iter().enumerate() {
        let comes_first = |(other, (_, tighter)): &(usize, &(Place, Budget))| {
            *other != at && covers(tighter, budget) && !(covers(budget, tighter) && at < *other)
        };
        if let Some((_, (other, tighter))) = budgets.iter().enumerate().find(comes_first) {
            let (line, times) = (other.seen_from(place), tighter.times);
            out.push(place.warning(
                Code::IdleBudget,
                format!(
                    "this budget never holds anything back: {times} in {} ({line}) is reached before",
                    tighter.within
                ),
                "lower `times`, lengthen `within`, or leave the budget out",
            ));
        }
    }
}

/// Whether the first is used up whenever the second is.
fn covers(first: &Budget, second: &Budget) -> bool {
    (first.kind.is_none() || first.kind == second.kind)
        && first.times <= second.times
        && span(&first.within) >= span(&second.within)
}
