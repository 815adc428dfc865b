//! The same for what keys say of each other, for times, and for experiments.

use super::super::diagnostic::Code::*;
use super::Folder;
use super::expect::{expect, expect_feature, expect_guide, expect_when};

#[test]
fn spans() {
    let event = |span: &str| format!(r#"{{ "event": {{ "name": "x", "within": "{span}" }} }}"#);
    expect_when(&event("7d"), &[]);
    expect_when(&event("7 days"), &[(BadDuration, 2, 37, "`7d`")]);
    expect_when(&event("0d"), &[(BadDuration, 2, 37, "from 1")]);
    expect_when(&event("300w"), &[(OutOfRange, 2, 37, "`1825d`")]);
    expect_guide(
        r#""snooze": "soon", "triggers": [{ "idle": "2d" }]"#,
        &[(BadDuration, 2, 11, "`7d`"), (OutOfRange, 2, 42, "`24h`")],
    );
}

#[test]
fn moments_days_and_clocks() {
    let test = |test: &str| format!(r#"{{ "user": {{ "name": "x", "test": {test} }} }}"#);
    expect_when(&test(r#"{ "before": "2026-12-01T09:00" }"#), &[]);
    expect_when(
        &test(r#"{ "before": "1 Dec" }"#),
        &[(BadDate, 2, 46, "2026-09-14T09:00")],
    );
    expect_when(
        &test(r#"{ "on": "2026-12-01T09:00" }"#),
        &[(BadDate, 2, 42, "2026-09-14")],
    );
    expect_when(
        r#"{ "time": { "hours": ["9:00", "24:01"] } }"#,
        &[(BadTime, 2, 23, "`09:30`"), (BadTime, 2, 31, "`24:00`")],
    );
    expect_when(
        r#"{ "time": { "hours": ["09:00"] } }"#,
        &[(OutOfRange, 2, 22, "exactly 2")],
    );
    expect_when(
        r#"{ "time": { "hours": ["09:00", "09:00"] } }"#,
        &[(Contradiction, 2, 22, "smaller end first")],
    );
    expect_when(
        r#"{ "time": { "weekdays": [] } }"#,
        &[(EmptyList, 2, 25, "one entry")],
    );
}

#[test]
fn time_zones() {
    let zone = |zone: &str| format!(r#"{{ "time": {{ "zone": "{zone}", "weekdays": ["mon"] }} }}"#);
    expect_when(&zone("Asia/Tokyo"), &[]);
    expect_when(
        &zone("Asia/Tokio"),
        &[(UnknownValue, 2, 21, "did you mean `Asia/Tokyo`?")],
    );
    expect_when(&zone("Mars"), &[(UnknownValue, 2, 21, "`UTC`")]);
}

#[test]
fn a_range_of_time_says_something() {
    expect_when(r#"{ "time": {} }"#, &[(MissingKey, 2, 11, "`from`")]);
    expect_when(
        r#"{ "time": { "zone": "UTC" } }"#,
        &[(MissingKey, 2, 11, "`from`")],
    );
    expect_when(
        r#"{ "time": { "from": "2026-12-02", "until": "2026-12-02" } }"#,
        &[(Contradiction, 2, 44, "swap")],
    );
    expect_guide(r#""schedule": {}"#, &[(MissingKey, 2, 13, "`until`")]);
    expect_when(
        r#"{ "viewport": {} }"#,
        &[(MissingKey, 2, 15, "`min_width`")],
    );
    expect_when(
        r#"{ "viewport": { "min_width": 9, "max_width": 8 } }"#,
        &[(Contradiction, 2, 46, "swap")],
    );
}

#[test]
fn keys_that_cannot_stand_together() {
    let event = |keys: &str| format!(r#"{{ "event": {{ "name": "x", {keys} }} }}"#);
    expect_when(
        &event(r#""exactly": 1, "at_least": 1"#),
        &[(Contradiction, 2, 41, "keep one")],
    );
    expect_when(
        &event(r#""at_least": 3, "at_most": 2"#),
        &[(Contradiction, 2, 53, "swap")],
    );
    expect_when(
        &event(r#""before": "1d", "within": "1d""#),
        &[(Contradiction, 2, 43, "keep one")],
    );
    expect_when(
        r#"{ "guide": { "id": "tip", "was": "seen", "within": "1d", "before": "1d" } }"#,
        &[(Contradiction, 2, 58, "keep one")],
    );
    expect_when(
        r#"{ "feature": { "id": "export-csv", "reached": "tried", "is": "tried" } }"#,
        &[(Contradiction, 2, 56, "keep one")],
    );
    expect_when(
        r#"{ "user": { "name": "x", "test": { "between": [2, 1] } } }"#,
        &[(Contradiction, 2, 47, "smaller end first")],
    );
    expect_when(
        r#"{ "user": { "name": "x", "test": { "between": [1, 2, 3] } } }"#,
        &[(OutOfRange, 2, 47, "exactly 2")],
    );
}

#[test]
fn tasks_of_checklists() {
    let with = |condition: &str, expected: &[_]| {
        let text = r#""title": { "en": "a", "ja": "あ" }"#;
        let event = r#"{ "event": { "name": "Saved" } }"#;
        let first = format!(r#"{{ "id": "first", {text}, "done": {event} }}"#);
        let task = format!(r#"{{ "id": "other", {text}, "done": {condition} }}"#);
        let list = format!(r#"{{ "checklists": [{{ "id": "list", {text}, "tasks": [{first},"#);
        expect("more.json", &format!("{list}\n{task}] }}] }}"), expected);
    };
    with(r#"{ "checklist": { "id": "list", "task": "first" } }"#, &[]);
    with(
        r#"{ "checklist": { "id": "list", "task": "frist" } }"#,
        &[(UnknownReference, 2, 100, "did you mean `first`?")],
    );
    with(
        r#"{ "checklist": { "id": "list", "task": "first", "started": true } }"#,
        &[(Contradiction, 2, 109, "keep one")],
    );
}

#[test]
fn experiments() {
    let text = r#""title": { "en": "a", "ja": "あ" }, "body": { "en": "a", "ja": "あ" }"#;
    let variant = |id: &str, share: u8| {
        format!(r#"{{ "id": "{id}", "share": {share}, "steps": [{{ {text} }}] }}"#)
    };
    let with = |variants: &[String], expected: &[_]| {
        let variants = variants.join(",\n");
        expect_guide(
            &format!("\"experiment\": {{ \"variants\": [{variants}] }}"),
            expected,
        );
    };
    with(&[variant("short", 50), variant("long", 50)], &[]);
    with(
        &[variant("short", 60), variant("long", 50)],
        &[(OutOfRange, 3, 26, "100 at most")],
    );
    with(
        &[variant("short", 10), variant("short", 10)],
        &[(DuplicateId, 3, 9, "another id")],
    );
    with(&[variant("control", 10)], &[(BadId, 2, 38, "another id")]);
    with(&[variant("holdout", 10)], &[(BadId, 2, 38, "another id")]);
    expect_guide(r#""experiment": {}"#, &[(MissingKey, 2, 15, "`holdout`")]);
    expect_guide(
        r#""experiment": { "holdout": 101 }"#,
        &[(OutOfRange, 2, 28, "from 0 to 100")],
    );
}

#[test]
fn who_is_eligible_hangs_on_traits() {
    let any = "\"id\": \"b\", \"any\": [{ \"event\": \"x\" }],";
    let test = r#"{ "name": "plan", "test": "present" }"#;
    expect_feature(
        &format!(r#"{any} "eligible": {{ "not": {{ "account": {test} }} }}"#),
        &[],
    );
    expect_feature(
        &format!(
            "{any} \"eligible\":\n{{ \"any\": [{{ \"user\": {test} }}, {{ \"page\": \"/\" }}] }}"
        ),
        &[(Misplaced, 3, 64, "`user` and `account` alone")],
    );
}

#[test]
fn pages_with_queries_and_fragments() {
    expect_when(r#"{ "page": "/settings?tab=team&x=*" }"#, &[]);
    expect_when(r#"{ "page": "/#/inbox/:id" }"#, &[]);
    expect_when(
        r#"{ "page": "/settings?" }"#,
        &[(BadPage, 2, 11, "?name=value")],
    );
    expect_when(
        r#"{ "page": "/settings#" }"#,
        &[(BadPage, 2, 11, "one `#`")],
    );
}

#[test]
fn what_only_the_project_may_say() {
    expect(
        "more.json",
        "{ \"environments\": [],\n\"themes\": [],\n\"budgets\": [],\n\"holdout\": 5 }",
        &[
            (Misplaced, 1, 3, "banso.json"),
            (Misplaced, 2, 1, "banso.json"),
            (Misplaced, 3, 1, "banso.json"),
            (Misplaced, 4, 1, "banso.json"),
        ],
    );
}

#[test]
fn one_tracking_plan() {
    let folder = Folder::sound();
    folder.with("a.json", "{ \"tracking_plan\": {} }");
    folder.with("b.json", "{\n\"tracking_plan\": {} }");
    let found = folder.check();
    let found: Vec<_> = found
        .iter()
        .map(|d| (d.code, d.file.as_str(), d.line))
        .collect();
    assert_eq!(found, [(DuplicateKey, "b.json", 2)]);
}
