//! Rules, wherever they stand.

use super::super::super::diagnostic::Code::*;
use super::super::super::diagnostic::Severity;
use super::super::super::{check, load};
use super::super::expect::{expect, expect_feature, expect_guide, expect_planned, expect_when};
use super::super::{Folder, PROJECT, demo, lines};
use super::{expect_guides, expect_tasks, guide};

#[track_caller]
fn never(one: &str, two: &str, mend: &str) {
    let column = one.len() + two.find(':').unwrap() + 15;
    expect_when(
        &format!(r#"{{ "all": [{one}, {two}] }}"#),
        &[(NeverTrue, 2, column, mend)],
    );
}

#[test]
fn pages_that_never_meet() {
    never(r#"{ "page": "/a" }"#, r#"{ "page": "/b/**" }"#, "one `any`");
    never(
        r#"{ "page": "/a/:id" }"#,
        r#"{ "page": "/*/b/c" }"#,
        "one `any`",
    );
    never(
        r#"{ "page": "/#/inbox" }"#,
        r#"{ "page": "/#/sent" }"#,
        "one `any`",
    );
    expect_when(
        r#"{ "all": [{ "page": "/a/**" }, { "not": { "page": "/**" } }] }"#,
        &[(NeverTrue, 2, 51, "one `any`")],
    );
    expect_when(
        r#"{ "all": [{ "page": "/a/**" }, { "not": { "page": "/a/b" } }] }"#,
        &[],
    );
}

#[test]
fn traits_that_are_two_things() {
    let user = |test: &str| format!(r#"{{ "user": {{ "name": "role", "test": {test} }} }}"#);
    let never = |one: &str, two: &str| never(&user(one), &user(two), "one value at a time");
    never(
        r#"{ "is": "admin" }"#,
        r#"{ "one_of": ["member", "approver"] }"#,
    );
    never(r#"{ "starts_with": "a" }"#, r#"{ "starts_with": "b" }"#);
    never(r#"{ "ends_with": "abc" }"#, r#"{ "not_contains": "b" }"#);
    never(r#"{ "at_least": 3 }"#, r#"{ "less_than": 3 }"#);
    never(r#"{ "flag": true }"#, r#"{ "flag": false }"#);
    never(
        r#"{ "includes_all": ["a", "b"] }"#,
        r#"{ "includes_none": ["b", "c"] }"#,
    );
    never(
        r#"{ "less_than_days_ago": 7 }"#,
        r#"{ "more_than_days_ago": 7 }"#,
    );
    never(r#"{ "before": "2026-12-01" }"#, r#"{ "on": "2026-12-01" }"#);
    never(r#""absent""#, r#"{ "is": "admin" }"#);
    let account = r#"{ "account": { "name": "role", "test": { "is": "x" } } }"#;
    expect_when(
        &format!(
            r#"{{ "all": [{}, {account}] }}"#,
            user(r#"{ "is": "admin" }"#)
        ),
        &[],
    );
}

#[test]
fn the_tracking_plan_says_what_a_trait_can_be() {
    let plan = r#"{ "tracking_plan": { "user": [
      { "name": "role", "type": "text", "values": ["admin", "member"] }] } }"#;
    let with = |rest: &str| {
        let role = r#"{ "user": { "name": "role", "test": "#;
        format!(
            r#"{{ "all": [{role} "present" }} }}, {role} {{ "is_not": "admin" }} }} }}, {role} {rest} }} }}] }}"#
        )
    };
    expect_planned(
        plan,
        &with(r#"{ "is_not": "member" }"#),
        &[(NeverTrue, 2, 137, "one value")],
    );
    expect_planned(
        plan,
        &with(r#"{ "contains": "x" }"#),
        &[(NeverTrue, 2, 137, "one value")],
    );
    expect_planned(
        plan,
        &with(r#"{ "contains": "mem" }"#),
        &[(AlwaysTrue, 2, 137, "leave it out")],
    );
}

#[test]
fn counts_that_never_fit() {
    let event = |keys: &str| format!(r#"{{ "event": {{ "name": "Saved", {keys} }} }}"#);
    let never = |one: &str, two: &str| never(&event(one), &event(two), "fit together");
    never(r#""at_least": 3"#, r#""at_most": 1"#);
    never(
        r#""at_least": 3, "within": "7d""#,
        r#""at_most": 2, "within": "30d""#,
    );
    never(r#""before": "7d""#, r#""within": "2d""#);
    let photo = r#""where": [{ "property": "way", "test": { "is": "photo" } }]"#;
    never(&format!(r#""at_least": 2, {photo}"#), r#""at_most": 1"#);
    let both = |one: &str, two: &str| format!(r#"{{ "all": [{}, {}] }}"#, event(one), event(two));
    expect_when(
        &both(
            r#""at_least": 3, "within": "30d""#,
            r#""at_most": 2, "within": "7d""#,
        ),
        &[],
    );
    expect_when(
        &both(r#""at_least": 2"#, &format!(r#""at_most": 1, {photo}"#)),
        &[],
    );
}

#[test]
fn properties_that_are_two_things() {
    let filters = r#""where": [{ "property": "way", "test": { "is": "photo" } },
{ "property": "way", "test": { "is": "form" } }]"#;
    expect_when(
        &format!(r#"{{ "event": {{ "name": "Saved", {filters} }} }}"#),
        &[(NeverTrue, 3, 1, "one value")],
    );
    expect_guide(
        &format!(r#""triggers": [{{ "event": {{ "name": "Saved", {filters} }} }}]"#),
        &[(NeverTrue, 3, 1, "one value")],
    );
}

#[test]
fn states_that_exclude_each_other() {
    let feature = |keys: &str| format!(r#"{{ "feature": {{ "id": "export-csv", {keys} }} }}"#);
    never(
        &feature(r#""is": "tried""#),
        &feature(r#""reached": "adopted""#),
        "one state",
    );
    never(
        r#"{ "locale": "ja" }"#,
        r#"{ "locale": "en" }"#,
        "one locale",
    );
    never(
        r#"{ "device": ["phone"] }"#,
        r#"{ "device": ["desktop"] }"#,
        "overlap",
    );
    never(
        r#"{ "viewport": { "max_width": 599 } }"#,
        r#"{ "viewport": { "min_width": 600 } }"#,
        "overlap",
    );
    never(
        r#"{ "time": { "weekdays": ["mon", "tue"] } }"#,
        r#"{ "time": { "weekdays": ["sat"] } }"#,
        "overlap",
    );
    never(
        r#"{ "time": { "from": "2026-12-05", "until": "2026-12-07", "zone": "Asia/Tokyo" } }"#,
        r#"{ "time": { "weekdays": ["wed"], "zone": "Asia/Tokyo" } }"#,
        "overlap",
    );
    expect_when(
        r##"{ "all": [{ "not": { "element": { "selector": "#a" } } }, { "element": { "selector": "#a", "is": "visible" } }] }"##,
        &[(NeverTrue, 2, 72, "leave it out")],
    );
    let other = guide("other", r#""when": { "page": "/x" },"#, "");
    let seen = r#"{ "not": { "guide": { "id": "other", "was": "seen" } } }"#;
    let done = r#"{ "guide": { "id": "other", "was": "completed" } }"#;
    let tip = guide(
        "tip",
        &format!("\"when\":\n{{ \"all\": [{seen}, {done}] }},"),
        "",
    );
    expect_guides(&[other, tip], &[(NeverTrue, 4, 80, "leave it out")]);
}

#[test]
fn a_checklist_that_cannot_be_so_far() {
    let list = r#"{ "id": "list", "title": { "en": "a", "ja": "あ" }, "tasks": [
{ "id": "one", "title": { "en": "a", "ja": "あ" }, "done": { "page": "/a" } },
{ "id": "two", "title": { "en": "a", "ja": "あ" }, "done": { "page": "/b" } }] }"#;
    let text = |when: &str| {
        let guide = guide("tip", &format!("\"when\":\n{when},"), "");
        format!(r#"{{ "checklists": [{list}], "guides": [{guide}] }}"#)
    };
    let done = |keys: &str| format!(r#"{{ "checklist": {{ "id": "list", {keys} }} }}"#);
    let complete = r#"{ "checklist": { "id": "list" } }"#;
    let open = format!(r#"{{ "not": {} }}"#, done(r#""task": "two""#));
    expect(
        "more.json",
        &text(&format!(r#"{{ "all": [{complete}, {open}] }}"#)),
        &[(NeverTrue, 4, 70, "leave it out")],
    );
    expect(
        "more.json",
        &text(&done(r#""done_at_least": 3"#)),
        &[(NeverTrue, 4, 16, "leave it out")],
    );
}

#[test]
fn alternatives_that_never_hold_and_members_that_always_do() {
    let found = |when: &str, expected: &[(&str, &str)]| {
        let folder = Folder::sound();
        folder.with(
            "more.json",
            &format!(
                "{{ \"guides\": [{}] }}",
                guide("tip", &format!("\"when\": {when},"), "")
            ),
        );
        let found = folder.check();
        let places: Vec<_> = found
            .iter()
            .map(|one| (one.code.name(), one.path.clone()))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(code, path)| ((*code).to_owned(), format!("guides[0].when{path}")))
            .collect();
        assert_eq!(places, expected, "{}", lines(&found));
        assert!(found.iter().all(|one| one.severity == Severity::Warning));
    };
    let (a, b) = (r#"{ "page": "/a" }"#, r#"{ "page": "/b" }"#);
    let (below, not) = (r#"{ "page": "/a/**" }"#, r#"{ "not": { "page": "/a" } }"#);
    found(
        &format!(r#"{{ "any": [{a}, {not}] }}"#),
        &[("always-true", ".any")],
    );
    found(
        &format!(r#"{{ "all": [{below}, {a}] }}"#),
        &[("always-true", ".all[0].page")],
    );
    found(
        &format!(r#"{{ "all": [{a}, {a}] }}"#),
        &[("always-true", ".all[1].page")],
    );
    found(
        &format!(r#"{{ "all": [{below}, {{ "any": [{a}, {b}] }}] }}"#),
        &[
            ("always-true", ".all[0].page"),
            ("never-true", ".all[1].any[1].page"),
        ][1..],
    );
    found(
        &format!(r#"{{ "not": {{ "any": [{a}, {{ "all": [{b}, {not}, {a}] }}] }} }}"#),
        &[("never-true", ".not.any[1].all")],
    );
}

#[test]
fn a_finding_reads_as_a_sentence() {
    let folder = Folder::sound();
    let when = "\"when\": { \"all\": [{ \"page\": \"/a\" }, { \"locale\": \"ja\" },\n{ \"page\": \"/b\" }] },";
    folder.with(
        "more.json",
        &format!("{{ \"guides\": [{}] }}", guide("tip", when, "")),
    );
    assert_eq!(
        folder.check()[0].to_string(),
        "more.json:2:11: error[never-true]: this can never hold together with \
         `{\"page\":\"/a\"}` (line 1)\n  at: guides[0].when.all[2].page\n  mend: a page has one \
         address: put the patterns into one `any`, or leave one of them out"
    );
}

#[test]
fn features_and_themes_have_rules_as_well() {
    let eligible = r#"{ "all": [{ "user": { "name": "n", "test": { "at_least": 3 } } },
{ "user": { "name": "n", "test": { "at_most": 2 } } }] }"#;
    expect_feature(
        &format!(r#""id": "b", "any": [{{ "event": "x" }}], "eligible": {eligible}"#),
        &[(NeverTrue, 3, 11, "one value")],
    );
    let themes = |first: &str| {
        let theme = r##""theme": { "accent": "#0F766E" }"##;
        let last = r#"{ "locale": "ja-JP" }"#;
        format!(
            "{{\n\"themes\": [{{ \"when\": {first}, {theme} }},\n{{ \"when\": {last}, {theme} }}],"
        )
    };
    let project = |first: &str| {
        PROJECT
            .replace(
                "\"ja\" }],",
                "\"ja\" }, { \"id\": \"ja-JP\", \"fallback\": [\"ja\"] }],",
            )
            .replacen('{', &themes(first), 1)
    };
    let folder = Folder::sound();
    let shadowed = |first: &str| {
        folder.with("banso.json", &project(first));
        let found = folder
            .check()
            .into_iter()
            .filter(|one| one.code == Shadowed);
        found
            .map(|one| (one.line, one.column, one.path))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        shadowed(r#"{ "locale": "ja" }"#),
        [(3, 11, "themes[1].when.locale".into())]
            .map(|(line, column, path): (usize, usize, String)| (line, column + 12, path))
    );
    assert_eq!(shadowed(r#"{ "locale": "en" }"#), []);
}

#[test]
fn nothing_follows_from_what_is_wrong() {
    let user = |test: &str| format!(r#"{{ "user": {{ "name": "x", "test": {test} }} }}"#);
    let (bad, on) = (
        user(r#"{ "before": "1 Dec" }"#),
        user(r#"{ "on": "2026-12-01" }"#),
    );
    expect_when(
        &format!(r#"{{ "all": [{on}, {bad}] }}"#),
        &[(BadDate, 2, 117, "2026-09-14")],
    );
    let guides = [
        r#"{ "guide": { "id": "x", "was": "seen" } }"#,
        r#"{ "not": { "guide": { "id": "y", "was": "seen" } } }"#,
    ];
    expect_when(
        &format!(r#"{{ "all": [{}] }}"#, guides.join(", ")),
        &[(UnknownReference, 2, 30, ""), (UnknownReference, 2, 82, "")],
    );
}

#[test]
fn the_demo_means_what_it_says() {
    let found = check(&load(&demo()).unwrap());
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn tasks_that_are_done_from_the_start() {
    expect_tasks(
        r#""when": { "page": "/a/b" },"#,
        &[
            ("one", r#"{ "page": "/a/**" }"#),
            ("two", r#"{ "page": "/c" }"#),
        ],
        &[(AlwaysTrue, 2, 69, "still to do")],
    );
    expect_tasks(
        "",
        &[("one", r#"{ "all": [] }"#)],
        &[(AlwaysTrue, 2, 68, "still to do")],
    );
}
