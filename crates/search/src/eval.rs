//! Measuring the search on a collection of documents and queries.
//!
//! Documents are JSON lines of `{"id", "title", "body"}` (`"keywords"` if there are any), queries
//! of `{"id", "text"}`; fields beyond these are passed over. A run is written as lines of
//! `query`, `document`, `rank` from 1, `score`, separated by tabs.

use core::fmt::Write as _;
use core::time::Duration;
use std::io::Write as _;
use std::string::{String, ToString};
use std::vec::Vec;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::{Document, Index, Lang, Settings, build, normalize};

/// A document of the collection.
#[derive(Clone, Debug, Default)]
pub struct DocLine {
    /// Its name in the run.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Its author's other words.
    pub keywords: String,
}

/// A query of the set.
#[derive(Clone, Debug, Default)]
pub struct QueryLine {
    /// Its name in the run.
    pub id: String,
    /// What is asked, as it was typed.
    pub text: String,
}

/// What was measured. Times are the clock's; the normalising of a query is not in them, as the
/// browser does it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Building the index, ms.
    pub build_ms: f64,
    /// Size of the index, bytes.
    pub index_bytes: usize,
    /// Size of the index through gzip at its best, bytes.
    pub index_gzip_bytes: usize,
    /// Median time of one search, µs.
    pub p50_us: f64,
    /// Time of the slowest search but one in a hundred, µs.
    pub p99_us: f64,
}

/// A line that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl core::fmt::Display for LineError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "line {}: {}", self.line, self.problem)
    }
}

impl core::error::Error for LineError {}

/// Reads documents from JSON lines.
///
/// # Errors
/// The first line that is not an object with a string `id`.
pub fn read_docs(jsonl: &str) -> Result<Vec<DocLine>, LineError> {
    lines(jsonl, |id, text| DocLine {
        id,
        title: text("title"),
        body: text("body"),
        keywords: text("keywords"),
    })
}

/// Reads queries from JSON lines.
///
/// # Errors
/// The first line that is not an object with a string `id`.
pub fn read_queries(jsonl: &str) -> Result<Vec<QueryLine>, LineError> {
    lines(jsonl, |id, text| QueryLine {
        id,
        text: text("text"),
    })
}

/// Reads each line that is not blank; a field that is missing or no string is empty.
fn lines<T>(
    jsonl: &str,
    read: impl Fn(String, &dyn Fn(&str) -> String) -> T,
) -> Result<Vec<T>, LineError> {
    let mut found = Vec::new();
    for (number, line) in jsonl
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let fail = |problem| LineError {
            line: number + 1,
            problem,
        };
        let value: Value = serde_json::from_str(line).map_err(|error| fail(error.to_string()))?;
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(String::from);
        let id = text("id").ok_or_else(|| fail("no string \"id\"".to_string()))?;
        found.push(read(id, &|key| text(key).unwrap_or_default()));
    }
    Ok(found)
}

/// Builds an index of `docs`, asks every query for its best `k`, and writes the run.
///
/// `clock` is a monotonic clock that counts from any moment; this crate has none of its own.
pub fn evaluate(
    lang: Lang,
    settings: &Settings,
    docs: &[DocLine],
    queries: &[QueryLine],
    k: usize,
    clock: &dyn Fn() -> Duration,
) -> (String, Report) {
    let documents: Vec<Document<'_>> = docs
        .iter()
        .map(|doc| Document {
            title: &doc.title,
            body: &doc.body,
            keywords: &doc.keywords,
        })
        .collect();
    let begun = clock();
    let bytes = build(lang, settings, &documents);
    let built = clock().saturating_sub(begun);
    let (run, times) = search_all(&bytes, docs, queries, k, clock);
    let report = Report {
        build_ms: built.as_secs_f64() * 1e3,
        index_bytes: bytes.len(),
        index_gzip_bytes: gzip_length(&bytes),
        p50_us: percentile(&times, 0.50),
        p99_us: percentile(&times, 0.99),
    };
    (run, report)
}

/// The run, and the sorted times of the searches.
fn search_all(
    bytes: &[u8],
    docs: &[DocLine],
    queries: &[QueryLine],
    k: usize,
    clock: &dyn Fn() -> Duration,
) -> (String, Vec<Duration>) {
    let (mut run, mut times) = (String::new(), Vec::new());
    let Ok(index) = Index::open(bytes) else {
        return (run, times);
    };
    for query in queries {
        let text = normalize(&query.text);
        let begun = clock();
        let hits = index.search(&text, k);
        times.push(clock().saturating_sub(begun));
        for (rank, hit) in hits.iter().enumerate() {
            let doc = docs.get(hit.doc as usize).map_or("", |doc| &doc.id);
            let _ = writeln!(run, "{}\t{doc}\t{}\t{}", query.id, rank + 1, hit.score);
        }
    }
    times.sort_unstable();
    (run, times)
}

/// A percentile of sorted times, µs.
fn percentile(times: &[Duration], part: f64) -> f64 {
    let at = ((times.len() as f64 * part).ceil() as usize).saturating_sub(1);
    times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e6)
}

fn gzip_length(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.map_or(0, |packed| packed.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use core::cell::Cell;
    use std::format;

    const DOCS: &str = r#"{"id": "a", "title": "Receipts", "body": "Take a picture."}

{"id": "b", "title": "Cards", "body": "Import card transactions.", "url": "/cards"}
"#;

    #[test]
    fn lines_are_read_and_a_bad_one_is_named() {
        let docs = read_docs(DOCS).unwrap();
        assert_eq!(docs[1].id, "b");
        assert_eq!(docs[1].body, "Import card transactions.");
        assert_eq!(docs[1].keywords, "");
        let broken = format!("{DOCS}{{\"title\": \"No id\"}}\n");
        assert_eq!(
            read_docs(&broken).unwrap_err().to_string(),
            "line 4: no string \"id\""
        );
        assert_eq!(read_queries("{").unwrap_err().line, 1);
    }

    #[test]
    fn a_run_names_query_document_rank_and_score() {
        let queries = r#"{"id": "q1", "text": "CARDS"}
{"id": "q2", "text": "nothing at all"}"#;
        let ticks = Cell::new(0);
        let clock = || {
            ticks.set(ticks.get() + 1);
            Duration::from_micros(ticks.get())
        };
        let lang = Lang::En;
        let (run, report) = evaluate(
            lang,
            &Settings::for_lang(lang),
            &read_docs(DOCS).unwrap(),
            &read_queries(queries).unwrap(),
            10,
            &clock,
        );
        let lines: Vec<Vec<&str>> = run.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines.len(), 1, "{run}");
        assert_eq!(lines[0][..3], ["q1", "b", "1"]);
        assert!(lines[0][3].parse::<f32>().unwrap() > 0.0);
        assert_eq!((report.p50_us, report.p99_us), (1.0, 1.0));
        assert!(report.index_gzip_bytes > 0 && report.index_bytes > 0);
    }
}
