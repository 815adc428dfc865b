//! `banso search-eval` as a person meets it: the run, the line of figures, and what a mistake says.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const DOCS: &str = r#"{"id": "receipt", "title": "領収書を撮影する", "body": "**スマートフォン**で領収書を撮ると、金額を読み取ります。"}
{"id": "card", "title": "カード明細を取り込む", "body": "法人カードを連携します。<br>", "extra": [1]}
"#;
const QUERIES: &str = r#"{"id": "q1", "text": "ｶｰﾄﾞの連携", "split": "test"}
{"id": "q2", "text": "領収書の写真"}
"#;

fn evaluate(files: &[(&str, &str)], more: &[&str]) -> (TempDir, Output) {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_banso"))
        .current_dir(folder.path())
        .args([
            "search-eval",
            "--docs",
            "docs.jsonl",
            "--queries",
            "queries.jsonl",
        ])
        .args(["--lang", "ja", "--run", "run.tsv"])
        .args(more)
        .output()
        .unwrap();
    (folder, output)
}

#[test]
fn the_run_is_written_and_judged() {
    let grades = "q1\tcard\t1\nq2\treceipt\t1\n";
    let files = [
        ("docs.jsonl", DOCS),
        ("queries.jsonl", QUERIES),
        ("qrels.tsv", grades),
    ];
    let (folder, output) = evaluate(&files, &["--k", "1", "--qrels", "qrels.tsv"]);
    assert!(output.status.success(), "{output:?}");
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&line["docs"], &line["queries"]), (&2.into(), &2.into()));
    assert_eq!((&line["ndcg_10"], &line["mrr"]), (&1.0.into(), &1.0.into()));
    for figure in [
        "build_ms",
        "index_bytes",
        "index_gzip_bytes",
        "p50_us",
        "p99_us",
    ] {
        assert!(line[figure].as_f64().unwrap() > 0.0, "{figure} in {line}");
    }
    let run = fs::read_to_string(folder.path().join("run.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = run.lines().map(|row| row.split('\t').collect()).collect();
    let named: Vec<&[&str]> = rows.iter().map(|row| &row[..3]).collect();
    assert_eq!(named, [["q1", "card", "1"], ["q2", "receipt", "1"]]);
    assert!(rows[0][3].parse::<f64>().unwrap() > 0.0);
}

#[test]
fn a_mistake_is_named_with_its_line_and_its_mend() {
    let bad = QUERIES.to_owned() + "{\"text\": \"no id\"}\n";
    let (_folder, output) = evaluate(&[("docs.jsonl", DOCS), ("queries.jsonl", &bad)], &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    let expect = r#"queries.jsonl:3: it has no "id"; write {"id": "q1", "text": "..."}"#;
    assert!(said.contains(expect), "{said}");

    let (_folder, output) = evaluate(&[("queries.jsonl", QUERIES)], &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("the file `docs.jsonl` cannot be read"),
        "{said}"
    );
}
