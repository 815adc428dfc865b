//! `docs/content.md` is true: its files are content without a mistake, its example of a mistake is
//! what the compiler says, and it names every code.

use std::fs;
use std::path::Path;

use schemars::schema_for;

use super::super::Code;
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
    assert_eq!(files(&page).len(), 6);
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

#[test]
fn every_code_is_named() {
    let page = page();
    let schema = schema_for!(Code);
    let codes = schema.get("oneOf").unwrap().as_array().unwrap();
    for code in codes.iter().map(|code| code["const"].as_str().unwrap()) {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
}
