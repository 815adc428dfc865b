//! Buttons that do several things, branches, the way back, and answers.
#![allow(clippy::unwrap_used)]

mod support;

use banso_content::acts::{Acts, tag};
use banso_content::model::Action;
use banso_engine::view::Press;
use banso_engine::{Effect, Input, Value};
use serde_json::{Value as Json, json};
use support::{Visit, compiled, guide, project};

/// A guide of these steps besides what every step has, and another that only the host shows.
fn survey(more: &Json, steps: &[Json]) -> Visit {
    let mut survey = guide("survey", more);
    let plain = survey["steps"][0].clone();
    let with = |more: &Json| {
        let mut step = plain.clone();
        for (key, value) in more.as_object().unwrap() {
            step[key] = value.clone();
        }
        step
    };
    survey["steps"] = steps.iter().map(with).collect();
    let other = guide("other", &json!({ "triggers": ["host"] }));
    let mut project = project();
    project["guides"] = json!([survey, other]);
    Visit::with(compiled(&project), None, "/")
}

fn score(test: &Json) -> Json {
    json!({ "answer": { "survey": "survey", "question": "score", "test": test } })
}

/// A question whose answer decides what comes next, and what comes.
fn scored(more: &Json) -> Visit {
    survey(
        more,
        &[
            json!({ "id": "score", "next": [
                { "when": score(&json!({ "at_least": 9 })), "to": "thanks" },
                { "when": score(&json!({ "less_than": 3 })), "to": "end" },
            ] }),
            json!({ "id": "why" }),
            json!({ "id": "thanks" }),
        ],
    )
}

fn press(visit: &mut Visit, guide: &str, acts: &[Action]) {
    answer(visit, guide, &[], acts);
}

fn answer(visit: &mut Visit, guide: &str, answers: &[(&str, Value)], acts: &[Action]) {
    let answers = answers
        .iter()
        .map(|(name, value)| ((*name).into(), value.clone()));
    visit.press(Press::Do {
        guide: guide.into(),
        answers: answers.collect(),
        acts: Acts::new(acts),
    });
}

fn step(visit: &Visit) -> Option<u16> {
    visit.guide().map(|(_, step)| step)
}

fn last(visit: &Visit) -> &str {
    visit.events.last().unwrap()
}

#[test]
fn the_answer_decides_what_comes_next() {
    for (number, next) in [(9.0, Some(2)), (5.0, Some(1)), (2.0, None)] {
        let mut visit = scored(&json!({}));
        visit.shown();
        answer(
            &mut visit,
            "survey",
            &[("score", Value::Number(number))],
            &[Action::Next],
        );
        assert_eq!(step(&visit), next, "{number}");
        let answered = visit
            .events
            .iter()
            .find(|one| one.starts_with("Survey Answered"));
        assert_eq!(
            answered.unwrap(),
            &format!(
                r#"Survey Answered {{"guide":"survey","survey":"survey","step":0,"question":"score","answer":{number}}}"#
            )
        );
        if next.is_none() {
            assert!(
                last(&visit).starts_with("Guide Completed"),
                "{}",
                last(&visit)
            );
        }
    }
}

#[test]
fn going_back_follows_the_way_that_was_gone() {
    let mut visit = scored(&json!({}));
    answer(
        &mut visit,
        "survey",
        &[("score", Value::Number(10.0))],
        &[Action::Next],
    );
    assert_eq!(step(&visit), Some(2));
    visit.press(Press::Back);
    assert_eq!(step(&visit), Some(0), "not to the step that was left out");
    press(&mut visit, "survey", &[Action::Go(1)]);
    press(&mut visit, "survey", &[Action::Next]);
    for expected in [1, 0, 0] {
        press(&mut visit, "survey", &[Action::Back]);
        assert_eq!(step(&visit), Some(expected));
    }
}

#[test]
fn answers_last_and_are_asked_like_traits() {
    let mut visit = scored(&json!({}));
    let long = "あ".repeat(2_000);
    answer(
        &mut visit,
        "survey",
        &[
            ("score", Value::Number(7.0)),
            ("why", Value::Text(long.clone())),
            ("which", Value::List(vec!["a\"b".into(), "c".into()])),
        ],
        &[Action::Dismiss],
    );
    assert!(
        last(&visit).contains(r#""how":"button""#),
        "{}",
        last(&visit)
    );
    assert!(
        visit.events.iter().any(|one| one.contains(&long)),
        "it is sent whole"
    );
    assert!(
        visit
            .events
            .iter()
            .any(|one| one.ends_with(r#""answer":["a\"b","c"]}"#))
    );
    let answers = &visit.engine.memory().answers;
    assert_eq!(answers[0], ("survey/score".into(), Value::Number(7.0)));
    assert_eq!(
        answers[1].1,
        Value::Text("あ".repeat(341)),
        "so much is remembered"
    );
    visit.input(Input::Reset);
    assert_eq!(visit.engine.memory().answers, vec![]);
}

#[test]
fn only_the_visible_guide_is_answered_and_goes_on() {
    let mut visit = scored(&json!({}));
    answer(
        &mut visit,
        "other",
        &[("score", Value::Number(10.0))],
        &[Action::Next, Action::Finish, Action::Page("/new".into())],
    );
    assert_eq!(step(&visit), Some(0));
    assert_eq!(visit.engine.memory().answers, vec![]);
    assert!(
        visit.others.contains(&Effect::Navigate("/new".into())),
        "the rest always works"
    );
}

#[test]
fn a_button_does_everything_in_its_order() {
    let mut visit = scored(&json!({}));
    visit.others.clear();
    press(
        &mut visit,
        "survey",
        &[
            Action::Link("https://example.com/".into()),
            Action::Track("Created".into()),
            Action::Call("call:celebrate".into()),
            Action::Article("first".into()),
            Action::Help,
            Action::Checklist,
            Action::Guide("other".into()),
        ],
    );
    let asks: Vec<(u8, &str)> = visit
        .others
        .iter()
        .filter_map(|effect| match effect {
            Effect::Ask { what, slug } => Some((*what, slug.as_str())),
            _ => None,
        })
        .collect();
    assert!(
        visit
            .others
            .contains(&Effect::Navigate("https://example.com/".into()))
    );
    let wanted = [
        (tag::ARTICLE, "first"),
        (tag::HELP, ""),
        (tag::CHECKLIST, ""),
    ];
    assert_eq!(asks, wanted);
    assert!(
        visit
            .events
            .contains(&r#"call:celebrate {"guide":"survey"}"#.into())
    );
    let tracked = visit
        .stored
        .iter()
        .find(|one| one.contains(r#""event":"Created""#));
    assert!(
        tracked
            .unwrap()
            .contains(r#""properties":{"guide":"survey"}"#)
    );
    assert!(visit.done()[0], "it counts as what the host tracks does");
    assert_eq!(visit.guide(), Some(("other", 0)));
}

#[test]
fn the_primary_button_goes_on_unless_it_says_otherwise() {
    let button =
        |actions: Json| json!({ "label": { "en": "Go", "ja": "進む" }, "actions": actions });
    let mut visit = survey(
        &json!({}),
        &[
            json!({ "button": button(json!([{ "call": "a" }])) }),
            json!({ "button": button(json!([{ "call": "b" }, "back"])) }),
        ],
    );
    visit.press(Press::Next);
    assert_eq!(
        (step(&visit), last(&visit)),
        (Some(1), r#"call:a {"guide":"survey"}"#)
    );
    visit.press(Press::Next);
    assert_eq!(
        (step(&visit), last(&visit)),
        (Some(0), r#"call:b {"guide":"survey"}"#)
    );
}

#[test]
fn steps_that_lead_round_for_ever_are_shown_all_the_same() {
    let over = json!([{ "when": { "page": "/" } }]);
    let to = |step: &str| json!([{ "when": { "page": "/" }, "to": step }]);
    let visit = survey(
        &json!({}),
        &[
            json!({ "id": "a", "advance": over, "next": to("b") }),
            json!({ "id": "b", "advance": over, "next": to("a") }),
        ],
    );
    assert_eq!(step(&visit), Some(0), "it stays where it is");
}

#[test]
fn an_anonymous_guide_names_nobody() {
    let mut visit = scored(&json!({ "kind": "survey", "anonymous": true, "frequency": "always" }));
    let named = |visit: &mut Visit| {
        visit.input(Input::Identify {
            user: Some("u-1".into()),
            traits: vec![],
            body: 2,
        });
        visit.input(Input::Group {
            group: "acme".into(),
            traits: vec![],
            body: 2,
        });
    };
    named(&mut visit);
    let own = visit.engine.anonymous_id().to_owned();
    let mut aliases = Vec::new();
    for _ in 0..2 {
        visit.stored.clear();
        visit.shown();
        answer(
            &mut visit,
            "survey",
            &[("score", Value::Number(9.0))],
            &[Action::Finish],
        );
        let sent: Vec<Json> = visit
            .stored
            .iter()
            .map(|one| serde_json::from_str(one).unwrap())
            .collect();
        let about = |one: &&Json| one["properties"]["guide"] == "survey";
        let sent: Vec<&Json> = sent.iter().filter(about).collect();
        assert_eq!(sent.len(), 4, "shown, viewed, answered, completed");
        let alias = sent[0]["anonymousId"].clone();
        for one in sent {
            assert_eq!(one["anonymousId"], alias, "one appearance is one browser");
            assert_eq!(
                (&one["userId"], &one["context"]["groupId"]),
                (&Json::Null, &Json::Null)
            );
            assert_eq!(one["context"]["sessionId"], 0);
        }
        assert_ne!(alias, own);
        aliases.push(alias);
        visit.route("/list");
        visit.route("/");
    }
    assert_ne!(aliases[0], aliases[1], "the next appearance is another");
    visit.track("Created");
    let host = visit
        .stored
        .iter()
        .rfind(|one| one.contains("Created"))
        .unwrap();
    assert!(host.contains("u-1") && host.contains("acme") && host.contains(&own));
}

#[test]
fn each_step_has_its_time() {
    let mut visit = scored(&json!({}));
    visit.shown();
    visit.now += 4_000;
    press(&mut visit, "survey", &[Action::Next]);
    visit.now += 1_000;
    visit.shown();
    assert!(
        last(&visit).ends_with(r#""previous_ms":5000}"#),
        "{}",
        last(&visit)
    );
    visit.now += 2_000;
    visit.press(Press::Dismiss("escape".into()));
    let ends = r#""how":"escape","duration_ms":11000,"step_ms":3000}"#;
    assert!(last(&visit).ends_with(ends), "{}", last(&visit));
}

#[test]
fn the_host_ends_whatever_is_visible() {
    let mut visit = scored(&json!({ "frequency": "always" }));
    visit.shown();
    visit.input(Input::EndAll);
    assert_eq!(visit.guide(), None);
    assert!(last(&visit).contains(r#""how":"host""#), "{}", last(&visit));
    visit.route("/list");
    assert_eq!(visit.guide(), Some(("survey", 0)), "until the next page");
}
