//! The decision benchmark: 500 guides of 10 conditions each, and how long one event takes.
//!
//! Writes the bundle and the events for the same measurement in the browser, and prints its own:
//! `decision FOLDER` writes `bundle` and `inputs` (each input behind its length, 4 bytes, little
//! endian). `cargo xtask bench` runs it.

use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_content::compiler::bundle_of;
use banso_engine::{Engine, Input, Value};
use serde_json::{Value as Json, json};

const GUIDES: usize = 500;
const EVENTS: usize = 40;
const FEATURES: usize = 20;
const RUNS: usize = 20_000;
const NOW: u64 = 1_795_322_121_007;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args().nth(1).ok_or("say a folder to write to")?;
    let bundle = bundle_of(&[("banso.json", &project().to_string())])
        .map_err(|found| format!("{} mistakes in the made-up content", found.len()))?;
    write(Path::new(&folder), &bundle)?;
    let leaves = bundle.graph.leaves.len();
    println!("{GUIDES} guides, {leaves} different conditions");
    println!("native: {:.1} µs an event", measure(bundle));
    Ok(())
}

/// Ten conditions a guide: on the page, the user, the account, events, features and other guides.
fn project() -> Json {
    let features = (0..FEATURES).map(|at| {
        json!({ "id": format!("f{at}"), "name": { "en": "F" }, "any": [{ "event": format!("Event {at}") }] })
    });
    json!({
        "locales": [{ "id": "en" }],
        "features": features.collect::<Vec<_>>(),
        "guides": (0..GUIDES).map(guide).collect::<Vec<_>>(),
    })
}

fn guide(at: usize) -> Json {
    let event = |shift: usize| format!("Event {}", (at * 7 + shift) % EVENTS);
    let step = json!({ "title": { "en": "T" }, "body": { "en": "B" } });
    let when = json!({ "all": [
        { "page": format!("/area-{}/**", at % 50) },
        { "user": { "name": "role", "test": { "one_of": [format!("role-{}", at % 5), "admin"] } } },
        { "account": { "name": "seats", "test": { "at_least": at } } },
        { "not": { "user": { "name": "plan", "test": { "is": format!("plan-{}", at % 3) } } } },
        { "any": [
            { "event": { "name": event(0), "at_least": 2 + at % 5, "within": "7d" } },
            { "event": { "name": event(1), "where": [{ "property": "total", "test": { "more_than": at } }] } },
            { "feature": { "id": format!("f{}", at % FEATURES), "reached": "adopted" } },
        ] },
        { "not": { "guide": { "id": format!("g{}", (at + 1) % GUIDES), "was": "completed", "within": "30d" } } },
        { "event": { "name": event(2), "at_most": 50 } },
        { "user": { "name": "signed_up", "test": { "more_than_days_ago": at % 30 } } },
    ] });
    json!({
        "id": format!("g{at}"),
        "name": { "en": "G" },
        "kind": "modal",
        "priority": at % 100,
        "when": when,
        "steps": [step],
    })
}

/// What a visit begins with, before events come.
fn beginning() -> Vec<Input> {
    let text = |name: &str, value: &str| (name.to_owned(), Value::of_text(value.to_owned()));
    vec![
        Input::Locale("en".into()),
        Input::Route {
            path: "/area-7/list".into(),
            rest: String::new(),
            origin: "https://app.example".into(),
            referrer: String::new(),
        },
        Input::Identify {
            user: Some("u-1".into()),
            traits: vec![
                text("role", "role-2"),
                text("plan", "plan-1"),
                text("signed_up", "2026-01-05"),
            ],
            body: 2,
        },
        Input::Group {
            group: "g-1".into(),
            traits: vec![("seats".into(), Value::Number(100.0))],
            body: 2,
        },
        // The guide that is due appears and is closed: from here on every event is weighed anew.
        Input::Dismiss,
        Input::Quiet(true),
        Input::Quiet(false),
    ]
}

fn events() -> Vec<Input> {
    (0..EVENTS)
        .map(|at| Input::Track {
            name: format!("Event {at}"),
            properties: vec![("total".into(), Value::Number(at as f64 * 10.0))],
            body: 60,
        })
        .collect()
}

fn write(folder: &Path, bundle: &Bundle) -> std::io::Result<()> {
    let mut inputs = Vec::new();
    for input in beginning().iter().chain(&events()) {
        let bytes = codec::encode(input);
        inputs.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        inputs.extend_from_slice(&bytes);
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("bundle"), bundle.seal())?;
    fs::write(folder.join("inputs"), inputs)?;
    fs::write(folder.join("beginning"), beginning().len().to_string())
}

/// Microseconds an event, the best of five runs.
fn measure(bundle: Bundle) -> f64 {
    let mut engine = Engine::new(None, 1, NOW);
    engine.handle(Input::Bundle(Box::new(bundle)), NOW);
    for input in beginning() {
        engine.handle(input, NOW);
    }
    let (events, mut now) = (events(), NOW);
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        for at in 0..RUNS {
            now += 1;
            engine.handle(events[at % events.len()].clone(), now);
            engine.take_effects();
        }
        best = best.min(start.elapsed().as_secs_f64() * 1e6 / RUNS as f64);
    }
    best
}
