//! The feed of help: what it lists, in which order, and what is known of it.
#![allow(clippy::unwrap_used)]

mod support;

use banso_content::acts::tag;
use banso_content::bundle::Bundle;
use banso_engine::view::{EntryFate, EntryView, Press};
use banso_engine::{Effect, Input, Value};
use serde_json::{Value as Json, json};
use support::{Visit, compiled, guide};

const DAY: u64 = 86_400_000;

fn text(en: &str) -> Json {
    json!({ "en": en, "ja": en })
}

fn news(id: &str, published: &str, more: &Json) -> Json {
    let mut made = json!({
        "id": id, "name": text(id), "kind": "announcement", "published": published,
        "steps": [{ "title": text(id), "body": text("Read.") }],
    });
    for (key, value) in more.as_object().unwrap() {
        made[key] = value.clone();
    }
    made
}

fn content() -> Bundle {
    let of_team = json!({ "when": { "user": { "name": "plan", "test": { "is": "team" } } } });
    let ending = json!({ "schedule": { "until": "2025-11-26" } });
    let offered = json!({ "triggers": ["launcher"], "when": { "page": "/list" } });
    let unfit = json!({
        "triggers": ["launcher"],
        "when": { "all": [{ "page": "/list" }, { "user": { "name": "plan", "test": { "is": "team" } } }] },
    });
    compiled(&json!({
        "locales": [{ "id": "en" }, { "id": "ja" }],
        "guides": [
            news("old", "2025-10-01", &json!({ "priority": 9 })),
            news("new", "2025-11-20", &ending),
            news("first", "2025-11-10", &json!({ "priority": 1 })),
            news("second", "2025-11-10", &json!({})),
            news("team", "2025-11-21", &of_team),
            guide("tour", &offered),
            guide("team-tour", &unfit),
        ],
    }))
}

fn listed(visit: &Visit) -> Vec<(&str, EntryFate)> {
    let feed = visit.view.feed.iter();
    feed.map(|entry| (entry.id.as_str(), entry.fate)).collect()
}

fn ids(visit: &Visit) -> Vec<&str> {
    listed(visit).into_iter().map(|(id, _)| id).collect()
}

fn see(visit: &mut Visit, id: &str, step: u16) {
    let guide = id.into();
    visit.press(Press::Shown { guide, step });
}

#[test]
fn the_newest_stands_first_and_guides_to_start_come_last() {
    let visit = Visit::with(content(), None, "/");
    assert_eq!(ids(&visit), ["new", "first", "second", "old", "tour"]);
    let unread: Vec<bool> = visit.view.feed.iter().map(EntryView::is_unread).collect();
    assert_eq!(unread, [true, true, true, true, false]);
}

#[test]
fn announcements_never_appear_by_themselves() {
    let mut visit = Visit::with(content(), None, "/");
    for path in ["/list", "/", "/?banso=new"] {
        visit.route(path);
        assert_eq!(visit.guide(), None, "{path}");
    }
}

#[test]
fn an_announcement_is_listed_while_its_audience_and_its_schedule_last() {
    let mut visit = Visit::with(content(), None, "/");
    visit.input(Input::Identify {
        user: Some("u-1".into()),
        traits: vec![("plan".into(), Value::Text("team".into()))],
        body: 2,
    });
    assert_eq!(ids(&visit)[0], "team");
    assert!(ids(&visit).contains(&"team-tour"));
    visit.now += 3 * DAY;
    visit.input(Input::Tick);
    assert!(!ids(&visit).contains(&"new"), "its schedule is over");
    see(&mut visit, "new", 0);
    assert_eq!(visit.events, [] as [&str; 0]);
}

#[test]
fn an_announcement_is_read_once() {
    let mut visit = Visit::with(content(), None, "/");
    for _ in 0..2 {
        see(&mut visit, "new", 0);
        see(&mut visit, "new", 1);
    }
    see(&mut visit, "first", 0);
    assert_eq!(
        listed(&visit)[..3],
        [
            ("new", EntryFate::Done),
            ("first", EntryFate::Seen),
            ("second", EntryFate::Untouched)
        ]
    );
    let told: Vec<&str> = visit
        .events
        .iter()
        .map(|event| event.split('{').next().unwrap().trim())
        .collect();
    assert_eq!(told, ["Guide Shown", "Guide Completed", "Guide Shown"]);
    assert!(visit.events[0].contains(r#""kind":"announcement""#));
    assert_eq!(visit.engine.memory().shown, [], "no budget is spent");
}

#[test]
fn another_tab_and_another_visit_know_what_was_read() {
    let mut visit = Visit::with(content(), None, "/");
    let mut other = Visit::with(content(), Some(&visit.memory), "/");
    see(&mut visit, "new", 0);
    other.input(Input::Remembered(visit.memory.clone()));
    assert_eq!(listed(&other)[0], ("new", EntryFate::Seen));
    let again = Visit::with(content(), Some(&visit.memory), "/");
    assert_eq!(listed(&again)[0], ("new", EntryFate::Seen));
}

#[test]
fn a_guide_of_the_feed_starts_and_what_became_of_it_is_said() {
    let mut visit = Visit::with(content(), None, "/list");
    visit.press(Press::Launch("tour".into()));
    assert_eq!(visit.guide(), Some(("tour", 0)));
    assert_eq!(listed(&visit)[4], ("tour", EntryFate::Seen));
    visit.shown();
    visit.press(Press::Next);
    visit.press(Press::Next);
    assert_eq!(listed(&visit)[4], ("tour", EntryFate::Done));
}

#[test]
fn asked_for_an_announcement_opens_in_help() {
    let mut visit = Visit::with(content(), None, "/");
    visit.input(Input::Show("new".into()));
    assert_eq!(visit.guide(), None);
    let asked = visit.others.iter().find_map(|effect| match effect {
        Effect::Ask { what, slug } => Some((*what, slug.as_str())),
        _ => None,
    });
    assert_eq!(asked, Some((tag::GUIDE, "new")));
}

#[test]
fn content_without_a_feed_has_none() {
    assert!(Visit::begin(None, "/").view.feed.is_empty());
}
