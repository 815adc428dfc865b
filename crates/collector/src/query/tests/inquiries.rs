//! Inquiries: tallies, common requests, and what searches teach, with figures worked out by hand.

use serde_json::json;

use crate::query::testkit::{Log, MINUTE, Stored, at, week};
use crate::query::{Share, inquiries, inquiry, learned, tallies, topics};

fn log() -> Log {
    let mut log = Log::default();
    let mut ask = |day, who: &str, id: &str, text: &str| {
        let said = json!({"inquiry": id, "text": text, "searches": ["csv"], "bundle": "one"});
        log.track(at(day, 9), who, "Help Inquiry Sent", said);
    };
    ask(8, "ann@acme", "i1", "Is there a NetSuite integration?");
    ask(9, "bob@acme", "i2", "How can I change the language?");
    ask(
        10,
        "cy@beta",
        "i3",
        "Do you have an integration with NetSuite?",
    );
    ask(10, "cy@beta", "i3", "Sent twice, counted once");
    log
}

/// The first is answered after two hours and corrected; the third was given a category and kept it.
fn handled() -> Stored {
    let stored = log().stored();
    stored.write(&format!(
        "UPDATE inquiries SET category = 'export', reason = 'rule', corrected = 'accounting',
           corrected_by = 'cs', answered_at = {} WHERE id = 'i1';
         UPDATE inquiries SET category = 'accounting', reason = 'chosen' WHERE id = 'i3';",
        at(8, 11)
    ));
    stored
}

#[test]
fn inquiries_are_counted_by_their_category_as_corrected() {
    let all = handled().ask(|conn| inquiries(conn, &week()));
    let ids: Vec<_> = all.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(ids.len(), 3, "the latest first: {ids:?}");
    assert!(ids[0].starts_with("Do you have"));
    assert_eq!((all[0].searches.len(), all[0].version.as_str()), (1, "one"));
    let corrected = all[2].corrected.as_ref();
    assert_eq!(corrected, Some(&("cs".into(), Some("export".into()))));
    let rows = tallies(&all, |one| one.category.clone());
    let [accounting, none] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!(accounting.id.as_deref(), Some("accounting"));
    assert_eq!((accounting.inquiries, accounting.open), (2, 1));
    assert_eq!((accounting.people, accounting.accounts), (2, 2));
    assert_eq!(accounting.corrected, Share { part: 1, whole: 2 });
    assert_eq!(accounting.time_to_answer, Some(120 * MINUTE));
    assert_eq!((none.id.as_deref(), none.inquiries), (None, 1));
    assert_eq!(none.corrected, Share { part: 0, whole: 0 });
}

#[test]
fn what_two_accounts_ask_is_a_common_request() {
    let stored = handled();
    let all = stored.ask(|conn| inquiries(conn, &week()));
    let topics = topics(&all);
    let [netsuite] = &topics[..] else {
        panic!("{topics:?}")
    };
    assert_eq!((netsuite.inquiries, netsuite.people), (2, 2));
    assert_eq!(netsuite.accounts, ["acme", "beta"]);
    assert_eq!(netsuite.category.as_deref(), Some("accounting"));
    assert_eq!(netsuite.last, at(10, 9));
    let number = netsuite.number;
    let shown = stored.ask(move |conn| inquiry(conn, number));
    assert!(shown.unwrap().text.contains("NetSuite"));
}

#[test]
fn searches_teach_what_three_people_opened_from_them() {
    let mut log = Log::default();
    let mut open = |who: &str, query: &str, article: &str| {
        let said = json!({"article": article, "query": query});
        log.track(at(8, 9), who, "Help Article Viewed", said);
    };
    open("ann@acme", "CSV  Export", "export-csv");
    open("ann@acme", "csv export", "export-csv");
    open("bob@acme", "csv export", "export-csv");
    open("cy@beta", "ｃｓｖ export", "close-the-month");
    open("ann@acme", "rare", "export-csv");
    open("bob@acme", "rare", "export-csv");
    for who in ["ann", "bob", "cy"] {
        open(who, "card •••", "import");
    }
    let learned = log.stored().ask(|conn| learned(conn, 0));
    let json = serde_json::to_value(&learned).unwrap();
    let clicks = json!({"close-the-month": 1, "export-csv": 2});
    assert_eq!(json, json!({"en": {"csv export": clicks}}));
}
