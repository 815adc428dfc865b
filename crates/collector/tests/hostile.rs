//! Too much, too strange, and not HTTP at all: refused with the right word, and nobody is harmed.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};

use banso_collector::ingest::Budget;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use support::{Collector, KEY, Setup, track};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn too_much_at_once_is_a_413_that_arrives() {
    let collector = Collector::start();
    let message = |n: usize| json!({"type": "page", "userId": "u", "messageId": format!("m-{n}"), "name": "x".repeat(900)});
    let heavy: Vec<Value> = (0..2_000).map(message).collect();
    let many: Vec<Value> = (0..2_501).map(|n| json!(n)).collect();
    let bomb = gzip(&vec![b' '; 20_000_000]);
    collector.batch(&heavy).problem(413, "/problems/too-large");
    collector.batch(&many).problem(413, "/problems/too-large");
    let answer = collector.post("/v1/batch", bomb, &[("content-encoding", "gzip")]);
    answer.problem(413, "/problems/too-large");
}

#[test]
fn a_message_that_is_too_large_is_refused_by_itself() {
    let collector = Collector::start();
    let mut large = track("m-1");
    large["properties"] = json!({"text": "x".repeat(33_000)});
    let receipt = collector.batch(&[large, track("m-2")]).receipt();
    assert_eq!(receipt.accepted, ["m-2"]);
    assert!(receipt.rejected[0].reason.contains("32768"), "{receipt:?}");
}

#[test]
fn bodies_are_plain_or_gzip_and_nothing_else() {
    let collector = Collector::start();
    let body = json!({"batch": [track("m-1")], "writeKey": KEY}).to_string();
    let zipped = gzip(body.as_bytes());
    let encoded = |name| [("content-encoding", name)];
    let answer = collector.post("/v1/batch", &zipped, &encoded("gzip"));
    assert_eq!(answer.receipt().accepted, ["m-1"]);
    let answer = collector.post("/v1/batch", &zipped[..20], &encoded("gzip"));
    answer.problem(400, "/problems/gzip");
    let answer = collector.post("/v1/batch", &body, &encoded("br"));
    answer.problem(415, "/problems/encoding");
}

#[test]
fn hostile_bodies_get_a_400() {
    let collector = Collector::start();
    for body in [
        &b""[..],
        b"null",
        b"[]",
        b"{}",
        b"{\"batch\":",
        b"{\"batch\":{}}",
        b"\xff\xfe{\"batch\":[]}",
        &b"[".repeat(100_000),
        &b"{\"batch\":".repeat(50_000),
    ] {
        collector
            .post("/v1/batch", body, &[])
            .problem(400, "/problems/body");
    }
    assert_eq!(collector.get("/readyz", &[]).status, 200);
    assert_eq!(collector.value::<i64>("SELECT count(*) FROM events"), 0);
}

#[test]
fn without_memory_a_request_is_told_to_come_back() {
    let collector = Collector::with(Setup {
        budget: Budget::new(100),
        ..Setup::default()
    });
    let answer = collector.batch(&[track("m-1")]);
    answer.problem(503, "/problems/busy");
    let seconds: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=10).contains(&seconds), "{seconds}");
    let small = json!({"batch": [], "writeKey": KEY}).to_string();
    assert!(collector.post("/v1/batch", small, &[]).receipt().success);
}

/// Sends bytes as they are and returns what comes back until the collector closes the connection.
fn raw(collector: &Collector, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(collector.address).unwrap();
    // The collector may close the connection before it has read everything.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

#[test]
fn bytes_that_are_no_request_harm_nobody() {
    let collector = Collector::start();
    let noise: Vec<u8> = (0..100_000u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    let endless = [b"GET / HTTP/1.1\r\nx: ".as_slice(), &b"x".repeat(200_000)].concat();
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(500));
    let cut = b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{".as_slice();
    let lie =
        b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n{}"
            .as_slice();
    for bytes in [
        &noise[..],
        b"",
        b"\x16\x03\x01",
        &endless,
        many.as_bytes(),
        cut,
        lie,
    ] {
        let answer = String::from_utf8_lossy(&raw(&collector, bytes)).into_owned();
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{answer}");
    }
    assert_eq!(collector.batch(&[track("m-1")]).receipt().accepted, ["m-1"]);
}
