//! From what authors write to what the browser evaluates. The content is checked: what cannot be
//! read any more counts as nothing.

mod action;
mod condition;
mod feed;
mod graph;
mod inquiry;
mod more;
mod prose;
mod question;
mod span;
mod target;
#[cfg(test)]
mod tests;
mod theme;
mod value;
mod zone;

use super::authored::{self, Condition};
use super::draw::Place;
use crate::acts::Acts;
use crate::bundle::Bundle;
use crate::model::{
    Action, Budget, Checklist, Feature, Frequency, Guide, GuideKind, RuleId, Source, Step, Task,
    Trigger, Variant,
};
use crate::prose::Packed;
use crate::rule::{Leaf, Probe, ProbeKind, Sign};
use action::Ids;
pub(super) use condition::Lower;
pub(super) use feed::is_offered;
pub(super) use graph::filter;
pub(super) use inquiry::inquiries;
pub(super) use more::help_more;
pub(super) use prose::help_text;
use prose::{Of, is_inline};
pub(super) use span::clock;
pub use span::span;
pub(super) use target::inside;
pub(super) use theme::{Pair, pairs};
pub(super) use zone::zone_names;
pub use zone::{instant, zone};

/// One percent, of 10,000.
const PERCENT: u16 = 100;

/// The bundle of checked content; the guides stand by priority. Version and help are not set yet.
pub(super) fn lower(content: authored::ContentFile) -> Bundle {
    let mut lower = Lower::new(&content);
    let themes = content.themes.into_iter();
    let mut bundle = Bundle {
        locales: content.locales.into_iter().map(|one| one.id).collect(),
        theme: Packed::new(&theme::lower(&content.theme.unwrap_or_default())),
        themes: themes
            .map(|themed| {
                (
                    lower.rule(&themed.when),
                    Packed::new(&theme::lower(&themed.theme)),
                )
            })
            .collect(),
        words: lower.words(content.help.as_ref()),
        links: lower.links(content.help.as_ref()),
        feed: feed::feed(&lower, &content.guides),
        budgets: content.budgets.iter().map(budget).collect(),
        holdout: u16::from(content.holdout) * PERCENT,
        features: lower.each(content.features, feature),
        checklists: lower.each(content.checklists, checklist),
        guides: lower.each(content.guides, guide),
        ..Bundle::default()
    };
    bundle.graph = lower.finish();
    bundle
}

/// A span for a probe, which holds seven weeks.
fn millis(time: &str) -> u32 {
    span(time).try_into().unwrap_or(u32::MAX)
}

fn budget(budget: &authored::Budget) -> Budget {
    Budget {
        kind: budget.kind,
        times: budget.times,
        within: span(&budget.within),
    }
}

fn feature(lower: &mut Lower, feature: authored::Feature) -> Feature {
    let sources = feature.any.into_iter();
    Feature {
        any: sources.map(|source| lower.source(source)).collect(),
        eligible: lower.rule(&feature.eligible),
        id: feature.id,
        name: lower.name(&feature.name),
        core: feature.core,
        exposed_on: feature.exposed_on,
        adoption: feature.adoption,
    }
}

fn checklist(lower: &mut Lower, list: authored::Checklist) -> Checklist {
    let said = lower.checklist_text(&list);
    let when = lower.rule(&list.when);
    let tasks: Vec<Task> = lower.each(list.tasks, task);
    let rules = tasks.iter().map(|task| task.done).chain([when]);
    Checklist {
        probes: lower.probes_of(rules),
        when,
        tasks,
        id: list.id,
        ordered: list.order == authored::Order::Ordered,
        shared: list.scope == authored::Scope::Account,
        deadline: list.deadline.map_or(0, |deadline| span(&deadline)),
        said,
    }
}

fn task(lower: &mut Lower, task: authored::Task) -> Task {
    Task {
        done: lower.rule(&task.done),
        said: lower.task_text(&task),
        id: task.id,
        optional: task.optional,
        actions: Acts::new(&task.action.as_ref().map(action::of_task)),
    }
}

fn guide(lower: &mut Lower, guide: authored::Guide) -> Guide {
    let when = lower.guide_rule(&guide);
    let triggers = match guide.kind {
        // Help alone shows it.
        GuideKind::Announcement => vec![Trigger::Launcher],
        _ => lower.triggers(&guide.triggers),
    };
    let mut probes = lower.probes_of([when]);
    add_moments(&triggers, &mut probes);
    let experiment = guide.experiment.unwrap_or_default();
    let id = guide.id;
    let of = Of {
        guide: &id,
        kind: guide.kind,
        snooze: guide.snooze.is_some(),
    };
    Guide {
        name: lower.name(&guide.name),
        kind: guide.kind,
        feature: guide.feature,
        when,
        triggers,
        probes,
        priority: guide.priority,
        frequency: match guide.kind {
            GuideKind::Announcement => Frequency::Always,
            _ => frequency(&guide.frequency),
        },
        snooze: guide.snooze.map_or(0, |snooze| span(&snooze)),
        holdout: u16::from(experiment.holdout) * PERCENT,
        variants: lower.each(experiment.variants, |lower, one| variant(lower, &of, one)),
        fixture: guide.steps.iter().any(|step| is_fixture(guide.kind, step)),
        anonymous: guide.anonymous,
        steps: steps(lower, &of, guide.steps),
        id,
    }
}

fn frequency(frequency: &authored::Frequency) -> Frequency {
    match frequency {
        authored::Frequency::Once => Frequency::Once,
        authored::Frequency::UntilInteracted => Frequency::UntilInteracted,
        authored::Frequency::EveryVisit => Frequency::EveryVisit,
        authored::Frequency::Always => Frequency::Always,
        authored::Frequency::Limit(limit) => Frequency::Limit(limit.times, span(&limit.within)),
    }
}

fn variant(lower: &mut Lower, of: &Of<'_>, variant: authored::Variant) -> Variant {
    Variant {
        id: variant.id,
        share: u16::from(variant.share) * PERCENT,
        steps: steps(lower, of, variant.steps),
    }
}

fn steps(lower: &mut Lower, of: &Of<'_>, steps: Vec<authored::Step>) -> Vec<Step> {
    let ids = Ids::of(&steps);
    let count = steps.len();
    let progress = question::progress(&steps, &ids);
    let steps = steps.into_iter().zip(progress).enumerate();
    steps
        .map(|(at, (one, asked))| {
            let place = Place {
                step: at,
                steps: count,
                asked,
            };
            step(lower, of, &ids, place, one)
        })
        .collect()
}

fn step(lower: &mut Lower, of: &Of<'_>, ids: &Ids, place: Place, step: authored::Step) -> Step {
    let (advance, passed) = lower.advance(&step.advance);
    let ways = step.next.iter();
    let next: Vec<[u16; 2]> = ways
        .map(|branch| [lower.rule(&branch.when), ids.way(branch)])
        .collect();
    let mut probes = lower.probes_of(passed.into_iter().chain(next.iter().map(|way| way[0])));
    add_moments(&advance, &mut probes);
    Step {
        advance,
        passed,
        probes,
        said: lower.step_text(of, ids, place, &step),
        page: step.page,
        actions: step
            .button
            .map_or_else(Acts::default, |button| primary(ids, &button)),
        next: next.concat(),
    }
}

/// What the primary button does, without going on, which it implies.
fn primary(ids: &Ids, button: &authored::Button) -> Acts {
    let acts = ids.acts(button);
    Acts::new(acts.iter().filter(|act| **act != Action::Next))
}

/// Whether a guide stands beside whatever else is shown.
fn is_fixture(kind: GuideKind, step: &authored::Step) -> bool {
    kind == GuideKind::Launcher || is_inline(kind, step)
}

/// Adds the probes of moments, each once.
fn add_moments(moments: &[Trigger], probes: &mut Vec<u16>) {
    for moment in moments {
        if let Trigger::Probe(at) = moment
            && !probes.contains(at)
        {
            probes.push(*at);
        }
    }
}

impl Lower {
    /// Each of these, in order.
    fn each<A, B>(&mut self, items: Vec<A>, lower: impl Fn(&mut Self, A) -> B) -> Vec<B> {
        items.into_iter().map(|item| lower(self, item)).collect()
    }

    fn source(&mut self, source: authored::Source) -> Source {
        match source {
            authored::Source::Click(selector) => Source::Click(self.graph.click(&selector)),
            authored::Source::Page(pattern) => Source::Page(pattern),
            authored::Source::Event(name) => Source::Event(name),
        }
    }

    /// What starts a guide; as soon as it may appear, when nothing is said.
    fn triggers(&mut self, triggers: &[authored::Trigger]) -> Vec<Trigger> {
        match triggers {
            [] => vec![Trigger::Load],
            triggers => triggers.iter().map(|one| self.trigger(one)).collect(),
        }
    }

    fn trigger(&mut self, trigger: &authored::Trigger) -> Trigger {
        use authored::Trigger as Authored;
        match trigger {
            Authored::Load => Trigger::Load,
            Authored::Click(selector) => Trigger::Click(self.graph.click(selector)),
            Authored::Hover(selector) => self.moment(ProbeKind::Hover, selector, 0),
            Authored::Appears(selector) => self.moment(ProbeKind::Appears, selector, 0),
            Authored::Event(event) => self.event_moment(event),
            Authored::Idle(time) => self.moment(ProbeKind::Idle, "", millis(time)),
            Authored::Dwell(time) => Trigger::Dwell(span(time)),
            Authored::Scroll(percent) => self.moment(ProbeKind::Scroll, "", (*percent).into()),
            Authored::ExitIntent => self.moment(ProbeKind::Exit, "", 0),
            Authored::Launcher => Trigger::Launcher,
            Authored::Permalink => Trigger::Permalink,
            Authored::Host => Trigger::Host,
        }
    }

    fn event_moment(&mut self, event: &authored::TriggerEvent) -> Trigger {
        let sign = Sign::Event(event.name.clone());
        Trigger::Event(self.graph.counter(sign, &event.filters, 0, 0))
    }

    /// What takes a guide to its next step: moments, and a rule for everything else.
    fn advance(&mut self, ways: &[authored::Advance]) -> (Vec<Trigger>, Option<RuleId>) {
        let (mut moments, mut states) = (Vec::new(), Vec::new());
        for way in ways {
            match way {
                authored::Advance::Click(selector) => {
                    moments.push(Trigger::Click(self.graph.click(selector)));
                }
                authored::Advance::Input(selector) => {
                    moments.push(self.moment(ProbeKind::Input, selector, 0));
                }
                authored::Advance::Event(event) => moments.push(self.event_moment(event)),
                authored::Advance::When(condition) => states.push(condition.clone()),
            }
        }
        let passed = (!states.is_empty()).then(|| self.rule(&Condition::Any(states)));
        (moments, passed)
    }

    fn moment(&mut self, kind: ProbeKind, selector: &str, amount: u32) -> Trigger {
        Trigger::Probe(self.graph.probe(Probe {
            kind,
            selector: selector.into(),
            amount,
        }))
    }

    /// The probes that rules ask about, each once.
    fn probes_of(&self, rules: impl IntoIterator<Item = u16>) -> Vec<u16> {
        let mut probes = Vec::new();
        for rule in rules {
            for leaf in self.graph.leaves_of(rule) {
                if let Leaf::Probe(at) = leaf
                    && !probes.contains(at)
                {
                    probes.push(*at);
                }
            }
        }
        probes
    }
}
