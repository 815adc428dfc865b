//! Guides: their rules, triggers, frequencies and experiments.

use banso_wire::time::{DAY, HOUR, MINUTE};

use super::{STEPS, bundle, codes};
use crate::compiler::{Source, build};
use crate::model::{Frequency, GuideFate, Trigger};
use crate::rule::{Code, Leaf, ProbeKind, Window};

#[test]
fn a_guide_holds_when_its_schedule_does_and_those_before_have_ended() {
    let bundle = bundle(
        r#""when": { "all": [{ "page": "/a/*" }, { "page": "/*/b" }] },
           "schedule": { "from": "2026-12-01" }, "after": ["other"],"#,
    );
    assert!(
        matches!(codes(&bundle).last(), Some(Code::All(4))),
        "{:?}",
        codes(&bundle)
    );
    let ended = Leaf::Guide(1, GuideFate::Ended, Window::Ever);
    assert!(bundle.graph.leaves.contains(&ended));
}

#[test]
fn triggers() {
    let bundle = bundle(
        r##""triggers": ["load", { "click": "#a" }, { "hover": "#a" }, { "appears": "#a" },
          { "event": { "name": "x" } }, { "idle": "30s" }, { "dwell": "1m" }, { "scroll": 50 },
          "exit_intent", "launcher", "permalink", "host", { "hover": "#a" }],"##,
    );
    let guide = &bundle.guides[0];
    let probe = Trigger::Probe;
    let expected = [
        Trigger::Load,
        Trigger::Click(0),
        probe(0),
        probe(1),
        Trigger::Event(0),
        probe(2),
        Trigger::Dwell(MINUTE),
        probe(3),
        probe(4),
        Trigger::Launcher,
        Trigger::Permalink,
        Trigger::Host,
        probe(0),
    ];
    assert_eq!(guide.triggers, expected);
    assert_eq!(guide.probes, [0, 1, 2, 3, 4]);
    let kinds: Vec<_> = bundle
        .graph
        .probes
        .iter()
        .map(|one| (one.kind, one.amount))
        .collect();
    use ProbeKind::{Appears, Exit, Hover, Idle, Scroll};
    assert_eq!(
        kinds,
        [
            (Hover, 0),
            (Appears, 0),
            (Idle, 30_000),
            (Scroll, 50),
            (Exit, 0)
        ]
    );
    assert_eq!(bundle.graph.counters[0].keep, 0);
    assert_eq!(bundle.guides[1].triggers, [Trigger::Load]);
}

#[test]
fn frequencies_snoozes_and_experiments() {
    let bundle = bundle(&format!(
        r#""frequency": {{ "limit": {{ "times": 3, "within": "1w" }} }}, "snooze": "2h",
           "experiment": {{ "holdout": 10, "variants": [{{ "id": "short", "share": 25, {STEPS} }}] }},"#
    ));
    let (guide, other) = (&bundle.guides[0], &bundle.guides[1]);
    assert_eq!(guide.frequency, Frequency::Limit(3, 7 * DAY));
    assert_eq!((guide.snooze, other.snooze), (2 * HOUR, 0));
    assert_eq!((guide.holdout, guide.variants[0].share), (1000, 2500));
    assert_eq!(other.frequency, Frequency::UntilInteracted);
}

#[test]
fn the_order_in_which_files_come_makes_no_difference() {
    let list = |from: &str, to: &str| {
        format!(
            r#"{{ "features": [{{ "id": "{from}", "name": {{ "en": "a" }}, "any": [{{ "event": "{to}" }}],
            "eligible": {{ "user": {{ "name": "{to}", "test": "present" }} }} }}] }}"#
        )
    };
    let (a, b) = (list("a", "x"), list("b", "y"));
    let project = r#"{ "locales": [{ "id": "en" }] }"#.to_owned();
    let mut files = vec![("banso.json", project), ("x/a.json", a), ("b.json", b)];
    let one = build(&Source::of(files.clone())).unwrap();
    files.reverse();
    assert_eq!(build(&Source::of(files)).unwrap(), one);
}
