//! Why guides were shown to a user or not, as the store alone knows it.

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::Hold;
use banso_engine::explain::words::{Language, summary};
use serde_json::{Value, json};

use crate::query::testkit::{DAY, HOUR, Log, at};
use crate::query::{History, Verdict, Why, WhyGuide, why};

const NOW: i64 = 1_793_577_600_000 + 13 * DAY;

fn content(guides: &Value, more: &Value) -> Bundle {
    let text = |text: &str| json!({ "en": text });
    let feature = |id: &str, source: Value| json!({ "id": id, "name": text(id), "any": [source] });
    let step = json!({ "title": text("step"), "body": text("body") });
    let mut guides = guides.clone();
    for guide in guides.as_array_mut().unwrap() {
        let name = text(guide["id"].as_str().unwrap());
        let default = [
            ("name", name),
            ("kind", json!("modal")),
            ("steps", json!([step])),
        ];
        for (key, value) in default {
            if guide.get(key).is_none() {
                guide[key] = value;
            }
        }
    }
    let mut project = json!({
        "locales": [{ "id": "en" }],
        "features": [
            feature("create", json!({ "event": "Created" })),
            feature("capture", json!({ "click": "#capture" })),
        ],
        "checklists": [{ "id": "start", "title": text("Start"), "tasks": [
            { "id": "one", "title": text("One"), "done": { "feature": { "id": "create" } } },
        ] }],
        "guides": guides,
    });
    for (key, value) in more.as_object().unwrap() {
        project[key] = value.clone();
    }
    bundle_of(&[("banso.json", &project.to_string())]).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn asked(log: &Log, bundle: Bundle, user: &'static str) -> Option<Why> {
    log.stored().ask(move |conn| {
        let mut history = History::default();
        history.refresh(conn, &bundle)?;
        why(conn, &history, &bundle, user, NOW)
    })
}

/// Of content with one guide.
fn of(log: &Log, guide: &Value, more: &Value) -> WhyGuide {
    let mut guide = guide.clone();
    guide["id"] = json!("it");
    let found = asked(log, content(&json!([guide]), more), "ann").unwrap();
    found.guides.into_iter().next().unwrap()
}

fn holds(guide: &WhyGuide) -> Vec<Hold> {
    let holds = guide.away.explanation.holds.iter();
    holds.map(|held| held.hold).collect()
}

fn said(guide: &WhyGuide) -> String {
    summary(&guide.away.explanation, NOW as u64, Language::En)
}

/// Ann, a member of acme, was here on Monday.
fn ann() -> Log {
    let mut log = Log::default();
    log.identify(at(8, 9), "ann@acme", json!({ "role": "member" }));
    log.page(at(8, 9), "ann@acme", "/");
    log
}

fn tell(log: &mut Log, ts: i64, name: &str, properties: Value) {
    log.track(ts, "ann@acme", name, properties);
}

#[test]
fn a_trait_that_is_otherwise_is_a_near_miss() {
    let admins = json!({ "when": { "all": [
        { "page": "/team" },
        { "user": { "name": "role", "test": { "is": "admin" } } },
        { "event": { "name": "Created", "at_least": 2 } },
    ] } });
    let mut log = ann();
    tell(&mut log, at(8, 10), "Created", json!({}));
    tell(&mut log, at(9, 10), "Created", json!({}));
    let guide = of(&log, &admins, &json!({}));
    assert_eq!((guide.verdict, guide.distance()), (Verdict::Held, 1));
    assert_eq!(said(&guide), "Only role is \"member\", not \"admin\".");
    assert_eq!(guide.away.pages, ["/team"]);

    log.identify(at(9, 11), "ann@acme", json!({ "role": "admin" }));
    let guide = of(&log, &admins, &json!({}));
    assert_eq!((guide.verdict, guide.distance()), (Verdict::Open, 0));
}

#[test]
fn what_only_a_browser_knows_holds_nothing_back() {
    let guide = json!({ "when": { "all": [
        { "any": [{ "page": "/a" }, { "page": "/b" }] },
        { "not": { "page": "/c" } },
        { "element": { "selector": "#here" } },
        { "viewport": { "min_width": 800 } },
        { "locale": "en" },
        { "time": { "hours": ["09:00", "10:00"] } },
        { "element": { "selector": "#nothing", "is": "clicked" } },
    ] }, "triggers": [{ "event": { "name": "Saved" } }] });
    let guide = of(&ann(), &guide, &json!({}));
    assert_eq!((guide.verdict, holds(&guide)), (Verdict::Open, vec![]));
    assert_eq!(guide.away.explanation.near, []);
    assert_eq!(guide.away.pages, ["/a", "/b"]);
    assert_eq!((guide.away.open.len(), guide.away.starts.len()), (6, 1));
}

#[test]
fn a_budget_that_is_spent_frees_in_time() {
    let mut log = ann();
    let shown = json!({ "guide": "other", "kind": "modal" });
    tell(&mut log, NOW - HOUR, "Guide Shown", shown);
    let more = json!({ "budgets": [{ "times": 1, "within": "4h" }] });
    let guide = of(&log, &json!({}), &more);
    assert_eq!(
        (guide.verdict, holds(&guide)),
        (Verdict::Held, vec![Hold::Budget])
    );
    assert_eq!(
        said(&guide),
        "Only the budget (1 guide in 4 h) frees in 3 h. It opens by itself in 3 h."
    );
    let later = json!({ "budgets": [{ "kind": "tour", "times": 1, "within": "4h" }] });
    assert_eq!(of(&log, &json!({}), &later).verdict, Verdict::Open);
}

#[test]
fn what_was_shown_as_often_as_it_may_is_over() {
    let mut log = ann();
    let it = json!({ "guide": "it", "kind": "modal" });
    tell(&mut log, at(8, 10), "Guide Shown", it.clone());
    let guide = of(&log, &json!({ "frequency": "once" }), &json!({}));
    assert_eq!(guide.verdict, Verdict::UnderWay, "it has not ended");

    tell(&mut log, at(8, 11), "Guide Completed", it.clone());
    let guide = of(&log, &json!({ "frequency": "once" }), &json!({}));
    assert_eq!(
        (guide.verdict, holds(&guide)),
        (Verdict::Shown, vec![Hold::Frequency])
    );
    assert_eq!(guide.seen, Some(at(8, 10) as u64));
    assert_eq!(guide.completed, Some(at(8, 11) as u64));

    let limit = json!({ "frequency": { "limit": { "times": 2, "within": "30d" } } });
    assert_eq!(of(&log, &limit, &json!({})).verdict, Verdict::Open);
    tell(&mut log, at(9, 10), "Guide Shown", it.clone());
    tell(&mut log, at(9, 11), "Guide Dismissed", it);
    assert_eq!(holds(&of(&log, &limit, &json!({}))), [Hold::Frequency]);
}

#[test]
fn what_was_put_off_comes_back_when_it_was_to() {
    let mut log = ann();
    tell(
        &mut log,
        NOW - 2 * HOUR,
        "Guide Shown",
        json!({ "guide": "it" }),
    );
    let until = NOW + 3 * HOUR;
    let snoozed = json!({ "guide": "it", "step": 0, "until": until });
    tell(&mut log, NOW - HOUR, "Guide Snoozed", snoozed);
    let guide = of(&log, &json!({ "snooze": "4h" }), &json!({}));
    assert_eq!(holds(&guide), [Hold::Snoozed]);
    let explanation = &guide.away.explanation;
    assert_eq!(explanation.opens_at, Some(until as u64));
}

#[test]
fn who_is_held_out_is_said_to_be() {
    let mut log = ann();
    let guide = json!({ "experiment": { "holdout": 1 } });
    let viewed = json!({ "experiment_id": "it", "variation_id": "holdout" });
    tell(&mut log, at(8, 10), "Experiment Viewed", viewed);
    let held = of(&log, &guide, &json!({}));
    assert_eq!(
        (held.verdict, holds(&held)),
        (Verdict::HeldOut, vec![Hold::Holdout])
    );
    assert_eq!(held.away.explanation.variation.as_deref(), Some("holdout"));
    assert_eq!(
        of(&log, &json!({}), &json!({ "holdout": 99 })).verdict,
        Verdict::HeldOut
    );
}

#[test]
fn what_a_browser_reported_of_the_time_before_the_log_is_believed() {
    let mut log = ann();
    let held = json!({ "bundle": "v", "held": { "frequency": ["it"], "page": "it" } });
    tell(&mut log, at(8, 10), "Guides Held Back", held);
    let guide = of(&log, &json!({ "frequency": "once" }), &json!({}));
    assert_eq!((guide.verdict, guide.older), (Verdict::Shown, true));
    assert_eq!((guide.seen, guide.completed), (None, None));
    let reported = guide.reported.unwrap();
    assert_eq!(
        (reported.reason.as_str(), reported.at),
        ("frequency", at(8, 10) as u64)
    );

    let visits = of(&log, &json!({ "frequency": "every_visit" }), &json!({}));
    assert_eq!((visits.verdict, visits.older), (Verdict::Open, false));
}

#[test]
fn features_checklists_and_counts_come_from_the_messages() {
    let when = json!({ "when": { "all": [
        { "feature": { "id": "create", "reached": "adopted" } },
        { "feature": { "id": "capture" } },
        { "checklist": { "id": "start" } },
        { "event": { "name": "Created", "at_least": 3, "within": "7d" } },
    ] } });
    let mut log = ann();
    assert_eq!(of(&log, &when, &json!({})).distance(), 4);
    for day in 8..11 {
        tell(&mut log, at(day, 10), "Created", json!({}));
    }
    assert_eq!(of(&log, &when, &json!({})).distance(), 1, "capture");
    tell(
        &mut log,
        at(11, 10),
        "Feature Used",
        json!({ "feature": "capture" }),
    );
    assert_eq!(of(&log, &when, &json!({})).verdict, Verdict::Open);
}

#[test]
fn the_nearest_come_first_and_strangers_have_no_answer() {
    let role = json!({ "user": { "name": "role", "test": { "is": "admin" } } });
    let plan = json!({ "account": { "name": "plan", "test": { "is": "team" } } });
    let guides = json!([
        { "id": "over", "priority": 9, "frequency": "once" },
        { "id": "far", "priority": 8, "when": { "all": [role, plan] } },
        { "id": "free", "priority": 7 },
        { "id": "near", "priority": 6, "when": plan },
    ]);
    let mut log = ann();
    tell(
        &mut log,
        at(8, 10),
        "Guide Shown",
        json!({ "guide": "over" }),
    );
    tell(
        &mut log,
        at(8, 10),
        "Guide Completed",
        json!({ "guide": "over" }),
    );
    let bundle = content(&guides, &json!({}));
    let found = asked(&log, bundle.clone(), "ann").unwrap();
    let order = found
        .guides
        .iter()
        .map(|one| bundle.guides[one.at].id.as_str());
    assert_eq!(order.collect::<Vec<_>>(), ["near", "far", "free", "over"]);
    assert_eq!(found.traits, [("role".to_owned(), "\"member\"".to_owned())]);
    assert!(!found.cut);
    assert_eq!(asked(&log, bundle, "nobody"), None);
}
