//! `docs/content.md` is true: its files are content without a mistake, its example of a mistake is
//! what the compiler says, and it names every code.

use std::fs;
use std::path::Path;

use schemars::schema_for;

use super::super::Code;
use super::super::words::ENTRIES;
use super::super::{Source, check, has_errors};
use super::{Folder, lines};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/content.md");
    fs::read_to_string(path).unwrap()
}

/// The blocks that a line with a path in bold announces.
fn files(page: &str) -> Vec<(&str, &str)> {
    let announced = page.split("\n**`").skip(1);
    announced
        .map(|rest| {
            let (path, rest) = rest.split_once("`**\n\n```").unwrap();
            let (_, rest) = rest.split_once('\n').unwrap();
            (path, rest.split_once("```").unwrap().0)
        })
        .collect()
}

fn folder(page: &str) -> Folder {
    let folder = Folder::empty();
    for (path, text) in files(page) {
        folder.with(path, text);
    }
    folder
}

#[test]
fn the_files_have_no_mistake() {
    let page = page();
    assert_eq!(files(&page).len(), 13);
    let found = folder(&page).check();
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn the_mistake_is_what_the_compiler_says() {
    let page = page();
    let folder = folder(&page);
    let (path, text) = files(&page)[2];
    let before = "\"done\": { \"feature\": { \"id\": \"export-csv\"";
    folder.with(
        path,
        &text.replace(before, &before.replace("export", "expot")),
    );
    let found = folder.check();
    assert_eq!(found.len(), 1, "{}", lines(&found));
    let place = format!("content/{path}:{}:{}", found[0].line, found[0].column);
    for part in [&place, &found[0].path, &found[0].message, &found[0].mend] {
        assert!(page.contains(part), "{part}");
    }
}

/// The code spans in the tables of a section that are JSON of one of these keys or words.
fn spans<'p>(page: &'p str, heading: &str) -> Vec<&'p str> {
    let (_, section) = page.split_once(&format!("\n{heading}\n")).unwrap();
    let section = section.split("\n#").next().unwrap();
    let cells = section.lines().filter(|line| line.starts_with('|'));
    let spans = cells.flat_map(|line| line.split('`').skip(1).step_by(2));
    let json = |span: &&str| span.starts_with(['{', '"']) && span.ends_with(['}', '"']);
    spans
        .filter(json)
        .filter(|span| !span.contains("..."))
        .collect()
}

/// Each of these, as this key of a guide beside the files of the page.
fn expect_forms(heading: &str, count: usize, key: impl Fn(&str) -> String) {
    let page = page();
    let spans = spans(&page, heading);
    assert_eq!(spans.len(), count, "{spans:?}");
    for span in spans {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        let steps = format!(r#"[{{ "title": {text}, "body": {text} }}]"#);
        let mut files: Vec<_> = files(&page);
        // The traits of the table are not those of the page's plan.
        files.retain(|(path, _)| *path != "tracking-plan.json");
        let guide = format!(
            r#"{{ "guides": [{{ "id": "shown", "name": {text}, "kind": "modal", {}, "steps": {steps} }}] }}"#,
            key(span)
        );
        files.push(("shown.json", &guide));
        let found = check(&Source::of(files));
        assert!(!has_errors(&found), "{span}\n{}", lines(&found));
    }
}

#[test]
fn every_form_that_the_tables_show_passes() {
    expect_forms("## Conditions", 19, |form| format!("\"when\": {form}"));
    expect_forms("### Events", 6, |form| format!("\"when\": {form}"));
    expect_forms("### Triggers", 12, |form| format!("\"triggers\": [{form}]"));
    expect_forms("### How often", 5, |form| format!("\"frequency\": {form}"));
    expect_forms("### Tests", 28, |form| {
        format!(r#""when": {{ "user": {{ "name": "any", "test": {form} }} }}"#)
    });
}

#[test]
fn every_action_that_the_table_shows_passes() {
    let page = page();
    let actions = spans(&page, "### Buttons");
    assert_eq!(actions.len(), 14, "{actions:?}");
    for action in actions {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        let said = format!(r#""title": {text}, "body": {text}"#);
        let guide = format!(
            r#"{{ "guides": [{{ "id": "shown", "name": {text}, "kind": "modal", "snooze": "1d", "steps": [
                {{ {said}, "buttons": [{{ "label": {text}, "action": {action} }}] }},
                {{ "id": "summary", {said} }}
            ] }}] }}"#
        );
        let mut files: Vec<_> = files(&page);
        files.retain(|(path, _)| *path != "tracking-plan.json");
        files.push(("shown.json", &guide));
        let found = check(&Source::of(files));
        assert!(!has_errors(&found), "{action}\n{}", lines(&found));
    }
}

#[test]
fn every_question_that_the_table_shows_passes() {
    let page = page();
    let questions = spans(&page, "### Surveys");
    assert_eq!(questions.len(), 10, "{questions:?}");
    for question in questions {
        let text = r#"{ "en": "a", "ja": "あ" }"#;
        let guide = format!(
            r#"{{ "guides": [{{ "id": "shown", "name": {text}, "kind": "survey", "steps": [
                {{ "id": "it", "title": {text}, "question": {question} }}
            ] }}] }}"#
        );
        let mut files: Vec<_> = files(&page);
        files.push(("shown.json", &guide));
        let found = check(&Source::of(files));
        assert!(!has_errors(&found), "{question}\n{}", lines(&found));
    }
}

/// A body of an article beside the files of the page.
fn expect_body(body: &str) {
    let page = page();
    let mut files: Vec<_> = files(&page);
    // The traits of the tables are not those of the page's plan.
    files.retain(|(path, _)| *path != "tracking-plan.json");
    let text =
        format!("---\ntitle: a\nsummary: b\ncategory: reports\nupdated: 2026-01-01\n---\n{body}");
    for path in ["articles/en/shown.md", "articles/ja/shown.md"] {
        files.push((path, &text));
    }
    let found = check(&Source::of(files));
    assert!(found.is_empty(), "{body}\n{}", lines(&found));
}

#[test]
fn every_figure_that_the_page_shows_passes() {
    let page = page();
    let (_, section) = page
        .split_once("\n#### Images, videos and players\n")
        .unwrap();
    let (_, code) = section.split_once("```markdown\n").unwrap();
    let (figures, _) = code.split_once("```").unwrap();
    assert_eq!(figures.matches("![").count(), 4);
    expect_body(figures);
}

#[test]
fn every_value_that_the_page_shows_passes() {
    let page = page();
    let (_, section) = page.split_once("\n### Personal text\n").unwrap();
    let section = section.split("\n#").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<&str> = rows.filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(rows.len(), 4);
    for text in rows {
        expect_body(&text.replace("\\|", "|"));
    }
}

#[test]
fn every_word_of_ours_is_named() {
    let page = page();
    for entry in ENTRIES {
        assert!(page.contains(&format!("`{}`", entry.key)), "{}", entry.key);
    }
}

#[test]
fn every_code_is_named() {
    let page = page();
    let schema = schema_for!(Code);
    let codes = schema.get("oneOf").unwrap().as_array().unwrap();
    for code in codes.iter().map(|code| code["const"].as_str().unwrap()) {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
}
