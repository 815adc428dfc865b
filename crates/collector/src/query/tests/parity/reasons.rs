//! The same reasons for every guide: of the browser that comes back, and of the engine that is made
//! anew from what the browser sent.

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::explain::{Away, explain_away};
use banso_engine::json::traits;
use banso_engine::view::Press;
use banso_engine::{Engine, Input};
use proptest::prelude::{Just, Strategy, prop_oneof};
use serde_json::{Value, json};

use super::browser::Browser;
use super::in_time;
use crate::query::testkit::{DAY, HOUR, MONDAY, Stored};
use crate::query::{History, why};

const USER: &str = "ann";

/// What happens in a browser.
#[derive(Clone, Debug)]
enum Act {
    Visit(&'static str),
    Track(&'static str),
    Press(Press),
    Reload,
}

/// Guides of every frequency that waits, with conditions on what is remembered.
fn content() -> Bundle {
    let step =
        |page: &str| json!({ "title": { "en": "step" }, "body": { "en": "body" }, "page": page });
    let guide = |id: &str, more: Value| {
        let mut guide = json!({ "id": id, "name": { "en": id }, "kind": "modal" });
        guide["steps"] = json!([step("/a"), step("/*")]);
        for (key, value) in more.as_object().unwrap() {
            guide[key] = value.clone();
        }
        guide
    };
    let created = json!({ "event": { "name": "Created", "at_least": 2, "within": "5d" } });
    let used = json!({ "feature": { "id": "create", "reached": "adopted" } });
    let project = json!({
        "locales": [{ "id": "en" }],
        "budgets": [{ "times": 2, "within": "1d" }, { "kind": "tour", "times": 1, "within": "4h" }],
        "features": [{ "id": "create", "name": { "en": "Create" }, "any": [{ "event": "Created" }] }],
        "checklists": [{ "id": "start", "title": { "en": "Start" }, "tasks": [
            { "id": "one", "title": { "en": "One" }, "done": { "event": { "name": "Created" } } },
            { "id": "two", "title": { "en": "Two" }, "done": { "event": { "name": "Saved" } } },
        ] }],
        "guides": [
            guide("once", json!({ "frequency": "once", "priority": 9, "when": created })),
            guide("often", json!({ "frequency": { "limit": { "times": 2, "within": "2d" } }, "priority": 8, "snooze": "3d" })),
            guide("until", json!({ "kind": "tour", "priority": 7, "when": used, "snooze": "2h" })),
            guide("compared", json!({ "priority": 6, "after": ["once"], "experiment": { "holdout": 50 } })),
            guide("listed", json!({ "priority": 5, "when": { "checklist": { "id": "start" } } })),
            guide("again", json!({ "priority": 4, "frequency": "every_visit", "triggers": [{ "event": { "name": "Saved" } }] })),
        ],
    });
    bundle_of(&[("banso.json", &project.to_string())]).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn live(content: &Bundle, acts: &[(i64, Act)]) -> Browser {
    let mut browser = Browser::open(1, content, MONDAY);
    browser.identify(Some(USER), &said(), MONDAY);
    for (at, act) in acts {
        let now = MONDAY + at;
        match act {
            Act::Visit(path) => browser.visit(path, now),
            Act::Track(name) => browser.track(name, now),
            Act::Press(press) => browser.press(press.clone(), now),
            Act::Reload => {
                browser.reload(content, now);
                browser.identify(Some(USER), &said(), now);
            }
        }
        browser.look(now);
    }
    browser
}

fn said() -> Value {
    json!({ "role": "member" })
}

/// What the browser says when it comes back with this memory, before it has opened a page.
fn in_the_browser(content: &Bundle, memory: &[u8], now: u64) -> Vec<Away> {
    let mut engine = Engine::new(Some(memory), 1, now);
    engine.handle(Input::Quiet(true), now);
    let identify = Input::Identify {
        user: Some(USER.into()),
        traits: traits(said().as_object().unwrap()),
        body: 2,
    };
    engine.handle(identify, now);
    engine.handle(Input::Bundle(Box::new(content.clone())), now);
    explain_away(&engine, now)
}

/// What the collector says, in the order of the content.
fn here(content: &Bundle, browser: &Browser, now: i64) -> Vec<Away> {
    let (stored, content) = (Stored::new(), content.clone());
    stored.append(browser.events(now));
    let found = stored.ask(move |conn| {
        let mut history = History::default();
        history.refresh(conn, &content)?;
        why(conn, &history, &content, USER, now)
    });
    let mut guides = found.unwrap().guides;
    guides.sort_by_key(|one| one.at);
    guides.into_iter().map(|one| one.away).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn the_store_knows_why_as_the_browser_does(
        steps in proptest::collection::vec((pause(), act()), 0..60),
        away in prop_oneof![1i64..2 * HOUR, 1i64..2 * DAY],
    ) {
        let (acts, at) = in_time(steps);
        let content = content();
        let mut browser = live(&content, &acts);
        let memory = browser.leave(MONDAY + at);
        let now = MONDAY + at + away;
        let said = in_the_browser(&content, &memory, now as u64);
        for (lived, told) in said.iter().zip(here(&content, &browser, now)) {
            proptest::prop_assert_eq!(lived, &told, "{:?}", acts);
        }
    }
}

/// From one moment to the next, ms: within a minute, within hours, or days later.
fn pause() -> impl Strategy<Value = i64> {
    prop_oneof![6 => 1i64..60_000, 2 => 1i64..6 * HOUR, 1 => 1i64..2 * DAY]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => prop_oneof![2 => Just("/a"), 1 => Just("/b")].prop_map(Act::Visit),
        2 => prop_oneof![Just("Created"), Just("Saved")].prop_map(Act::Track),
        4 => Just(Act::Press(Press::Next)),
        2 => Just(Act::Reload),
        1 => Just(Act::Press(Press::Dismiss("close".into()))),
        1 => Just(Act::Press(Press::Snooze)),
    ]
}
