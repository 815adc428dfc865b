//! Whom guides reached, and what held them back.

use serde_json::{Value, json};

use crate::query::testkit::{Log, at, week};
use crate::query::{Held, Reach, Share, held_back, reach};

fn held(log: &mut Log, ts: i64, who: &str, held: Value) {
    let properties = json!({"bundle": "v1", "held": held});
    log.track(ts, who, "Guides Held Back", properties);
}

fn reach_of(log: &Log, guide: &'static str) -> Option<Reach> {
    let stored = log.stored();
    stored.ask(move |conn| Ok(reach(conn, ["tour", "tip"], &week())?.remove(guide)))
}

fn because(reason: &str, part: u64, whole: u64) -> Held {
    Held {
        reason: reason.into(),
        people: Share { part, whole },
    }
}

#[test]
fn each_person_counts_once_by_what_held_the_guide_back_last() {
    let mut log = Log::default();
    let shown = json!({"guide": "tour"});
    // ann is shown it between two reports: reached. bob's last word is the budget.
    held(&mut log, at(8, 9), "ann@acme", json!({"tour": "page"}));
    log.track(at(8, 10), "ann@acme", "Guide Shown", shown.clone());
    held(&mut log, at(9, 9), "ann@acme", json!({"tour": "frequency"}));
    held(
        &mut log,
        at(8, 9),
        "bob@acme",
        json!({"tip": "page", "tour": "page"}),
    );
    held(&mut log, at(9, 9), "bob@acme", json!({"tour": "budget"}));
    // A later report that does not name the guide leaves the earlier reason.
    held(&mut log, at(10, 9), "bob@acme", json!({"other": "budget"}));
    held(&mut log, at(8, 9), "cy@beta", json!({"tour": "audience"}));
    held(&mut log, at(8, 9), "?dee", json!({"tour": "audience"}));
    // Outside the window.
    held(&mut log, at(1, 9), "eve@beta", json!({"tour": "audience"}));
    log.track(at(1, 9), "fay@beta", "Guide Shown", shown);
    let tour = reach_of(&log, "tour").unwrap();
    assert_eq!(tour.reached, Share { part: 1, whole: 4 });
    assert_eq!(
        tour.held,
        [because("audience", 2, 4), because("budget", 1, 4)]
    );
    let tip = reach_of(&log, "tip").unwrap();
    assert_eq!(tip.reached, Share { part: 0, whole: 1 });
    assert_eq!(tip.held, [because("page", 1, 1)]);
}

#[test]
fn without_a_report_nothing_is_known() {
    let mut log = Log::default();
    log.track(
        at(8, 9),
        "ann@acme",
        "Guide Shown",
        json!({"guide": "tour"}),
    );
    held(&mut log, at(8, 9), "ann@acme", json!({"elsewhere": "page"}));
    assert_eq!(reach_of(&log, "tour"), None);
}

#[test]
fn what_is_no_report_is_passed_over() {
    let mut log = Log::default();
    for odd in [
        json!("page"),
        json!(["tour"]),
        json!(null),
        json!({"tour": ["page"]}),
    ] {
        held(&mut log, at(8, 9), "ann@acme", odd);
    }
    held(
        &mut log,
        at(8, 9),
        "bob@acme",
        json!({"a": "page", "tour": "page"}),
    );
    let tour = reach_of(&log, "tour").unwrap();
    assert_eq!(tour.held, [because("page", 1, 1)]);
}

#[test]
fn made_up_reasons_are_bounded() {
    let mut log = Log::default();
    for at_user in 0..70 {
        let reason = format!("reason {at_user}");
        let who = format!("u{at_user}");
        held(&mut log, at(8, 9), &who, json!({"tour": reason}));
    }
    let tour = reach_of(&log, "tour").unwrap();
    assert_eq!(tour.held.len(), 51);
    assert_eq!(tour.held[0], because("unknown", 20, 70));
}

#[test]
fn users_whom_it_was_held_back_from_are_named_with_the_latest_reason() {
    let mut log = Log::default();
    held(&mut log, at(8, 9), "ann@acme", json!({"page": ["tour"]}));
    log.track(
        at(8, 10),
        "ann@acme",
        "Guide Shown",
        json!({"guide": "tour"}),
    );
    held(
        &mut log,
        at(8, 9),
        "bob@acme",
        json!({"page": ["tip", "tour"]}),
    );
    held(&mut log, at(9, 9), "bob@acme", json!({"budget": ["tour"]}));
    held(
        &mut log,
        at(10, 9),
        "bob@acme",
        json!({"page": "tour", "rested": [7, ["tour"]]}),
    );
    held(&mut log, at(9, 8), "cy@beta", json!({"audience": ["tour"]}));
    held(&mut log, at(8, 9), "?dee", json!({"audience": ["tour"]}));
    for odd in [json!("page"), json!(["tour"]), json!(null)] {
        held(&mut log, at(9, 10), "eve@beta", odd);
    }
    let found = log.stored().ask(|conn| held_back(conn, "tour", &week()));
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.user.as_str(), one.reason.as_str(), one.at))
        .collect();
    assert_eq!(
        found,
        [("bob", "budget", at(9, 9)), ("cy", "audience", at(9, 8))]
    );
}
