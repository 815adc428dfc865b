//! Overlays: what they make of the content, and that each mistake is said once, where it stands.

use super::super::diagnostic::{Code::*, Severity};
use super::super::{Source, build, build_for, check};
use super::lines;
use crate::bundle::{Bundle, Theme};

const BASE: &str = r#"{
  "locales": [{ "id": "en" }],
  "environments": ["staging"],
  "budgets": [{ "times": 1, "within": "1d" }],
  "guides": [
    { "id": "first", "name": { "en": "First" }, "kind": "modal", "priority": 2,
      "when": { "page": "/" },
      "steps": [{ "title": { "en": "A" }, "body": { "en": "A" } }] },
    { "id": "second", "name": { "en": "Second" }, "kind": "modal",
      "steps": [{ "title": { "en": "B" }, "body": { "en": "B" } }] }
  ],
  "checklists": [
    { "id": "list", "title": { "en": "List" }, "tasks": [
      { "id": "one", "title": { "en": "One" }, "done": { "page": "/1" } },
      { "id": "two", "title": { "en": "Two" }, "done": { "page": "/2" } }
    ] }
  ]
}"#;

fn source(overlays: &[(&str, &str)]) -> Source {
    let mut files = vec![("banso.json", BASE)];
    files.extend(overlays);
    Source::of(files)
}

fn staging(overlay: &str) -> Bundle {
    let source = source(&[("environments/staging/all.json", overlay)]);
    let built = build_for(&source, Some("staging"));
    let output = built.unwrap_or_else(|found| panic!("{}", lines(&found)));
    Bundle::open(&output.bundle).unwrap()
}

/// The mistakes with this overlay: code, file, line, column, path.
#[track_caller]
fn expect(path: &str, overlay: &str, expected: &[(super::Code, &str, usize, usize, &str)]) {
    let found = check(&source(&[(path, overlay)]));
    let places: Vec<_> = found
        .iter()
        .map(|d| (d.code, d.file.as_str(), d.line, d.column, d.path.as_str()))
        .collect();
    assert_eq!(places, expected, "{}", lines(&found));
}

const ALL: &str = "environments/staging/all.json";

#[test]
fn maps_are_merged_and_the_rest_is_replaced() {
    let bundle = staging(
        r#"{ "guides": [{ "id": "first", "priority": null, "when": { "locale": "en" }, "name": { "en": "Other" },
            "steps": [{ "title": { "en": "C" }, "body": { "en": "C" } }] }] }"#,
    );
    let guide = bundle
        .guides
        .iter()
        .find(|guide| guide.id == "first")
        .unwrap();
    assert_eq!(guide.priority, 0);
    assert_eq!(guide.name.title("en"), "Other");
    assert_eq!(guide.steps[0].said.title("en"), "C");
    assert_eq!(guide.steps.len(), 1);
    let leaves = &bundle.graph.leaves;
    assert!(leaves.contains(&crate::rule::Leaf::Locale("en".into())));
    assert!(!leaves.contains(&crate::rule::Leaf::Page("/".into())));
}

#[test]
fn entries_are_merged_by_id_removed_and_added() {
    let bundle = staging(
        r#"{ "guides": [{ "id": "second", "remove": true },
              { "id": "third", "name": { "en": "T" }, "kind": "modal", "steps": [{ "title": { "en": "T" }, "body": { "en": "T" } }] }],
            "checklists": [{ "id": "list", "tasks": [{ "id": "two", "optional": true }, { "id": "one", "remove": true },
              { "id": "three", "title": { "en": "Three" }, "done": { "page": "/3" } }] }] }"#,
    );
    let ids: Vec<_> = bundle
        .guides
        .iter()
        .map(|guide| guide.id.as_str())
        .collect();
    assert_eq!(ids, ["first", "third"]);
    let tasks = &bundle.checklists[0].tasks;
    let tasks: Vec<_> = tasks
        .iter()
        .map(|task| (task.id.as_str(), task.optional))
        .collect();
    assert_eq!(tasks, [("two", true), ("three", false)]);
}

#[test]
fn the_projects_keys_are_laid_over_in_its_overlay() {
    let overlay = r##"{ "budgets": [{ "times": 9, "within": "1d" }], "holdout": 50, "theme": { "accent": "#000000" } }"##;
    let source = source(&[("environments/staging/banso.json", overlay)]);
    let output = build_for(&source, Some("staging")).unwrap();
    let bundle = Bundle::open(&output.bundle).unwrap();
    assert_eq!((bundle.budgets.len(), bundle.budgets[0].times), (1, 9));
    let theme: Theme = bundle.theme.read().unwrap();
    assert_eq!(bundle.holdout, 5000);
    assert!(theme.css.contains("--accent:#000000"));
    let base = build(&source).unwrap();
    assert_ne!(base.version, output.version);
    assert_eq!(Bundle::open(&base.bundle).unwrap().budgets[0].times, 1);
}

#[test]
fn a_mistake_in_an_overlay_is_said_where_it_stands() {
    expect(
        ALL,
        "{ \"guides\": [\n{ \"id\": \"second\", \"priorty\": 1 }] }",
        &[(UnknownKey, ALL, 2, 19, "guides[0].priorty")],
    );
    expect(
        ALL,
        "{ \"guides\": [\n{ \"id\": \"second\", \"when\": { \"guide\": { \"id\": \"frist\", \"was\": \"seen\" } } }] }",
        &[(UnknownReference, ALL, 2, 46, "guides[0].when.guide.id")],
    );
    expect(
        ALL,
        "{ \"guids\": [] }",
        &[(UnknownKey, ALL, 1, 3, "guids")],
    );
    expect(ALL, "[]", &[(WrongType, ALL, 1, 1, "")]);
}

#[test]
fn a_mistake_that_an_overlay_makes_elsewhere_names_the_environment() {
    let folder = [
        (ALL, r#"{ "guides": [{ "id": "second", "remove": true }] }"#),
        (
            "more.json",
            "{ \"guides\": [{ \"id\": \"last\", \"name\": { \"en\": \"L\" }, \"kind\": \"modal\",\n\"after\": [\"second\"],\n\"steps\": [{ \"title\": { \"en\": \"L\" }, \"body\": { \"en\": \"L\" } }] }] }",
        ),
    ];
    let found = check(&source(&folder));
    assert_eq!(found.len(), 1, "{}", lines(&found));
    let place = (found[0].file.as_str(), found[0].line, found[0].column);
    assert_eq!(place, ("more.json", 2, 11));
    assert_eq!(found[0].path, "guides[0].after[0]");
    assert!(found[0].message.ends_with("in the environment `staging`"));
}

#[test]
fn a_mistake_of_the_content_is_said_once() {
    let broken = BASE.replace("\"priority\": 2", "\"priority\": \"2\"");
    let overlay = r#"{ "guides": [{ "id": "second", "priority": 3 }] }"#;
    let found = check(&Source::of([
        ("banso.json", broken.as_str()),
        (ALL, overlay),
    ]));
    assert_eq!(found.len(), 1, "{}", lines(&found));
    assert_eq!(
        (found[0].code, found[0].file.as_str()),
        (WrongType, "banso.json")
    );
}

#[test]
fn an_overlay_of_nothing() {
    let found = check(&source(&[(
        ALL,
        r#"{ "guides": [{ "id": "secnd", "priority": 1 }] }"#,
    )]));
    assert_eq!(found.len(), 1, "{}", lines(&found));
    assert_eq!((found[0].code, found[0].column), (UnknownReference, 22));
    assert!(
        found[0].mend.contains("did you mean `second`?"),
        "{}",
        found[0]
    );
    assert!(
        found[0].mend.contains("`name`, `kind`, `steps`"),
        "{}",
        found[0]
    );
    expect(
        ALL,
        r#"{ "guides": [{ "id": "other", "remove": true }] }"#,
        &[(UnknownReference, ALL, 1, 22, "guides[0].id")],
    );
    expect(
        ALL,
        r#"{ "checklists": [{ "id": "list", "tasks": [{ "id": "six", "done": { "page": "/" } }] }] }"#,
        &[(MissingKey, ALL, 1, 44, "checklists[0].tasks[0].title")],
    );
}

#[test]
fn environments_are_declared_and_have_files() {
    expect(
        "environments/stagin/all.json",
        "{}",
        &[
            (NoOverlay, "banso.json", 3, 20, "environments[0]"),
            (UnknownReference, "environments/stagin/all.json", 1, 1, ""),
        ],
    );
    let found = check(&source(&[]));
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    let unknown = build_for(&source(&[(ALL, "{}")]), Some("stagin")).unwrap_err();
    assert!(unknown[0].mend.contains("did you mean `staging`?"));
}

#[test]
fn what_belongs_in_no_overlay() {
    expect(ALL, "{ \"theme\": {} }", &[(Misplaced, ALL, 1, 3, "theme")]);
    let project = "environments/staging/banso.json";
    expect(
        project,
        "{ \"environments\": [] }",
        &[(Misplaced, project, 1, 3, "environments")],
    );
    let article = "environments/staging/articles/en/a.md";
    let found = check(&source(&[(ALL, "{}"), (article, "")]));
    assert_eq!((found.len(), found[0].code), (1, Misplaced));
    let found = check(&source(&[(ALL, "{")]));
    assert_eq!((found.len(), found[0].code), (1, JsonSyntax));
}
