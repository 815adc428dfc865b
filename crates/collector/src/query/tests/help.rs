//! Help: meaning, sessions, gaps and the days around a release, with figures worked out by hand.

use serde_json::json;

use crate::query::testkit::{Log, MINUTE, at, week};
use crate::query::{Share, Version, around, help, versions};

fn share(part: u64, whole: u64) -> Share {
    Share { part, whole }
}

/// Ann searches twice in vain and asks. Bob opens an article, comes back in the afternoon, and asks 25
/// hours after his first session. Cy looks in vain an hour ago.
fn log() -> Log {
    let mut log = Log::default();
    let searched = |query: &str, results: u64| json!({"query": query, "results": results});
    let asked = || json!({"inquiry": "i", "text": "Help me"});
    log.track(
        at(8, 9),
        "ann@acme",
        "Help Searched",
        searched("approval route", 0),
    );
    log.track(
        at(8, 9) + 2 * MINUTE,
        "ann@acme",
        "Help Searched",
        searched("aproval route", 0),
    );
    log.track(
        at(8, 9) + 5 * MINUTE,
        "ann@acme",
        "Help Inquiry Sent",
        asked(),
    );
    log.track(
        at(9, 9),
        "bob@acme",
        "Help Searched",
        searched("Approval routes", 4),
    );
    let opened = json!({"article": "routes", "query": "approval routes"});
    log.track(at(9, 9) + MINUTE, "bob@acme", "Help Article Viewed", opened);
    log.track(at(9, 15), "bob@acme", "Help Opened", json!({}));
    log.track(at(10, 10), "bob@acme", "Help Inquiry Sent", asked());
    log.track(at(13, 11), "cy@beta", "Help Searched", searched("csv", 3));
    log
}

#[test]
fn sessions_without_an_inquiry_are_deflected() {
    let help = log().stored().ask(|conn| help(conn, &week()));
    assert_eq!((help.people, help.searches, help.inquiries), (3, 4, 2));
    assert_eq!(
        help.deflection.loose,
        share(3, 5),
        "ann's, and bob's third, ask"
    );
    assert_eq!(
        help.deflection.strict,
        share(1, 4),
        "only bob's first reads and is quiet for a day; cy's has not had its day"
    );
}

#[test]
fn gaps_are_ranked_by_what_filling_them_is_worth() {
    let help = log().stored().ask(|conn| help(conn, &week()));
    let gaps = help.gaps();
    let [routes, csv] = gaps[..] else {
        panic!("{gaps:?}")
    };
    assert_eq!(
        routes.query, "Approval routes",
        "spellings tie: the first by letters"
    );
    assert_eq!(routes.spellings, ["approval route", "aproval route"]);
    assert_eq!((routes.searches, routes.people), (3, 2));
    assert_eq!((routes.empty, routes.clicked), (share(2, 3), share(1, 3)));
    assert_eq!((routes.unclicked, routes.asked, routes.affected), (0, 2, 1));
    assert_eq!(
        routes.gap(),
        4,
        "(2 + 0 + 2) x 1: bob asked more than a day later"
    );
    assert_eq!((csv.unclicked, csv.affected, csv.gap()), (1, 1, 1));
}

#[test]
fn the_latest_words_of_each_reader_are_kept() {
    let mut log = Log::default();
    let rated =
        |helpful: bool, why: &str| json!({"article": "routes", "helpful": helpful, "why": why});
    log.track(
        at(8, 9),
        "ann@acme",
        "Help Article Rated",
        rated(false, "too long"),
    );
    log.track(
        at(8, 10),
        "ann@acme",
        "Help Article Rated",
        rated(true, "now I see"),
    );
    log.track(
        at(8, 11),
        "bob@acme",
        "Help Article Rated",
        rated(false, ""),
    );
    let help = log.stored().ask(|conn| help(conn, &week()));
    let routes = &help.articles[0];
    assert_eq!((routes.helpful, help.helpful), (share(1, 2), share(1, 2)));
    let said: Vec<_> = routes
        .comments
        .iter()
        .map(|why| (&*why.who, &*why.text, why.helpful))
        .collect();
    assert_eq!(said, [("ann", "now I see", true)]);
}

#[test]
fn a_version_begins_when_a_browser_first_says_it() {
    let mut log = Log::default();
    let held = |version: &str| json!({"bundle": version, "held": {}});
    log.track(at(8, 9), "ann@acme", "Guides Held Back", held("one"));
    log.track(at(10, 9), "bob@acme", "Guides Held Back", held("two"));
    log.track(at(11, 9), "ann@acme", "Guides Held Back", held("one"));
    let version = |version: &str, since| Version {
        version: version.into(),
        since,
    };
    let known = log.stored().ask(versions);
    assert_eq!(known, [version("two", at(10, 9)), version("one", at(8, 9))]);
    let (before, after) = around(&week(), at(10, 9), 30).unwrap();
    assert_eq!(
        (before.from, before.to),
        (at(7, 0), at(10, 0)),
        "three days before the day"
    );
    assert_eq!(
        (after.from, after.to),
        (at(11, 0), at(14, 0)),
        "three days after the day"
    );
    assert_eq!(around(&week(), at(13, 1), 30), None, "today is not over");
}
