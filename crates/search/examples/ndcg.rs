//! nDCG@10 of the search on a retrieval set: `docs.jsonl`, `queries.jsonl` and `qrels.tsv` (lines of
//! query, document, grade) in one directory.
//!
//! `cargo run --release -p banso-search --example ndcg -- <directory> <language>`

use std::collections::HashMap;
use std::error::Error;
use std::fs::read_to_string;
use std::path::Path;
use std::time::Instant;

use banso_search::eval::{evaluate, read_docs, read_queries};
use banso_search::{Lang, Settings};

/// Ranks that count.
const RANKS: usize = 10;

/// Grades by query and document.
type Grades = HashMap<String, HashMap<String, f64>>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(directory), Some(tag)) = (args.next(), args.next()) else {
        return Err("usage: ndcg <directory> <language>".into());
    };
    let directory = Path::new(&directory);
    let docs = read_docs(&read_to_string(directory.join("docs.jsonl"))?)?;
    let queries = read_queries(&read_to_string(directory.join("queries.jsonl"))?)?;
    let grades = read_grades(&read_to_string(directory.join("qrels.tsv"))?);

    let (lang, begun) = (Lang::from_tag(&tag), Instant::now());
    let settings = Settings::for_lang(lang);
    let (run, report) = evaluate(lang, &settings, &docs, &queries, RANKS, &|| begun.elapsed());
    let text: usize = docs
        .iter()
        .map(|doc| doc.title.len() + doc.body.len())
        .sum();
    println!("nDCG@{RANKS} {:.4}", ndcg(&run, &grades));
    println!(
        "index {:.3} of the text's {text} bytes",
        report.index_bytes as f64 / text as f64
    );
    println!("{report:?}");
    Ok(())
}

/// Reads lines of query, document, grade; a line of another shape counts for nothing.
fn read_grades(tsv: &str) -> Grades {
    let mut grades = Grades::new();
    for line in tsv.lines() {
        if let [query, doc, grade] = line.split('\t').collect::<Vec<_>>()[..]
            && let Ok(grade) = grade.trim().parse()
        {
            grades
                .entry(query.to_string())
                .or_default()
                .insert(doc.to_string(), grade);
        }
    }
    grades
}

/// The mean over the queries with grades.
fn ndcg(run: &str, grades: &Grades) -> f64 {
    let mut gains: HashMap<&str, f64> = HashMap::new();
    for line in run.lines() {
        if let [query, doc, rank, _] = line.split('\t').collect::<Vec<_>>()[..]
            && let Some(grade) = grades.get(query).and_then(|grades| grades.get(doc))
        {
            let rank: f64 = rank.parse().unwrap_or(f64::INFINITY);
            *gains.entry(query).or_default() += gain(*grade, rank);
        }
    }
    let scores = grades.iter().map(|(query, grades)| {
        let mut best: Vec<f64> = grades.values().copied().collect();
        best.sort_by(|a, b| b.total_cmp(a));
        let ideal: f64 = best
            .iter()
            .take(RANKS)
            .zip(1..)
            .map(|(grade, rank)| gain(*grade, f64::from(rank)))
            .sum();
        gains.get(query.as_str()).map_or(0.0, |found| found / ideal)
    });
    scores.sum::<f64>() / grades.len().max(1) as f64
}

/// What a document of this grade is worth at this rank.
fn gain(grade: f64, rank: f64) -> f64 {
    (2.0_f64.powf(grade) - 1.0) / (rank + 1.0).log2()
}
