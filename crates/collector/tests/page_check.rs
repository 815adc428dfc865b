//! `banso check --url` and `--html`: selectors on a page that is served here.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

const PROJECT: &str = r##"{
  "locales": [{ "id": "en" }],
  "guides": [{
    "id": "tour", "name": { "en": "Tour" }, "kind": "tour", "when": { "page": "/expenses" },
    "steps": [
      { "title": { "en": "New" }, "body": { "en": "Start here." }, "target": "[data-testid=\"new-expense\"]" },
      { "title": { "en": "Sum" }, "body": { "en": "Read it." }, "target": "#total", "page": "/reports" }
    ]
  }]
}"##;

const SCRIPTED: &str = "<!doctype html><title>Seisan</title><div id=app></div><script>
const button = document.createElement('button');
button.dataset.testid = 'new-expense';
setTimeout(() => app.append(button), 500);
</script>";
const MISSPELT: &str = "<!doctype html><button data-testid=new-expence>+</button>";

/// Serves pages on a free port of 127.0.0.1 until the test ends.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let stream = stream.unwrap();
            thread::spawn(move || answer(stream));
        }
    });
    format!("http://{address}")
}

fn answer(mut stream: TcpStream) {
    let head = BufReader::new(stream.try_clone().unwrap()).lines();
    let head: Vec<String> = head
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let Some(path) = head.first().and_then(|line| line.split(' ').nth(1)) else {
        return;
    };
    let (status, body) = match path {
        "/expenses" => ("200 OK", SCRIPTED),
        "/reports" => ("200 OK", MISSPELT),
        "/moved" => ("302 Found\r\nlocation: /reports", ""),
        _ => ("404 Not Found", "<p>Nothing here."),
    };
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    );
    // The browser may have gone by now.
    drop(stream.write_all(answer.as_bytes()));
}

fn content() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("banso.json"), PROJECT).unwrap();
    folder
}

/// Runs the check; `browser` is what `BANSO_CHROMIUM` says, if anything.
fn check(folder: &TempDir, browser: Option<&str>, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banso"));
    command.arg("check").arg(folder.path()).args(arguments);
    if let Some(browser) = browser {
        command.env("BANSO_CHROMIUM", browser);
    }
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn without_a_browser_the_plain_html_is_read() {
    let output = check(
        &content(),
        Some(""),
        &["--url", &format!("{}/expenses", serve())],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    for part in [
        "scripts did not run",
        "  nothing      [data-testid=\"new-expense\"]  ",
        "  other page   #total ",
        "  1 selector checked; 1 skipped: they belong to other pages.",
        "error[selector-matches-nothing]: `[data-testid=\"new-expense\"]` matches nothing on http://127.0.0.1:",
        "banso.json:6:78\n",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn with_a_browser_scripts_run() {
    let output = check(
        &content(),
        None,
        &["--url", &format!("{}/expenses", serve())],
    );
    let said = stdout(&output);
    if said.contains("scripts did not run") {
        eprintln!("not tested: no browser is installed");
        return;
    }
    assert_eq!(output.status.code(), Some(0), "{said}{output:?}");
    assert!(
        said.contains("  1 element    [data-testid=\"new-expense\"] "),
        "{said}"
    );
}

#[test]
fn a_page_is_where_its_redirections_lead() {
    let output = check(
        &content(),
        Some(""),
        &["--url", &format!("{}/moved", serve())],
    );
    let said = stdout(&output);
    assert!(said.contains("  nothing      #total"), "{said}");
    assert!(
        said.contains("  other page   [data-testid=\"new-expense\"]"),
        "{said}"
    );
}

#[test]
fn a_page_that_is_not_there_stops_the_check() {
    let output = check(
        &content(),
        Some(""),
        &["--url", &format!("{}/gone", serve())],
    );
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("/gone cannot be read") && said.contains("404"),
        "{said}"
    );
    let output = check(&content(), Some("/no/browser"), &["--url", &serve()]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_saved_page_is_checked_and_tools_read_the_mistakes_alone() {
    let folder = content();
    let page = folder.path().join("page.html");
    fs::write(&page, MISSPELT).unwrap();
    let run = |more: &str| {
        let page = format!("{}{more}", page.display());
        let output = check(&folder, None, &["--format", "json", "--html", &page]);
        let found: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output, found)
    };
    let (output, found) = run("=/expenses");
    assert_eq!(
        (output.status.code(), found.as_array().unwrap().len()),
        (Some(1), 1)
    );
    assert_eq!(found[0]["code"], "selector-matches-nothing");
    assert_eq!(found[0]["path"], "guides[0].steps[0].target");
    assert_eq!(
        found[0]["mend"],
        "did you mean `[data-testid=\"new-expence\"]`?"
    );
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("1 selector checked")
    );
    let (output, found) = run("");
    assert_eq!(
        (output.status.code(), found.as_array().unwrap().len()),
        (Some(0), 2)
    );
    assert_eq!(found[1]["severity"], "warning");
}
