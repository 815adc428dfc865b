//! Conditions, triggers and features against the tracking plan.

use super::super::diagnostic::{Code::*, Severity};
use super::expect::{expect_feature, expect_guide, expect_planned};
use super::{Folder, lines};

const PLAN: &str = r#"{ "tracking_plan": {
  "events": [{ "name": "Expense Created", "properties": [
    { "name": "way", "type": "text", "values": ["photo", "form"] },
    { "name": "amount", "type": "number" }
  ] }],
  "user": [{ "name": "role", "type": "text", "values": ["admin", "member"] },
    { "name": "teams", "type": "list" }, { "name": "trial", "type": "flag" }],
  "account": [{ "name": "seats", "type": "number" }, { "name": "renews", "type": "date" }]
} }"#;

#[test]
fn what_the_plan_knows_passes() {
    for condition in [
        r#"{ "event": { "name": "Expense Created", "where": [{ "property": "amount", "test": { "more_than": 5 } }] } }"#,
        r#"{ "survey_answered": { "id": "nps" } }"#,
        r#"{ "user": { "name": "role", "test": { "one_of": ["admin", "member"] } } }"#,
        r#"{ "user": { "name": "role", "test": { "contains": "adm" } } }"#,
        r#"{ "user": { "name": "teams", "test": { "includes_any": ["x"] } } }"#,
        r#"{ "account": { "name": "renews", "test": { "in_less_than_days": 30 } } }"#,
        r#"{ "account": { "name": "seats", "test": "present" } }"#,
    ] {
        expect_planned(PLAN, condition, &[]);
    }
}

#[test]
fn what_banso_tracks_by_itself_is_asked_for_otherwise() {
    for name in ["Guide Completed", "Feature Used"] {
        let condition = format!(r#"{{ "event": {{ "name": "{name}" }} }}"#);
        expect_planned(
            PLAN,
            &condition,
            &[(UnknownValue, 2, 22, "ask what became")],
        );
    }
}

#[test]
fn what_the_plan_does_not_know() {
    let unknown = |condition, column, mend| {
        expect_planned(PLAN, condition, &[(UnknownReference, 2, column, mend)]);
    };
    unknown(
        r#"{ "event": { "name": "Expense Creatd" } }"#,
        22,
        "did you mean `Expense Created`?",
    );
    unknown(
        r#"{ "event": { "name": "Expense Created", "where": [{ "property": "amonut", "test": "present" }] } }"#,
        65,
        "did you mean `amount`?",
    );
    unknown(
        r#"{ "user": { "name": "rle", "test": "present" } }"#,
        21,
        "did you mean `role`?",
    );
    unknown(
        r#"{ "account": { "name": "role", "test": "present" } }"#,
        24,
        "`renews`, `seats`",
    );
}

#[test]
fn triggers_and_features_are_judged_as_well() {
    let folder = Folder::sound();
    folder.with("plan.json", PLAN);
    let text = r#"{ "en": "a", "ja": "あ" }"#;
    let source = r#"{ "event": "Expense Creatd" }"#;
    folder.with("more.json", &format!(
        r#"{{ "features": [{{ "id": "b", "name": {text}, "any": [{source}] }}],
"guides": [{{ "id": "g", "name": {text}, "kind": "modal", "steps": [{{ "title": {text}, "body": {text} }}],
"triggers": [{{ "event": {{ "name": "Expense Created", "where": [{{ "property": "way", "test": {{ "is": "fax" }} }}] }} }}] }}] }}"#
    ));
    let found = folder.check();
    let places: Vec<_> = found
        .iter()
        .map(|d| (d.code, d.line, d.path.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (UnknownReference, 1, "features[0].any[0].event"),
            (
                UnknownValue,
                3,
                "guides[0].triggers[0].event.where[0].test.is"
            ),
        ],
        "{}",
        lines(&found)
    );
}

#[test]
fn tests_that_do_not_fit_the_type() {
    let wrong = |condition, column, mend| {
        expect_planned(PLAN, condition, &[(WrongOperator, 2, column, mend)]);
    };
    wrong(
        r#"{ "account": { "name": "seats", "test": { "is": "5" } } }"#,
        43,
        "`equals`",
    );
    wrong(
        r#"{ "user": { "name": "trial", "test": { "before": "2026-12-01" } } }"#,
        40,
        "`flag`",
    );
    wrong(
        r#"{ "account": { "name": "seats", "test": "empty" } }"#,
        41,
        "`at_least`",
    );
}

#[test]
fn values_that_never_come() {
    expect_planned(
        PLAN,
        r#"{ "user": { "name": "role", "test": { "one_of": ["admin", "owner"] } } }"#,
        &[(UnknownValue, 2, 59, "`admin`, `member`")],
    );
    expect_planned(
        PLAN,
        r#"{ "user": { "name": "role", "test": { "is_not": "membr" } } }"#,
        &[(UnknownValue, 2, 49, "did you mean `member`?")],
    );
}

#[test]
fn the_plan_itself() {
    let folder = Folder::sound();
    folder.with(
        "plan.json",
        r#"{ "tracking_plan": { "events": [{ "name": "A" }, { "name": "A" }],
"user": [{ "name": "x", "type": "text" }, { "name": "x", "type": "txt" }],
"account": [{ "name": "x", "type": "number", "values": ["1"] }] } }"#,
    );
    let found = folder.check();
    let places: Vec<_> = found.iter().map(|d| (d.code, d.line, d.column)).collect();
    let expected = [
        (DuplicateId, 1, 60),
        (DuplicateId, 2, 53),
        (UnknownValue, 2, 66),
        (Contradiction, 3, 56),
    ];
    assert_eq!(places, expected, "{}", lines(&found));
}

#[test]
fn without_a_plan_a_trait_is_of_one_type() {
    let folder = Folder::sound();
    let guide = |id: &str, test: &str| {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        format!(
            r#"{{ "id": "{id}", "name": {text}, "kind": "modal", "when": {{ "user": {{ "name": "seats", "test": {test} }} }},
"steps": [{{ "title": {text}, "body": {text} }}] }}"#
        )
    };
    let (number, text) = (
        guide("a", r#"{ "equals": 5 }"#),
        guide("b", r#"{ "is": "5" }"#),
    );
    folder.with(
        "more.json",
        &format!("{{ \"guides\": [{number},\n{text}] }}"),
    );
    let found = folder.check();
    assert_eq!(found.len(), 1, "{}", lines(&found));
    assert_eq!((found[0].code, found[0].line), (WrongOperator, 3));
    assert_eq!(found[0].severity, Severity::Warning);
    assert!(found[0].message.contains("more.json:1:"), "{}", found[0]);
}

#[test]
fn without_a_plan_any_event_will_do() {
    expect_feature("\"id\": \"b\", \"any\": [{ \"event\": \"Anything\" }]", &[]);
    expect_guide(r#""triggers": [{ "event": { "name": "Anything" } }]"#, &[]);
}
