//! What was acknowledged is on disk: under SIGKILL, under SIGTERM, under more load than it takes.
#![allow(clippy::unwrap_used)]

#[path = "support/process.rs"]
mod process;
mod support;
#[allow(dead_code, reason = "inquiries.rs uses the rest")]
#[path = "support/targets.rs"]
mod targets;

use std::collections::HashSet;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use banso_content::bundle::Bundle;
use banso_content::compiler::container;
use banso_wire::receipt::Receipt;
use process::Process;
use serde_json::json;
use support::{KEY, get, post, track, value};
use targets::Http;

/// What webhooks are signed with.
const SECRET: &str = "a secret of the tests";
const SENDERS: usize = 8;
const BATCH: usize = 20;

/// Sends batches of fresh ids until told to stop or until the collector is gone, and keeps the
/// ids that were acknowledged.
fn send(
    url: &str,
    name: &str,
    stop: &AtomicBool,
    acknowledged: &Mutex<HashSet<String>>,
    count: &AtomicUsize,
) {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .build()
        .into();
    for round in 0.. {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let messages: Vec<_> = (0..BATCH)
            .map(|n| track(&format!("{name}-{round}-{n}")))
            .collect();
        let body = json!({"batch": messages, "writeKey": KEY}).to_string();
        let Ok(mut response) = agent.post(url).send(body) else {
            return;
        };
        let read = response.body_mut().read_to_vec().ok();
        let receipt = read.and_then(|body| serde_json::from_slice::<Receipt>(&body).ok());
        if let (200, Some(receipt)) = (response.status().as_u16(), receipt) {
            count.fetch_add(receipt.accepted.len(), Ordering::Relaxed);
            acknowledged.lock().unwrap().extend(receipt.accepted);
        }
    }
}

/// Runs senders against a process; `end` is called once `enough` messages were acknowledged.
fn under_load(
    process: &mut Process,
    name: &str,
    enough: usize,
    end: impl FnOnce(&mut Process),
) -> HashSet<String> {
    let (acknowledged, count, stop) = (
        Mutex::default(),
        AtomicUsize::new(0),
        AtomicBool::new(false),
    );
    let url = process.url("/v1/batch");
    std::thread::scope(|scope| {
        for sender in 0..SENDERS {
            let name = format!("{name}-{sender}");
            let (url, stop, acknowledged, count) = (&url, &stop, &acknowledged, &count);
            scope.spawn(move || send(url, &name, stop, acknowledged, count));
        }
        while count.load(Ordering::Relaxed) < enough {
            std::thread::yield_now();
        }
        end(process);
        stop.store(true, Ordering::Relaxed);
    });
    acknowledged.into_inner().unwrap()
}

fn stored(data: &Path) -> HashSet<String> {
    let conn = rusqlite::Connection::open(data.join(banso_collector::store::FILE)).unwrap();
    let mut ids = conn.prepare("SELECT message_id FROM events").unwrap();
    let ids = ids.query_map([], |row| row.get(0)).unwrap();
    ids.collect::<Result<_, _>>().unwrap()
}

#[test]
fn sigkill_under_load_loses_nothing_that_was_acknowledged() {
    let data = tempfile::tempdir().unwrap();
    let mut acknowledged = HashSet::new();
    for round in 0..3 {
        let mut process = Process::start(data.path());
        let round = format!("r{round}");
        acknowledged.extend(under_load(&mut process, &round, 1_000, Process::kill));
    }
    assert!(acknowledged.len() >= 3_000);
    let stored = stored(data.path());
    let lost: Vec<_> = acknowledged.difference(&stored).collect();
    assert!(
        lost.is_empty(),
        "{} lost, such as {:?}",
        lost.len(),
        lost[0]
    );
    assert_eq!(value::<String>(data.path(), "PRAGMA integrity_check"), "ok");
}

#[test]
fn sigkill_while_an_inquiry_is_on_its_way_delivers_it_again_under_the_same_key() {
    let data = tempfile::tempdir().unwrap();
    let target = Http::answering(&[0, 204]);
    let count = |sql: &str| value::<i64>(data.path(), &format!("SELECT count(*) FROM {sql}"));
    let serve = || {
        let options = [
            "--inquiry-webhook",
            &*target.url,
            "--inquiry-secret",
            SECRET,
        ];
        Process::start_with(data.path(), &options)
    };
    let mut process = serve();
    until(|| count("inquiry_targets") == 1);
    let asked = json!({
        "type": "track", "messageId": "m-1", "userId": "u-1", "event": "Help Inquiry Sent",
        "properties": {"inquiry": "i-1", "text": "CSV is broken."},
    });
    let body = json!({"batch": [asked], "writeKey": KEY}).to_string();
    let answer = post(&process.url("/v1/batch"), body.as_bytes(), &[]);
    assert_eq!(answer.receipt().accepted, ["m-1"]);
    until(|| target.requests().len() == 1);
    process.kill();
    assert_eq!(count("inquiry_deliveries WHERE state = 'waiting'"), 1);

    let _again = serve();
    until(|| count("inquiry_deliveries WHERE state = 'delivered'") == 1);
    let keys: Vec<_> = target.requests();
    let keys: Vec<&str> = keys.iter().map(|one| one.header("webhook-id")).collect();
    assert_eq!(keys, ["inq_i-1_1"; 2], "the target can tell that it has it");
}

/// Waits for what is not over at once.
fn until(so: impl Fn() -> bool) {
    while !so() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn sigterm_answers_open_requests_and_folds_the_log_in() {
    let data = tempfile::tempdir().unwrap();
    let mut process = Process::start(data.path());
    let acknowledged = under_load(&mut process, "t", 500, |process| {
        process.signal("TERM");
        assert!(process.wait().success());
    });
    let log = data
        .path()
        .join(format!("{}-wal", banso_collector::store::FILE));
    assert!(!log.exists(), "the write-ahead log is still there");
    let stored = stored(data.path());
    assert!(acknowledged.is_subset(&stored));
}

#[test]
fn content_that_changes_is_served_without_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content.banso");
    let publish = |version: &str| {
        let bundle = Bundle {
            version: version.into(),
            ..Bundle::default()
        };
        std::fs::write(&content, container::write(&bundle.seal(), &[], None)).unwrap();
        bundle.seal()
    };
    let first = publish("one");
    let path = content.to_str().unwrap();
    let process = Process::start_with(dir.path(), &["--content", path]);
    let served = || get(&process.url(&format!("/v1/bundle?writeKey={KEY}")), &[]).body;
    assert_eq!(served(), first);
    let second = publish("two");
    process.signal("HUP");
    while served() != second {
        assert_eq!(served().first(), second.first(), "always a whole bundle");
    }
}

#[test]
fn history_is_imported_once_and_keeps_its_times() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("history.jsonl");
    let mut history = String::new();
    for n in 0..2_500 {
        let mut message = track(&format!("h-{n}"));
        message["timestamp"] = json!("2026-01-01T00:00:00.000Z");
        message["sentAt"] = json!("2026-01-01T00:00:09.000Z");
        history.push_str(&message.to_string());
        history.push('\n');
    }
    history.push_str("\nnot json\n");
    history.push_str(&json!({"long": "x".repeat(200_000)}).to_string());
    history.push_str("\n{\"type\":\"page\"}");
    std::fs::write(&file, history).unwrap();
    let import = || {
        let output = Command::new(env!("CARGO_BIN_EXE_banso"))
            .args(["import", "--write-key", KEY, "--data"])
            .args([dir.path(), &file])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(import(), "2500 imported, 0 there already, 3 refused\n");
    assert_eq!(import(), "0 imported, 2500 there already, 3 refused\n");
    let at = "SELECT group_concat(DISTINCT ts) FROM events";
    assert_eq!(value::<String>(dir.path(), at), "1767225600000");
}

#[test]
fn a_user_is_added_from_the_command_line_with_a_hashed_password() {
    let dir = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_banso"))
        .args([
            "user",
            "add",
            "--email",
            "cs@example.com",
            "--role",
            "admin",
        ])
        .args(["--password-env", "TEST_PASSWORD", "--data"])
        .arg(dir.path())
        .env("TEST_PASSWORD", "a long password")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let hash: String = value(
        dir.path(),
        "SELECT password_hash FROM staff WHERE role = 'admin'",
    );
    assert!(hash.starts_with("$argon2id$"), "{hash}");
}
