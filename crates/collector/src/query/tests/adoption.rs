//! Adoption, accounts and the overview.
#![allow(clippy::unwrap_used)]

use banso_content::compiler::bundle_of;
use banso_content::model::AdoptionState;
use serde_json::json;

use crate::query::testkit::{DAY, Log, MINUTE, at, week};
use crate::query::{
    Count, Directory, History, Ladder, Share, accounts, declining, feature_accounts, feature_users,
    features, matrix, overview, users_of,
};

/// Two accounts. In the week from day 7 to day 13: ann and bob of acme and cy of beta are active,
/// dee of beta was active only the week before.
fn log() -> Log {
    let mut log = Log::default();
    log.identify(
        at(0, 9),
        "ann@acme",
        json!({"name": "Ann", "role": "admin"}),
    );
    log.identify(at(1, 9), "dee@beta", json!({}));
    log.page(at(1, 9) + MINUTE, "dee@beta", "/");
    // ann creates on days 2, 7 and 8: three uses in 14 days, adopted on day 8.
    for day in [2, 7, 8] {
        log.track(at(day, 9), "ann@acme", "Created", json!({}));
    }
    // A click and the event it causes, 300 ms apart, are one use.
    log.track(
        at(8, 10),
        "ann@acme",
        "Feature Used",
        json!({"feature": "capture"}),
    );
    log.track(
        at(8, 10) + 300,
        "ann@acme",
        "Feature Used",
        json!({"feature": "capture"}),
    );
    log.track(at(9, 9), "bob@acme", "Created", json!({}));
    log.page(at(10, 9), "cy@beta", "/mileage");
    log.page(at(10, 10), "cy@beta", "/other");
    // Not a feature, and not text: counted as activity alone.
    log.track(
        at(10, 11),
        "cy@beta",
        "Feature Used",
        json!({"feature": "gone"}),
    );
    log.track(at(10, 12), "cy@beta", "Feature Used", json!({"feature": 5}));
    log
}

#[test]
fn adoption_of_each_feature() {
    let rows = log()
        .stored()
        .recall(|history, directory| features(history, directory, &week()));
    let create = &rows[0];
    // Active in the week: ann, bob, cy. With a use of create: ann, bob.
    assert_eq!(create.users, Share { part: 2, whole: 3 });
    // Accounts active: acme, beta. With a use: acme.
    assert_eq!(create.accounts, Share { part: 1, whole: 2 });
    // ann on days 7 and 8, bob on day 9; day 2 lies before the week.
    assert_eq!(create.uses, 3);
    assert_eq!(create.uses_per_user(), Some(1.5));
    let expected = Ladder {
        exposed: 0,
        tried: 1,
        adopted: 1,
        retained: 0,
        lapsed: 0,
    };
    assert_eq!(create.ladder, expected, "ann adopted, bob tried");
    // The last seven days: ann and bob; the seven before: ann.
    assert_eq!(create.weekly[10..], [1, 2]);
    assert_eq!(create.weekly.iter().sum::<u64>(), 3);
    // ann: first seen day 0 at 9, first use day 2 at 9: two days. bob: first seen by the use: 0.
    assert_eq!(
        create.time_to_first,
        Some(DAY),
        "the middle of 0 and 2 days"
    );
    assert_eq!(create.never, Share { part: 1, whole: 3 }, "cy");

    let capture = &rows[1];
    assert_eq!(
        (capture.users.part, capture.uses),
        (1, 1),
        "the debounce makes two clicks one"
    );
    let mileage = &rows[2];
    assert_eq!(
        (mileage.users.part, mileage.accounts.part, mileage.uses),
        (1, 1, 1)
    );
}

#[test]
fn who_uses_a_feature() {
    let (users, accounts, matrix) = log().stored().recall(|history, _| {
        let week = week();
        (
            feature_users(history, &week, 0, Some("acme")),
            feature_accounts(history, &week, 0),
            matrix(history, &week),
        )
    });
    let users: Vec<_> = users
        .iter()
        .map(|row| (row.id.as_str(), row.uses, row.state))
        .collect();
    assert_eq!(
        users,
        [
            ("ann", 2, AdoptionState::Adopted),
            ("bob", 1, AdoptionState::Tried)
        ]
    );
    let of = |id: &str| accounts.iter().find(|row| row.id == id).unwrap();
    assert_eq!(
        (of("acme").users, of("acme").uses),
        (Share { part: 2, whole: 2 }, 3)
    );
    assert_eq!(of("acme").last, Some(at(9, 9)));
    assert_eq!(
        (of("beta").users, of("beta").uses),
        (Share { part: 0, whole: 1 }, 0)
    );
    let row = |id: &str| &matrix.rows.iter().find(|row| row.0 == id).unwrap().1;
    let share = |part, whole| Share { part, whole };
    assert_eq!(*row("acme"), [share(2, 2), share(1, 2), share(0, 2)]);
    assert_eq!(*row("beta"), [share(0, 1), share(0, 1), share(1, 1)]);
}

#[test]
fn accounts_and_their_users() {
    let (rows, users) = log().stored().recall(|history, directory| {
        let week = week();
        (
            accounts(history, directory, &week),
            users_of(history, directory, &week, "acme"),
        )
    });
    let acme = rows.iter().find(|row| row.id == "acme").unwrap();
    assert_eq!(acme.users, Share { part: 2, whole: 2 });
    // ann on days 7 and 8, bob on day 9.
    assert_eq!(acme.login_days, 3);
    assert_eq!(
        acme.features,
        Share { part: 2, whole: 3 },
        "create and capture of three"
    );
    assert_eq!(acme.core, Share { part: 2, whole: 2 });
    assert_eq!(acme.weekly[10..], [1, 3], "ann on day 2, then the three");
    let beta = rows.iter().find(|row| row.id == "beta").unwrap();
    assert_eq!(
        beta.users,
        Share { part: 1, whole: 2 },
        "cy is active, dee is not"
    );
    let ann = users.iter().find(|row| row.id == "ann").unwrap();
    assert_eq!((ann.active_days, ann.features, ann.adopted), (2, 2, 1));
}

#[test]
fn the_overview_compares_like_with_like() {
    let mut log = Log::default();
    // Today is day 13, at noon. Yesterday before noon: ann and bob; after noon: cy.
    log.page(at(13, 9), "ann@acme", "/");
    log.page(at(12, 9), "ann@acme", "/");
    log.page(at(12, 10), "bob@acme", "/");
    log.page(at(12, 15), "cy@beta", "/");
    log.page(at(2, 9), "dee@beta", "/");
    let overview = log.stored().recall(|history, _| overview(history, &week()));
    assert_eq!(
        overview.users[0],
        Count { now: 1, before: 2 },
        "cy came after noon"
    );
    assert_eq!(
        overview.users[1],
        Count { now: 3, before: 1 },
        "dee in the week before"
    );
    assert_eq!(overview.users[2], Count { now: 4, before: 0 });
    assert_eq!(overview.accounts[1], Count { now: 2, before: 1 });
    assert_eq!(overview.daily, [0, 0, 0, 0, 0, 3, 1]);
    assert_eq!(overview.daily_before, [0, 0, 1, 0, 0, 0, 0]);
    assert_eq!(overview.events, [0, 0, 0, 0, 0, 3, 1]);
    assert_eq!(overview.users[0].change(), Some(-0.5));
}

/// Two users of acme and two of beta visit every weekday of ten weeks; after that acme's come on
/// Mondays alone. gone has been there for five weeks only, then nothing.
#[test]
fn an_account_that_falls_away_is_listed_with_its_numbers() {
    let mut log = Log::default();
    for day in (0..84).filter(|day| day % 7 < 5) {
        for user in ["b1@beta", "b2@beta"] {
            log.page(at(day, 9), user, "/");
        }
        if day < 70 || day % 7 == 0 {
            log.page(at(day, 9), "a1@acme", "/");
            log.page(at(day, 10), "a2@acme", "/");
        }
        if (35..70).contains(&day) {
            log.page(at(day, 9), "g1@gone", "/");
        }
    }
    // Today is the Monday after twelve weeks; nobody has come yet.
    let today = crate::query::Window::last(7, at(84, 8), &jiff::tz::TimeZone::UTC);
    let declines = log
        .stored()
        .recall(move |history, _| declining(history, &today));
    let listed: Vec<_> = declines
        .iter()
        .map(|decline| decline.account.as_str())
        .collect();
    assert_eq!(listed, ["acme"], "beta goes on; gone has too short a past");
    assert_eq!(
        declines[0].recent,
        [2, 2],
        "two users on one day of each week"
    );
    // First seen in week 0 at 9:00, after its first moment: weeks 1 to 9, ten login days each.
    assert!((declines[0].baseline - 10.0).abs() < 1e-9, "{declines:?}");
}

#[test]
fn who_may_not_use_a_feature_does_not_count_and_who_met_it_is_exposed() {
    let project = json!({
        "locales": [{ "id": "en" }],
        "features": [{
            "id": "approve",
            "name": { "en": "Approve" },
            "any": [{ "event": "Approved" }],
            "exposed_on": ["/approvals/**"],
            "eligible": { "user": { "name": "role", "test": { "is": "approver" } } },
        }],
    });
    let content = bundle_of(&[("banso.json", &project.to_string())]).unwrap();
    let mut log = Log::default();
    for (who, role) in [
        ("ann@acme", "approver"),
        ("bob@acme", "member"),
        ("cy@acme", "approver"),
    ] {
        log.identify(at(7, 8), who, json!({ "role": role }));
        log.page(at(7, 9), who, "/approvals/12");
    }
    log.track(at(7, 10), "cy@acme", "Approved", json!({}));
    let rows = log.stored().ask(move |conn| {
        let mut history = History::default();
        history.refresh(conn, &content)?;
        Ok(features(&history, &Directory::load(conn)?, &week()))
    });
    assert_eq!(
        rows[0].users,
        Share { part: 1, whole: 2 },
        "bob may not use it"
    );
    let expected = Ladder {
        exposed: 1,
        tried: 1,
        ..Ladder::default()
    };
    assert_eq!(rows[0].ladder, expected, "ann met it, cy used it");
}
