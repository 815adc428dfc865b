//! Checklists, features and themes: their rules.

use super::formula::Formula;
use super::part::Part;
use super::reason::Reason;
use super::rule;
use super::world::{ChecklistView, World};
use crate::compiler::diagnostic::{Code, Diagnostic};

/// What is wrong with the rules that are not those of guides.
pub(super) fn look(world: &World, out: &mut Vec<Diagnostic>) {
    for part in &world.eligible {
        rule::look(&world.reason, part, out);
    }
    for view in &world.checklists {
        let when = view.when.as_ref();
        if when.is_none_or(|when| rule::look(&world.reason, when, out)) {
            tasks(&world.reason, view, out);
        }
    }
    themes(world, out);
}

fn tasks(reason: &Reason, view: &ChecklistView, out: &mut Vec<Diagnostic>) {
    let when = view.when.as_ref().map_or_else(Formula::yes, Part::formula);
    let rules = view.tasks.iter().filter_map(|task| task.rule.as_ref());
    for rule in rules {
        let opposite = rule.formula().not();
        if reason.is_never([&when, &view.started, &opposite]) {
            out.push(rule.place.warning(
                Code::AlwaysTrue,
                "the task is done as soon as the checklist starts".into(),
                "ask for what the user has still to do, or leave the task out",
            ));
        } else {
            rule::look(reason, rule, out);
        }
    }
}

/// The first theme whose rule holds wins: a later one needs a case of its own.
fn themes(world: &World, out: &mut Vec<Diagnostic>) {
    let mut refused: Vec<Formula> = Vec::new();
    for part in &world.themes {
        let formula = part.formula();
        let can_hold = rule::look(&world.reason, part, out);
        if can_hold && world.reason.is_never(refused.iter().chain([&formula])) {
            out.push(part.place.warning(
                Code::Shadowed,
                "this theme never shows: wherever it would, one before it comes first".into(),
                "move it before the wider ones, or narrow those",
            ));
        }
        refused.push(formula.not());
    }
}
