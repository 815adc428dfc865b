//! Scenarios: what they see, and what they say when it is not what was expected.
#![allow(clippy::unwrap_used)]

use banso_content::bundle::Bundle;
use banso_content::compiler::{Source, build};
use banso_rehearsal::report::{junit, text};
use banso_rehearsal::scenario::{Outcome, Stage};

const CONTENT: &str = r##"{
  "locales": [{ "id": "en" }, { "id": "ja", "fallback": ["en"] }],
  "budgets": [{ "kind": "modal", "times": 1, "within": "1d" }],
  "features": [{ "id": "save", "name": { "en": "Save" }, "any": [{ "click": "#save" }] }],
  "checklists": [{
    "id": "start", "title": { "en": "Start" }, "scope": "account",
    "tasks": [
      { "id": "save", "title": { "en": "Save" }, "done": { "feature": { "id": "save" } } },
      { "id": "send", "title": { "en": "Send" }, "done": { "event": { "name": "Sent" } } }
    ]
  }],
  "guides": [
    {
      "id": "news", "name": { "en": "News" }, "kind": "modal", "priority": 2, "snooze": "1d",
      "when": { "page": "/news" },
      "experiment": { "holdout": 0, "variants": [
        { "id": "bold", "share": 100, "steps": [{ "title": { "en": "Bold" }, "body": { "en": "News." } }] }
      ] },
      "steps": [{ "title": { "en": "News" }, "body": { "en": "News." } }]
    },
    {
      "id": "more", "name": { "en": "More" }, "kind": "modal", "when": { "page": "/more" },
      "steps": [{ "title": { "en": "More" }, "body": { "en": "More." } }]
    },
    {
      "id": "hint", "name": { "en": "Hint" }, "kind": "tooltip", "frequency": "always",
      "triggers": [{ "dwell": "10s" }, { "hover": "#help" }, { "scroll": 50 }, "permalink"],
      "when": { "all": [{ "page": "/edit" }, { "element": { "selector": "#form", "is": "visible" } }] },
      "steps": [{ "target": "#help", "title": { "en": "Hint" }, "body": { "en": "Help." } }]
    },
    {
      "id": "evening", "name": { "en": "Evening" }, "kind": "tooltip", "frequency": "always",
      "when": { "all": [
        { "page": "/late" }, { "device": ["phone"] }, { "locale": "ja" }, { "time": { "hours": ["18:00", "20:00"] } }
      ] },
      "steps": [{ "target": "#a", "title": { "en": "Evening" }, "body": { "en": "Good evening." } }]
    },
    {
      "id": "nps", "name": { "en": "Score" }, "kind": "survey", "when": { "page": "/nps" },
      "steps": [
        {
          "id": "score", "title": { "en": "How likely?" }, "body": { "en": "0 to 10." },
          "buttons": [
            { "label": { "en": "Tell me more" }, "action": { "page": "/about" } },
            { "label": { "en": "Never" }, "actions": ["dismiss", { "call": "never" }] }
          ],
          "next": [{ "when": { "answer": { "survey": "nps", "question": "score", "test": { "at_least": 9 } } }, "to": "thanks" }]
        },
        { "id": "why", "title": { "en": "Why?" }, "body": { "en": "In a few words." } },
        { "id": "thanks", "title": { "en": "Thanks" }, "body": { "en": "Bye." } }
      ]
    }
  ]
}"##;

fn run(scenario: &str) -> Outcome {
    let source = Source::of([("banso.json", CONTENT)]);
    let output = build(&source).unwrap_or_else(|found| panic!("{}", found[0]));
    let bundle = Bundle::open(&output.bundle).unwrap();
    let stage = Stage {
        source: &source,
        bundle: &bundle,
        environment: None,
    };
    stage.run("a.scenario.json", scenario)
}

fn steps(steps: &str) -> Outcome {
    let scenario = format!(
        r#"{{ "name": "A & B", "user": {{ "id": "u" }}, "account": {{ "id": "g" }}, "now": "2026-12-01T09:00",
          "page": "/x", "steps": [{steps}] }}"#
    );
    run(&scenario)
}

fn report(outcome: Outcome) -> String {
    let mut out = Vec::new();
    text(&[outcome], &mut out).unwrap();
    anstyle_free(&String::from_utf8(out).unwrap())
}

/// Text without its colours.
fn anstyle_free(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
}

fn passes(told: &str) {
    let outcome = steps(told);
    assert!(outcome.passed(), "{}", report(outcome));
}

#[test]
fn moments_and_elements_start_what_waits_for_them() {
    passes(
        r##"
        { "do": { "visit": "/edit" } },
        { "do": { "hover": "#help" }, "expect": { "guide": null, "held": { "hint": "element" } } },
        { "do": { "element": { "selector": "#form", "is": "visible" } }, "expect": { "held": { "hint": "trigger" } } },
        { "do": { "hover": "#help" }, "expect": { "guide": "hint" } },
        { "do": { "press": "dismiss" } },
        { "do": { "visit": "/x" } }, { "do": { "visit": "/edit" } },
        { "do": { "scroll": 40 }, "expect": { "guide": null } },
        { "do": { "scroll": 60 }, "expect": { "guide": "hint" } },
        { "do": { "press": "dismiss" } },
        { "do": { "visit": "/x" } }, { "do": { "visit": "/edit" } },
        { "after": "9s", "expect": { "guide": null } },
        { "after": "1s", "expect": { "guide": { "id": "hint", "step": 1 } } },
        { "do": { "press": "dismiss" } },
        { "do": { "visit": "/x" } },
        { "do": { "visit": "/edit?banso=hint" }, "expect": { "guide": "hint" } }
        "##,
    );
}

#[test]
fn variations_snoozing_and_budgets_are_seen() {
    passes(
        r#"
        { "do": { "visit": "/news" }, "expect": {
          "guide": "news", "variation": { "news": "bold" }, "events": ["Experiment Viewed", "Guide Shown"]
        } },
        { "do": { "press": "snooze" }, "expect": { "guide": null, "held": { "news": "snoozed" } } },
        { "do": { "visit": "/more" }, "expect": { "held": { "more": "budget" } } },
        { "after": "24h", "expect": { "guide": "more" } },
        { "at": "2026-12-03T09:00", "do": { "show": "news" }, "expect": { "guide": "news" } }
        "#,
    );
}

#[test]
fn colleagues_work_counts_for_the_account() {
    passes(
        r##"
        { "expect": { "checklist": { "start": [] } } },
        { "do": { "colleagues": { "start": ["send"] } }, "expect": { "checklist": { "start": ["send"] } } },
        { "do": { "click": "#save" }, "expect": { "checklist": { "start": ["save", "send"] } } },
        { "do": { "sign_out": true }, "expect": { "feature": { "save": "unused" } } }
        "##,
    );
}

#[test]
fn device_language_and_the_users_own_clock_count() {
    let told = |device: &str, zone: &str| {
        run(&format!(
            r#"{{ "name": "a", "device": "{device}", "zone": "{zone}", "locale": "ja-JP", "now": "2026-12-01T09:30Z",
              "page": "/late", "steps": [{{ "expect": {{ "guide": "evening" }} }}] }}"#
        ))
    };
    assert!(told("phone", "Asia/Tokyo").passed());
    assert!(!told("desktop", "Asia/Tokyo").passed());
    assert!(!told("phone", "UTC").passed());
}

#[test]
fn a_difference_says_where_what_and_why() {
    let outcome = steps(
        r#"{ "do": { "visit": "/news" } },
        { "do": { "visit": "/x" }, "expect": { "guide": "news", "page": "/x" } }, { "do": { "visit": "/never" } }"#,
    );
    assert_eq!(outcome.steps, 1);
    let failure = outcome.failure.clone().unwrap();
    assert_eq!((failure.step, failure.line, failure.column), (2, 3, 46));
    assert_eq!(failure.differences.len(), 1);
    let report = report(outcome.clone());
    for part in [
        "FAIL  A & B",
        "a.scenario.json:3:46",
        r#"step 2: {"visit":"/x"}"#,
        "- expected  news",
        "+ found     none",
        "the page is /x, not /news",
        "1 scenario, 1 steps: 1 failed.",
    ] {
        assert!(report.contains(part), "{part} in\n{report}");
    }
    let xml = junit(&[outcome, steps(r#"{ "after": "1s" }"#)]);
    for part in [
        r#"tests="2" failures="1" errors="0""#,
        r#"name="A &amp; B""#,
        r#"<failure message="step 2, line 3">guide&#10;"#,
    ] {
        assert!(xml.contains(part), "{part} in\n{xml}");
    }
}

#[test]
fn events_are_looked_for_in_their_order() {
    let outcome = steps(
        r#"{ "do": { "visit": "/news" }, "expect": { "events": ["Guide Shown", "Experiment Viewed"] } }"#,
    );
    let found = outcome.failure.unwrap().differences;
    assert_eq!(found[0].expected, "Experiment Viewed");
    assert!(
        !steps(r#"{ "do": { "visit": "/news" }, "expect": { "no_events": ["Guide Shown"] } }"#)
            .passed()
    );
}

#[test]
fn what_cannot_be_done_fails_the_step() {
    for (told, said) in [
        (r##"{ "do": { "click": "#sav" } }"##, "#sav; known: #save"),
        (r#"{ "do": { "press": "next" } }"#, "no guide is visible"),
        (r#"{ "at": "2026-11-30" }"#, "2026-11-30T00:00:00.000Z"),
    ] {
        let found = steps(told).failure.unwrap().differences;
        assert!(found[0].found.starts_with(said), "{found:?}");
    }
}

#[test]
fn mistakes_have_a_place_and_a_mend() {
    for (told, message, mend) in [
        (
            r#"{ "d": {} }"#,
            "there is no key `d` here",
            "did you mean `do`?",
        ),
        (
            r#"{ "do": { "pres": "next" } }"#,
            "there is no key `pres` here",
            "did you mean `press`?",
        ),
        (
            r#"{ "do": { "press": "nxt" } }"#,
            "`press` cannot be `nxt`",
            "did you mean `next`?",
        ),
        (
            r#"{ "expect": { "guide": "nws" } }"#,
            "there is no guide `nws`",
            "did you mean `news`?",
        ),
        (
            r#"{ "expect": { "held": { "nws": "page" } } }"#,
            "there is no guide `nws`",
            "did you mean `news`?",
        ),
        (
            r#"{ "expect": { "held": { "news": "audiense" } } }"#,
            "`news` cannot be `audiense`",
            "did you mean `audience`?",
        ),
        (
            r#"{ "expect": { "feature": { "save": "tryed" } } }"#,
            "`save` cannot be `tryed`",
            "did you mean `tried`?",
        ),
        (r#"{ "after": "2 hours" }"#, "", ""),
        (r#"{ "after": "1h", "at": "2026-12-02" }"#, "", ""),
        (
            r#"{ "expect": { "guide": { "id": "news" } } }"#,
            "`guide` has no `step`",
            "add `step`",
        ),
        (r#"{ "expect": { "guide": 3 } }"#, "", ""),
    ] {
        let outcome = steps(told);
        let mut mistakes = outcome.mistakes.iter();
        let found = mistakes.find(|one| one.message.contains(message));
        let found = found.unwrap_or_else(|| panic!("{told}: {:?}", outcome.mistakes));
        assert!(found.mend.contains(mend), "{found}");
        assert_eq!(
            (found.file.as_str(), found.line),
            ("a.scenario.json", 2),
            "{found}"
        );
        assert!(junit(&[outcome]).contains("<error message="));
    }
}

#[test]
fn other_buttons_are_pressed_and_forms_filled_in() {
    passes(
        r#"
        { "do": { "visit": "/nps" }, "expect": { "guide": "nps" } },
        { "do": { "press": { "number": 1 } }, "expect": { "guide": null } },
        { "do": { "visit": "/nps" }, "expect": { "guide": "nps" } },
        { "do": { "answer": { "score": 10 } }, "expect": { "guide": { "id": "nps", "step": 3 }, "events": [
          { "name": "Survey Answered", "properties": { "question": "score", "answer": 10 } }
        ] } },
        { "do": { "press": "back" }, "expect": { "guide": { "id": "nps", "step": 1 } } },
        { "do": { "press": { "button": "Never" } }, "expect": { "guide": null, "events": [
          { "name": "Guide Dismissed", "properties": { "how": "button" } }
        ] } }
        "#,
    );
}

#[test]
fn a_button_that_is_not_there_is_said_with_those_that_are() {
    let said = report(steps(
        r#"{ "do": { "visit": "/nps" } }, { "do": { "press": { "button": "Later" } } }"#,
    ));
    let [wanted, known] = ["a button Later", "Tell me more, Never"];
    assert!(said.contains(wanted) && said.contains(known), "{said}");
}
