//! Guides: their steps, their triggers, and what they do to each other.

use super::super::super::diagnostic::Code::*;
use super::super::expect::{expect, expect_guide};
use super::super::{Folder, PROJECT, lines};
use super::{TEXT, expect_guides, expect_tasks, guide};

#[test]
fn a_page_of_the_first_step_that_the_rule_refuses() {
    let when = r#""when": { "page": "/cards" },"#;
    expect_guides(
        &[guide("tip", when, "\n\"page\": \"/reports/**\",")],
        &[(NeverTrue, 3, 9, "a page that `when` lets through")],
    );
    expect_guides(&[guide("tip", when, "\"page\": \"/*\",")], &[]);
}

#[test]
fn a_rule_that_the_frequency_or_the_schedule_refuses() {
    expect_guide(
        r#""frequency": "once", "when": { "guide": { "id": "tip", "was": "completed" } }"#,
        &[(NeverTrue, 2, 41, "leave it out")],
    );
    let time = r#"{ "time": { "from": "2027-01-01" } }"#;
    expect_guide(
        &format!(r#""when": {time}, "schedule": {{ "until": "2026-12-24" }}"#),
        &[(NeverTrue, 2, 59, "overlap")],
    );
}

#[test]
fn steps_that_nobody_reaches() {
    let step = |button: &str| format!(r#"{{ {button} "title": {TEXT}, "body": {TEXT} }}"#);
    let again = format!(r#""button": {{ "label": {TEXT}, "action": {{ "guide": "tip" }} }},"#);
    let guide = |steps: &[String]| {
        format!(
            "{{ \"guides\": [{{ \"id\": \"tip\", \"name\": {TEXT}, \"kind\": \"tour\", \"steps\": [\n{}\n] }}] }}",
            steps.join(",\n")
        )
    };
    expect(
        "more.json",
        &guide(&[step(&again), step("")]),
        &[(UnreachableStep, 3, 1, "do something else")],
    );
    expect(
        "more.json",
        &guide(&[step(""), step(&again)]),
        &[(DependencyCycle, 3, 71, "end the ring")],
    );
}

#[test]
fn what_nobody_is_shown() {
    expect_guide(
        r#""experiment": { "holdout": 100 }"#,
        &[(NeverShown, 2, 28, "lower `holdout`")],
    );
    let variant = |id: &str, share: u8| {
        format!(
            r#"{{ "id": "{id}", "share": {share}, "steps": [{{ "title": {TEXT}, "body": {TEXT} }}] }}"#
        )
    };
    let found = {
        let folder = Folder::sound();
        let variants = [variant("a", 60), variant("b", 40), variant("c", 10)].join(",\n");
        let keys = format!("\"experiment\": {{ \"variants\": [\n{variants}] }},");
        folder.with(
            "more.json",
            &format!("{{ \"guides\": [{}] }}", guide("tip", &keys, "")),
        );
        folder.check()
    };
    let shown: Vec<_> = found.iter().filter(|one| one.code == NeverShown).collect();
    assert_eq!(shown.len(), 1, "{}", lines(&found));
    assert_eq!((shown[0].line, shown[0].column), (4, 23));
}

#[test]
fn triggers_beside_load() {
    expect_guide(
        r#""triggers": ["load", { "idle": "30s" }, "launcher", "host"]"#,
        &[(IdleTrigger, 2, 22, "leave out `load`")],
    );
}

#[test]
fn guides_that_another_always_comes_before() {
    let wide = r#""frequency": "always", "priority": 5,"#;
    let (page, narrow) = (
        r#""when": { "page": "/a/**" },"#,
        r#""when": { "page": "/a/b" },"#,
    );
    let always = |keys: &str| guide("wide", &format!("{wide} {page} {keys}"), "");
    let tip = guide("tip", narrow, "");
    expect_guides(
        &[always(""), tip.clone()],
        &[(Shadowed, 3, 9, "a higher `priority`")],
    );
    // What can be put off, is held back from some, or stands by an element gives way at times.
    for keys in [
        r#""snooze": "1d","#,
        r#""experiment": { "holdout": 10 },"#,
        r#""schedule": { "from": "2026-12-01" },"#,
    ] {
        expect_guides(&[always(keys), tip.clone()], &[]);
    }
    let by_element = guide(
        "wide",
        &format!("{wide} {page}"),
        r#""target": "[data-testid=\"a\"]","#,
    );
    expect_guides(&[by_element, tip.clone()], &[]);
    let elsewhere = guide("tip", r#""when": { "page": "/*/*" },"#, "");
    expect_guides(&[always(""), elsewhere], &[]);
    let on_visit = guide(
        "wide",
        &format!("\"frequency\": \"every_visit\", \"priority\": 5, {page}"),
        "",
    );
    expect_guides(&[on_visit, tip], &[]);
    let asked = guide(
        "tip",
        &format!("{narrow} \"triggers\": [\"load\", \"launcher\"],"),
        "",
    );
    expect_guides(&[always(""), asked], &[]);
}

#[test]
fn rings_of_guides() {
    let after = |id: &str, other: &str| guide(id, &format!("\"after\": [\"{other}\"],"), "");
    expect_guides(
        &[after("a", "b"), after("b", "c"), after("c", "a")],
        &[(DependencyCycle, 2, 75, "take one of the requirements out")],
    );
    let needs = r#""frequency": "always", "when": { "any": [{ "guide": { "id": "a", "was": "seen", "within": "7d" } }, { "guide": { "id": "a", "was": "under_way" } }] },"#;
    expect_guides(
        &[after("a", "b"), guide("b", needs, "")],
        &[(DependencyCycle, 2, 75, "the trigger `host`")],
    );
    // The host, a button or another way in breaks the ring.
    let host = guide("b", r#""after": ["a"], "triggers": ["load", "host"],"#, "");
    expect_guides(&[after("a", "b"), host], &[]);
    let either =
        r#""when": { "any": [{ "guide": { "id": "a", "was": "ended" } }, { "page": "/x" }] },"#;
    expect_guides(&[after("a", "b"), guide("b", either, "")], &[]);
    let starts = r#""button": { "label": { "en": "a", "ja": "あ" }, "action": { "guide": "b" } },"#;
    expect_guides(
        &[
            after("a", "b"),
            after("b", "a"),
            guide("c", "\"priority\": 9,", starts),
        ],
        &[],
    );
}

#[test]
fn rings_through_checklists() {
    let seen = r#"{ "guide": { "id": "tip", "was": "completed" } }"#;
    let tip = guide("tip", r#""when": { "checklist": { "id": "list" } },"#, "");
    let text = format!(
        "{{ \"checklists\": [{{ \"id\": \"list\", \"title\": {TEXT}, \"tasks\": [\n{{ \"id\": \"one\", \"title\": {TEXT}, \"done\": {seen} }}\n] }}],\n\"guides\": [\n{tip}\n] }}"
    );
    expect(
        "more.json",
        &text,
        &[(DependencyCycle, 5, 90, "take one of the requirements out")],
    );
    let of = |task: &str| format!(r#"{{ "checklist": {{ "id": "list", "task": "{task}" }} }}"#);
    expect_tasks(
        r#""order": "ordered","#,
        &[("one", &of("two")), ("two", r#"{ "page": "/a" }"#)],
        &[(DependencyCycle, 2, 74, "take one of the requirements out")],
    );
    expect_tasks(
        "",
        &[("one", &of("two")), ("two", r#"{ "page": "/a" }"#)],
        &[],
    );
}

#[test]
fn the_whole_ring_is_named() {
    let folder = Folder::sound();
    let after = |id: &str, other: &str| guide(id, &format!("\"after\": [\"{other}\"],"), "");
    let guides = [after("a", "b"), after("b", "c"), after("c", "a")].join(",");
    folder.with("more.json", &format!("{{ \"guides\": [{guides}] }}"));
    let found = folder.check();
    let ring =
        "the guide `a` needs the guide `b`, which needs the guide `c`, which needs the guide `a`";
    assert!(found[0].message.ends_with(ring), "{}", found[0]);
}

#[test]
fn rings_of_buttons() {
    let starts =
        |id: &str| format!(r#""button": {{ "label": {TEXT}, "action": {{ "guide": "{id}" }} }},"#);
    let page = |page: &str| format!(r#""when": {{ "page": "{page}" }},"#);
    expect_guides(
        &[
            guide("a", &page("/a"), &starts("b")),
            guide("b", &page("/b"), &starts("a")),
        ],
        &[(DependencyCycle, 2, 171, "end the ring")],
    );
    expect_guides(
        &[
            guide("a", &page("/a"), &starts("b")),
            guide("b", &page("/b"), ""),
        ],
        &[],
    );
}

#[test]
fn guides_in_an_order_that_nobody_chose() {
    let target = r#""target": "[data-testid=\"a\"]","#;
    let same = r#""target": "[ data-testid = 'a' ]","#;
    let click = r##""triggers": [{ "click": "#x" }],"##;
    expect_guides(
        &[guide("one", click, target), guide("two", click, same)],
        &[(AnchorConflict, 3, 122, "a higher `priority`")],
    );
    expect_guides(
        &[guide("one", "", ""), guide("two", "", "")],
        &[(AnchorConflict, 3, 9, "`\"after\": [\"one\"]`")],
    );
    for (one, two) in [
        (r#""priority": 1,"#, ""),
        ("", r#""after": ["one"],"#),
        (
            r#""when": { "page": "/a" },"#,
            r#""when": { "page": "/b/*" },"#,
        ),
        (
            r#""when": { "locale": "en" },"#,
            r#""when": { "locale": "ja" },"#,
        ),
        (
            r#""schedule": { "until": "2026-12-01" },"#,
            r#""schedule": { "from": "2026-12-01" },"#,
        ),
        (r#""triggers": ["launcher"],"#, ""),
        (r#""triggers": [{ "idle": "30s" }],"#, ""),
    ] {
        expect_guides(&[guide("one", one, ""), guide("two", two, "")], &[]);
    }
    expect_guides(
        &[
            guide("one", "", "\"page\": \"/a\","),
            guide("two", "", "\"page\": \"/b\","),
        ],
        &[],
    );
}

#[test]
fn budgets_that_hold_nothing_back() {
    let budgets = |kind: &str, times: u8, within: &str| {
        let budgets = format!(
            "{{\n\"budgets\": [{{ \"times\": 2, \"within\": \"1d\" }},\n{{ \"kind\": \"{kind}\", \"times\": {times}, \"within\": \"{within}\" }}],"
        );
        PROJECT.replacen('{', &budgets, 1)
    };
    expect(
        "banso.json",
        &budgets("modal", 2, "1d"),
        &[(IdleBudget, 3, 1, "lower `times`")],
    );
    expect(
        "banso.json",
        &budgets("modal", 5, "12h"),
        &[(IdleBudget, 3, 1, "lower `times`")],
    );
    expect("banso.json", &budgets("modal", 1, "1d"), &[]);
    expect("banso.json", &budgets("modal", 3, "7d"), &[]);
}
