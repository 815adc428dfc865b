//! `banso check`, `banso build` and `banso schema` as a CI job meets them: exit codes and output.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use banso_content::bundle::Bundle;
use banso_content::compiler::{Code, container};
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
        people.contains("error[unknown-key]: there is no key `locals` here"),
        "{people}"
    );
    for part in [
        "/banso.json:2:3\n",
        "2 |   \"locals\": []\n",
        "  |   ^^^^^^^^ locals\n",
        "help: did you mean `locales`?",
        "2 errors, 0 warnings in 1 file.",
    ] {
        assert!(people.contains(part), "{part} in {people}");
    }
    assert!(!people.contains('\u{1b}'), "a pipe wants no colours");
    let tools = banso(&["check", text(folder.path()), "--format", "json"]).stdout;
    let tools: Value = serde_json::from_slice(&tools).unwrap();
    assert_eq!(tools[1]["code"], "unknown-key");
    assert_eq!(
        (&tools[1]["line"], &tools[1]["column"]),
        (&2.into(), &3.into())
    );
}

/// The example of the documentation: its files, with one id misspelt.
#[test]
fn the_documentation_shows_what_people_read() {
    let page = include_str!("../../../docs/content.md");
    let here = TempDir::new().unwrap();
    for announced in page.split("\n**`").skip(1) {
        let (name, rest) = announced.split_once("`**\n\n```").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        let (content, _) = rest.split_once("```").unwrap();
        let done = "\"done\": { \"feature\": { \"id\": \"export-csv\"";
        let content = content.replace(done, &done.replace("export", "expot"));
        let file = here.path().join("content").join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_banso"))
        .args(["check", "content"])
        .current_dir(here.path())
        .output()
        .unwrap();
    let people = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains(&people), "{people}");
}

/// `banso check content | head` is nothing to complain of.
#[test]
fn a_reader_may_leave_early() {
    let folder = broken();
    for format in ["text", "json", "sarif"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_banso"))
            .args(["check", text(folder.path()), "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stderr.is_empty(), "{output:?}");
    }
}

#[test]
fn warnings_fail_the_check_when_asked_to() {
    let folder = TempDir::new().unwrap();
    let project = r#"{ "locales": [{ "id": "en" }], "features": [
        { "id": "a", "name": { "en": "A" }, "any": [{ "click": ".css-1a2b3c" }] }] }"#;
    fs::write(folder.path().join("banso.json"), project).unwrap();
    let check = |more: &[&str]| banso(&[&["check", text(folder.path())], more].concat());
    assert_eq!(check(&[]).status.code(), Some(0));
    assert_eq!(check(&["--deny-warnings"]).status.code(), Some(1));
    assert_eq!(check(&["--deny-wornings"]).status.code(), Some(2));
}

/// SARIF is what the standard's own schema says, with all that code scanning shows.
#[test]
fn sarif_is_valid() {
    let folder = broken();
    let log = banso(&["check", text(folder.path()), "--format", "sarif"]);
    assert_eq!(log.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&log.stdout).unwrap();
    let schema = include_str!("fixtures/sarif-schema-2.1.0.json");
    // As published, the pattern of a language closes a bracket that it never opened.
    let schema: Value = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");

    let run = &log["runs"][0];
    let result = &run["results"][1];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), Code::all().len());
    let index = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(rules[index]["id"], "unknown-key");
    assert_eq!(
        (&result["ruleId"], &result["level"]),
        (&"unknown-key".into(), &"error".into())
    );
    assert_eq!(
        result["message"]["text"],
        "There is no key `locals` here. To mend it: did you mean `locales`?"
    );
    let location = &result["locations"][0];
    assert_eq!(
        location["physicalLocation"]["artifactLocation"]["uri"],
        "banso.json"
    );
    assert_eq!(
        location["physicalLocation"]["region"],
        serde_json::json!({ "startLine": 2, "startColumn": 3 })
    );
    assert_eq!(
        location["logicalLocations"][0]["fullyQualifiedName"],
        "locals"
    );
}

/// Code scanning looks for files from the root of the repository, where the command runs.
#[test]
fn sarif_names_files_from_the_working_directory() {
    let here = TempDir::new().unwrap();
    fs::create_dir(here.path().join("my content")).unwrap();
    fs::write(here.path().join("my content/banso.json"), "{}").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_banso"))
        .args(["check", "my content", "--format", "sarif"])
        .current_dir(here.path())
        .output()
        .unwrap();
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    let location = &log["runs"][0]["results"][0]["locations"][0];
    let file = &location["physicalLocation"]["artifactLocation"];
    assert_eq!(file["uri"], "my%20content/banso.json");
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
fn build_lays_the_overlay_of_an_environment_over() {
    let folder = TempDir::new().unwrap();
    let built = |environment: &[&str]| {
        let out = folder.path().join("content.banso");
        let arguments = [&["build", DEMO, "--out", text(&out)], environment].concat();
        let output = banso(&arguments);
        assert!(output.status.success(), "{output:?}");
        let container = container::read(&fs::read(&out).unwrap()).unwrap();
        Bundle::open(&container.bundle).unwrap()
    };
    let (base, staging) = (built(&[]), built(&["--environment", "staging"]));
    assert_ne!(base.theme, staging.theme);
    assert_ne!(base.version, staging.version);
    assert_eq!(base.guides.len(), staging.guides.len());
    let out = folder.path().join("other.banso");
    let unknown = banso(&[
        "build",
        DEMO,
        "--out",
        text(&out),
        "--environment",
        "stagin",
    ]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `staging`?"));
}

#[test]
fn schema_is_json_schema() {
    let schema: Value = serde_json::from_slice(&banso(&["schema"]).stdout).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
}
