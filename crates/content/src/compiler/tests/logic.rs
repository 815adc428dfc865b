//! One test for each kind of mistake in what content means: its code, its place, its mend. How the
//! reasoning itself is right is tested beside it.

use super::super::diagnostic::Code::*;
use super::super::diagnostic::Severity;
use super::expect::{Expected, expect, expect_guide, expect_planned, expect_when};
use super::{Folder, lines};

const TEXT: &str = r#"{ "en": "a", "ja": "あ" }"#;

/// A guide with these keys and one step with those.
fn guide(id: &str, keys: &str, step: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "name": {TEXT}, "kind": "modal", {keys} "steps": [{{ {step} "title": {TEXT}, "body": {TEXT} }}] }}"#
    )
}

/// Expects these mistakes in these guides, each of which is on a line of its own, from line 2.
#[track_caller]
fn expect_guides(guides: &[String], expected: &[Expected]) {
    let text = format!("{{ \"guides\": [\n{}\n] }}", guides.join(",\n"));
    expect("more.json", &text, expected);
}

/// Expects these mistakes in this checklist.
#[track_caller]
fn expect_tasks(keys: &str, tasks: &[(&str, &str)], expected: &[Expected]) {
    let task = |(id, done): &(&str, &str)| {
        format!(r#"{{ "id": "{id}", "title": {TEXT}, "done": {done} }}"#)
    };
    let tasks: Vec<String> = tasks.iter().map(task).collect();
    let text = format!(
        "{{ \"checklists\": [{{ \"id\": \"list\", \"title\": {TEXT}, {keys} \"tasks\": [\n{}\n] }}] }}",
        tasks.join(",\n")
    );
    expect("more.json", &text, expected);
}

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

#[test]
fn features_and_themes_have_rules_as_well() {
    let eligible = r#"{ "all": [{ "user": { "name": "n", "test": { "at_least": 3 } } },
{ "user": { "name": "n", "test": { "at_most": 2 } } }] }"#;
    super::expect::expect_feature(
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
        super::PROJECT
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
        super::PROJECT.replacen('{', &budgets, 1)
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
    let found = super::super::check(&super::super::load(&super::demo()).unwrap());
    assert!(found.is_empty(), "{}", lines(&found));
}
