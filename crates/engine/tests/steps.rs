//! The user's own deeds take a guide from step to step.
#![allow(clippy::unwrap_used)]

mod support;

use banso_engine::view::Press;
use banso_engine::{Effect, Input};
use serde_json::{Value as Json, json};
use support::{Visit, compiled, guide, project};

/// A visit of a page whose tour has these steps besides what every step has.
fn tour(steps: &[Json]) -> Visit {
    let mut tour = guide("tour", &json!({}));
    let plain = tour["steps"][0].clone();
    let with = |more: &Json| {
        let mut step = plain.clone();
        for (key, value) in more.as_object().unwrap() {
            step[key] = value.clone();
        }
        step
    };
    tour["steps"] = steps.iter().map(with).collect();
    let mut project = project();
    project["guides"] = json!([tour]);
    Visit::with(compiled(&project), None, "/")
}

/// The step that is shown.
fn step(visit: &Visit) -> Option<u16> {
    visit.view.guide.as_ref().map(|guide| guide.step)
}

fn probe(visit: &Visit) -> Option<u16> {
    let watched = visit.others.iter().rev().find_map(|effect| match effect {
        Effect::Watch { at, .. } => Some(*at),
        _ => None,
    });
    watched.filter(|at| !visit.others.contains(&Effect::Unwatch(*at)))
}

#[test]
fn a_click_goes_on_once_and_the_last_step_completes() {
    let click = json!({ "advance": [{ "click": "#capture" }] });
    let mut visit = tour(&[click.clone(), click]);
    assert_eq!(step(&visit), Some(0));
    visit.input(Input::Click(vec![0]));
    assert_eq!(step(&visit), Some(1), "one click is one step");
    visit.input(Input::Click(vec![0]));
    assert_eq!(step(&visit), None);
    assert!(visit.events.last().unwrap().starts_with("Guide Completed"));
}

#[test]
fn an_event_goes_on_without_what_the_button_does() {
    let button = json!({ "label": { "en": "Open", "ja": "開く" }, "action": { "page": "/new" } });
    let event =
        json!({ "name": "Saved", "where": [{ "property": "kind", "test": { "is": "draft" } }] });
    let mut visit = tour(&[
        json!({ "advance": [{ "event": event }], "button": button }),
        json!({}),
    ]);
    visit.track("Saved");
    assert_eq!(step(&visit), Some(0), "another kind of event");
    visit.track_with(
        "Saved",
        vec![("kind".into(), banso_engine::Value::Text("draft".into()))],
    );
    assert_eq!(step(&visit), Some(1));
    assert!(
        !visit
            .others
            .iter()
            .any(|effect| matches!(effect, Effect::Navigate(_)))
    );
}

#[test]
fn steps_whose_condition_holds_are_passed_over() {
    let used = json!({ "advance": [{ "when": { "feature": { "id": "create" } } }] });
    let there = json!({ "advance": [{ "when": { "page": "/settings" } }] });
    let mut visit = tour(&[there, used, json!({})]);
    visit.track("Created");
    assert_eq!(step(&visit), Some(0), "it is not its turn");
    visit.route("/settings");
    assert_eq!(step(&visit), Some(2), "what was done before is done");
    visit.press(Press::Back);
    assert_eq!(step(&visit), Some(2), "no step before is open");
    visit.route("/");
    visit.press(Press::Back);
    assert_eq!(step(&visit), Some(0));
}

#[test]
fn a_field_is_watched_while_its_step_is_shown() {
    let mut visit = tour(&[json!({ "advance": [{ "input": "#amount" }] }), json!({})]);
    let at = probe(&visit).unwrap();
    visit.input(Input::Probes(vec![(at, true)]));
    assert_eq!(step(&visit), Some(1));
    assert_eq!(probe(&visit), None);
    visit.press(Press::Back);
    assert_eq!(step(&visit), Some(0));
    assert!(
        visit
            .others
            .iter()
            .filter(|effect| matches!(effect, Effect::Watch { .. }))
            .count()
            == 2
    );
}
