//! `banso search-eval`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use banso_content::compiler::{Searched, search_index};
use banso_search::eval::{
    Found, Judgement, LineError, Report, evaluate, judge, read_docs, read_grades, read_queries,
    write_run,
};
use clap::Args;
use serde_json::{Value, json};

use super::{CliError, print};

/// Measure the help search on documents and queries of your own: builds the index as `banso build`
/// does, asks it as the browser does, writes what was found, and prints one line of JSON.
#[derive(Debug, Args)]
pub(super) struct SearchEvalArgs {
    /// The documents: lines of `{"id", "title", "body"}`, the body in Markdown or plain text.
    #[arg(long)]
    docs: PathBuf,
    /// The queries: lines of `{"id", "text"}`.
    #[arg(long)]
    queries: PathBuf,
    /// The language of the documents, as a BCP 47 tag such as `ja`.
    #[arg(long)]
    lang: String,
    /// The file to write: query, document, rank from 1 and score, with tabs between.
    #[arg(long)]
    run: PathBuf,
    /// How many documents to find for a query.
    #[arg(long, default_value_t = 10)]
    k: usize,
    /// What should be found, to be judged by: query, document and grade, with tabs between.
    #[arg(long)]
    qrels: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &SearchEvalArgs) -> Result<ExitCode, CliError> {
    let docs = read(&args.docs, read_docs)?;
    let queries = read(&args.queries, read_queries)?;
    let grades = args.qrels.as_deref().map(|path| read(path, read_grades));
    let grades = grades.transpose()?;

    let begun = Instant::now();
    let articles: Vec<Searched> = docs
        .iter()
        .map(|doc| Searched::from_markdown(&doc.title, &doc.body, &doc.keywords))
        .collect();
    let index = search_index(articles, &args.lang);
    let build_ms = begun.elapsed().as_secs_f64() * 1e3;

    let (found, report) = evaluate(&index, &docs, &queries, args.k, &|| begun.elapsed())?;
    write(&args.run, &found)?;
    let mut line = figures(build_ms, &report);
    line["docs"] = docs.len().into();
    line["queries"] = queries.len().into();
    if let Some(grades) = &grades {
        add_judgement(&mut line, &judge(&found, grades));
    }
    print(|out| writeln!(out, "{line}"))?;
    Ok(ExitCode::SUCCESS)
}

/// Reads a file of lines; an error names the file and the line.
fn read<T>(path: &Path, lines: impl Fn(&str) -> Result<T, LineError>) -> Result<T, CliError> {
    let name = path.display();
    let text = fs::read_to_string(path)
        .map_err(|error| format!("the file `{name}` cannot be read: {error}"))?;
    lines(text.trim_start_matches('\u{feff}'))
        .map_err(|LineError { line, problem }| format!("{name}:{line}: {problem}").into())
}

fn write(path: &Path, found: &[Found<'_>]) -> Result<(), CliError> {
    fs::write(path, write_run(found)).map_err(|error| {
        let path = path.display();
        format!("the file `{path}` cannot be written: {error}; name one with `--run`").into()
    })
}

fn figures(build_ms: f64, report: &Report) -> Value {
    json!({
        "build_ms": rounded(build_ms),
        "index_bytes": report.index_bytes,
        "index_gzip_bytes": report.index_gzip_bytes,
        "p50_us": rounded(report.p50_us),
        "p99_us": rounded(report.p99_us),
        "unanswered": report.unanswered,
    })
}

fn add_judgement(line: &mut Value, judgement: &Judgement) {
    line["judged"] = judgement.judged.into();
    line["ndcg_10"] = rounded(judgement.ndcg_10).into();
    line["recall"] = rounded(judgement.recall).into();
    line["mrr"] = rounded(judgement.mrr).into();
}

/// Four digits behind the point.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
