//! The same variation of a guide: assigned in the browser, reckoned here, and reported.

use std::collections::BTreeMap;

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::experiment::{assign, name};
use serde_json::{Value, json};

use super::browser::Browser;
use crate::query::testkit::{Stored, at, week};
use crate::query::{History, Outcome, experiment};
use crate::store::NewEvent;

const USERS: usize = 400;

fn content() -> Bundle {
    let step = json!({ "title": { "en": "step" }, "body": { "en": "body" } });
    let variant = |id: &str, share: u8| json!({ "id": id, "share": share, "steps": [step] });
    let project = json!({
        "locales": [{ "id": "en" }],
        "holdout": 5,
        "features": [{ "id": "create", "name": { "en": "Create" }, "any": [{ "event": "Created" }] }],
        "guides": [{
            "id": "tour", "name": { "en": "Tour" }, "kind": "tour", "feature": "create",
            "when": { "page": "/home" }, "steps": [step, step],
            "experiment": { "holdout": 20, "variants": [variant("short", 30), variant("long", 25)] },
        }],
    });
    bundle_of(&[("banso.json", &project.to_string())]).unwrap()
}

/// The one assignment that a browser's messages tell of.
fn noted(events: &[NewEvent]) -> String {
    let viewed = events
        .iter()
        .filter(|one| one.event.as_deref() == Some("Experiment Viewed"));
    let variations: Vec<String> = viewed
        .map(|one| {
            let properties: Value =
                serde_json::from_str(one.properties.as_deref().unwrap()).unwrap();
            properties["variation_id"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(variations.len(), 1, "{variations:?}");
    variations[0].clone()
}

/// How many users each variation has by the collector's report.
fn reported(content: &Bundle, events: &[NewEvent]) -> BTreeMap<String, u64> {
    let (stored, content) = (Stored::new(), content.clone());
    stored.append(events.to_vec());
    let found = stored.ask(move |conn| {
        let mut history = History::default();
        history.refresh(conn, &content)?;
        experiment(conn, &history, "tour", Outcome::Use(0), &week())
    });
    let arms = found.unwrap().arms.into_iter();
    arms.map(|arm| (arm.variation, arm.later.whole)).collect()
}

#[test]
fn the_variation_that_a_browser_notes_is_the_one_that_the_collector_reckons_and_reports() {
    let content = content();
    let (mut events, mut expected) = (Vec::new(), BTreeMap::new());
    for user in 0..USERS {
        let who = format!("usr-{user}");
        let reckoned = assign(&content.guides[0], &who, content.holdout);
        let reckoned = name(&content.guides[0], reckoned).to_owned();
        // A second browser, another day and signed in as well, assigns nobody anew.
        for (seed, day) in [(user as u64, 8), (9_000 + user as u64, 9)] {
            let mut browser = Browser::open(seed, &content, at(day, 9));
            browser.identify(Some(&who), &json!({}), at(day, 9) + 1);
            browser.visit("/home", at(day, 9) + 2);
            let told = browser.events(at(day, 10));
            assert_eq!(noted(&told), reckoned, "{who}");
            events.extend(told);
        }
        *expected.entry(reckoned).or_default() += 1;
    }
    assert_eq!(
        expected.len(),
        4,
        "control, two variants and those held out: {expected:?}"
    );
    assert_eq!(reported(&content, &events), expected);
}

/// Who was assigned before signing in keeps that variation, and counts for it.
#[test]
fn a_visitor_who_signs_in_stays_in_the_variation() {
    let content = content();
    let (mut events, mut expected) = (Vec::new(), BTreeMap::new());
    for user in 0..USERS / 4 {
        let mut browser = Browser::open(user as u64, &content, at(8, 9));
        browser.visit("/home", at(8, 9) + 1);
        browser.identify(Some(&format!("usr-{user}")), &json!({}), at(8, 9) + 2);
        browser.visit("/home/again", at(8, 9) + 3);
        let visitor = browser.engine.anonymous_id();
        let reckoned = assign(&content.guides[0], visitor, content.holdout);
        let reckoned = name(&content.guides[0], reckoned).to_owned();
        let told = browser.events(at(8, 10));
        assert_eq!(noted(&told), reckoned);
        events.extend(told);
        *expected.entry(reckoned).or_default() += 1;
    }
    assert_eq!(reported(&content, &events), expected);
}
