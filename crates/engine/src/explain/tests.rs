#![allow(clippy::unwrap_used)]

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_content::rule::Zone;
use banso_wire::time::{DAY, HOUR, MINUTE, Millis};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::words::{Language, summary};
use super::*;
use crate::input::{Input, Value};
use crate::view::{Missing, Press};
use crate::visit::{Screen, Turn};

/// Sunday, 2026-11-22 10:00 UTC.
const NOW: Millis = 1_795_341_600_000;

fn content(when: &Json, more: &Json) -> Bundle {
    let text = |words: &str| json!({ "en": words });
    let guide = |id: &str, when: &Json, more: &Json| {
        let step = json!({ "title": text("T"), "body": text("B") });
        let mut guide =
            json!({ "id": id, "name": text(id), "kind": "modal", "when": when, "steps": [step] });
        for (key, value) in more.as_object().unwrap() {
            guide[key] = value.clone();
        }
        guide
    };
    let content = json!({
        "locales": [{ "id": "en" }],
        "budgets": [{ "times": 1, "within": "3h" }],
        "features": [{ "id": "export", "name": text("Export"), "any": [{ "event": "Exported" }] }],
        "checklists": [{
            "id": "start", "title": text("Start"),
            "tasks": [{ "id": "one", "title": text("One"), "done": { "event": { "name": "One" } } }],
        }],
        "guides": [
            guide("first", &json!({ "page": "/first" }), &json!({ "priority": 9 })),
            guide("it", when, more),
        ],
    });
    let files = [("banso.json", content.to_string())];
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    bundle_of(&files).unwrap_or_else(|found| panic!("{found:#?}"))
}

fn engine(when: &Json, more: &Json) -> Engine {
    let mut engine = Engine::new(None, 1, NOW);
    route(&mut engine, "/", NOW);
    engine.handle(Input::Bundle(Box::new(content(when, more))), NOW);
    engine
}

fn route(engine: &mut Engine, path: &str, now: Millis) {
    let input = Input::Route {
        path: path.into(),
        rest: String::new(),
        origin: "https://app.example".into(),
        referrer: String::new(),
    };
    engine.handle(input, now);
}

fn role(engine: &mut Engine, role: &str, now: Millis) {
    let traits = vec![("role".into(), Value::Text(role.into()))];
    let input = Input::Identify {
        user: None,
        traits,
        body: 2,
    };
    engine.handle(input, now);
}

fn said(engine: &Engine, now: Millis) -> String {
    summary(&explain(engine, "it", now).unwrap(), now, Language::En)
}

fn is_admin() -> Json {
    json!({ "user": { "name": "role", "test": { "is": "admin" } } })
}

#[test]
fn names_the_one_thing_that_is_missing() {
    let mut engine = engine(&json!({ "all": [{ "page": "/" }, is_admin()] }), &json!({}));
    assert_eq!(said(&engine, NOW), "Only role is not set, not \"admin\".");
    role(&mut engine, "member", NOW);
    assert_eq!(
        said(&engine, NOW),
        "Only role is \"member\", not \"admin\"."
    );
    let explanation = explain(&engine, "it", NOW).unwrap();
    assert_eq!(explanation.state, State::Held);
    assert_eq!(explanation.holds.len(), 1);
    assert_eq!(explanation.holds[0].hold, Hold::Audience);
    assert_eq!(
        summary(&explanation, NOW, Language::Ja),
        "理由は1つです。role: \"member\"（条件: \"admin\"）。"
    );
    role(&mut engine, "admin", NOW);
    assert_eq!(said(&engine, NOW), "It is visible.");
}

#[test]
fn takes_the_shortest_way_through_groups_and_negations() {
    let no_member = json!({ "not": { "user": { "name": "role", "test": { "is": "member" } } } });
    let long = json!({ "all": [{ "page": "/x" }, { "locale": "en" }, is_admin()] });
    let rule = json!({ "any": [long, { "all": [no_member, { "page": "/" }, is_admin()] }] });
    let mut engine = engine(&rule, &json!({}));
    role(&mut engine, "member", NOW);
    let near = explain(&engine, "it", NOW).unwrap().near;
    let wanted: Vec<bool> = near.iter().map(|miss| miss.wanted).collect();
    assert_eq!(wanted, [false, true]);
    let sentence =
        "2 things hold it back: role must not be \"member\"; role is \"member\", not \"admin\".";
    assert_eq!(said(&engine, NOW), sentence);
}

#[test]
fn a_contradiction_has_no_near_miss() {
    let engine = engine(
        &json!({ "all": [is_admin(), { "not": is_admin() }] }),
        &json!({}),
    );
    let explanation = explain(&engine, "it", NOW).unwrap();
    assert_eq!(explanation.near, []);
    assert_eq!(explanation.rule.value(), Known::No);
}

#[test]
fn says_when_a_budget_frees() {
    let mut engine = engine(&is_admin(), &json!({}));
    route(&mut engine, "/first", NOW);
    let shown = Press::Shown {
        guide: "first".into(),
        step: 0,
    };
    engine.handle(Input::Press(shown), NOW);
    engine.handle(Input::Dismiss, NOW);
    role(&mut engine, "admin", NOW);
    let sentence = "2 things hold it back: the budget (1 guide in 3 h) frees in 3 h; \
                    another guide has ended on this page.";
    assert_eq!(said(&engine, NOW), sentence);
    route(&mut engine, "/", NOW + HOUR);
    let sentence = "Only the budget (1 guide in 3 h) frees in 2 h. It opens by itself in 2 h.";
    assert_eq!(said(&engine, NOW + HOUR), sentence);
    engine.handle(Input::Tick, NOW + 3 * HOUR);
    assert_eq!(said(&engine, NOW + 3 * HOUR), "It is visible.");
}

#[test]
fn looks_ahead_to_when_everything_is_open_at_once() {
    let weekdays = json!({ "time": { "zone": "Asia/Tokyo", "weekdays": ["mon"], "hours": ["09:00", "17:00"] } });
    let engine = engine(&weekdays, &json!({ "triggers": [{ "dwell": "30s" }] }));
    let explanation = explain(&engine, "it", NOW).unwrap();
    let holds: Vec<Hold> = explanation.holds.iter().map(|reason| reason.hold).collect();
    assert_eq!(holds, [Hold::Schedule, Hold::Trigger]);
    // Monday 09:00 in Tokyo.
    assert_eq!(explanation.opens_at, Some(NOW + 14 * HOUR));
    assert_eq!(explanation.holds[1].until, Some(NOW + MINUTE / 2));
    let sentence = "2 things hold it back: the time is 2026-11-22 19:00, not Mon 09:00–17:00; \
                    it waits for 30 s on the page (in 30 s). It opens by itself in 14 h.";
    assert_eq!(said(&engine, NOW), sentence);
}

#[test]
fn a_fact_that_is_not_told_yet_is_not_made_up() {
    let asks =
        json!({ "all": [{ "device": ["phone"] }, { "time": { "hours": ["09:00", "17:00"] } }] });
    let mut engine = engine(&asks, &json!({}));
    let explanation = explain(&engine, "it", NOW).unwrap();
    let holds: Vec<Hold> = explanation.holds.iter().map(|reason| reason.hold).collect();
    assert_eq!(holds, [engine.held(1, NOW).unwrap()]);
    let sentence = "2 things hold it back: the window is not known yet, not phone; \
                    the time is not known yet, not 09:00–17:00.";
    assert_eq!(said(&engine, NOW), sentence);
    engine.handle(Input::Zone(Zone(vec![(0, 540)])), NOW);
    engine.handle(Input::Screen(Screen::default()), NOW);
    let sentence = "2 things hold it back: the window is desktop 0×0, not phone; \
                    the time is 2026-11-22 19:00, not 09:00–17:00.";
    assert_eq!(said(&engine, NOW), sentence);
}

#[cfg(feature = "serde")]
#[test]
fn the_json_form_names_what_authors_write() {
    let engine = engine(
        &json!({ "all": [{ "page": "/x" }, is_admin()] }),
        &json!({}),
    );
    let explanation = explain(&engine, "it", NOW).unwrap();
    assert_eq!(
        serde_json::to_value(&explanation.near[1]).unwrap(),
        json!({
            "value": "no",
            "question": { "trait": { "account": false, "name": "role", "test": { "is": ["admin"] } } },
            "found": { "trait": null },
            "until": null,
            "wanted": true,
        })
    );
    let json = serde_json::to_value(&explanation).unwrap();
    assert_eq!(json["state"], "held");
    assert_eq!(json["holds"][0]["hold"], "page");
    assert_eq!(json["holds"][0]["fact"]["address"], "/");
    assert_eq!(json["rule"]["kind"], "all");
}

/// Conditions of every kind, nested.
fn conditions() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(json!({ "page": "/" })),
        Just(json!({ "page": "/first" })),
        Just(json!({ "locale": "en" })),
        Just(is_admin()),
        Just(json!({ "user": { "name": "role", "test": { "is_not": "member" } } })),
        Just(json!({ "event": { "name": "Exported", "at_least": 2, "within": "1d" } })),
        Just(json!({ "event": { "name": "Exported", "exactly": 0 } })),
        Just(json!({ "feature": { "id": "export" } })),
        Just(json!({ "checklist": { "id": "start" } })),
        Just(json!({ "guide": { "id": "first", "was": "dismissed" } })),
        Just(json!({ "element": { "selector": "[data-testid=x]" } })),
        Just(json!({ "time": { "weekdays": ["sun"], "hours": ["09:00", "11:00"] } })),
        Just(json!({ "viewport": { "min_width": 800 } })),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(|all| json!({ "all": all })),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|any| json!({ "any": any })),
            inner.prop_map(|member| json!({ "not": member })),
        ]
    })
}

fn extras() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(json!({})),
        Just(json!({ "frequency": "once" })),
        Just(json!({ "frequency": { "limit": { "times": 1, "within": "2h" } }, "snooze": "1h" })),
        Just(json!({ "triggers": [{ "event": { "name": "Exported" } }, { "dwell": "20m" }] })),
        Just(json!({ "experiment": { "holdout": 50 } })),
        Just(json!({ "schedule": { "from": "2026-11-23" }, "after": ["first"] })),
    ]
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Route(bool),
    Role(bool),
    Export,
    One,
    Shown,
    Dismiss,
    Snooze,
    Missing,
    Element(bool),
    Quiet(bool),
    Turn(Turn),
    Consent(u8),
    Wait(Millis),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        any::<bool>().prop_map(Step::Route),
        any::<bool>().prop_map(Step::Role),
        Just(Step::Export),
        Just(Step::One),
        Just(Step::Shown),
        Just(Step::Dismiss),
        Just(Step::Snooze),
        Just(Step::Missing),
        any::<bool>().prop_map(Step::Element),
        any::<bool>().prop_map(Step::Quiet),
        any::<bool>().prop_map(|ours| Step::Turn(if ours { Turn::Ours } else { Turn::Theirs })),
        (0..32u8).prop_map(Step::Consent),
        (1..2 * DAY).prop_map(Step::Wait),
    ];
    proptest::collection::vec(step, 0..12)
}

fn take(engine: &mut Engine, step: Step, now: &mut Millis) {
    *now += 1;
    let visible = engine
        .position()
        .map(|(at, step)| (engine.bundle.guides[at].id.clone(), step));
    let track = |name: &str| Input::Track {
        name: name.into(),
        properties: vec![],
        body: 2,
    };
    let input = match step {
        Step::Route(home) => return route(engine, if home { "/" } else { "/first" }, *now),
        Step::Role(admin) => return role(engine, if admin { "admin" } else { "member" }, *now),
        Step::Export => track("Exported"),
        Step::One => track("One"),
        Step::Shown => match visible {
            Some((guide, step)) => Input::Press(Press::Shown { guide, step }),
            None => Input::Tick,
        },
        Step::Missing => match visible {
            Some((guide, step)) => {
                Input::Press(Press::target_missing(&guide, step, "#it", Missing::Absent))
            }
            None => Input::Tick,
        },
        Step::Dismiss => Input::Dismiss,
        Step::Snooze => Input::Press(Press::Snooze),
        Step::Element(there) => Input::Probes(vec![(0, there)]),
        Step::Quiet(quiet) => Input::Quiet(quiet),
        Step::Turn(turn) => Input::Turn(turn),
        Step::Consent(denied) => Input::Consent(denied),
        Step::Wait(span) => {
            *now += span;
            Input::Tick
        }
    };
    engine.handle(input, *now);
}

/// The rule's value when exactly these answers turn.
fn value_with(node: &Node, turned: &[Miss]) -> Known {
    match node {
        Node::Leaf(asked) => match turned.iter().find(|miss| miss.asked.at == asked.at) {
            Some(miss) if miss.wanted => Known::Yes,
            Some(_) => Known::No,
            None => asked.value,
        },
        Node::Not { member, .. } => match value_with(member, turned) {
            Known::Yes => Known::No,
            Known::No => Known::Yes,
            Known::Unknown => Known::Unknown,
        },
        Node::All { members, .. } => {
            let values = members.iter().map(|member| value_with(member, turned));
            values.min().unwrap_or(Known::Yes)
        }
        Node::Any { members, .. } => {
            let values = members.iter().map(|member| value_with(member, turned));
            values.max().unwrap_or(Known::No)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn agrees_with_the_engine(when in conditions(), more in extras(), steps in steps()) {
        let mut engine = engine(&when, &more);
        let mut now = NOW;
        for step in steps {
            take(&mut engine, step, &mut now);
            engine.handle(Input::Tick, now);
            for (at, explanation) in explain_all(&engine, now).iter().enumerate() {
                let first = explanation.holds.first().map(|reason| reason.hold);
                let rule = engine.bundle.guides[at].when;
                prop_assert_eq!(explanation.rule.value() == Known::Yes, engine.truth.holds(rule));
                // What is open here is not held back by anything that is known away from here.
                if explanation.holds.is_empty() {
                    let away = &explain_away(&engine, now)[at].explanation;
                    prop_assert_eq!(&away.holds, &[], "{:?}", away);
                    let known = explanation.rule.value() == Known::Yes;
                    prop_assert!(!known || away.near.is_empty(), "{:?}", away);
                }
                prop_assert_eq!(explanation.state == State::Shown, engine.visible() == Some(at));
                let seen = engine.known(at).and_then(|memory| memory.seen);
                if seen.is_some_and(|seen| seen >= engine.memory.session) || engine.visible() == Some(at) {
                    continue;
                }
                // Nothing is visible and nothing held it back: the engine would have shown it.
                prop_assert!(first.is_some(), "{:?}", explanation);
                prop_assert_eq!(first, engine.held(at, now), "{:?}", explanation);
            }
        }
    }

    #[test]
    fn turning_the_near_misses_makes_the_rule_hold(when in conditions(), steps in steps()) {
        let mut engine = engine(&when, &json!({}));
        let mut now = NOW;
        for step in steps {
            take(&mut engine, step, &mut now);
        }
        let explanation = explain(&engine, "it", now).unwrap();
        if explanation.rule.value() == Known::Yes {
            prop_assert_eq!(explanation.near, []);
        } else if !explanation.near.is_empty() {
            prop_assert_eq!(value_with(&explanation.rule, &explanation.near), Known::Yes);
            for left_out in 0..explanation.near.len() {
                let mut fewer = explanation.near.clone();
                fewer.remove(left_out);
                prop_assert_ne!(value_with(&explanation.rule, &fewer), Known::Yes);
            }
        }
    }

    #[test]
    fn opens_when_it_says(when in conditions(), more in extras(), steps in steps()) {
        let mut engine = engine(&when, &more);
        let mut now = NOW;
        for step in steps {
            take(&mut engine, step, &mut now);
        }
        engine.handle(Input::Tick, now);
        let Some(opens) = explain(&engine, "it", now).unwrap().opens_at else { return Ok(()) };
        let mut early = engine.clone();
        early.handle(Input::Tick, opens - 1);
        prop_assert_ne!(early.visible(), Some(1));
        engine.handle(Input::Tick, opens);
        prop_assert_eq!(engine.visible(), Some(1));
    }
}
