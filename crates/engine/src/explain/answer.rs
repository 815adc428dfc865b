//! Asks the questions of rules, and keeps what was found.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::{AdoptionState, GuideFate};
use banso_content::rule::{self, ChecklistTest, Leaf, Scope, ScreenTest, Sign, ValueTest};
use banso_wire::time::{MINUTE, Millis};

use super::away::{Place, is_of_browser};
use super::question::{Asked, Device, Found, Progress, Question, Size, Window};
use super::tree::Known;
use crate::clock;
use crate::engine::Engine;
use crate::leaf::{self, Facts, NEVER};
use crate::memory::find;

/// Asks a leaf of the content at `now`.
pub(super) fn ask(engine: &Engine, at: usize, now: Millis, place: Place) -> Option<Asked> {
    let facts = engine.facts(now);
    let leaf = engine.bundle.graph.leaves.get(at)?;
    let (asks, found) = both(leaf, &facts);
    if place == Place::Away && is_of_browser(leaf, &engine.bundle) {
        return Some(Asked {
            at,
            value: Known::Unknown,
            asks,
            found: Found::Elsewhere,
            until: None,
        });
    }
    let (value, until) = leaf::ask(leaf, &facts);
    Some(Asked {
        at,
        value: Known::of(value),
        asks,
        found,
        until: (until < NEVER).then_some(until),
    })
}

fn both(leaf: &Leaf, facts: &Facts<'_>) -> (Question, Found) {
    match leaf {
        Leaf::Page(pattern) => (
            Question::Page {
                pattern: pattern.clone(),
            },
            Found::Page(facts.visit.page.address.clone()),
        ),
        Leaf::Probe(at) => element(*at, facts),
        Leaf::Time(test) => {
            let zone = clock::zone(test, facts);
            let ahead = zone.map(|zone| clock::offset(zone, facts.now).0 / MINUTE.cast_signed());
            (
                Question::Time(*test),
                Found::Time {
                    at: facts.now,
                    ahead,
                },
            )
        }
        Leaf::Screen(test) => screen(*test, facts),
        Leaf::Locale(tag) => (
            Question::Locale { tag: tag.clone() },
            Found::Locale(facts.visit.locale.clone()),
        ),
        Leaf::Trait(at, test) => trait_value(*at, test, facts),
        Leaf::Count(at, test) => count(*at, *test, facts),
        Leaf::Feature(at, least, most) => feature(*at, *least, *most, facts),
        Leaf::Checklist(at, test) => checklist(*at, *test, facts),
        Leaf::Guide(at, was, window) => guide(*at, *was, *window, facts),
    }
}

fn element(at: u16, facts: &Facts<'_>) -> (Question, Found) {
    let probe = facts
        .bundle
        .graph
        .probes
        .get(usize::from(at))
        .cloned()
        .unwrap_or_default();
    let known = facts.visit.probes.iter().find(|known| known.0 == at);
    let asks = Question::Element {
        selector: probe.selector,
        is: probe.kind,
    };
    (asks, Found::Element(known.map(|known| known.1)))
}

fn screen(test: ScreenTest, facts: &Facts<'_>) -> (Question, Found) {
    let size = |screen| Size {
        device: devices(leaf::device(screen))
            .pop()
            .unwrap_or(Device::Desktop),
        width: screen.width,
        height: screen.height,
    };
    let asks = Question::Screen {
        devices: devices(test.devices),
        min_width: test.min_width,
        max_width: test.max_width,
        min_height: test.min_height,
        max_height: test.max_height,
    };
    (asks, Found::Screen(facts.visit.screen.map(size)))
}

fn devices(bits: u8) -> Vec<Device> {
    let all = [
        (1, Device::Phone),
        (2, Device::Tablet),
        (4, Device::Desktop),
    ];
    let asked = all.into_iter().filter(|(bit, _)| bits & bit != 0);
    asked.map(|(_, device)| device).collect()
}

fn trait_value(at: u16, test: &ValueTest, facts: &Facts<'_>) -> (Question, Found) {
    let named = facts.bundle.graph.traits.get(usize::from(at));
    let (scope, name) = named.map_or_else(Default::default, |n| (n.scope, n.name.clone()));
    let traits = match scope {
        Scope::User => &facts.visit.user,
        Scope::Account => &facts.visit.account,
        Scope::Answer => &facts.memory.answers,
    };
    let value = find(traits, &name).cloned();
    let (account, test) = (scope == Scope::Account, test.clone());
    let asks = match name.split_once('/').filter(|_| scope == Scope::Answer) {
        Some((survey, question)) => Question::Answer {
            survey: survey.into(),
            question: question.into(),
            test,
        },
        None => Question::Trait {
            account,
            name,
            test,
        },
    };
    (asks, Found::Trait(value))
}

fn count(at: u16, test: rule::CountTest, facts: &Facts<'_>) -> (Question, Found) {
    let graph = &facts.bundle.graph;
    let counter = graph.counters.get(usize::from(at));
    let (of, click) = match counter.map(|counter| &counter.sign) {
        Some(Sign::Event(name)) => (name.clone(), false),
        Some(Sign::Click(at)) => (
            graph
                .clicks
                .get(usize::from(*at))
                .cloned()
                .unwrap_or_default(),
            true,
        ),
        None => (String::new(), false),
    };
    let counted = counter.and_then(|counter| find(&facts.memory.counts, &counter.key));
    let window = Window::of(test.window);
    let times = counted.map_or(0, |counted| match window.within {
        None => counted.total,
        Some(span) => {
            let inside = |at: &&Millis| at.saturating_add(span) >= facts.now;
            counted.times.iter().filter(inside).count() as u32
        }
    });
    let asks = Question::Count {
        of,
        click,
        narrowed: counter.is_some_and(|one| one.first > 0 || !one.filters.is_empty()),
        least: test.least,
        most: (test.most < u32::MAX).then_some(test.most),
        window,
    };
    let latest = counted.and_then(|counted| counted.times.last().copied());
    (asks, Found::Count { times, latest })
}

fn feature(
    at: u16,
    least: AdoptionState,
    most: AdoptionState,
    facts: &Facts<'_>,
) -> (Question, Found) {
    let feature = facts.bundle.features.get(usize::from(at));
    let id = feature.map_or(String::new(), |feature| feature.id.clone());
    let adoption = find(&facts.memory.adoption, &id).zip(feature);
    let state = adoption.map_or(AdoptionState::Unused, |(adoption, feature)| {
        adoption.state(feature.adoption, facts.now)
    });
    (Question::Feature { id, least, most }, Found::Feature(state))
}

fn checklist(at: u16, test: ChecklistTest, facts: &Facts<'_>) -> (Question, Found) {
    let list = facts.bundle.checklists.get(usize::from(at));
    let id = list.map_or(String::new(), |list| list.id.clone());
    let tasks = list.map_or(&[][..], |list| &list.tasks);
    let test = match test {
        ChecklistTest::Started => Progress::Started,
        ChecklistTest::Complete => Progress::Complete,
        ChecklistTest::Done(count) => Progress::Done(count),
        ChecklistTest::Task(at) => {
            let task = tasks.get(usize::from(at));
            Progress::Task(task.map_or(String::new(), |task| task.id.clone()))
        }
    };
    let memory = find(&facts.memory.checklists, &id);
    let done = memory.map(|memory| (memory.done.len() as u16, tasks.len() as u16));
    (Question::Checklist { id, test }, Found::Checklist(done))
}

fn guide(at: u16, was: GuideFate, window: rule::Window, facts: &Facts<'_>) -> (Question, Found) {
    let guide = facts.bundle.guides.get(usize::from(at));
    let id = guide.map_or(String::new(), |guide| guide.id.clone());
    let when = facts.memory.guide(&id).and_then(|memory| memory.when(was));
    let window = Window::of(window);
    (Question::Guide { id, was, window }, Found::Guide(when))
}
