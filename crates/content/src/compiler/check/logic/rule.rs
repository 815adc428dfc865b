//! One rule: whether it can hold, and whether every part of it matters.

use super::filters;
use super::formula::Formula;
use super::part::{Part, Shape};
use super::place::Place;
use super::reason::Reason;
use crate::compiler::diagnostic::{Code, Diagnostic};
use crate::rule::Leaf;

/// Something that must hold, and where it is asked for.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    pub formula: Formula,
    /// Where the asking begins, and what to quote; nowhere, when no author wrote it.
    pub written: Option<Written<'a>>,
}

/// Where something is written.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    pub place: Place<'a>,
    pub whole: Place<'a>,
    /// The opposite is meant of what is written.
    pub not: bool,
}

impl<'a> Unit<'a> {
    /// What stands at one place.
    pub(super) fn at(place: Place<'a>, formula: Formula) -> Self {
        let whole = place.clone();
        let written = Some(Written {
            place,
            whole,
            not: false,
        });
        Self { formula, written }
    }

    /// Where it is, for a sentence at another place.
    fn mention(&self, from: &Place) -> Option<String> {
        let written = self.written.as_ref()?;
        let not = if written.not { "not " } else { "" };
        let line = written.whole.seen_from(from);
        Some(format!("{not}{} ({line})", written.whole.quote()))
    }
}

/// What a condition asks for one by one: the members of `all`, those of a refused `any`, and so on.
pub(super) fn units<'a>(part: &Part<'a>) -> Vec<Unit<'a>> {
    let mut out = Vec::new();
    flatten(part, true, None, &mut out);
    out
}

fn flatten<'a>(part: &Part<'a>, holds: bool, not: Option<&Part<'a>>, out: &mut Vec<Unit<'a>>) {
    match (&part.shape, holds) {
        (Shape::All(members), true) | (Shape::Any(members), false) => {
            for member in members {
                flatten(member, holds, None, out);
            }
        }
        (Shape::Not(member), _) => flatten(member, !holds, Some(part), out),
        _ => out.push(Unit {
            formula: part.formula().when(holds),
            written: Some(Written {
                place: part.place.clone(),
                whole: not.unwrap_or(part).whole.clone(),
                not: !holds && not.is_none(),
            }),
        }),
    }
}

/// The fewest of these that cannot hold together with `fixed`; all of them cannot.
pub(super) fn core<'u, 'a>(
    reason: &Reason,
    units: impl IntoIterator<Item = &'u Unit<'a>>,
    fixed: &[&Formula],
) -> Vec<&'u Unit<'a>> {
    let mut core: Vec<&Unit> = units.into_iter().collect();
    for at in (0..core.len()).rev() {
        let rest = core.iter().enumerate().filter(|(other, _)| *other != at);
        let rest = rest.map(|(_, unit)| &unit.formula);
        if reason.is_never(rest.chain(fixed.iter().copied())) {
            core.remove(at);
        }
    }
    core
}

/// A look at a rule: what is wrong with it is put into `out`. False: it can never hold.
pub(super) fn look(reason: &Reason, part: &Part, out: &mut Vec<Diagnostic>) -> bool {
    let units = units(part);
    if reason.is_never(units.iter().map(|unit| &unit.formula)) {
        out.extend(never(reason, &core(reason, &units, &[])));
        return false;
    }
    if !matches!(part.shape, Shape::All(_)) && reason.is_never([&part.formula().not()]) {
        out.push(constant(reason, part, true, &[]));
    } else {
        idle(reason, part, true, &[], out);
    }
    true
}

/// What is said of things that never hold together, at the last of them.
pub(super) fn never(reason: &Reason, core: &[&Unit]) -> Option<Diagnostic> {
    let (at, last) = core
        .iter()
        .enumerate()
        .rev()
        .find(|(_, unit)| unit.written.is_some())?;
    let place = &last.written.as_ref()?.place;
    let others = core.iter().enumerate().filter(|(other, _)| *other != at);
    let others: Vec<String> = others.filter_map(|(_, unit)| unit.mention(place)).collect();
    if others.is_empty()
        && let Some(found) = filters::of_condition(reason, place)
    {
        return Some(found);
    }
    let message = match (others.as_slice(), &last.formula) {
        ([], Formula::Any(_)) => "none of the alternatives can ever hold".into(),
        ([], _) => "this can never hold".into(),
        (others, _) => format!("this can never hold together with {}", others.join(" and ")),
    };
    Some(place.error(Code::NeverTrue, message, advice(reason, &last.formula)))
}

/// How to mend what never holds, by what it is about.
fn advice(reason: &Reason, formula: &Formula) -> &'static str {
    let mut leaves = Vec::new();
    formula.leaves(&mut leaves);
    let leaf = leaves.first().map(|at| reason.leaf(*at));
    match leaf {
        Some(Leaf::Page(_)) => {
            "a page has one address: put the patterns into one `any`, or leave one of them out"
        }
        Some(Leaf::Trait(..)) => {
            "a trait has one value at a time: put the tests into one `any`, or change one of them"
        }
        Some(Leaf::Count(..)) => "make the counts and the times fit together, or leave one out",
        Some(Leaf::Time(_)) => "let the times overlap, or leave one of them out",
        Some(Leaf::Screen(_)) => "let the devices and the sizes overlap, or leave one of them out",
        Some(Leaf::Locale(_)) => "a page has one locale: put the locales into one `any`",
        Some(Leaf::Feature(..)) => "a feature is in one state at a time: change one of the two",
        _ => "change one of them, leave it out, or put them into one `any`",
    }
}

/// Members that always hold, or never, where they stand. `context` holds besides.
fn idle(reason: &Reason, part: &Part, holds: bool, context: &[Unit], out: &mut Vec<Diagnostic>) {
    match (&part.shape, holds) {
        (Shape::Leaf(_), _) => {}
        (Shape::Not(member), _) => idle(reason, member, !holds, context, out),
        (Shape::All(members), true) | (Shape::Any(members), false) => {
            idle_in_all(reason, members, holds, context, out);
        }
        (Shape::Any(members), true) | (Shape::All(members), false) => {
            for member in members {
                let formula = member.formula().when(holds);
                let together = context.iter().map(|unit| &unit.formula).chain([&formula]);
                if members.len() > 1 && reason.is_never(together) {
                    out.push(constant(reason, member, !holds, context));
                } else {
                    idle(reason, member, holds, context, out);
                }
            }
        }
    }
}

/// From the last to the first, so that of two that say the same the later is said to be idle.
fn idle_in_all(
    reason: &Reason,
    members: &[Part],
    holds: bool,
    context: &[Unit],
    out: &mut Vec<Diagnostic>,
) {
    let mut needed: Vec<&Part> = members.iter().collect();
    for at in (0..needed.len()).rev() {
        let others = besides(context, &needed, at, holds);
        let opposite = needed[at].formula().when(!holds);
        if reason.is_never(others.iter().map(|unit| &unit.formula).chain([&opposite])) {
            out.push(constant(reason, needed[at], holds, &others));
            needed.remove(at);
        }
    }
    for at in 0..needed.len() {
        let others = besides(context, &needed, at, holds);
        idle(reason, needed[at], holds, &others, out);
    }
}

/// What holds besides one of the members.
fn besides<'a>(
    context: &[Unit<'a>],
    members: &[&Part<'a>],
    at: usize,
    holds: bool,
) -> Vec<Unit<'a>> {
    let mut all = context.to_vec();
    for (other, member) in members.iter().enumerate() {
        if other != at {
            flatten(member, holds, None, &mut all);
        }
    }
    all
}

/// What is said of a part that always holds, or never, because of what holds besides.
fn constant(reason: &Reason, part: &Part, holds: bool, context: &[Unit]) -> Diagnostic {
    let opposite = part.formula().when(!holds);
    let why = core(reason, context, &[&opposite]);
    let why: Vec<String> = why
        .iter()
        .filter_map(|unit| unit.mention(&part.place))
        .collect();
    let (code, how, mend) = if holds {
        let mend = "leave it out, or ask for what was meant";
        (Code::AlwaysTrue, "always holds", mend)
    } else {
        (Code::NeverTrue, "can never hold", advice(reason, &opposite))
    };
    let message = match why.as_slice() {
        [] => format!("this {how}"),
        why => format!("this {how} here, because of {}", why.join(" and ")),
    };
    part.place.warning(code, message, mend)
}
