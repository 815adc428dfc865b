//! Requests captured from the clients of Segment and `RudderStack` in Node.js and Chromium, sent
//! again as they were. Each client identified a user, named the account, tracked and paged.
#![allow(clippy::unwrap_used)]

mod support;

use serde::Deserialize;
use std::collections::BTreeMap;
use support::{Answer, Collector};

#[derive(Deserialize)]
struct Request {
    method: String,
    path: String,
    headers: BTreeMap<String, String>,
    body: String,
}

fn replay(collector: &Collector, fixture: &str) {
    let requests: Vec<Request> = serde_json::from_str(fixture).unwrap();
    for request in &requests {
        let answer = send(collector, request);
        assert_eq!(answer.status, success(request), "{}", request.path);
        if request.headers.contains_key("origin") {
            assert_eq!(answer.header("access-control-allow-origin"), "*");
        }
    }
}

fn send(collector: &Collector, request: &Request) -> Answer {
    let headers = request.headers.iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    match request.method.as_str() {
        "GET" => collector.get(&request.path, &headers),
        "OPTIONS" => collector.preflight(&request.path, &headers),
        _ => collector.post(&request.path, &request.body, &headers),
    }
}

fn success(request: &Request) -> u16 {
    if request.path == "/v1/m" { 204 } else { 200 }
}

/// What was stored, in the order of the calls.
fn stored(collector: &Collector) -> String {
    collector.value(
        "SELECT group_concat(line, char(10)) FROM (SELECT concat_ws(' ', type, person, account,
            coalesce(event, name), path, traits) AS line FROM events WHERE type IN ('identify', 'group', 'track', 'page')
            ORDER BY instr('identify group track page', type))",
    )
}

#[test]
fn segments_client_for_node_delivers() {
    let collector = Collector::start();
    replay(&collector, include_str!("fixtures/segment-node-3.1.0.json"));
    assert_eq!(
        stored(&collector),
        "identify u1 g1 {\"plan\":\"team\"}\n\
         group u1 g1 {\"name\":\"G\"}\n\
         track u1 g1 Expense Created\n\
         page u1 g1 Home"
    );
}

#[test]
fn segments_client_for_browsers_delivers() {
    let collector = Collector::start();
    let fixture = include_str!("fixtures/segment-browser-1.84.3.json");
    replay(&collector, fixture);
    // Delivered again, nothing changes.
    replay(&collector, fixture);
    assert_eq!(
        stored(&collector),
        "identify u2 g2 /expenses {\"plan\":\"starter\"}\n\
         group u2 g2 /expenses {\"name\":\"G2\"}\n\
         track u2 g2 Expense Submitted /expenses\n\
         page u2 g2 P /expenses"
    );
}

#[test]
fn rudderstacks_client_for_browsers_delivers() {
    let collector = Collector::start();
    replay(
        &collector,
        include_str!("fixtures/rudderstack-browser-3.34.1.json"),
    );
    assert_eq!(
        stored(&collector),
        "identify u3 g3 /expenses {\"plan\":\"business\"}\n\
         group u3 g3 /expenses {\"name\":\"G3\"}\n\
         track u3 g3 Receipt Scanned /expenses\n\
         page u3 g3 RP /expenses"
    );
    let sessions: i64 = collector.value("SELECT count(session) FROM events");
    assert_eq!(sessions, 4);
}
