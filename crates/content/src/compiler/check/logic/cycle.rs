//! Guides and tasks that wait for one another, so that none can be the first.

use std::collections::BTreeSet;

use super::formula::Formula;
use super::part::{Part, Shape};
use super::place::Place;
use super::reason::{Answer, Reason};
use super::start;
use super::world::{ChecklistView, GuideView, World};
use crate::compiler::authored::{Order, Trigger};
use crate::compiler::diagnostic::{Code, Diagnostic};
use crate::rule::Leaf;

/// Something that happens to a user, and may have to wait for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// This guide starts.
    Guide(usize),
    /// This checklist starts.
    Checklist(usize),
    /// This task of this checklist is done.
    Task(usize, usize),
}

/// What waits for what, and what can start all the same.
struct Web<'w, 'a> {
    world: &'w World<'a>,
    things: Vec<Thing>,
    /// What each thing needs, all of it.
    needs: Vec<Vec<Thing>>,
}

/// Every ring once, with all of its members in the message.
pub(super) fn look(world: &World, out: &mut Vec<Diagnostic>) {
    let web = Web::new(world);
    let stuck = web.stuck();
    let mut told = BTreeSet::new();
    for first in &stuck {
        let (mut way, mut at) = (vec![*first], *first);
        let begin = loop {
            let needs = web.needs_of(at).iter().filter(|need| stuck.contains(need));
            // A thing that needs itself by way of another says more with the other named.
            let Some(next) = needs.max_by_key(|need| **need != at) else {
                break None;
            };
            if let Some(begin) = way.iter().position(|thing| thing == next) {
                break Some(begin);
            }
            way.push(*next);
            at = *next;
        };
        let ring = begin.map(|begin| &way[begin..]).unwrap_or_default();
        if !ring.is_empty() && !ring.iter().any(|thing| told.contains(thing)) {
            told.extend(ring.iter().copied());
            out.push(web.ring(ring));
        }
    }
}

impl<'w, 'a> Web<'w, 'a> {
    fn new(world: &'w World<'a>) -> Self {
        let guides = (0..world.guides.len()).map(Thing::Guide);
        let lists = world.checklists.iter().enumerate();
        let lists = lists.flat_map(|(at, list)| {
            let tasks = (0..list.tasks.len()).map(move |task| Thing::Task(at, task));
            [Thing::Checklist(at)].into_iter().chain(tasks)
        });
        let things: Vec<Thing> = guides.chain(lists).collect();
        let needs = things.iter().map(|thing| needs(world, *thing)).collect();
        Self {
            world,
            things,
            needs,
        }
    }

    fn needs_of(&self, thing: Thing) -> &[Thing] {
        let at = self.things.binary_search(&thing);
        at.map_or(&[], |at| self.needs[at].as_slice())
    }

    /// What can never happen first, nor after anything that can.
    fn stuck(&self) -> BTreeSet<Thing> {
        let mut stuck: BTreeSet<Thing> = self.things.iter().copied().collect();
        loop {
            let is_free = |thing: &Thing| {
                !self
                    .needs_of(*thing)
                    .iter()
                    .any(|need| stuck.contains(need))
                    || self.is_asked(*thing, &stuck)
            };
            let free: Vec<Thing> = stuck.iter().copied().filter(is_free).collect();
            if free.is_empty() {
                return stuck;
            }
            stuck.retain(|thing| !free.contains(thing));
        }
    }

    /// Whether someone can start a guide whatever its rule: the host, the user, or a button or a
    /// task that is not stuck itself.
    fn is_asked(&self, thing: Thing, stuck: &BTreeSet<Thing>) -> bool {
        let Thing::Guide(at) = thing else {
            return false;
        };
        let view = &self.world.guides[at];
        let mut triggers = view.triggers().iter();
        let names = |place: Place| place.node.text() == Some(view.guide.id.as_str());
        let by_button = |(at, other): (usize, &GuideView)| {
            !stuck.contains(&Thing::Guide(at)) && start::of_guide(other).into_iter().any(names)
        };
        let by_task = |(at, list): (usize, &ChecklistView)| {
            let actions = list
                .tasks
                .iter()
                .filter_map(|task| task.place.get("action")?.get("guide"));
            !stuck.contains(&Thing::Checklist(at)) && actions.into_iter().any(names)
        };
        triggers.any(|trigger| matches!(trigger, Trigger::Host | Trigger::Launcher))
            || self.world.guides.iter().enumerate().any(by_button)
            || self.world.checklists.iter().enumerate().any(by_task)
    }

    fn ring(&self, ring: &[Thing]) -> Diagnostic {
        let names: Vec<String> = ring.iter().map(|thing| self.name(*thing)).collect();
        let next = ring.get(1).unwrap_or(&ring[0]);
        let message = match names.as_slice() {
            [only] => format!("{only} waits for itself"),
            [first, rest @ ..] => {
                let rest = rest.join(", which needs ");
                format!("none of these can be the first: {first} needs {rest}, which needs {first}")
            }
            [] => String::new(),
        };
        let has_guide = ring.iter().any(|thing| matches!(thing, Thing::Guide(_)));
        let mend = if has_guide {
            "take one of the requirements out, or let the host start one of the guides: add the trigger `host`"
        } else {
            "take one of the requirements out"
        };
        self.place(ring[0], *next)
            .error(Code::DependencyCycle, message, mend)
    }

    fn name(&self, thing: Thing) -> String {
        let list = |at: usize| &self.world.checklists[at].checklist;
        match thing {
            Thing::Guide(at) => format!("the guide `{}`", self.world.guides[at].guide.id),
            Thing::Checklist(at) => format!("the checklist `{}`", list(at).id),
            Thing::Task(at, task) => {
                format!(
                    "the task `{}` of `{}`",
                    list(at).tasks[task].id,
                    list(at).id
                )
            }
        }
    }

    /// Where a thing says that it needs another.
    fn place(&self, thing: Thing, need: Thing) -> Place<'a> {
        let is_need = |leaf: &Leaf| is_about(leaf, need);
        let reason = &self.world.reason;
        let (place, rule) = match thing {
            Thing::Guide(at) => {
                let view = &self.world.guides[at];
                let named = |place: &Place| matches!(need, Thing::Guide(other) if place.node.text() == Some(self.world.guides[other].guide.id.as_str()));
                if let Some(after) = view.place.list("after").into_iter().find(named) {
                    return after;
                }
                (&view.place, view.when.as_ref())
            }
            Thing::Checklist(at) => {
                let view = &self.world.checklists[at];
                (&view.place, view.when.as_ref())
            }
            Thing::Task(at, task) => {
                let view = &self.world.checklists[at].tasks[task];
                (&view.place, view.rule.as_ref())
            }
        };
        let found = rule.and_then(|rule| find(reason, rule, &is_need));
        found.unwrap_or_else(|| place.clone())
    }
}

fn is_about(leaf: &Leaf, thing: Thing) -> bool {
    match (leaf, thing) {
        (Leaf::Guide(at, ..), Thing::Guide(other)) => usize::from(*at) == other,
        (Leaf::Checklist(at, _), Thing::Checklist(other) | Thing::Task(other, _)) => {
            usize::from(*at) == other
        }
        _ => false,
    }
}

/// The first leaf of a rule that is about something.
fn find<'a>(reason: &Reason, part: &Part<'a>, is_it: &dyn Fn(&Leaf) -> bool) -> Option<Place<'a>> {
    match &part.shape {
        Shape::All(members) | Shape::Any(members) => members
            .iter()
            .find_map(|member| find(reason, member, is_it)),
        Shape::Not(member) => find(reason, member, is_it),
        Shape::Leaf(Formula::Leaf(at, _)) if is_it(reason.leaf(*at)) => Some(part.place.clone()),
        Shape::Leaf(_) => None,
    }
}

fn needs(world: &World, thing: Thing) -> Vec<Thing> {
    match thing {
        Thing::Guide(at) => certain(world, &world.guides[at].needs()),
        Thing::Checklist(at) => {
            let when = world.checklists[at].when.as_ref();
            certain(world, &[when.map_or_else(Formula::yes, Part::formula)])
        }
        Thing::Task(at, task) => {
            let list = &world.checklists[at];
            let rule = list.tasks[task].rule.as_ref();
            let mut all = certain(world, &[rule.map_or_else(Formula::yes, Part::formula)]);
            all.push(Thing::Checklist(at));
            if list.checklist.order == Order::Ordered {
                let before = (0..task).filter(|before| !list.checklist.tasks[*before].optional);
                all.extend(before.map(|before| Thing::Task(at, before)));
            }
            all
        }
    }
}

/// What must have happened whenever a rule holds: without it the rule cannot.
fn certain(world: &World, rule: &[Formula]) -> Vec<Thing> {
    let reason = &world.reason;
    let mut leaves = Vec::new();
    for formula in rule {
        formula.leaves(&mut leaves);
    }
    let mut about = BTreeSet::new();
    for leaf in leaves.iter().map(|at| reason.leaf(*at)) {
        match leaf {
            Leaf::Guide(at, ..) => about.extend([Thing::Guide((*at).into())]),
            Leaf::Checklist(at, _) => {
                let at = usize::from(*at);
                let tasks = 0..world.checklists[at].tasks.len();
                about.extend(tasks.map(|task| Thing::Task(at, task)));
                about.insert(Thing::Checklist(at));
            }
            _ => {}
        }
    }
    if about.is_empty() || reason.ask(rule) != Answer::Possible {
        return Vec::new();
    }
    let is_needed = |thing: &Thing| {
        let happened = match thing {
            Thing::Guide(at) => &world.guides[*at].met,
            Thing::Checklist(at) => &world.checklists[*at].started,
            Thing::Task(at, task) => &world.checklists[*at].tasks[*task].done,
        };
        let opposite = happened.not();
        reason.is_never(rule.iter().chain([&opposite]))
    };
    about.into_iter().filter(is_needed).collect()
}
