//! Guides against guides: one that always comes before another, and two whose order is an accident.

use std::collections::BTreeMap;

use super::formula::Formula;
use super::reason::{Answer, Reason};
use super::theory::Subject;
use super::world::{GuideView, World};
use crate::compiler::authored::{Frequency, Step, Target};
use crate::compiler::diagnostic::{Code, Diagnostic};
use crate::compiler::lower::span;
use crate::compiler::selector::normal;
use crate::rule::Leaf;

/// A guide that starts by itself, as others meet it.
struct Rival<'w, 'a> {
    view: &'w GuideView<'a>,
    needs: Vec<Formula>,
    /// What it needs of the page: a number for each set of needs.
    pages: usize,
    /// The selector of its first step, however it is written.
    target: Option<String>,
}

/// What guides do to each other.
pub(super) fn look(world: &World, out: &mut Vec<Diagnostic>) {
    let mut field = Field::new(world);
    let started = field.started_by_others(world);
    for at in 0..field.rivals.len() {
        if let Some(before) = field.shadow(world, at, &started) {
            out.push(shadowed(&field.rivals[at], &field.rivals[before]));
        } else if let Some(found) = field.accident(at) {
            out.push(found);
        }
    }
}

/// All rivals in the order of the bundle.
struct Field<'w, 'a> {
    reason: &'w Reason,
    rivals: Vec<Rival<'w, 'a>>,
    /// The needs of the page, by number.
    pages: Vec<Vec<Formula>>,
    /// Whether two sets of needs fit the same page, as far as it was asked.
    same_page: BTreeMap<(usize, usize), bool>,
    /// The rivals by priority and target, and those that start on load by priority.
    by_target: BTreeMap<(i16, String), Vec<usize>>,
    on_load: BTreeMap<i16, Vec<usize>>,
}

impl<'w, 'a> Field<'w, 'a> {
    fn new(world: &'w World<'a>) -> Self {
        let mut field = Self {
            reason: &world.reason,
            rivals: Vec::new(),
            pages: Vec::new(),
            same_page: BTreeMap::new(),
            by_target: BTreeMap::new(),
            on_load: BTreeMap::new(),
        };
        let mut views: Vec<_> = world
            .guides
            .iter()
            .filter(|view| view.starts_itself())
            .collect();
        views.sort_by(|a, b| {
            let (a, b) = (&a.guide, &b.guide);
            b.priority.cmp(&a.priority).then_with(|| a.id.cmp(&b.id))
        });
        for view in views {
            let needs = view.needs();
            if world.reason.ask(&needs) == Answer::Possible {
                field.add(view, needs);
            }
        }
        field
    }

    fn add(&mut self, view: &'w GuideView<'a>, needs: Vec<Formula>) {
        let of_page: Vec<_> = needs
            .iter()
            .filter(|need| self.is_of_page(need))
            .cloned()
            .collect();
        let known = self.pages.iter().position(|pages| *pages == of_page);
        let pages = known.unwrap_or_else(|| {
            self.pages.push(of_page);
            self.pages.len() - 1
        });
        let target = target(view.guide.steps.first());
        let (at, priority) = (self.rivals.len(), view.guide.priority);
        if let Some(target) = &target {
            self.by_target
                .entry((priority, target.clone()))
                .or_default()
                .push(at);
        }
        if view.starts_on_load() {
            self.on_load.entry(priority).or_default().push(at);
        }
        self.rivals.push(Rival {
            view,
            needs,
            pages,
            target,
        });
    }

    fn is_of_page(&self, need: &Formula) -> bool {
        let mut leaves = Vec::new();
        need.leaves(&mut leaves);
        let things = self.reason.things();
        !leaves.is_empty()
            && leaves
                .iter()
                .all(|at| things.subject(self.reason.leaf(*at)) == Subject::Page)
    }

    fn may_share_page(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.rivals[one].pages, self.rivals[other].pages);
        let both = (one.min(other), one.max(other));
        let (reason, pages) = (self.reason, &self.pages);
        *self
            .same_page
            .entry(both)
            .or_insert_with(|| !reason.is_never(pages[both.0].iter().chain(&pages[both.1])))
    }

    /// Which guides a button or a task starts, whatever their rules.
    fn started_by_others(&self, world: &World) -> Vec<bool> {
        let asked = super::start::asked_for(world);
        let is_asked = |rival: &Rival| asked.contains(rival.view.guide.id.as_str());
        self.rivals.iter().map(is_asked).collect()
    }

    /// The guide that appears whenever this one might.
    fn shadow(&mut self, world: &World, at: usize, started: &[bool]) -> Option<usize> {
        let rival = &self.rivals[at];
        let (is_sole, kind) = (
            rival.view.triggers().iter().all(is_by_itself),
            rival.view.guide.kind,
        );
        let budgets = &world.budgets;
        let is_free = |other: &Rival| {
            let free = |kind_of: Option<_>| {
                kind_of.is_none_or(|of| of == kind || of != other.view.guide.kind)
            };
            budgets.iter().all(|(_, budget)| free(budget.kind))
        };
        if !is_sole || started[at] {
            return None;
        }
        (0..at).find(|before| {
            let other = &self.rivals[*before];
            always_wins(other, self.reason)
                && is_free(other)
                && is_anchored_alike(other, rival)
                && other.needs.iter().all(|need| {
                    let opposite = need.not();
                    self.reason.is_never(rival.needs.iter().chain([&opposite]))
                })
        })
    }

    /// A guide of the same priority that may start at the same moment.
    fn accident(&mut self, at: usize) -> Option<Diagnostic> {
        let priority = self.rivals[at].view.guide.priority;
        let target = self.rivals[at].target.clone();
        let at_target = target.and_then(|target| self.by_target.get(&(priority, target)));
        let (mut by_target, mut on_load) = (at_target.cloned().unwrap_or_default(), Vec::new());
        if self.rivals[at].view.starts_on_load() {
            on_load = self.on_load.get(&priority).cloned().unwrap_or_default();
        }
        by_target.retain(|other| *other < at);
        on_load.retain(|other| *other < at && !by_target.contains(other));
        let mut meets = |other: &&usize| {
            let (one, two) = (&self.rivals[**other], &self.rivals[at]);
            let is_ordered = names(one.view, two.view) || names(two.view, one.view);
            !is_ordered
                && self.may_share_page(**other, at)
                && self.together(**other, at) == Answer::Possible
        };
        if let Some(other) = by_target.iter().find(&mut meets) {
            return Some(conflict(&self.rivals[at], &self.rivals[*other], true));
        }
        let other = on_load.iter().find(&mut meets)?;
        Some(conflict(&self.rivals[at], &self.rivals[*other], false))
    }

    fn together(&self, one: usize, other: usize) -> Answer {
        let (one, other) = (&self.rivals[one].needs, &self.rivals[other].needs);
        self.reason.ask(one.iter().chain(other))
    }
}

/// Whether a guide says which one it comes after.
fn names(one: &GuideView, other: &GuideView) -> bool {
    one.guide.after.contains(&other.guide.id)
}

fn is_by_itself(trigger: &crate::compiler::authored::Trigger) -> bool {
    use crate::compiler::authored::Trigger;
    !matches!(
        trigger,
        Trigger::Launcher | Trigger::Permalink | Trigger::Host
    )
}

fn target(step: Option<&Step>) -> Option<String> {
    match step?.target.as_ref()? {
        Target::Selector(css) => normal(css),
        // What stands for an element in one language may stand for another in the next.
        Target::Ways(ways) => Some(format!("{ways:?}")),
    }
}

/// Whether a guide appears on each page anew where its rule holds, for everyone, and cannot be put
/// off; whether an element is there is known too late to be sure.
fn always_wins(rival: &Rival, reason: &Reason) -> bool {
    let guide = &rival.view.guide;
    let first = guide.steps.first().and_then(|step| step.page.as_ref());
    let stays = |step: &Step| step.page.is_none() || step.page.as_ref() == first;
    let mut leaves = Vec::new();
    for need in &rival.needs {
        need.leaves(&mut leaves);
    }
    matches!(guide.frequency, Frequency::Always)
        && rival.view.starts_on_load()
        && guide.experiment.is_none()
        && guide
            .snooze
            .as_deref()
            .is_none_or(|snooze| span(snooze) == 0)
        && guide.steps.iter().all(stays)
        && !leaves
            .iter()
            .any(|at| matches!(reason.leaf(*at), Leaf::Probe(_)))
}

/// A guide whose target does not come gives way: it must be that of the other as well.
fn is_anchored_alike(one: &Rival, other: &Rival) -> bool {
    let mut steps = one.view.guide.steps.iter();
    let is_same = |step: &Step| {
        let own = target(Some(step));
        own.is_some() && own == other.target
    };
    steps.all(|step| step.target.is_none() || is_same(step))
}

fn shadowed(rival: &Rival, before: &Rival) -> Diagnostic {
    let place = &rival.view.place;
    let (id, line) = (&before.view.guide.id, before.view.place.seen_from(place));
    let message = format!(
        "the guide never appears: wherever it may, `{id}` ({line}) comes first, on every page anew"
    );
    let mend = format!("give it a higher `priority`, or give `{id}` another `frequency`");
    let place = place.get("id").unwrap_or_else(|| place.clone());
    place.warning(Code::Shadowed, message, &mend)
}

fn conflict(rival: &Rival, before: &Rival, same_target: bool) -> Diagnostic {
    let place = &rival.view.place;
    let (id, line) = (&before.view.guide.id, before.view.place.seen_from(place));
    let step = place.list("steps").into_iter().next();
    let at_target = step
        .and_then(|step| step.get("target"))
        .filter(|_| same_target);
    let what = if same_target {
        "by the same element"
    } else {
        "on load"
    };
    let message = format!(
        "this guide and `{id}` ({line}) may start at the same moment {what}, with the same priority: \
         their ids decide"
    );
    let mend = format!("give one of the two a higher `priority`, or add `\"after\": [\"{id}\"]`");
    let place = at_target.or(place.get("priority")).or(place.get("id"));
    let place = place.unwrap_or_else(|| rival.view.place.clone());
    place.warning(Code::AnchorConflict, message, &mend)
}
