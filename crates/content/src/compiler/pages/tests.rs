#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::super::{Code, Severity, check, load};
use super::*;

const GUIDES: &str = r##"{ "guides": [
  { "id": "tip", "name": { "en": "a" }, "kind": "tour",
    "when": { "all": [{ "page": "/expenses" }, { "locale": "ja" }] },
    "steps": [
      { "title": { "en": "a" }, "body": { "en": "a" }, "target": "[data-testid='new-expense']" },
      { "title": { "en": "a" }, "body": { "en": "a" }, "target": "#total", "page": "/reports/*" }
    ] }
  ],
  "features": [
    { "id": "a", "name": { "en": "a" }, "any": [{ "click": ".row" }, { "page": "/expenses" }] },
    { "id": "b", "name": { "en": "b" }, "any": [{ "click": "[data-testid=\"delete\"]:hover" }] }
  ]
}"##;

const HTML: &str = "<!doctype html><template><i data-testid='new-expense'></i></template>
<p class=row>1<p class=row>2";

fn source() -> Source {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("banso.json", r#"{ "locales": [{ "id": "en" }] }"#);
    write("guides.json", GUIDES);
    load(folder.path()).unwrap()
}

fn page(path: Option<&str>, html: &str) -> Page {
    Page {
        name: path.unwrap_or("saved.html").into(),
        path: path.map(Into::into),
        html: format!("{HTML}{html}"),
    }
}

/// What is found as `(severity, code, path, mend)`.
fn found(pages: &[Page]) -> Vec<(Severity, Code, String, String)> {
    let report = check_pages(&source(), pages);
    let found = report.found.into_iter();
    found
        .map(|one| (one.severity, one.code, one.path, one.mend))
        .collect()
}

const STEP: &str = "guides[0].steps[0].target";
const STEP_OF_REPORTS: &str = "guides[0].steps[1].target";
const NOTHING: Code = Code::SelectorMatchesNothing;

#[test]
fn what_is_expected_and_there_is_no_mistake() {
    let html = "<button data-testid='new-expense'>+</button>";
    assert_eq!(found(&[page(Some("/expenses"), html)]), []);
}

#[test]
fn what_is_expected_and_missing_is_an_error_with_the_nearest() {
    for (html, nearest) in [
        (
            "<a data-testid='new-expence'>",
            "did you mean `[data-testid=\"new-expence\"]`?",
        ),
        (
            "<a data-test='new-expense'>",
            "did you mean `[data-test=\"new-expense\"]`?",
        ),
    ] {
        let expected = (Severity::Error, NOTHING, STEP.into(), nearest.into());
        assert_eq!(found(&[page(Some("/expenses"), html)]), [expected]);
    }
    let none = found(&[page(Some("/expenses"), "")]);
    assert!(none[0].3.contains("say with `page`"), "{none:?}");
}

#[test]
fn what_belongs_to_other_pages_is_not_looked_for() {
    let report = check_pages(&source(), &[page(Some("/expenses"), "")]);
    let outcomes: Vec<_> = report.pages[0]
        .iter()
        .map(|one| (&one.path[..], &one.outcome))
        .collect();
    let expected = [
        (STEP, &Outcome::Matches(0)),
        (STEP_OF_REPORTS, &Outcome::Elsewhere),
        ("features[0].any[0].click", &Outcome::Matches(2)),
        ("features[1].any[0].click", &Outcome::Unjudged),
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(report.pages[0][1].line, 6);
    let of_reports = found(&[page(Some("/reports/7"), "<b id=total>")]);
    assert_eq!(of_reports, []);
    let missing = found(&[page(Some("/reports/7"), "")]);
    assert_eq!(
        (missing.len(), missing[0].0, &missing[0].2[..]),
        (1, Severity::Error, STEP_OF_REPORTS)
    );
}

#[test]
fn several_elements_are_told_by_what_one_alone_has() {
    let html = "<a data-testid=new-expense>a</a><a data-testid=new-expense id=plus>b</a>";
    let mend = "select one of them by what it alone has, such as `[id=\"plus\"]`";
    let expected = (
        Severity::Warning,
        Code::SelectorMatchesMany,
        STEP.into(),
        mend.into(),
    );
    assert_eq!(found(&[page(Some("/expenses"), html)]), [expected]);
}

#[test]
fn a_page_without_a_path_may_be_any_page() {
    let found = found(&[page(None, ""), page(None, "<b id=total>")]);
    let found: Vec<_> = found.iter().map(|one| (one.0, &one.2[..])).collect();
    assert_eq!(found, [(Severity::Warning, STEP)]);
}

#[test]
fn a_selector_without_a_page_must_be_on_one_of_them() {
    let bare = Page {
        html: String::new(),
        ..page(Some("/settings"), "")
    };
    let missing = found(std::slice::from_ref(&bare));
    let expected = "features[0].any[0].click";
    assert_eq!(
        (missing.len(), missing[0].0, &missing[0].2[..]),
        (1, Severity::Warning, expected)
    );
    assert_eq!(found(&[bare, page(Some("/team"), "")]), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_page_and_no_selector_stops_the_check(
        html: String,
        selector in "([a-z.#>:*()\\[\\]=\"'~+|, -]|nth-child|not){0,12}",
    ) {
        let folder = tempfile::TempDir::new().unwrap();
        let target = serde_json::Value::String(selector);
        let project = format!("{{ \"guides\": [{{ \"steps\": [{{ \"target\": {target} }}] }}] }}");
        std::fs::write(folder.path().join("banso.json"), project).unwrap();
        let source = load(folder.path()).unwrap();
        check(&source);
        check_pages(&source, &[Page { name: "a".into(), path: None, html }]);
    }
}

/// What becomes of the ways of a step, on a page with this HTML, as `(severity, code)`.
fn by(ways: &str, html: &str) -> Vec<(Severity, Code)> {
    let folder = tempfile::TempDir::new().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "banso.json",
        r#"{ "locales": [{ "id": "en" }, { "id": "ja" }] }"#,
    );
    let text = r#""title": { "en": "a" }, "body": { "en": "a" }"#;
    let step = format!("{{ {text}, \"page\": \"/expenses\", \"target\": {{ {ways} }} }}");
    let guide = format!("{{ \"id\": \"tip\", \"steps\": [{step}] }}");
    write("guides.json", &format!("{{ \"guides\": [{guide}] }}"));
    let report = check_pages(
        &load(folder.path()).unwrap(),
        &[page(Some("/expenses"), html)],
    );
    report
        .found
        .iter()
        .map(|one| (one.severity, one.code))
        .collect()
}

const BUTTON: &str = r#""role": "button", "name": { "en": "New", "ja": "新規" }"#;

#[test]
fn ways_are_tried_in_their_order() {
    for html in [
        "<a data-testid=new></a>",
        "<button> New </button><button>Old</button>",
        "<button>新<b>規</b><i hidden>x</i></button>",
        "<div role=button aria-label=New>+</div>",
        "<input type=submit value=New>",
        "<a data-testid=new></a><a data-testid=new></a><button title=New></button>",
    ] {
        assert_eq!(
            by(&format!("\"testId\": \"new\", {BUTTON}"), html),
            [],
            "{html}"
        );
    }
    assert_eq!(
        by(r#""text": { "en": "Here" }"#, "<div><p>Here</p></div>"),
        []
    );
}

#[test]
fn ways_that_all_fail_are_told() {
    let missing = [(Severity::Error, Code::SelectorMatchesNothing)];
    assert_eq!(by(BUTTON, "<button>Old</button><a>New</a>"), missing);
    assert_eq!(
        by(
            &format!("{BUTTON}, \"within\": \"main\""),
            "<button>New</button>"
        ),
        missing
    );
    let many = [(Severity::Warning, Code::SelectorMatchesMany)];
    assert_eq!(
        by(BUTTON, "<button>New</button><button>新規</button>"),
        many
    );
}
