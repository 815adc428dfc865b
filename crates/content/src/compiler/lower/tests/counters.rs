//! Elements, events and surveys: probes and counters.

use banso_wire::time::{DAY, HOUR, MINUTE};

use super::with;
use crate::rule::{CountTest, Leaf, Probe, ProbeKind, Sign, TextTest, ValueTest, Window};

fn counted(least: u32, most: u32, window: Window) -> CountTest {
    CountTest {
        least,
        most,
        window,
    }
}

#[test]
fn elements_are_probes_and_clicks_are_counted() {
    for (state, kind) in [
        ("present", ProbeKind::Present),
        ("visible", ProbeKind::Visible),
        ("disabled", ProbeKind::Disabled),
    ] {
        let bundle = with(&format!(
            r##"{{ "element": {{ "selector": "#a", "is": "{state}" }} }}"##
        ));
        let probe = Probe {
            kind,
            selector: "#a".into(),
            amount: 0,
        };
        assert_eq!(bundle.graph.probes, [probe]);
        assert_eq!(bundle.graph.leaves, [Leaf::Probe(0)]);
        assert_eq!(bundle.guides[0].probes, [0]);
    }
    let bundle = with(r##"{ "element": { "selector": "#a", "is": "clicked" } }"##);
    assert_eq!(bundle.graph.clicks, ["#a"]);
    assert_eq!(bundle.graph.counters[0].sign, Sign::Click(0));
    assert_eq!(bundle.graph.counters[0].keep, 1);
    assert_eq!(
        bundle.graph.leaves,
        [Leaf::Count(0, counted(1, u32::MAX, Window::Ever))]
    );
}

#[test]
fn events_are_counted_and_no_more_is_kept_than_asked_for() {
    let all = u32::MAX;
    for (keys, test, keep, first) in [
        ("", counted(1, all, Window::Ever), 1, 0),
        (r#", "at_least": 4"#, counted(4, all, Window::Ever), 1, 0),
        (r#", "at_most": 4"#, counted(0, 4, Window::Ever), 1, 0),
        (r#", "exactly": 0"#, counted(0, 0, Window::Ever), 1, 0),
        (
            r#", "within": "7d""#,
            counted(1, all, Window::Last(7 * DAY)),
            1,
            0,
        ),
        (
            r#", "at_least": 4, "within": "1h""#,
            counted(4, all, Window::Last(HOUR)),
            4,
            0,
        ),
        (
            r#", "at_most": 4, "within": "1h""#,
            counted(0, 4, Window::Last(HOUR)),
            5,
            0,
        ),
        (
            r#", "exactly": 4, "within": "1h""#,
            counted(4, 4, Window::Last(HOUR)),
            5,
            0,
        ),
        (
            r#", "before": "30m""#,
            counted(1, all, Window::Before(30 * MINUTE)),
            1,
            0,
        ),
        (
            r#", "since_first_seen": "2w""#,
            counted(1, all, Window::Ever),
            1,
            14 * DAY,
        ),
    ] {
        let bundle = with(&format!(r#"{{ "event": {{ "name": "x"{keys} }} }}"#));
        assert_eq!(bundle.graph.leaves, [Leaf::Count(0, test)], "{keys}");
        let counter = &bundle.graph.counters[0];
        assert_eq!(counter.sign, Sign::Event("x".into()));
        assert_eq!((counter.keep, counter.first), (keep, first), "{keys}");
    }
}

#[test]
fn a_counter_keeps_what_the_most_demanding_condition_needs() {
    let event = |keys: &str| format!(r#"{{ "event": {{ "name": "x"{keys} }} }}"#);
    let (few, many) = (event(""), event(r#", "at_least": 9, "within": "1d""#));
    let bundle = with(&format!(r#"{{ "all": [{few}, {many}] }}"#));
    assert_eq!(
        (bundle.graph.counters.len(), bundle.graph.counters[0].keep),
        (1, 9)
    );
    let narrowed = event(r#", "since_first_seen": "1d""#);
    let bundle = with(&format!(r#"{{ "all": [{few}, {narrowed}] }}"#));
    let [one, other] = bundle.graph.counters.as_slice() else {
        panic!()
    };
    assert_eq!(one.key, "event x");
    assert!(other.key.starts_with("event x ") && other.key.len() == "event x ".len() + 16);
}

#[test]
fn answered_surveys_are_events_of_one_name() {
    let bundle = with(r#"{ "survey_answered": { "id": "nps", "within": "90d" } }"#);
    let counter = &bundle.graph.counters[0];
    assert_eq!(counter.sign, Sign::Event("Survey Answered".into()));
    assert_eq!(counter.filters[0].property, "survey");
    let is_nps = ValueTest::Text(TextTest::Is, vec!["nps".into()]);
    assert_eq!(
        (&counter.filters[0].test, counter.filters[0].not),
        (&is_nps, false)
    );
    let test = counted(1, u32::MAX, Window::Last(90 * DAY));
    assert_eq!(bundle.graph.leaves, [Leaf::Count(0, test)]);
}

#[test]
fn negative_filters_are_marked() {
    let bundle = with(
        r#"{ "event": { "name": "x", "where": [{ "property": "p", "test": { "is_not": "a" } }] } }"#,
    );
    let filter = &bundle.graph.counters[0].filters[0];
    assert_eq!((filter.property.as_str(), filter.not), ("p", true));
}
