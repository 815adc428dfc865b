//! `banso test`, `banso replay` and `banso simulate` as a CI job meets them: exit codes and output.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use banso_content::bundle::Bundle;
use banso_engine::recording::Recorder;
use banso_engine::{Engine, Input};
use banso_rehearsal::content::of_folder;
use serde_json::Value;
use tempfile::TempDir;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/content");
const NOW: u64 = 1_764_000_000_000;

fn banso(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_banso"))
        .args(arguments)
        .env_remove("BANSO_DATA")
        .output()
        .unwrap()
}

fn said(output: &Output) -> (Option<i32>, String) {
    let text = [output.stdout.as_slice(), &output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn scenario(folder: &TempDir, guide: &str) -> String {
    let path = folder.path().join("a.scenario.json");
    let told = format!(
        r#"{{ "name": "Tour", "now": "2026-12-01", "steps": [{{ "expect": {{ "guide": "{guide}" }} }}] }}"#
    );
    fs::write(&path, told).unwrap();
    text(&path).into()
}

#[test]
fn test_ends_with_whether_all_came_as_expected() {
    let folder = TempDir::new().unwrap();
    let good = scenario(&folder, "welcome-tour");
    let (code, report) = said(&banso(&["test", &good, "--content", DEMO]));
    assert_eq!((code, report.contains("all as expected")), (Some(0), true));
    assert!(!report.contains('\u{1b}'), "no colours in a pipe");

    let bad = scenario(&folder, "bulk-edit-tip");
    let (code, report) = said(&banso(&["test", &bad, "--content", DEMO]));
    assert_eq!(code, Some(1));
    assert!(report.contains("- expected  bulk-edit-tip"), "{report}");
    let (_, json) = said(&banso(&[
        "test",
        &bad,
        "--content",
        DEMO,
        "--format",
        "json",
    ]));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["failure"]["differences"][0]["what"], "guide");
    let (_, xml) = said(&banso(&[
        "test",
        &bad,
        "--content",
        DEMO,
        "--format",
        "junit",
    ]));
    assert!(xml.starts_with("<?xml") && xml.contains("failures=\"1\""));

    let filtered = ["test", &bad, "--content", DEMO, "--filter", "no such"];
    let (code, report) = said(&banso(&filtered));
    assert_eq!(code, Some(2));
    assert!(report.contains("there are no scenarios"), "{report}");
    let (code, _) = said(&banso(&["test", &good, "--content", "/nowhere"]));
    assert_eq!(code, Some(2));
    let nowhere = ["test", &good, "--content", DEMO, "--environment", "nowhere"];
    let (code, report) = said(&banso(&nowhere));
    assert_eq!(code, Some(2));
    assert!(
        report.contains("there is no environment `nowhere`"),
        "{report}"
    );
}

#[test]
fn who_reads_may_leave_early() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
    let command = command.args(["test", "--content", DEMO]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_schema_of_scenarios_is_written_for_editors() {
    let (_, schema) = said(&banso(&["schema", "--scenario"]));
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let scenarios = Path::new(DEMO).join("../scenarios");
    for entry in fs::read_dir(scenarios).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let plain: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        let scenario = serde_json::from_str(&plain.join("\n")).unwrap();
        assert!(validator.is_valid(&scenario), "{text}");
    }
}

fn recording(bundle: Bundle) -> Vec<u8> {
    let mut engine = Engine::new(None, 1, NOW);
    engine.handle(Input::Bundle(Box::new(bundle)), NOW);
    let mut recorder = Recorder::new(engine, NOW);
    recorder.take(NOW + 1, &Input::Show("card-import-news".into()));
    recorder.finish().seal()
}

#[test]
fn replay_ends_with_whether_every_answer_is_the_recorded_one() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("page.banso-recording");
    let bytes = recording(of_folder(Path::new(DEMO), None).unwrap().1);
    fs::write(&path, &bytes).unwrap();
    let (code, told) = said(&banso(&["replay", text(&path), "--content", DEMO]));
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("show card-import-news, step 1"), "{told}");

    let built = folder.path().join("staging.banso");
    let build = [
        "build",
        DEMO,
        "--environment",
        "staging",
        "--out",
        text(&built),
    ];
    assert_eq!(said(&banso(&build)).0, Some(0));
    let (code, told) = said(&banso(&["replay", text(&path), "--content", text(&built)]));
    assert_eq!(code, Some(2));
    assert!(told.contains("it was recorded with content"), "{told}");

    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let (code, told) = said(&banso(&["replay", text(&path), "--content", DEMO]));
    assert_eq!((code, told.contains("is damaged")), (Some(2), true));
}

#[test]
fn simulate_reads_the_history_that_was_imported() {
    let folder = TempDir::new().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("history"));
    let message = |id: u32, kind: &str, more: &str| {
        format!(
            r#"{{"type":"{kind}","messageId":"m-{id}","userId":"u-1","timestamp":"2026-11-0{id}T09:00:00Z","context":{{"page":{{"path":"/"}},"sessionId":{id}}}{more}}}"#
        )
    };
    let group = r#","groupId":"acme","traits":{"plan":"team"}"#;
    let lines = [
        message(1, "page", r#","properties":{"path":"/"}"#),
        message(2, "group", group),
        message(3, "page", r#","properties":{"path":"/"}"#),
    ];
    fs::write(&file, lines.join("\n")).unwrap();
    let store = text(&data);
    let key = ["--write-key", "pk_test_simulate"];
    let import = [["import", "--data", store].as_slice(), &key, &[text(&file)]].concat();
    let (code, report) = said(&banso(&import));
    assert_eq!(
        (code, report.contains("3 imported")),
        (Some(0), true),
        "{report}"
    );

    let simulate = ["simulate", "--content", DEMO, "--store", store];
    let (code, table) = said(&banso(&simulate));
    assert_eq!(code, Some(0), "{table}");
    assert!(
        table.contains("1 active users in 1 accounts, 3 messages"),
        "{table}"
    );
    let (_, json) = said(&banso(
        &[simulate.as_slice(), &["--format", "json"]].concat(),
    ));
    let json: Value = serde_json::from_str(&json).unwrap();
    let reached: Vec<&Value> = json["guides"].as_array().unwrap().iter().collect();
    assert_eq!(
        (&reached[0]["guide"], &reached[0]["users"]),
        (&"welcome-tour".into(), &1.into())
    );

    let nowhere = ["simulate", "--content", DEMO, "--store", "/nowhere"];
    let (code, report) = said(&banso(&nowhere));
    assert_eq!(
        (code, report.contains("/nowhere")),
        (Some(2), true),
        "{report}"
    );
}
