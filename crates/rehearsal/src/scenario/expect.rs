//! What was expected of a step, held against what came of it.

use std::collections::BTreeSet;

use banso_engine::adoption::Adoption;
use banso_engine::explain::words::{Language, summary};
use banso_engine::explain::{State, explain};
use banso_engine::memory::{self, Variation};
use banso_engine::{Engine, experiment};
use serde_json::Value as Json;

use super::Difference;
use super::authored::{Event, Expect, GuideStep, Visible};
use crate::browser::{Browser, Happened};

/// Everything that is different.
pub(super) fn differences(browser: &Browser, expect: &Expect) -> Vec<Difference> {
    let mut found = Vec::new();
    let engine = &browser.engine;
    if let Some(wanted) = &expect.guide {
        found.extend(guide(browser, wanted.as_ref()));
    }
    for (guide, wanted) in &expect.held {
        found.extend(held(browser, guide, &wanted.0));
    }
    for (list, wanted) in &expect.checklist {
        found.extend(checklist(engine, list, wanted));
    }
    for (feature, wanted) in &expect.feature {
        let state = state(browser, feature);
        let what = format!("feature.{feature}");
        found.extend(differs(what, wanted.name(), state));
    }
    for (guide, wanted) in &expect.variation {
        let what = format!("variation.{guide}");
        found.extend(differs(what, wanted, &variation(engine, guide)));
    }
    found.extend(events(&browser.events, &expect.events));
    for name in &expect.no_events {
        if browser.events.iter().any(|event| event.name == *name) {
            found.extend(differs("no_events".into(), &format!("no {name}"), name));
        }
    }
    if let Some(page) = &expect.page {
        let path = browser.address.split(['?', '#']).next().unwrap_or_default();
        found.extend(differs("page".into(), page, path));
    }
    found
}

fn differs(what: String, expected: &str, found: &str) -> Option<Difference> {
    (expected != found).then(|| Difference {
        what,
        expected: expected.into(),
        found: found.into(),
        why: None,
    })
}

fn guide(browser: &Browser, wanted: Option<&Visible>) -> Option<Difference> {
    let visible = visible(&browser.engine);
    let fits = match (wanted, &visible) {
        (None, None) => true,
        (Some(Visible::Guide(id)), Some(found)) => *id == found.id,
        (Some(Visible::Step(step)), Some(found)) => step == found,
        _ => false,
    };
    let wanted_id = wanted.map(|wanted| match wanted {
        Visible::Guide(id) | Visible::Step(GuideStep { id, .. }) => id,
    });
    (!fits).then(|| Difference {
        what: "guide".into(),
        expected: wanted.map_or("none".into(), said),
        found: visible.map_or("none".into(), |found| said(&Visible::Step(found))),
        why: wanted_id.and_then(|id| why(browser, id)),
    })
}

fn said(visible: &Visible) -> String {
    match visible {
        Visible::Guide(id) => id.clone(),
        Visible::Step(GuideStep { id, step }) => format!("{id}, step {step}"),
    }
}

fn visible(engine: &Engine) -> Option<GuideStep> {
    let at = usize::from(engine.visit().visible?);
    let id = &engine.bundle().guides.get(at)?.id;
    let way = engine.memory().guide(id)?.under_way.as_ref()?;
    Some(GuideStep {
        id: id.clone(),
        step: way.step + 1,
    })
}

/// Why a guide is not shown.
fn why(browser: &Browser, guide: &str) -> Option<String> {
    let explanation = explain(&browser.engine, guide, browser.now)?;
    let hidden = explanation.state != State::Shown;
    hidden.then(|| summary(&explanation, browser.now, Language::En))
}

fn held(browser: &Browser, guide: &str, wanted: &str) -> Option<Difference> {
    let explanation = explain(&browser.engine, guide, browser.now)?;
    let found = match (explanation.state, explanation.holds.first()) {
        (State::Shown, _) => "it is visible",
        (_, Some(reason)) => reason.hold.name(),
        (_, None) => "nothing holds it back",
    };
    differs(format!("held.{guide}"), wanted, found).map(|difference| Difference {
        why: why(browser, guide),
        ..difference
    })
}

fn checklist(engine: &Engine, list: &str, wanted: &[String]) -> Option<Difference> {
    let progress = memory::find(&engine.memory().checklists, list);
    let what = format!("checklist.{list}");
    let Some(progress) = progress else {
        return differs(what, &tasks(wanted.iter()), "not started");
    };
    let wanted: BTreeSet<_> = wanted.iter().collect();
    let done: BTreeSet<_> = progress.done.iter().collect();
    differs(what, &tasks(wanted.into_iter()), &tasks(done.into_iter()))
}

fn tasks<'a>(of: impl Iterator<Item = &'a String>) -> String {
    let all: Vec<&str> = of.map(String::as_str).collect();
    if all.is_empty() {
        "nothing done".into()
    } else {
        all.join(", ")
    }
}

fn state(browser: &Browser, id: &str) -> &'static str {
    let engine = &browser.engine;
    let feature = engine.bundle().features.iter().find(|one| one.id == id);
    let adoption: Option<&Adoption> = memory::find(&engine.memory().adoption, id);
    let state = feature.zip(adoption);
    state
        .map(|(feature, adoption)| adoption.state(feature.adoption, browser.now))
        .unwrap_or_default()
        .name()
}

fn variation(engine: &Engine, id: &str) -> String {
    let guide = engine.bundle().guides.iter().find(|one| one.id == id);
    let memory = engine.memory().guide(id);
    let assigned: Option<Variation> = memory.and_then(|memory| memory.variation);
    guide
        .zip(assigned)
        .map_or("not assigned", |(guide, assigned)| {
            experiment::name(guide, assigned)
        })
        .into()
}

/// The events in their order, others between them allowed.
fn events(found: &[Happened], wanted: &[Event]) -> Option<Difference> {
    let mut rest = found.iter();
    let missing = wanted
        .iter()
        .find(|wanted| !rest.any(|event| fits(event, wanted)))?;
    let named = |event: &Happened| format!("{} {}", event.name, event.properties);
    let all: Vec<String> = match missing {
        Event::Name(_) => found.iter().map(|event| event.name.clone()).collect(),
        Event::With(_) => found.iter().map(named).collect(),
    };
    let found = if all.is_empty() {
        "no events".into()
    } else {
        all.join(", ")
    };
    let expected = match missing {
        Event::Name(name) => name.clone(),
        Event::With(one) => format!("{} {}", one.name, Json::from(one.properties.clone())),
    };
    differs("events".into(), &expected, &found).or_else(|| {
        let again = format!("{expected}, once more or in another order");
        differs("events".into(), &again, &found)
    })
}

fn fits(event: &Happened, wanted: &Event) -> bool {
    match wanted {
        Event::Name(name) => event.name == *name,
        Event::With(one) => {
            let has = |(key, value): (&String, &Json)| event.properties.get(key) == Some(value);
            event.name == one.name && one.properties.iter().all(has)
        }
    }
}
