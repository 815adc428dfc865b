//! A person's data over real HTTP: administrators hand it over and erase it, nobody else does.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;

use banso_collector::auth::staff::Role;
use browser::{Browser, reader, staffed_as, text};
use serde_json::{Value, json};
use support::Collector;

const PAGE: &str = "/dashboard/users/ann%2F1";

fn ann(collector: &Collector) {
    collector
        .batch(&[
            json!({"type": "identify", "messageId": "i", "anonymousId": "a", "userId": "ann/1", "traits": {"name": "Ann Canary"}}),
            json!({"type": "group", "messageId": "g", "userId": "ann/1", "groupId": "acme", "traits": {"name": "Acme"}}),
            json!({"type": "track", "messageId": "t", "userId": "bob", "groupId": "acme", "event": "Kept"}),
        ])
        .receipt();
}

fn post(browser: &mut Browser<'_>, what: &str, more: &[(&str, &str)]) -> support::Answer {
    let csrf = browser.csrf(PAGE);
    let form = [&[("csrf", csrf.as_str())], more].concat();
    browser.post(&format!("{PAGE}/{what}"), &form)
}

#[test]
fn an_administrator_hands_over_what_is_stored() {
    let collector = staffed_as(Collector::start(), Role::Admin);
    ann(&collector);
    let mut browser = reader(&collector);
    let answer = post(&mut browser, "export", &[]);
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"person.json\""
    );
    let export: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(export["user"]["traits"]["name"], "Ann Canary");
    assert_eq!(export["messages"].as_array().unwrap().len(), 2);
    let record: String = collector.value("SELECT actor || ' ' || action FROM audit");
    assert_eq!(record, format!("{} export", browser::EMAIL));
}

#[test]
fn an_administrator_erases_what_is_confirmed() {
    let collector = staffed_as(Collector::start(), Role::Admin);
    ann(&collector);
    let mut browser = reader(&collector);
    assert!(text(&browser.get("/dashboard/accounts/acme")).contains("Ann Canary"));
    let forged = browser.post(
        &format!("{PAGE}/erase"),
        &[("csrf", "x"), ("confirm", "ann/1")],
    );
    assert_eq!(forged.status, 403);
    for confirm in ["", "ann"] {
        let refused = post(&mut browser, "erase", &[("confirm", confirm)]);
        assert_eq!(refused.status, 400, "{confirm:?}");
    }
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM users"), 2);
    let erased = post(&mut browser, "erase", &[("confirm", "ann/1")]);
    assert_eq!(erased.status, 303);
    assert_eq!(browser.get(PAGE).status, 404);
    let account = browser.get("/dashboard/accounts/acme");
    assert!(!text(&account).contains("Ann Canary"));
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM events"), 1);
}

#[test]
fn a_viewer_does_neither() {
    let collector = staffed_as(Collector::start(), Role::Viewer);
    ann(&collector);
    let mut browser = reader(&collector);
    assert!(!text(&browser.get(PAGE)).contains("/erase"));
    for what in ["export", "erase"] {
        let answer = post(&mut browser, what, &[("confirm", "ann/1")]);
        assert_eq!(answer.status, 403, "{what}");
    }
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM users"), 2);
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM audit"), 0);
}
