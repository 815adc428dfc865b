//! The leaves that ask about one fact each.

use banso_wire::time::DAY;

use super::{is, with};
use crate::model::{AdoptionState, GuideFate};
use crate::rule::{ChecklistTest, Leaf, ScreenTest, TimeTest, Window};

#[test]
fn pages_locales_and_devices() {
    is(
        r#"{ "page": "/a/:id?x=*" }"#,
        Leaf::Page("/a/:id?x=*".into()),
    );
    is(r#"{ "locale": "ja" }"#, Leaf::Locale("ja".into()));
    let any = ScreenTest {
        devices: 7,
        min_width: 0,
        max_width: u16::MAX,
        min_height: 0,
        max_height: u16::MAX,
    };
    let screen = |test| Leaf::Screen(test);
    is(
        r#"{ "device": ["phone", "desktop"] }"#,
        screen(ScreenTest {
            devices: 0b101,
            ..any
        }),
    );
    is(
        r#"{ "device": ["tablet"] }"#,
        screen(ScreenTest {
            devices: 0b010,
            ..any
        }),
    );
    is(
        r#"{ "viewport": { "min_width": 600, "max_height": 900 } }"#,
        screen(ScreenTest {
            min_width: 600,
            max_height: 900,
            ..any
        }),
    );
}

#[test]
fn features_guides_and_checklists() {
    use AdoptionState::{Exposed, Retained, Tried};
    is(
        r#"{ "feature": { "id": "export" } }"#,
        Leaf::Feature(0, Tried, Retained),
    );
    is(
        r#"{ "feature": { "id": "export", "reached": "exposed" } }"#,
        Leaf::Feature(0, Exposed, Retained),
    );
    is(
        r#"{ "feature": { "id": "export", "is": "tried" } }"#,
        Leaf::Feature(0, Tried, Tried),
    );
    let guide = |keys: &str, fate, window| {
        is(
            &format!(r#"{{ "guide": {{ "id": "other", {keys} }} }}"#),
            Leaf::Guide(1, fate, window),
        );
    };
    guide(r#""was": "seen""#, GuideFate::Seen, Window::Ever);
    guide(
        r#""was": "under_way", "within": "1d""#,
        GuideFate::UnderWay,
        Window::Last(DAY),
    );
    guide(
        r#""was": "ended", "before": "1d""#,
        GuideFate::Ended,
        Window::Before(DAY),
    );
    let list = |keys: &str, test| {
        is(
            &format!(r#"{{ "checklist": {{ "id": "list"{keys} }} }}"#),
            Leaf::Checklist(0, test),
        );
    };
    list("", ChecklistTest::Complete);
    list(r#", "started": true"#, ChecklistTest::Started);
    list(r#", "done_at_least": 2"#, ChecklistTest::Done(2));
    list(r#", "task": "two""#, ChecklistTest::Task(1));
}

#[test]
fn ranges_of_time() {
    let always = TimeTest {
        zone: 0,
        from: 0,
        until: u64::MAX,
        weekdays: 0x7f,
        minute_from: 0,
        minute_until: 1440,
    };
    let time = |keys: &str, test| is(&format!(r#"{{ "time": {{ {keys} }} }}"#), Leaf::Time(test));
    time(
        r#""from": "1970-01-02""#,
        TimeTest {
            from: DAY,
            ..always
        },
    );
    time(
        r#""until": "1970-01-02T09:00", "zone": "Asia/Tokyo""#,
        TimeTest {
            until: DAY,
            ..always
        },
    );
    time(
        r#""weekdays": ["mon", "sun"]"#,
        TimeTest {
            weekdays: 0b100_0001,
            ..always
        },
    );
    time(
        r#""hours": ["22:00", "06:30"]"#,
        TimeTest {
            minute_from: 1320,
            minute_until: 390,
            ..always
        },
    );
    time(
        r#""hours": ["09:00", "24:00"]"#,
        TimeTest {
            minute_from: 540,
            ..always
        },
    );
}

#[test]
fn zones_stand_once_and_count_from_one() {
    let hours = |zone: &str| {
        format!(r#"{{ "time": {{ "zone": "{zone}", "hours": ["09:00", "17:00"] }} }}"#)
    };
    let (tokyo, paris) = (hours("Asia/Tokyo"), hours("Europe/Paris"));
    let days = r#"{ "time": { "zone": "Asia/Tokyo", "weekdays": ["mon"] } }"#;
    let bundle = with(&format!(r#"{{ "all": [{tokyo}, {paris}, {days}] }}"#));
    assert_eq!(bundle.graph.zones.len(), 2);
    let zones = bundle.graph.leaves.iter().map(|leaf| match leaf {
        Leaf::Time(test) => test.zone,
        _ => 0,
    });
    assert_eq!(zones.collect::<Vec<_>>(), [1, 2, 1]);
    assert!(
        with(r#"{ "time": { "zone": "Asia/Tokyo", "from": "2026-01-01" } }"#)
            .graph
            .zones
            .is_empty()
    );
}
