//! Drafts by a signed link: the command that makes one, and what the collector answers to it.
#![allow(clippy::unwrap_used)]

#[path = "support/process.rs"]
mod process;
mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use banso_collector::auth::signing::{LONGEST, Purpose};
use banso_content::bundle::Bundle;
use banso_content::compiler::{self, container};
use process::Process;
use support::{Collector, KEY};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/content");
const HOUR: Duration = Duration::from_hours(1);

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// A collector that has a draft until an hour from now, and the hash of the draft.
fn with_draft() -> (Collector, String, compiler::Output) {
    let collector = Collector::start();
    let output = compiler::build(&compiler::load(Path::new(DEMO)).unwrap()).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let put = collector
        .app
        .store
        .put_draft(output.container(), now(), now() + 3_600_000);
    let hash = runtime.block_on(put).unwrap();
    (collector, hash, output)
}

#[test]
fn a_link_answers_the_draft_and_its_parts_to_its_bearer_alone() {
    let (collector, hash, output) = with_draft();
    let token = collector
        .app
        .signer
        .sign(Purpose::Preview, &hash, now(), HOUR);
    let origin = [("origin", "https://app.example")];
    let bundle = collector.get(&format!("/v1/preview/{hash}?token={token}"), &origin);
    assert_eq!(bundle.status, 200);
    assert_eq!(bundle.header("cache-control"), "private, no-store");
    assert_eq!(bundle.header("access-control-allow-origin"), "*");
    assert_eq!(bundle.body, output.bundle);
    let part = &output.parts[0];
    let path = format!("/v1/preview/{hash}/parts/{}?token={token}", part.hash);
    assert_eq!(collector.get(&path, &origin).body, part.bytes);
    let none = format!("/v1/preview/{hash}/parts/0000000000000000?token={token}");
    collector
        .get(&none, &[])
        .problem(404, "/problems/not-found");
    // The draft is served to nobody else.
    let published = collector.get(&format!("/v1/parts/{}", part.hash), &[]);
    published.problem(404, "/problems/not-found");
}

#[test]
fn what_no_link_allows_is_refused_with_what_to_do() {
    let (collector, hash, _) = with_draft();
    let signer = &collector.app.signer;
    let long_ago = now() - 2 * LONGEST.as_millis() as i64;
    let other = signer.sign(Purpose::Preview, "0123456789abcdef", now(), HOUR);
    let debug = signer.sign(Purpose::Debug, &hash, now(), HOUR);
    let expired = signer.sign(Purpose::Preview, &hash, long_ago, HOUR);
    for (token, said) in [
        ("", "not made by this collector"),
        ("preview.9999999999.AAAA", "not made by this collector"),
        (&*other, "not made by this collector"),
        (&*debug, "not made by this collector"),
        (&*expired, "has ended"),
    ] {
        let answer = collector.get(&format!("/v1/preview/{hash}?token={token}"), &[]);
        let detail = answer.problem(403, "/problems/preview");
        assert!(detail.contains(said), "{token}: {detail}");
        assert!(detail.contains("banso preview"), "{detail}");
    }
    let gone = collector.get(&format!("/v1/preview/0123456789abcdef?token={other}"), &[]);
    gone.problem(404, "/problems/not-found");
}

#[test]
fn guessing_is_answered_less_and_less_and_hinders_no_link() {
    let (collector, hash, _) = with_draft();
    let guess = format!("/v1/preview/{hash}?token=preview.9999999999.AAAA");
    let refused = (0..601)
        .map(|_| collector.get(&guess, &[]))
        .find(|answer| answer.status != 403)
        .unwrap();
    refused.problem(429, "/problems/too-many-requests");
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let token = collector
        .app
        .signer
        .sign(Purpose::Preview, &hash, now(), HOUR);
    let good = collector.get(&format!("/v1/preview/{hash}?token={token}"), &[]);
    assert_eq!(good.status, 200);
}

fn preview(folder: &Path, data: &Path, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_banso"))
        .arg("preview")
        .arg(folder)
        .arg("--data")
        .arg(data)
        .args(options)
        .output()
        .unwrap()
}

#[test]
fn the_command_makes_a_link_that_a_running_collector_takes() {
    let dir = tempfile::tempdir().unwrap();
    let process = Process::start(dir.path());
    let url = "https://app.example.com/page?tab=1#top";
    let options = ["--guide", "welcome-tour", "--url", url, "--hours", "2"];
    let output = preview(Path::new(DEMO), dir.path(), &options);
    let text = String::from_utf8(output.stdout).unwrap();
    let value = text
        .strip_prefix("https://app.example.com/page?tab=1&banso-preview=")
        .and_then(|rest| rest.strip_suffix("#top\n"))
        .unwrap();
    let (draft, rest) = value.split_once('.').unwrap();
    let token = rest.strip_suffix(".welcome-tour").unwrap();
    let path = format!("/v1/preview/{draft}?token={token}");
    let answer = support::get(&process.url(&path), &[]);
    assert_eq!(answer.status, 200);
    let bundle = Bundle::open(&answer.body).unwrap();
    assert!(bundle.guides.iter().any(|guide| guide.id == "welcome-tour"));
    // Nothing is published by it.
    let published = support::get(&process.url(&format!("/v1/bundle?writeKey={KEY}")), &[]);
    assert_eq!(published.status, 404);
}

#[test]
fn the_draft_that_is_stored_is_what_build_would_write() {
    let dir = tempfile::tempdir().unwrap();
    drop(Process::start(dir.path()));
    let output = preview(Path::new(DEMO), dir.path(), &["--environment", "staging"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let draft = text.strip_prefix("?banso-preview=").unwrap();
    let stored: Vec<u8> = support::value(dir.path(), "SELECT content FROM drafts");
    assert_eq!(
        draft.split('.').next().unwrap(),
        container::address(&stored)
    );
    let source = compiler::load(Path::new(DEMO)).unwrap();
    let built = compiler::build_for(&source, Some("staging")).unwrap();
    assert_eq!(stored, built.container());
}

#[test]
fn the_command_refuses_what_could_not_work() {
    let dir = tempfile::tempdir().unwrap();
    let demo = Path::new(DEMO);
    let empty = preview(demo, dir.path(), &[]);
    drop(Process::start(dir.path()));
    let broken = tempfile::tempdir().unwrap();
    fs::write(broken.path().join("banso.json"), "{\n  \"locals\": []\n}").unwrap();
    for (output, code, said) in [
        (empty, 2, "no collector has the data directory"),
        (
            preview(broken.path(), dir.path(), &[]),
            1,
            "there is no key `locals` here",
        ),
        (
            preview(demo, dir.path(), &["--guide", "welcome"]),
            2,
            "it has welcome-tour",
        ),
        (
            preview(demo, dir.path(), &["--url", "app.example"]),
            2,
            "from https:// on",
        ),
        (preview(demo, dir.path(), &["--hours", "169"]), 2, "168"),
    ] {
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{text}");
        assert!(text.contains(said), "{text}");
        assert!(output.stdout.is_empty());
    }
    let drafts: i64 = support::value(dir.path(), "SELECT count(*) FROM drafts");
    assert_eq!(drafts, 0);
}

#[test]
fn drafts_go_when_the_last_link_to_them_has_ended() {
    let dir = tempfile::tempdir().unwrap();
    drop(Process::start(dir.path()));
    assert!(preview(Path::new(DEMO), dir.path(), &[]).status.success());
    let conn = rusqlite::Connection::open(dir.path().join("banso.db")).unwrap();
    conn.execute("UPDATE drafts SET expires_at = 1", [])
        .unwrap();
    // The next start of the collector tidies up; another draft would as well.
    let process = Process::start(dir.path());
    let count = || support::value::<i64>(dir.path(), "SELECT count(*) FROM drafts");
    let deadline = std::time::Instant::now() + Duration::from_secs(30);
    while count() > 0 {
        assert!(std::time::Instant::now() < deadline, "the draft stays");
        std::thread::yield_now();
    }
    drop(process);
}
