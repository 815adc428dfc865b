//! One test for each kind of mistake in what content means: its code, its place, its mend. How the
//! reasoning itself is right is tested beside it.

mod guides;
mod rules;

use super::expect::{Expected, expect};

const TEXT: &str = r#"{ "en": "a", "ja": "あ" }"#;

/// A guide with these keys and one step with those.
fn guide(id: &str, keys: &str, step: &str) -> String {
    format!(
        r#"{{ "id": "{id}", "name": {TEXT}, "kind": "modal", {keys} "steps": [{{ {step} "title": {TEXT}, "body": {TEXT} }}] }}"#
    )
}

/// Expects these mistakes in these guides, each of which is on a line of its own, from line 2.
#[track_caller]
fn expect_guides(guides: &[String], expected: &[Expected]) {
    let text = format!("{{ \"guides\": [\n{}\n] }}", guides.join(",\n"));
    expect("more.json", &text, expected);
}

/// Expects these mistakes in this checklist.
#[track_caller]
fn expect_tasks(keys: &str, tasks: &[(&str, &str)], expected: &[Expected]) {
    let task = |(id, done): &(&str, &str)| {
        format!(r#"{{ "id": "{id}", "title": {TEXT}, "done": {done} }}"#)
    };
    let tasks: Vec<String> = tasks.iter().map(task).collect();
    let text = format!(
        "{{ \"checklists\": [{{ \"id\": \"list\", \"title\": {TEXT}, {keys} \"tasks\": [\n{}\n] }}] }}",
        tasks.join(",\n")
    );
    expect("more.json", &text, expected);
}
