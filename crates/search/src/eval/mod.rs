//! Measuring the search on a collection of documents and queries.
//!
//! [`read_docs`], [`read_queries`] and [`read_grades`] read a retrieval set, [`evaluate`] asks every
//! query of an index, and [`judge`] compares what was found with what should have been.

mod judge;
mod lines;

use core::fmt::Write as _;
use core::hint::black_box;
use core::time::Duration;
use std::io::Write as _;
use std::string::String;
use std::vec::Vec;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{Index, IndexError, normalize};

pub use crate::readings::in_kana;
pub use judge::{Judgement, judge};
pub use lines::{DocLine, Grades, LineError, QueryLine, read_docs, read_grades, read_queries};

/// What was found for one query.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<'q> {
    /// The query's id.
    pub query: &'q str,
    /// The ids of the documents with their scores, best first.
    pub hits: Vec<(&'q str, f32)>,
}

/// What was measured. Times are the clock's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Report {
    /// Size of the index, bytes.
    pub index_bytes: usize,
    /// Size of the index through gzip at its best, bytes.
    pub index_gzip_bytes: usize,
    /// Queries that found nothing.
    pub unanswered: usize,
    /// Median time of one search, µs.
    pub p50_us: f64,
    /// Time of the slowest search but one in a hundred, µs.
    pub p99_us: f64,
}

/// Asks each query of the index for its best `k` of `docs`, whose order is that of the index.
///
/// `clock` is a monotonic clock that counts from any moment; this crate has none of its own. What is
/// timed is what the browser's module does: a search for a text that is normalised. Each query is
/// asked once for its answer and three times for its time, the least of which counts: the others
/// measure what else the machine does.
///
/// # Errors
/// Those of [`Index::open`].
pub fn evaluate<'q>(
    index: &[u8],
    docs: &'q [DocLine],
    queries: &'q [QueryLine],
    k: usize,
    clock: &dyn Fn() -> Duration,
) -> Result<(Vec<Found<'q>>, Report), IndexError> {
    let opened = Index::open(index)?;
    let (mut run, mut times) = (Vec::new(), Vec::new());
    for query in queries {
        let text = normalize(&query.text);
        let hits = opened.search(&text, k);
        let timed = || {
            let begun = clock();
            black_box(opened.search(black_box(&text), k));
            clock().saturating_sub(begun)
        };
        times.push(timed().min(timed()).min(timed()));
        let named = |hit: &crate::Hit| Some((docs.get(hit.doc as usize)?.id.as_str(), hit.score));
        run.push(Found {
            query: &query.id,
            hits: hits.iter().filter_map(named).collect(),
        });
    }
    times.sort_unstable();
    let report = Report {
        index_bytes: index.len(),
        index_gzip_bytes: gzip_length(index),
        unanswered: run.iter().filter(|found| found.hits.is_empty()).count(),
        p50_us: percentile(&times, 0.50),
        p99_us: percentile(&times, 0.99),
    };
    Ok((run, report))
}

/// The run as lines of query, document, rank from 1 and score, with tabs between.
pub fn write_run(run: &[Found<'_>]) -> String {
    let mut out = String::new();
    for Found { query, hits } in run {
        for ((doc, score), rank) in hits.iter().zip(1..) {
            let _ = writeln!(out, "{query}\t{doc}\t{rank}\t{score}");
        }
    }
    out
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
    use crate::{Document, Lang, Settings, build};
    use core::cell::Cell;

    #[test]
    fn a_run_names_query_document_rank_and_score() {
        let docs = read_docs(
            r#"{"id": "a", "title": "Receipts", "body": "Take a picture."}
{"id": "b", "title": "Cards", "body": "Import card transactions."}"#,
        )
        .unwrap();
        let queries = read_queries(
            r#"{"id": "q1", "text": "CARDS"}
{"id": 2, "text": "nothing at all"}"#,
        )
        .unwrap();
        let documents: Vec<Document<'_>> = docs.iter().map(DocLine::document).collect();
        let bytes = build(Lang::En, &Settings::for_lang(Lang::En), &documents);
        let ticks = Cell::new(0);
        let clock = || {
            ticks.set(ticks.get() + 1);
            Duration::from_micros(ticks.get())
        };
        let (run, report) = evaluate(&bytes, &docs, &queries, 10, &clock).unwrap();
        let written = write_run(&run);
        assert!(written.starts_with("q1\tb\t1\t"), "{written}");
        assert_eq!(written.lines().count(), 1);
        assert_eq!((report.p50_us, report.p99_us), (1.0, 1.0));
        assert_eq!((report.unanswered, report.index_bytes), (1, bytes.len()));
        assert!(report.index_gzip_bytes > 0);
    }
}
