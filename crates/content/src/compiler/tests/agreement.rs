//! The schema that content is checked against and the types that it is decoded into agree: what
//! passes the check decodes.

use serde_json::{Value as Json, json};

use super::super::build;
use super::super::file::File;
use super::super::json::parse;
use super::super::source::{Document, PROJECT, Source};

/// Content in which every form of every type occurs.
fn everything() -> Json {
    let text = |words: &str| json!({ "en": words });
    json!({
        "$schema": "./schema.json",
        "locales": [{ "id": "en" }, { "id": "ja", "fallback": ["en"] }],
        "theme": { "accent": "#123456", "accent_dark": "#abcdef" },
        "help": { "title": text("Help"), "categories": [{ "id": "start", "name": text("Start") }] },
        "features": [
            {
                "id": "a",
                "name": text("A"),
                "core": true,
                "any": [{ "click": "a > b" }, { "page": "/a/*" }, { "event": "Done" }],
                "adoption": { "uses": 1, "within_days": 2, "retained_after_days": 3, "lapsed_after_days": 4 },
            },
        ],
        "checklists": [
            {
                "id": "c",
                "title": text("C"),
                "intro": text("Intro"),
                "when": { "any": [{ "locale": "en" }, { "not": { "page": "/" } }] },
                "tasks": [
                    { "id": "t", "title": text("T"), "detail": text("D"), "done": { "all": [] }, "action": { "guide": "g" } },
                ],
            },
        ],
        "guides": [
            {
                "id": "g",
                "name": text("G"),
                "kind": "tour",
                "priority": -5,
                "frequency": "every_visit",
                "when": {
                    "all": [
                        { "event": { "name": "Done", "at_least": 2, "within_days": 0 } },
                        { "user": { "name": "x", "test": { "is": "y" } } },
                        { "user": { "name": "x", "test": { "is_not": "y" } } },
                        { "user": { "name": "x", "test": { "one_of": ["y"] } } },
                        { "account": { "name": "x", "test": { "at_least": 1.5 } } },
                        { "account": { "name": "x", "test": { "at_most": -2 } } },
                        { "account": { "name": "x", "test": { "flag": false } } },
                        { "account": { "name": "x", "test": "present" } },
                        { "feature": { "id": "a", "reached": "retained" } },
                        { "guide": { "id": "g", "was": "dismissed" } },
                        { "checklist_complete": "c" },
                    ],
                },
                "steps": [
                    {
                        "target": "#x",
                        "side": "left",
                        "page": "/x",
                        "title": text("T"),
                        "body": text("*B*"),
                        "button": { "label": text("Go"), "action": { "page": "/x" } },
                    },
                ],
            },
        ],
    })
}

/// Every copy of a value with one value in it replaced, or taken away.
fn mutants(value: &Json) -> Vec<Json> {
    let mut out: Vec<Json> = [
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(70000),
        json!(1e300),
        json!(""),
        json!("x"),
        json!([]),
        json!(["x"]),
        json!({}),
        json!({ "x": 1 }),
    ]
    .into();
    match value {
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let place = |mutant| {
                    let mut items = items.clone();
                    items[index] = mutant;
                    Json::Array(items)
                };
                out.extend(mutants(item).into_iter().map(place));
            }
        }
        Json::Object(entries) => {
            for (key, item) in entries {
                let place = |mutant| {
                    let mut entries = entries.clone();
                    entries.insert(key.clone(), mutant);
                    Json::Object(entries)
                };
                out.extend(mutants(item).into_iter().map(place));
                let mut fewer = entries.clone();
                fewer.remove(key);
                out.push(Json::Object(fewer));
            }
        }
        _ => {}
    }
    out
}

fn source(content: &Json) -> Source {
    let file = File {
        path: PROJECT.into(),
        text: content.to_string(),
    };
    let root = parse(&file).unwrap();
    Source {
        documents: vec![Document { file, root }],
        ..Source::default()
    }
}

#[test]
fn every_form_passes() {
    let built = build(&source(&everything()));
    assert!(built.is_ok(), "{}", super::lines(&built.unwrap_err()));
}

#[test]
fn what_passes_the_check_decodes() {
    let (mut passed, mut refused) = (0, 0);
    for mutant in mutants(&everything()) {
        match build(&source(&mutant)) {
            Ok(_) => passed += 1,
            Err(found) => {
                refused += 1;
                let gap = found
                    .iter()
                    .any(|one| one.message.contains("cannot be decoded"));
                assert!(!gap, "{}\n{mutant}", super::lines(&found));
            }
        }
    }
    assert!(
        passed > 20 && refused > 1000,
        "{passed} passed, {refused} refused"
    );
}
