//! What the element picker writes is content without a mistake.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

#[path = "../src/written.rs"]
mod written;

use banso_content::compiler::bundle_of;
use banso_content::prose::{StepText, Way};
use serde_json::json;
use written::{Known, feature, step, target};

fn known(test_id: &str, role: &str, name: &str, text: &str, css: &str) -> Known {
    let [test_id, role, name, text, css] = [test_id, role, name, text, css].map(String::from);
    Known {
        test_id,
        role,
        name,
        text,
        css,
    }
}

/// The ways of the step that is made of an element, once the content with it is checked.
fn checked(known: &Known) -> Vec<Way> {
    let locales = ["en", "ja"].map(String::from);
    let project = json!({
        "locales": [{ "id": "en" }, { "id": "ja" }],
        "features": [feature(known, &locales)],
        "guides": [{
            "id": "tip", "name": { "en": "Tip", "ja": "ヒント" }, "kind": "tooltip",
            "when": { "page": "/" }, "steps": [step(known, &locales)],
        }],
    });
    let bundle = bundle_of(&[("banso.json", &project.to_string())]);
    let bundle = bundle.unwrap_or_else(|found| panic!("{project:#}\n{found:#?}"));
    let said: StepText = bundle.guides[0].steps[0].said.read("ja").unwrap();
    said.target
}

#[test]
fn each_way_that_there_is_becomes_a_way_of_the_step() {
    let all = known("save", "button", "Save \"it\"", "Save", "main > button");
    let ways = checked(&all);
    let labels: Vec<&str> = ways.iter().map(Way::label).collect();
    assert_eq!(
        labels,
        ["[data-testid=\"save\"]", "Save \"it\"", "main > button"]
    );
    let plain = known("", "", "", "Totals", "#totals");
    let ways = checked(&plain);
    assert_eq!(
        ways.iter().map(Way::label).collect::<Vec<_>>(),
        ["#totals", "Totals"]
    );
    assert!(ways[1].text);
}

#[test]
fn a_selector_that_says_no_more_than_the_test_id_is_left_out() {
    let marked = known("save", "", "", "", "[data-testid=\"save\"]");
    assert_eq!(target(&marked, &[]), json!({ "testId": "save" }));
    assert_eq!(checked(&marked).len(), 1);
}

#[test]
fn every_role_that_it_writes_is_known() {
    for role in written::ROLES {
        assert_eq!(
            checked(&known("", role, "It", "", "#it")).len(),
            2,
            "{role}"
        );
    }
}

#[test]
fn what_no_content_may_say_is_left_out() {
    let long = "x".repeat(121);
    let odd = known("", "presentation", &long, &long, "#it");
    assert_eq!(target(&odd, &[]), json!({ "css": "#it" }));
    assert_eq!(checked(&odd).len(), 1);
}
