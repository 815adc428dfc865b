//! `docs/content.md` is true: the scenario in it comes out as it says with the content in it, and what
//! it shows of one that does not is what is reported.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use banso_content::bundle::Bundle;
use banso_content::compiler::{Source, build};
use banso_rehearsal::report::text;
use banso_rehearsal::scenario::{Outcome, Stage, schema};
use serde_json::Value;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/content.md");
    fs::read_to_string(path).unwrap()
}

/// The content in the page: the blocks that a line with a path in bold announces.
fn content(page: &str) -> Source {
    let announced = page.split("\n**`").skip(1);
    Source::of(announced.map(|rest| {
        let (path, rest) = rest.split_once("`**\n\n```").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        (path, rest.split_once("```").unwrap().0)
    }))
}

/// The first block of a language after a sentence.
fn block<'p>(page: &'p str, sentence: &str, language: &str) -> &'p str {
    let (_, rest) = page.split_once(sentence).unwrap();
    let (_, rest) = rest.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("\n```").unwrap().0
}

fn run(page: &str, file: &str, scenario: &str) -> Outcome {
    let source = content(page);
    let output = build(&source).unwrap();
    let bundle = Bundle::open(&output.bundle).unwrap();
    let stage = Stage {
        source: &source,
        bundle: &bundle,
        environment: None,
    };
    stage.run(file, scenario)
}

fn report(outcome: Outcome) -> String {
    let mut out = Vec::new();
    text(&[outcome], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
}

#[test]
fn the_scenario_comes_out_as_it_says() {
    let page = page();
    let outcome = run(&page, "a", block(&page, "about the content above", "jsonc"));
    assert!(outcome.passed(), "{}", report(outcome));
}

#[test]
fn what_is_shown_of_a_failure_is_what_is_reported() {
    let page = page();
    let shown = block(&page, "A step that comes out otherwise", "text");
    let scenario = r#"{
  "name": "The tip on CSV export comes on a report",
  "user": { "id": "hanako" },
  "account": { "id": "acme", "traits": { "plan": "team" } },
  "now": "2026-12-01T09:00",
  "zone": "Asia/Tokyo",
  "page": "/reports/7",
  "steps": [
    { "do": { "visit": "/reports/8" }, "expect": { "guide": "csv-tip" } }
  ]
}"#;
    let outcome = run(&page, "scenarios/csv-tip.scenario.json", scenario);
    assert_eq!(report(outcome).trim_end(), shown);
}

#[test]
fn every_form_of_a_step_is_in_the_schema_and_in_the_page() {
    let (page, schema) = (page(), schema().to_value());
    let deeds = schema["$defs"]["Deed"]["oneOf"].as_array().unwrap();
    let deeds = deeds
        .iter()
        .flat_map(|deed| deed["required"].as_array().unwrap());
    let expected = schema["$defs"]["Expect"]["properties"].as_object().unwrap();
    for name in deeds.filter_map(Value::as_str) {
        assert!(page.contains(&format!("`{{ \"{name}\": ")), "{name}");
    }
    for name in expected.keys() {
        assert!(page.contains(&format!("`{name}`")), "{name}");
    }
}
