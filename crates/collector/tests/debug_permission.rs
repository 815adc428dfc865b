//! Who may open the debug panel: by the environment of the write key, or by a signed link.
#![allow(clippy::unwrap_used)]

#[path = "support/process.rs"]
mod process;
mod support;

use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

use banso_collector::auth::signing::{LONGEST, Purpose};
use process::Process;
use support::{Answer, Collector, KEY, Setup};

fn now() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

fn ask(collector: &Collector, key: &str, token: &str) -> Answer {
    collector.get(&format!("/v1/debug?writeKey={key}&token={token}"), &[])
}

#[test]
fn every_environment_but_production_allows_it() {
    let collector = Collector::with(Setup {
        keys: vec!["staging-key@staging"],
        ..Setup::default()
    });
    let open = collector.get(
        "/v1/debug?writeKey=staging-key",
        &[("origin", "https://app.example")],
    );
    assert_eq!((open.status, open.body.len()), (204, 0));
    assert_eq!(open.header("cache-control"), "no-store");
    assert_eq!(open.header("access-control-allow-origin"), "*");
    let closed = collector.get(&format!("/v1/debug?writeKey={KEY}"), &[]);
    let detail = closed.problem(403, "/problems/debug");
    assert!(detail.contains("banso debug-link"), "{detail}");
    assert!(detail.contains("--debug production"), "{detail}");
    assert!(!detail.contains(KEY), "{detail}");
    ask(&collector, "wrong", "").problem(401, "/problems/write-key");
}

#[test]
fn production_may_be_opened_by_the_operator() {
    let collector = Collector::with(Setup {
        debug: vec!["production"],
        ..Setup::default()
    });
    assert_eq!(ask(&collector, KEY, "").status, 204);
}

#[test]
fn a_link_opens_one_write_key_until_it_expires() {
    let collector = Collector::with(Setup {
        keys: vec!["second-key@production"],
        ..Setup::default()
    });
    let signer = &collector.app.signer;
    let token = signer.sign(Purpose::Debug, KEY, now(), Duration::from_hours(1));
    assert_eq!(ask(&collector, KEY, &token).status, 204);
    let other = ask(&collector, "second-key", &token);
    let detail = other.problem(403, "/problems/debug");
    assert!(detail.contains("not made for this page"), "{detail}");
    let long_ago = now() - 2 * LONGEST.as_millis() as i64;
    let old = signer.sign(Purpose::Debug, KEY, long_ago, LONGEST);
    let detail = ask(&collector, KEY, &old).problem(403, "/problems/debug");
    assert!(detail.contains("expired"), "{detail}");
    ask(&collector, KEY, "debug.9999999999.AAAA").problem(403, "/problems/debug");
}

fn debug_link(data: &Path, key: &str, options: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_banso"))
        .args([
            "debug-link",
            "--key",
            key,
            "--url",
            "https://app.example.com/page?tab=1#top",
            "--data",
        ])
        .arg(data)
        .args(options)
        .output()
        .unwrap()
}

#[test]
fn the_command_makes_a_link_that_a_running_collector_takes() {
    let dir = tempfile::tempdir().unwrap();
    let process = Process::start(dir.path());
    let output = debug_link(dir.path(), KEY, &["--hours", "168"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let link = text.strip_suffix('\n').unwrap();
    let token = link
        .strip_prefix("https://app.example.com/page?tab=1&banso-debug=")
        .and_then(|rest| rest.strip_suffix("#top"))
        .unwrap();
    let path = format!("/v1/debug?writeKey={KEY}&token={token}");
    assert_eq!(support::get(&process.url(&path), &[]).status, 204);
}

#[test]
fn the_command_refuses_what_could_not_work() {
    let dir = tempfile::tempdir().unwrap();
    drop(Process::start(dir.path()));
    for (key, options, said) in [
        ("typo", &[][..], "--key as the page has it"),
        (KEY, &["--hours", "169"], "168"),
        (KEY, &["--hours", "0"], "168"),
    ] {
        let output = debug_link(dir.path(), key, options);
        assert!(!output.status.success() && output.stdout.is_empty());
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(said), "{text}");
    }
}
