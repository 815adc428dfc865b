//! The files of a retrieval set.
//!
//! Documents are JSON lines of `{"id", "title", "body"}` (`"keywords"` if there are any), queries
//! of `{"id", "text"}`; keys beyond these are passed over. Grades are lines of query, document and
//! grade with tabs between.

use std::collections::BTreeMap;
use std::string::{String, ToString};
use std::vec::Vec;

use serde_json::Value;

use crate::Document;

/// A document of the collection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

impl DocLine {
    /// The document as it is built, its body as plain text.
    pub fn document(&self) -> Document<'_> {
        Document {
            title: &self.title,
            body: &self.body,
            keywords: &self.keywords,
            ..Document::default()
        }
    }
}

/// A query of the set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryLine {
    /// Its name in the run.
    pub id: String,
    /// What is asked, as it was typed.
    pub text: String,
}

/// How well documents answer queries: grades above 0, by query and document.
pub type Grades = BTreeMap<String, BTreeMap<String, f64>>;

/// A line that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it, and its mend.
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
/// The first line that is not an object with an `id`, or has a text that is none.
pub fn read_docs(jsonl: &str) -> Result<Vec<DocLine>, LineError> {
    lines(jsonl, DOC, |line| {
        Ok(DocLine {
            id: line.id()?,
            title: line.text("title")?.unwrap_or_default(),
            body: line.text("body")?.unwrap_or_default(),
            keywords: line.text("keywords")?.unwrap_or_default(),
        })
    })
}

/// Reads queries from JSON lines.
///
/// # Errors
/// The first line that is not an object with an `id` and a `text`.
pub fn read_queries(jsonl: &str) -> Result<Vec<QueryLine>, LineError> {
    lines(jsonl, QUERY, |line| {
        let text = line.text("text")?;
        Ok(QueryLine {
            id: line.id()?,
            text: text.ok_or("it has no \"text\"")?,
        })
    })
}

/// Reads grades: lines of query, document and grade. A first line of column names is passed over.
///
/// # Errors
/// The first line of another shape.
pub fn read_grades(tsv: &str) -> Result<Grades, LineError> {
    let mut grades = Grades::new();
    for (number, line) in filled(tsv) {
        match graded(line) {
            Some((query, doc, grade)) if grade > 0.0 => {
                let of_query = grades.entry(query.to_string()).or_default();
                of_query.insert(doc.to_string(), grade);
            }
            None if number > 1 => return Err(wrong(number, "it is no grade", GRADE)),
            _ => {}
        }
    }
    Ok(grades)
}

/// Query, document and grade.
fn graded(line: &str) -> Option<(&str, &str, f64)> {
    let mut cells = line.split('\t');
    let (query, doc, grade) = (cells.next()?, cells.next()?, cells.next()?);
    Some((query, doc, grade.trim().parse().ok()?))
}

/// How lines are written.
const DOC: &str = r#"{"id": "d1", "title": "...", "body": "..."}"#;
const QUERY: &str = r#"{"id": "q1", "text": "..."}"#;
const GRADE: &str = "a query's id, a document's id and a number, with tabs between";

/// Reads each line that is not blank.
fn lines<T>(
    jsonl: &str,
    shape: &str,
    read: impl Fn(&Line) -> Result<T, &'static str>,
) -> Result<Vec<T>, LineError> {
    filled(jsonl)
        .map(|(number, line)| match serde_json::from_str(line) {
            Ok(value) => read(&Line(value)).map_err(|problem| wrong(number, problem, shape)),
            Err(error) => Err(wrong(number, &error.to_string(), shape)),
        })
        .collect()
}

/// The lines that are not blank, with their numbers from 1.
fn filled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}

fn wrong(line: usize, problem: &str, shape: &str) -> LineError {
    let problem = std::format!("{problem}; write {shape}");
    LineError { line, problem }
}

/// One line of JSON.
struct Line(Value);

impl Line {
    /// The id, a text or a number; it must fit in a cell of the run.
    fn id(&self) -> Result<String, &'static str> {
        let id = match self.0.get("id") {
            Some(Value::String(id)) => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => return Err("it has no \"id\""),
        };
        if id.contains(['\t', '\n', '\r']) {
            return Err("its \"id\" has a tab or a new line in it");
        }
        Ok(id)
    }

    fn text(&self, key: &str) -> Result<Option<String>, &'static str> {
        match self.0.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err("one of its texts is not a string"),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::format;

    const DOCS: &str = r#"{"id": "a", "title": "Receipts", "body": "Take a picture."}

{"id": 7, "title": null, "body": "Import card transactions.", "url": "/cards"}
"#;

    #[test]
    fn lines_are_read_and_a_bad_one_is_named() {
        let docs = read_docs(DOCS).unwrap();
        assert_eq!(docs[1].id, "7");
        assert_eq!(docs[1].body, "Import card transactions.");
        assert_eq!((&*docs[1].title, &*docs[1].keywords), ("", ""));
        for (line, problem) in [
            (r#"{"title": "No id"}"#, "it has no \"id\"; write {\"id\""),
            (r#"{"id": "a\tb"}"#, "its \"id\" has a tab"),
            (r#"{"id": "a", "body": 1}"#, "one of its texts"),
            ("{", "EOF"),
        ] {
            let error = read_docs(&format!("{DOCS}{line}\n")).unwrap_err();
            let said = error.to_string();
            assert!(said.starts_with(&format!("line 4: {problem}")), "{said}");
        }
        let error = read_queries(r#"{"id": "q"}"#).unwrap_err();
        assert!(error.problem.starts_with("it has no \"text\""));
    }

    #[test]
    fn grades_are_read_by_query() {
        let grades = read_grades("query\tdoc\tgrade\nq1\ta\t2\nq1\tb\t0\nq2\tb\t1\n").unwrap();
        assert_eq!(grades["q1"], BTreeMap::from([("a".into(), 2.0)]));
        assert_eq!(grades.len(), 2);
        assert_eq!(read_grades("q1\ta\t1\nq1 b 1").unwrap_err().line, 2);
    }
}
