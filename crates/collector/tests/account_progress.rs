//! What a receipt says of an account: the tasks that anyone of it has completed.
#![allow(clippy::unwrap_used)]

mod support;

use serde_json::{Value, json};
use support::{Collector, track};

fn done(id: &str, user: &str, group: Option<&str>, task: &str) -> Value {
    json!({
        "type": "track", "messageId": id, "userId": user, "event": "Checklist Task Completed",
        "properties": {"checklist": "start", "task": task},
        "context": group.map(|group| json!({"groupId": group})),
    })
}

fn page(id: &str, user: &str, group: &str) -> Value {
    json!({"type": "page", "messageId": id, "userId": user, "context": {"groupId": group}})
}

#[test]
fn a_colleague_hears_of_work_that_is_on_disk() {
    let collector = Collector::start();
    let own = collector.batch(&[done("1", "ann", Some("acme"), "invite")]);
    let expected = json!({"id": "acme", "done": {"start": ["invite"]}});
    assert_eq!(own.json()["account"], expected, "its own batch included");
    collector.batch(&[done("2", "bob", Some("acme"), "create")]);
    // Done twice, done elsewhere, done in another list: ids only, each once, in order.
    collector.batch(&[done("3", "cy", Some("acme"), "create")]);
    collector.batch(&[done("4", "dee", Some("beta"), "scan")]);
    let mut other = done("5", "ann", Some("acme"), "export");
    other["properties"]["checklist"] = json!("advanced");
    collector.batch(&[other]);
    let answer = collector.batch(&[page("6", "cy", "acme")]);
    assert_eq!(
        answer.json()["account"],
        json!({"id": "acme", "done": {"advanced": ["export"], "start": ["create", "invite"]}})
    );
    let again = collector.batch(&[page("6", "cy", "acme")]);
    assert_eq!(again.json()["account"], answer.json()["account"], "a retry");
}

#[test]
fn a_group_message_names_the_account_and_the_last_name_counts() {
    let collector = Collector::start();
    collector.batch(&[done("1", "ann", Some("acme"), "invite")]);
    let joined = json!({"type": "group", "messageId": "2", "userId": "bob", "groupId": "acme"});
    let answer = collector.batch(&[page("3", "bob", "beta"), joined, track("4")]);
    assert_eq!(
        answer.json()["account"],
        json!({"id": "acme", "done": {"start": ["invite"]}})
    );
}

#[test]
fn work_from_before_the_account_was_known_counts_for_it() {
    let collector = Collector::start();
    collector.batch(&[done("1", "ann", None, "invite")]);
    let joined = json!({"type": "group", "messageId": "2", "userId": "ann", "groupId": "acme"});
    let answer = collector.batch(&[joined]);
    assert_eq!(
        answer.json()["account"]["done"],
        json!({"start": ["invite"]})
    );
}

#[test]
fn a_client_that_names_no_account_gets_the_receipt_it_knows() {
    let collector = Collector::start();
    let answer = collector.batch(&[track("1")]);
    let expected = json!({"success": true, "accepted": ["1"], "rejected": []});
    assert_eq!(answer.json(), expected);
}

#[test]
fn tasks_that_are_not_texts_are_no_tasks() {
    let collector = Collector::start();
    for (at, properties) in [
        json!({"checklist": 1, "task": "a"}),
        json!({"checklist": "start"}),
        json!({"checklist": "start", "task": {"a": [1]}}),
        json!({}),
    ]
    .into_iter()
    .enumerate()
    {
        let mut message = done(&format!("m-{at}"), "ann", Some("acme"), "x");
        message["properties"] = properties;
        let answer = collector.batch(&[message]);
        assert_eq!(answer.receipt().accepted.len(), 1);
        assert_eq!(answer.json()["account"], json!({"id": "acme", "done": {}}));
    }
}
