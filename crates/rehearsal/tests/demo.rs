//! The demo's content does what its scenarios tell.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use banso_rehearsal::content::of_folder;
use banso_rehearsal::report::text;
use banso_rehearsal::scenario::{Outcome, Stage, find};

#[test]
fn every_scenario_comes_out_as_it_says() {
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo");
    let content = demo.join("content");
    let (source, bundle) = of_folder(&content, None).unwrap();
    let stage = Stage {
        source: &source,
        bundle: &bundle,
        environment: None,
    };
    let run = |path| stage.run(&format!("{path:?}"), &fs::read_to_string(path).unwrap());
    let outcomes: Vec<Outcome> = find(&[], &content).unwrap().iter().map(run).collect();
    let mut report = Vec::new();
    text(&outcomes, &mut report).unwrap();
    assert!(outcomes.len() >= 10);
    assert!(
        outcomes.iter().all(Outcome::passed),
        "{}",
        String::from_utf8_lossy(&report)
    );
}
