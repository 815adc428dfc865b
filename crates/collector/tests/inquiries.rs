//! Inquiries from the log to their targets: a real HTTP server and a real SMTP server on the loopback.
#![allow(clippy::unwrap_used)]

#[path = "support/browser.rs"]
mod browser;
mod support;
#[path = "support/targets.rs"]
mod targets;

use std::time::Duration;

use banso_collector::auth::password;
use banso_collector::auth::staff::{self, Role};
use banso_collector::inquiries::{self, Mail, Patience, Target, Webhook};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use browser::{EMAIL, PASSWORD, collector, demo, reader, text};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use support::Collector;
use targets::{Http, Smtp};

const SECRET: &str = "a secret of the tests";

const PATIENCE: Patience = Patience {
    look: Duration::from_millis(5),
    first: Duration::from_millis(5),
    most: Duration::from_millis(10),
    attempts: 3,
};

fn asked(id: &str, words: &str) -> Value {
    json!({
        "type": "track", "messageId": format!("m-{id}"), "userId": "u-1", "event": "Help Inquiry Sent",
        "context": {"groupId": "acme", "locale": "en", "page": {"path": "/reports"}},
        "properties": {"inquiry": id, "text": words, "searches": ["csv"], "articles": ["export-csv"],
            "bundle": "abc", "contact": "lee@acme.example"},
    })
}

/// The chore, until it is dropped.
struct Chore(tokio::runtime::Runtime);

impl Chore {
    fn start(collector: &Collector, targets: Vec<Target>) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (store, content) = (collector.app.store.clone(), collector.app.content.clone());
        let dashboard = Some("https://banso.example/".to_owned());
        runtime.spawn(inquiries::run(store, content, targets, dashboard, PATIENCE));
        Self(runtime)
    }

    /// Waits until a count in the store is reached.
    fn until(&self, collector: &Collector, sql: &str, wanted: i64) {
        self.0.block_on(async {
            while collector.value::<i64>(sql) != wanted {
                tokio::time::sleep(PATIENCE.look).await;
            }
        });
    }
}

fn webhook(url: &str) -> Target {
    Target::Webhook(Webhook::new(url, SECRET).unwrap())
}

const TARGETS: &str = "SELECT count(*) FROM inquiry_targets";

fn of_state(state: &str) -> String {
    format!("SELECT count(*) FROM inquiry_deliveries WHERE state = '{state}'")
}

#[test]
fn an_inquiry_reaches_a_webhook_once_it_answers_and_is_signed() {
    let collector = Collector::start();
    let target = Http::answering(&[500, 302, 204]);
    let chore = Chore::start(&collector, vec![webhook(&target.url)]);
    chore.until(&collector, TARGETS, 1);
    let sent = asked("i-1", "CSV is broken. card 4242 4242 4242 4242");
    collector.batch(std::slice::from_ref(&sent)).receipt();
    collector.batch(&[sent]).receipt();
    let mut twice = asked("i-1", "CSV is broken.");
    twice["messageId"] = json!("m-again");
    collector.batch(&[twice]).receipt();
    chore.until(&collector, &of_state("delivered"), 1);
    let requests = target.requests();
    assert_eq!(requests.len(), 3, "refused, not followed, taken");
    let keys: Vec<&str> = requests
        .iter()
        .map(|one| one.header("webhook-id"))
        .collect();
    assert_eq!(keys, ["inq_i-1_1"; 3], "the same key each time");
    for request in &requests {
        let signed = format!(
            "{}.{}.{}",
            keys[0],
            request.header("webhook-timestamp"),
            request.body
        );
        let mut hmac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        hmac.update(signed.as_bytes());
        let signature = format!("v1,{}", STANDARD.encode(hmac.finalize().into_bytes()));
        assert_eq!(request.header("webhook-signature"), signature);
    }
    let body: Value = requests[2].body.parse().unwrap();
    assert_eq!(body["type"], "inquiry.sent");
    let data = &body["data"];
    assert_eq!(data["text"], "CSV is broken. card •••");
    assert_eq!(
        (&data["page"], &data["locale"]),
        (&json!("/reports"), &json!("en"))
    );
    assert_eq!(
        (&data["searches"], &data["articles"]),
        (&json!(["csv"]), &json!(["export-csv"]))
    );
    assert_eq!(data["reply_to"], "lee@acme.example");
    assert_eq!(data["account"]["id"], "acme");
    let page = data["dashboard"].as_str().unwrap();
    assert!(
        page.starts_with("https://banso.example/dashboard/inquiries/"),
        "{page}"
    );
}

#[test]
fn a_delivery_is_given_up_and_tried_again_from_the_dashboard() {
    let collector = collector();
    let mut browser = reader(&collector);
    let target = Http::answering(&[500, 500, 500, 200]);
    let chore = Chore::start(&collector, vec![webhook(&target.url)]);
    chore.until(&collector, TARGETS, 1);
    collector.batch(&[asked("i-1", "Help me")]).receipt();
    chore.until(&collector, &of_state("dead"), 1);
    assert_eq!(target.requests().len(), 3);
    let number: i64 = collector.value("SELECT event FROM inquiries");
    let page = format!("/dashboard/inquiries/{number}");
    let shown = text(&browser.get(&page));
    assert!(shown.contains("the target answered 500"), "{shown}");
    let list = text(&browser.get("/dashboard/inquiries"));
    assert!(list.contains("Could not be delivered"), "{list}");
    let csrf = browser.csrf(&page);
    let forged = browser.post(
        &format!("{page}/retry"),
        &[("csrf", "x"), ("key", "inq_i-1_1")],
    );
    assert_eq!(forged.status, 403);
    let form = [("csrf", csrf.as_str()), ("key", "inq_i-1_1")];
    let refused = browser.post(&format!("{page}/retry"), &form);
    assert_eq!(refused.status, 403, "a viewer may not");
    chore.0.block_on(promote(&collector));
    let mut browser = reader(&collector);
    let csrf = browser.csrf(&page);
    let form = [("csrf", csrf.as_str()), ("key", "inq_i-1_1")];
    assert_eq!(browser.post(&format!("{page}/retry"), &form).status, 303);
    chore.until(&collector, &of_state("delivered"), 1);
    let again = inquiries::retry(&collector.app.store, number, "inq_i-1_1".into(), 0);
    assert!(
        !chore.0.block_on(again).unwrap(),
        "what was delivered is left alone"
    );
}

async fn promote(collector: &Collector) {
    let hash = password::hash(PASSWORD).unwrap();
    let promoted = staff::put(&collector.app.store, EMAIL, &hash, Role::Admin);
    promoted.await.unwrap();
}

#[test]
fn a_category_is_corrected_and_an_answer_noted() {
    let collector = demo();
    let chore = Chore::start(&collector, Vec::new());
    chore.0.block_on(promote(&collector));
    let mut browser = reader(&collector);
    collector
        .batch(&[asked("i-1", "My receipts are not read")])
        .receipt();
    chore.until(
        &collector,
        "SELECT count(*) FROM inquiries WHERE category = 'receipts'",
        1,
    );
    let number: i64 = collector.value("SELECT event FROM inquiries");
    let page = format!("/dashboard/inquiries/{number}");
    let csrf = browser.csrf(&page);
    let mut post = |path: &str, name: &str, value: &str| {
        let form = [("csrf", csrf.as_str()), (name, value)];
        browser.post(&format!("{page}/{path}"), &form).status
    };
    assert_eq!(post("category", "category", "nonsense"), 422);
    assert_eq!(post("category", "category", "billing"), 303);
    let corrected = "SELECT count(*) FROM inquiries WHERE corrected = 'billing' AND corrected_by = 'cs@example.com'";
    assert_eq!(collector.value::<i64>(corrected), 1);
    assert_eq!(post("category", "category", "receipts"), 303);
    let undone = "SELECT count(*) FROM inquiries WHERE corrected IS NULL AND corrected_by IS NULL";
    assert_eq!(
        collector.value::<i64>(undone),
        1,
        "back to the rules is no correction"
    );
    assert_eq!(post("category", "category", "billing"), 303);
    assert_eq!(post("answer", "answered", "1"), 303);
    let shown = text(
        &browser.get("/dashboard/inquiries?state=answered&category=billing&article=export-csv"),
    );
    assert!(shown.contains("My receipts are not read"), "{shown}");
    let csv = text(&browser.get("/dashboard/inquiries?format=csv&table=inquiries"));
    assert!(
        csv.contains("My receipts are not read,Answered,Plan and billing"),
        "{csv}"
    );
    assert_eq!(browser.get("/dashboard/inquiries?state=open").status, 200);
}

#[test]
fn what_is_planned_outlives_the_process_and_history_is_not_sent() {
    let collector = Collector::start();
    collector
        .batch(&[asked("i-0", "Before there was a target")])
        .receipt();
    let target = Http::answering(&[200]);
    let chore = Chore::start(
        &collector,
        vec![webhook("http://127.0.0.1:9/nobody"), webhook(&target.url)],
    );
    chore.until(
        &collector,
        "SELECT count(*) FROM inquiries WHERE reason IS NOT NULL",
        1,
    );
    assert_eq!(
        collector.value::<i64>("SELECT count(*) FROM inquiry_deliveries"),
        0
    );
    let mut old = asked("i-1", "Imported");
    old["timestamp"] = json!("2020-01-01T00:00:00Z");
    old["sentAt"] = json!("2026-11-22T00:00:00Z");
    collector.batch(&[old]).receipt();
    // Nothing runs while this comes in: it is on disk, and the next process finds it.
    drop(chore);
    collector.batch(&[asked("i-2", "Now")]).receipt();
    let chore = Chore::start(&collector, vec![webhook(&target.url)]);
    chore.until(&collector, &of_state("delivered"), 1);
    let told: Value = target.requests()[0].body.parse().unwrap();
    assert_eq!(
        told["data"]["inquiry"], "i-2",
        "a dead target holds up no other"
    );
}

#[test]
fn an_inquiry_reaches_a_mailbox() {
    let collector = Collector::start();
    let server = Smtp::start();
    let mail = Mail::new(
        &server.url,
        "Banso <banso@seisan.example>",
        "cs@seisan.example",
    )
    .unwrap();
    let chore = Chore::start(&collector, vec![Target::Mail(mail)]);
    chore.until(&collector, TARGETS, 1);
    collector.batch(&[asked("i-1", "CSV is broken.")]).receipt();
    chore.until(&collector, &of_state("delivered"), 1);
    let [letter] = &server.letters()[..] else {
        panic!("one letter")
    };
    assert_eq!(
        (letter.from.as_str(), letter.to.as_str()),
        ("banso@seisan.example", "cs@seisan.example")
    );
    for line in [
        "Subject: CSV is broken.",
        "Reply-To: lee@acme.example",
        "Message-ID: <inq_i-1_1@seisan.example>",
        "Read: export-csv",
    ] {
        assert!(
            letter.data.contains(line),
            "{line} is not in {}",
            letter.data
        );
    }
}

#[test]
fn strange_inquiries_harm_nobody() {
    let collector = collector();
    let chore = Chore::start(&collector, Vec::new());
    let mut browser = reader(&collector);
    let odd = [
        json!({"text": "<script>alert(1)</script>", "searches": [1, null, {"a": 1}], "answers": {"<b>": "<i>"}}),
        json!({"text": "a", "inquiry": 7, "articles": "x", "category": ["c"], "contact": {"x": 1}}),
        json!({"text": ["no text"]}),
        json!({"text": "   "}),
        json!({}),
        json!({"text": "\u{202e}\u{0}x".repeat(3_000), "category": "'; DROP TABLE inquiries; --"}),
    ];
    for (at, properties) in odd.into_iter().enumerate() {
        let mut message = asked("x", "y");
        message["messageId"] = json!(format!("odd-{at}"));
        message["properties"] = properties;
        collector.batch(&[message]).receipt();
    }
    chore.until(
        &collector,
        "SELECT count(*) FROM inquiries WHERE reason IS NOT NULL",
        3,
    );
    let list = text(&browser.get("/dashboard/inquiries"));
    assert!(list.contains("&lt;script&gt;alert(1)"), "{list}");
    for number in 1..=7 {
        let page = browser.get(&format!("/dashboard/inquiries/{number}"));
        assert!(matches!(page.status, 200 | 404), "{number}");
        assert!(!text(&page).contains("<script>alert") && !text(&page).contains("<i>"));
    }
    for odd in ["x", "-1", "99999999999999999999", "1/answer"] {
        let status = browser.get(&format!("/dashboard/inquiries/{odd}")).status;
        assert!(matches!(status, 404 | 405), "{odd}: {status}");
    }
    assert_eq!(browser.get("/dashboard/help?version=%27%3B").status, 200);
}
