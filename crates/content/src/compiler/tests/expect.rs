//! A file added to the sound project, and the mistakes that are expected in it.

use super::super::diagnostic::Code;
use super::{Folder, lines};

/// A mistake as `(code, line, column, part of the mend)`.
pub(super) type Expected<'e> = (Code, usize, usize, &'e str);

/// Adds a file to the sound project and expects exactly these mistakes in it.
#[track_caller]
pub(super) fn expect(path: &str, text: &str, expected: &[Expected]) {
    expect_in(&Folder::sound(), path, text, expected);
}

#[track_caller]
fn expect_in(folder: &Folder, path: &str, text: &str, expected: &[Expected]) {
    folder.with(path, text);
    let found = folder.check();
    let places: Vec<_> = found.iter().map(|d| (d.code, d.line, d.column)).collect();
    let wanted: Vec<_> = expected.iter().map(|e| (e.0, e.1, e.2)).collect();
    assert_eq!(places, wanted, "{}", lines(&found));
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found.file, path);
        assert!(found.mend.contains(expected.3), "{found}");
    }
}

/// The same for a file with one feature that has these keys besides its name.
#[track_caller]
pub(super) fn expect_feature(keys: &str, expected: &[Expected]) {
    let text = format!(
        "{{ \"features\": [{{ \"name\": {{ \"en\": \"a\", \"ja\": \"あ\" }},\n{keys}\n}}]}}"
    );
    expect("more.json", &text, expected);
}

/// The same for a guide with this condition on line 2.
#[track_caller]
pub(super) fn expect_when(condition: &str, expected: &[Expected]) {
    expect(
        "more.json",
        &guide(&format!("\"when\":\n{condition}")),
        expected,
    );
}

/// The same beside a tracking plan.
#[track_caller]
pub(super) fn expect_planned(plan: &str, condition: &str, expected: &[Expected]) {
    let folder = Folder::sound();
    folder.with("plan.json", plan);
    let text = guide(&format!("\"when\":\n{condition}"));
    expect_in(&folder, "more.json", &text, expected);
}

/// The same for a guide with these keys on line 2.
#[track_caller]
pub(super) fn expect_guide(keys: &str, expected: &[Expected]) {
    expect("more.json", &guide(&format!("\n{keys}")), expected);
}

fn guide(keys: &str) -> String {
    format!(
        r#"{{ "guides": [{{ "id": "tip", "name": {{ "en": "a", "ja": "あ" }}, "kind": "modal", {keys},
"steps": [{{ "title": {{ "en": "a", "ja": "あ" }}, "body": {{ "en": "a", "ja": "あ" }} }}] }}] }}"#
    )
}

/// The same for a guide with these keys of a step on line 2.
#[track_caller]
pub(super) fn expect_step(keys: &str, expected: &[Expected]) {
    let text = format!(
        r#"{{ "guides": [{{ "id": "tip", "name": {{ "en": "a", "ja": "あ" }}, "kind": "modal", "steps": [{{
{keys}
}}] }}] }}"#
    );
    expect("more.json", &text, expected);
}

/// The same for an article with this front matter and body, in place of the sound one.
#[track_caller]
pub(super) fn expect_article(text: &str, expected: &[Expected]) {
    expect("articles/en/export.md", text, expected);
}

pub(super) const FRONT: &str =
    "---\ntitle: a\nsummary: b\ncategory: start\nupdated: 2026-01-01\n---\n";

#[track_caller]
pub(super) fn expect_body(body: &str, expected: &[Expected]) {
    expect_article(&format!("{FRONT}{body}"), expected);
}
