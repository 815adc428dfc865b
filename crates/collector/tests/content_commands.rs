//! `banso check`, `banso build` and `banso schema` as a CI job meets them: exit codes and output.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use banso_content::compiler::container;
use serde_json::Value;
use tempfile::TempDir;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/content");

fn banso(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_banso"))
        .args(arguments)
        .output()
        .unwrap()
}

fn broken() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("banso.json"), "{\n  \"locals\": []\n}").unwrap();
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn check_ends_with_the_gravest_finding() {
    let folder = broken();
    assert_eq!(banso(&["check", DEMO]).status.code(), Some(0));
    assert_eq!(
        banso(&["check", text(folder.path())]).status.code(),
        Some(1)
    );
    let missing = folder.path().join("missing");
    let output = banso(&["check", text(&missing)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("missing")
    );
}

#[test]
fn check_says_mistakes_to_people_and_to_tools() {
    let folder = broken();
    let people = banso(&["check", text(folder.path())]).stdout;
    let people = String::from_utf8(people).unwrap();
    assert!(
        people.contains("banso.json:2:3: error[unknown-key]"),
        "{people}"
    );
    assert!(people.contains("did you mean `locales`?"), "{people}");
    let tools = banso(&["check", text(folder.path()), "--format", "json"]).stdout;
    let tools: Value = serde_json::from_slice(&tools).unwrap();
    assert_eq!(tools[1]["code"], "unknown-key");
    assert_eq!(
        (&tools[1]["line"], &tools[1]["column"]),
        (&2.into(), &3.into())
    );
}

#[test]
fn build_writes_a_container_or_nothing() {
    let folder = broken();
    let out = folder.path().join("content.banso");
    let refused = banso(&["build", text(folder.path()), "--out", text(&out)]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!out.exists());
    assert_eq!(
        banso(&["build", DEMO, "--out", text(&out)]).status.code(),
        Some(0)
    );
    assert!(container::read(&fs::read(&out).unwrap()).is_ok());
}

#[test]
fn schema_is_json_schema() {
    let schema: Value = serde_json::from_slice(&banso(&["schema"]).stdout).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}
