//! Messages over real HTTP: what is taken in, what is refused, and what the answers say.
#![allow(clippy::unwrap_used)]

mod support;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use support::{Collector, KEY, track};

use banso_wire::time::{DAY, SECOND, rfc3339};

fn batch(messages: &[Value]) -> String {
    json!({"batch": messages}).to_string()
}

#[test]
fn a_second_delivery_is_acknowledged_and_stored_once() {
    let collector = Collector::start();
    for _ in 0..2 {
        let receipt = collector.batch(&[track("m-1"), track("m-2")]).receipt();
        assert!(receipt.success);
        assert_eq!(receipt.accepted, ["m-1", "m-2"]);
    }
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM events"), 2);
}

#[test]
fn one_bad_message_among_a_hundred_leaves_ninety_nine() {
    let collector = Collector::start();
    let mut messages: Vec<Value> = (0..100).map(|n| track(&format!("m-{n}"))).collect();
    messages[42]["event"] = json!({"not": "a name"});
    let receipt = collector.batch(&messages).receipt();
    assert_eq!(receipt.accepted.len(), 99);
    assert_eq!(receipt.rejected.len(), 1);
    assert_eq!(receipt.rejected[0].message_id, "m-42");
    assert!(receipt.rejected[0].reason.contains("event"), "{receipt:?}");
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM events"), 99);
}

#[test]
fn the_write_key_may_stand_in_four_places() {
    let collector = Collector::start();
    let basic = format!("Basic {}", STANDARD.encode(format!("{KEY}:")));
    let body = batch(&[track("m-1")]);
    let beacon = format!("/beacon/v1/batch?writeKey={KEY}");
    let single = track("m-4").to_string();
    let answers = [
        collector.post("/v1/batch", &body, &[("authorization", &basic)]),
        collector.post(&beacon, &body, &[]),
        collector.batch(&[track("m-1")]),
        collector.post("/v1/t", &single, &[("authorization", &basic)]),
    ];
    for answer in answers {
        assert_eq!(answer.receipt().accepted.len(), 1);
    }
}

#[test]
fn a_wrong_key_is_refused_without_asking_the_user_for_a_password() {
    let collector = Collector::start();
    let body = batch(&[track("m-1")]);
    let wrong = format!("Basic {}", STANDARD.encode("wrong:"));
    for headers in [vec![], vec![("authorization", wrong.as_str())]] {
        let answer = collector.post("/v1/batch", &body, &headers);
        answer.problem(401, "/problems/write-key");
        assert_eq!(answer.header("www-authenticate"), "");
    }
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM events"), 0);
}

#[test]
fn each_call_has_a_long_and_a_short_address() {
    let collector = Collector::start();
    let message = json!({"userId": "u", "anonymousId": "a", "event": "E", "groupId": "g", "previousId": "p", "writeKey": KEY});
    for (call, short) in [
        ("track", "t"),
        ("identify", "i"),
        ("group", "g"),
        ("page", "p"),
        ("screen", "s"),
        ("alias", "a"),
    ] {
        for path in [call, short] {
            let mut message = message.clone();
            message["messageId"] = json!(format!("{call}-{path}"));
            let answer = collector.post(&format!("/v1/{path}"), message.to_string(), &[]);
            assert_eq!(answer.receipt().accepted.len(), 1, "{path}");
        }
        let sql = format!("SELECT count(*) FROM events WHERE type = '{call}'");
        assert_eq!(collector.value::<i64>(&sql), 2, "{call}");
    }
}

#[test]
fn a_clock_that_is_ten_years_off_lands_within_the_round_trip() {
    let collector = Collector::start();
    let now = jiff::Timestamp::now().as_millisecond() as u64;
    for (id, clock) in [("fast", now + 3_650 * DAY), ("slow", now - 3_650 * DAY)] {
        let mut message = track(id);
        message["timestamp"] = json!(rfc3339(clock - 30 * SECOND));
        let body = json!({"batch": [message], "sentAt": rfc3339(clock), "writeKey": KEY});
        collector.post("/v1/batch", body.to_string(), &[]).receipt();
        let sql = format!("SELECT received_at - ts FROM events WHERE message_id = '{id}'");
        assert_eq!(collector.value::<i64>(&sql), 30_000, "{id}");
    }
}

#[test]
fn a_page_of_another_origin_may_send() {
    let collector = Collector::start();
    let asked = "authorization,content-type,x-retry-count,anonymousid,sentat,rsa-version";
    let answer = collector.preflight(
        "/v1/batch",
        &[
            ("origin", "https://seisan.example"),
            ("access-control-request-method", "POST"),
            ("access-control-request-headers", asked),
        ],
    );
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-allow-headers"), asked);
    assert_eq!(answer.header("access-control-max-age"), "86400");
    let answer = collector.post("/v1/batch", "{}", &[("origin", "https://seisan.example")]);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
    assert!(!answer.header("cache-control").contains("no-store"));
}

#[test]
fn segments_browser_client_is_told_to_send_here() {
    let collector = Collector::start();
    let settings = collector
        .get(&format!("/v1/projects/{KEY}/settings"), &[])
        .json();
    let segment = &settings["integrations"]["Segment.io"];
    assert_eq!(segment["apiKey"], KEY);
    assert_eq!(segment["apiHost"], format!("{}/v1", collector.address));
    let answer = collector.get("/v1/projects/wrong/settings", &[]);
    answer.problem(401, "/problems/write-key");
    assert_eq!(collector.post("/v1/m", r#"{"series":[]}"#, &[]).status, 204);
}

#[test]
fn the_counts_of_messages_are_exposed() {
    banso_collector::telemetry::recorder();
    let collector = Collector::start();
    collector
        .batch(&[track("m-1"), json!({"type": "track"})])
        .receipt();
    let text = String::from_utf8(collector.get("/metrics", &[]).body).unwrap();
    for line in [
        r#"banso_messages_total{outcome="accepted",reason=""}"#,
        r#"banso_messages_total{outcome="rejected",reason="missing_field"}"#,
        r#"banso_requests_total{method="POST",route="/v1/batch",status="200"}"#,
        "banso_commit_seconds_bucket",
        "banso_queue_depth",
    ] {
        assert!(text.contains(line), "{line} is missing in:\n{text}");
    }
    assert!(!text.contains(KEY), "a write key is in the metrics");
}
