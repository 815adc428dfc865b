//! Guides that are parts of the page stand beside whatever else is shown.
#![allow(clippy::unwrap_used)]

mod support;

use banso_content::acts::Acts;
use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_content::model::Action;
use banso_engine::explain::words;
use banso_engine::view::{Missing, Press};
use banso_engine::{Input, explain};
use serde_json::json;
use support::{NOW, Visit};

fn content() -> Bundle {
    let step = |title: &str| json!({ "title": { "en": title }, "body": { "en": "Read." } });
    let by_main = |title: &str| {
        let mut step = step(title);
        step["target"] = "main".into();
        step
    };
    let mut starts = step("Tour");
    starts["button"] = json!({ "label": { "en": "Tour" }, "action": { "guide": "tour" } });
    let project = json!({
        "locales": [{ "id": "en" }],
        "budgets": [{ "times": 1, "within": "30d" }],
        "guides": [
            { "id": "news", "name": { "en": "News" }, "kind": "modal", "when": { "page": "/a" }, "steps": [step("News")] },
            { "id": "tip", "name": { "en": "Tip" }, "kind": "embedded", "when": { "page": "/a" }, "steps": [by_main("Tip")] },
            { "id": "start", "name": { "en": "Start" }, "kind": "launcher", "steps": [starts] },
            { "id": "tour", "name": { "en": "Tour" }, "kind": "tour", "triggers": ["host"], "steps": [step("Tour")] },
        ],
    });
    bundle_of(&[("banso.json", &project.to_string())]).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn begin() -> Visit {
    Visit::with(content(), None, "/a")
}

fn fixtures(visit: &Visit) -> Vec<&str> {
    let standing = visit.view.fixtures.iter();
    standing.map(|guide| guide.id.as_str()).collect()
}

fn visible(visit: &Visit) -> Option<&str> {
    visit.view.guide.as_ref().map(|guide| guide.id.as_str())
}

fn press(visit: &mut Visit, guide: &str, act: Action) {
    visit.press(Press::Do {
        guide: guide.into(),
        answers: Vec::new(),
        acts: Acts::new(&[act]),
    });
}

fn shown(visit: &mut Visit, guide: &str) {
    let guide = guide.into();
    visit.press(Press::Shown { guide, step: 0 });
}

#[test]
fn they_stand_beside_the_visible_guide_and_cost_no_budget() {
    let mut visit = Visit::with(content(), None, "/c");
    assert_eq!((visible(&visit), fixtures(&visit)), (None, vec!["start"]));
    shown(&mut visit, "start");
    visit.route("/a");
    assert_eq!(visible(&visit), Some("news"));
    assert_eq!(fixtures(&visit), ["start", "tip"]);
}

#[test]
fn they_leave_with_their_page_and_come_back() {
    let mut visit = begin();
    visit.route("/b");
    assert_eq!(fixtures(&visit), ["start"]);
    visit.route("/a");
    assert_eq!(fixtures(&visit), ["start", "tip"]);
}

#[test]
fn what_ends_one_leaves_the_visible_guide() {
    let mut visit = begin();
    shown(&mut visit, "tip");
    press(&mut visit, "tip", Action::Dismiss);
    assert_eq!(fixtures(&visit), ["start"]);
    assert_eq!(visible(&visit), Some("news"));
}

#[test]
fn a_launcher_starts_a_guide_and_stays() {
    let mut visit = begin();
    press(&mut visit, "start", Action::Guide("tour".into()));
    assert_eq!(visible(&visit), Some("tour"));
    assert_eq!(fixtures(&visit), ["start", "tip"]);
}

#[test]
fn a_press_in_one_that_does_not_stand_means_nothing_to_it() {
    let mut visit = begin();
    visit.route("/b");
    press(&mut visit, "tip", Action::Dismiss);
    visit.route("/a");
    assert_eq!(fixtures(&visit), ["start", "tip"]);
}

#[test]
fn quiet_is_for_guides_that_come_up() {
    let mut visit = begin();
    visit.input(Input::Quiet(true));
    assert_eq!((visible(&visit), fixtures(&visit).len()), (None, 2));
}

#[test]
fn they_are_explained_as_shown_or_by_what_holds_them_back() {
    let mut visit = begin();
    let at = |visit: &Visit, id: &str| {
        let all = explain::explain_all(&visit.engine, NOW);
        let found = all.into_iter().find(|one| one.guide == id).unwrap();
        (found.state, found.holds.len())
    };
    assert_eq!(at(&visit, "tip"), (explain::State::Shown, 0));
    visit.route("/b");
    assert_eq!(at(&visit, "tip"), (explain::State::UnderWay, 1));
}

fn lost(visit: &mut Visit, why: Missing) {
    visit.press(Press::target_missing("tip", 0, "main", why));
}

fn said_missing(visit: &Visit) -> usize {
    let of = |event: &&String| event.starts_with("Guide Target Missing");
    visit.events.iter().filter(of).count()
}

#[test]
fn a_place_that_is_not_there_is_said_once_a_page_and_waited_for() {
    let mut visit = begin();
    lost(&mut visit, Missing::Ambiguous);
    lost(&mut visit, Missing::Absent);
    assert_eq!(said_missing(&visit), 1);
    let said =
        r#"Guide Target Missing {"guide":"tip","step":0,"target":"main","reason":"ambiguous""#;
    let told = |event: &String| event.starts_with(said);
    assert!(visit.events.iter().any(told));
    assert_eq!(fixtures(&visit), ["start", "tip"], "it waits on");
    let why = explain::explain(&visit.engine, "tip", NOW).unwrap();
    let reason = words::reason(&why.holds[0], NOW, words::Language::En);
    assert_eq!(reason, "its target main fits several elements");
    visit.route("/b");
    visit.route("/a");
    lost(&mut visit, Missing::Absent);
    assert_eq!(said_missing(&visit), 2, "another page view");
    shown(&mut visit, "tip");
    assert!(
        visit
            .events
            .iter()
            .any(|event| event.starts_with("Guide Shown"))
    );
    let why = explain::explain(&visit.engine, "tip", NOW).unwrap();
    assert!(why.holds.is_empty(), "{:?}", why.holds);
}
