//! The schema that content is checked against and the types that it is decoded into agree: what
//! passes the check decodes.

use serde_json::{Value as Json, json};

use super::super::build;
use super::super::source::{PROJECT, Source};

/// Content in which every form of every type occurs.
fn everything() -> Json {
    serde_json::from_str(include_str!("everything.json")).unwrap()
}

/// Content with a mistake, or another form, in one place. Conditions and triggers are each tried in
/// a small project of their own: in the large one they would be checked thousands of times over.
fn tried() -> Vec<Json> {
    let mut all = everything();
    let guide = all["guides"][0].take();
    let (when, triggers) = (&guide["when"]["any"], &guide["triggers"]);
    let mut out = Vec::new();
    for condition in when.as_array().unwrap() {
        let mutants = mutants(condition).into_iter();
        out.extend(mutants.map(|when| with_guide(json!({ "when": when }))));
    }
    for trigger in triggers.as_array().unwrap() {
        let mutants = mutants(trigger).into_iter();
        out.extend(mutants.map(|trigger| with_guide(json!({ "triggers": [trigger] }))));
    }
    all["guides"][0] = guide.clone();
    all["guides"][0]["when"] = json!({ "all": [] });
    all["guides"][0]["triggers"] = json!(["load"]);
    out.extend(mutants(&all));
    out
}

/// A small project that knows every name, and whose first guide has these keys.
fn with_guide(keys: Json) -> Json {
    let text = json!({ "en": "T" });
    let steps = json!([{ "id": "s", "title": text, "body": text }]);
    let mut guide = json!({ "id": "g", "name": text, "kind": "modal", "steps": steps });
    let other = json!({ "id": "h", "name": text, "kind": "modal", "steps": steps });
    let entries = guide.as_object_mut().unwrap();
    entries.extend(keys.as_object().unwrap().clone());
    let task = json!({ "id": "t", "title": text, "done": { "page": "/" } });
    json!({
        "locales": [{ "id": "en" }],
        "tracking_plan": everything()["tracking_plan"],
        "features": [{ "id": "a", "name": text, "any": [{ "event": "Done" }] }],
        "checklists": [{ "id": "c", "title": text, "tasks": [task] }],
        "guides": [guide, other],
    })
}

/// Every copy of a value with one value in it replaced, or taken away.
fn mutants(value: &Json) -> Vec<Json> {
    let mut out: Vec<Json> = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(70000),
        json!(""),
        json!("x"),
        json!([]),
        json!(["x"]),
        json!({}),
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
    Source::of([(PROJECT, content.to_string())])
}

#[test]
fn every_form_passes() {
    let built = build(&source(&everything()));
    assert!(built.is_ok(), "{}", super::lines(&built.unwrap_err()));
}

#[test]
fn what_passes_the_check_decodes() {
    let (mut passed, mut refused) = (0, 0);
    for mutant in tried() {
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
