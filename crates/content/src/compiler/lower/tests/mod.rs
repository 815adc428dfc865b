//! What becomes of each form that authors write.
#![allow(clippy::unwrap_used)]

mod counters;
mod guides;
mod leaves;
mod values;

use crate::bundle::Bundle;
use crate::compiler::bundle_of;
use crate::rule::{Code, Leaf, Rule};

const STEPS: &str = r#""steps": [{ "title": { "en": "a" }, "body": { "en": "a" } }]"#;
const REST: &str = r#""locales": [{ "id": "en" }, { "id": "ja", "fallback": ["en"] }],
"features": [{ "id": "export", "name": { "en": "a" }, "any": [{ "event": "Exported" }] }],
"checklists": [{ "id": "list", "title": { "en": "a" }, "tasks": [
  { "id": "one", "title": { "en": "a" }, "done": { "all": [] } },
  { "id": "two", "title": { "en": "a" }, "done": { "all": [] } }] }]"#;

/// The bundle with a guide that has these keys, and another named `other`.
#[track_caller]
fn bundle(keys: &str) -> Bundle {
    let guide = |id: &str, keys: &str| {
        format!(r#"{{ "id": "{id}", "name": {{ "en": "a" }}, "kind": "modal", {keys} {STEPS} }}"#)
    };
    let (one, other) = (guide("one", keys), guide("other", ""));
    let text = format!("{{ {REST}, \"guides\": [{one}, {other}] }}");
    let bundle = bundle_of(&[("banso.json", &text)]);
    bundle.unwrap_or_else(|found| panic!("{}", found[0]))
}

#[track_caller]
fn with(condition: &str) -> Bundle {
    bundle(&format!("\"when\": {condition},"))
}

fn when(bundle: &Bundle) -> &Rule {
    let guide = bundle
        .guides
        .iter()
        .find(|guide| guide.id == "one")
        .unwrap();
    &bundle.graph.rules[usize::from(guide.when)]
}

/// The rule in words: leaves by position.
fn codes(bundle: &Bundle) -> Vec<Code> {
    when(bundle).0.iter().map(|code| Code::of(*code)).collect()
}

/// The only leaf of a condition, and whether its opposite is meant.
#[track_caller]
fn leaf(condition: &str) -> (Leaf, bool) {
    let bundle = with(condition);
    match codes(&bundle).as_slice() {
        [Code::Leaf(at)] => (bundle.graph.leaves[*at].clone(), false),
        [Code::Leaf(at), Code::Not] => (bundle.graph.leaves[*at].clone(), true),
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn is(condition: &str, expected: Leaf) {
    assert_eq!(leaf(condition), (expected, false), "{condition}");
}

#[test]
fn groups_are_dissolved_into_those_of_their_kind() {
    let (a, b, c) = (
        r#"{ "page": "/a/**" }"#,
        r#"{ "page": "/*/b/**" }"#,
        r#"{ "page": "/*/*/c" }"#,
    );
    let of = |condition: &str| codes(&with(condition));
    let [la, lb, lc] = [Code::Leaf(0), Code::Leaf(1), Code::Leaf(2)];
    assert_eq!(of(r#"{ "all": [] }"#), [Code::All(0)]);
    assert_eq!(of(&format!(r#"{{ "all": [{a}] }}"#)), [la]);
    assert_eq!(
        of(&format!(
            r#"{{ "all": [{{ "all": [{a}, {b}] }}, {{ "all": [] }}, {c}] }}"#
        )),
        [la, lb, lc, Code::All(3)]
    );
    assert_eq!(
        of(&format!(
            r#"{{ "any": [{{ "all": [{a}, {b}] }}, {{ "any": [{c}] }}] }}"#
        )),
        [la, lb, Code::All(2), lc, Code::Any(2)]
    );
    assert_eq!(
        of(&format!(r#"{{ "not": {{ "any": [{a}, {b}] }} }}"#)),
        [la, lb, Code::Any(2), Code::Not]
    );
}

#[test]
fn equal_leaves_and_equal_rules_stand_once() {
    let bundle =
        with(r#"{ "any": [{ "page": "/a" }, { "all": [{ "page": "/a" }, { "locale": "en" }] }] }"#);
    assert_eq!(bundle.graph.leaves.len(), 2);
    // That of the feature, of the other guide and of the tasks; and the guide's own.
    assert_eq!(bundle.graph.rules.len(), 2);
    let filters = |one: &str, two: &str| {
        let filter = |name: &str| format!(r#"{{ "property": "{name}", "test": "present" }}"#);
        let (one, two) = (filter(one), filter(two));
        format!(r#"{{ "event": {{ "name": "x", "where": [{one}, {two}] }} }}"#)
    };
    let bundle = with(&format!(
        r#"{{ "all": [{}, {}] }}"#,
        filters("a", "b"),
        filters("b", "a")
    ));
    assert_eq!(
        (bundle.graph.counters.len(), bundle.graph.leaves.len()),
        (1, 1)
    );
}

#[test]
fn leaves_stand_by_topic_and_every_topic_has_its_range() {
    let everything = include_str!("../../tests/everything.json");
    let bundle = bundle_of(&[("banso.json", everything)]).unwrap();
    let (graph, topics) = (&bundle.graph, bundle.topics());
    let of = |leaf: &Leaf| topics.of_leaf(leaf);
    assert!(graph.leaves.is_sorted_by_key(of));
    assert_eq!(graph.starts.len(), topics.of_guide(bundle.guides.len()) + 1);
    assert_eq!(*graph.starts.last().unwrap() as usize, graph.leaves.len());
    for (topic, range) in graph.starts.windows(2).enumerate() {
        let leaves = &graph.leaves[range[0] as usize..range[1] as usize];
        assert!(leaves.iter().all(|leaf| of(leaf) == topic), "{topic}");
    }
    for code in graph.rules.iter().flat_map(|rule| &rule.0) {
        if let Code::Leaf(at) = Code::of(*code) {
            assert!(at < graph.leaves.len());
        }
    }
}
