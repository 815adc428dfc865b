//! The memory follows the log: message by message, late ones, and those that change hands.

use rusqlite::Connection;
use serde_json::json;

use crate::query::testkit::{Log, Stored, at, bundle, week};
use crate::query::{Directory, FeatureRow, History, features};

fn answer(history: &History, conn: &Connection) -> rusqlite::Result<Vec<FeatureRow>> {
    Ok(features(history, &Directory::load(conn)?, &week()))
}

/// A log in which a visitor signs in later, a person learns their account later, and a message is
/// late.
fn log() -> Log {
    let mut log = Log::default();
    log.page(at(7, 8), "?ann", "/mileage");
    log.track(at(7, 9), "bob", "Created", json!({}));
    log.track(at(8, 9), "ann@acme", "Created", json!({}));
    log.track(at(9, 9), "bob@beta", "Created", json!({}));
    log.track(at(8, 10), "bob@beta", "Created", json!({}));
    log.page(at(6, 9), "?cy", "/mileage");
    log.page(at(10, 9), "cy@beta", "/");
    log
}

#[test]
fn reading_message_by_message_gives_what_reading_at_once_gives() {
    let whole = log().stored().ask(|conn| {
        let mut history = History::default();
        history.refresh(conn, &bundle())?;
        answer(&history, conn)
    });
    let stored = Stored::new();
    let history = std::sync::Arc::new(std::sync::Mutex::new(History::default()));
    for event in log().events() {
        stored.append(vec![event]);
        let history = history.clone();
        stored.ask(move |conn| history.lock().unwrap().refresh(conn, &bundle()));
    }
    let step_by_step = stored.ask(move |conn| answer(&history.lock().unwrap(), conn));
    assert_eq!(step_by_step, whole);
    assert_eq!(
        whole[2].users.part, 1,
        "ann's visit before signing in counts; cy's lies before the week"
    );
    assert_eq!(
        (whole[0].users.part, whole[0].accounts.part, whole[0].uses),
        (2, 2, 4)
    );
}

#[test]
fn a_feature_that_is_defined_later_is_filled_in() {
    let uses = log().stored().ask(|conn| {
        let mut history = History::default();
        let mut fewer = bundle();
        fewer.features.truncate(1);
        history.refresh(conn, &fewer)?;
        let before = answer(&history, conn)?.len();
        history.refresh(conn, &bundle())?;
        Ok((before, answer(&history, conn)?[2].uses))
    });
    assert_eq!(uses, (1, 1));
}
