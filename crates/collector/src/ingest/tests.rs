#![allow(clippy::unwrap_used)]
use banso_wire::decode::{Body, Kind};
use proptest::prelude::*;

use super::*;

fn origin() -> Origin<'static> {
    let batch = r#"{"library":{"name":"banso"},"locale":"ja","ip":"203.0.113.9"}"#;
    Origin::new(1, 1_000, Clock::Client(None), Some(batch))
}

fn read(json: &str) -> NewEvent {
    event(json, None, &origin()).unwrap()
}

fn fault(json: &str) -> Fault {
    event(json, None, &origin()).unwrap_err()
}

#[test]
fn a_banso_message_keeps_what_the_client_said() {
    let event = read(
        r#"{"type":"track","messageId":"m","anonymousId":"a","userId":"u","event":"E","timestamp":"1970-01-01T00:00:00.500Z","context":{"groupId":"g","sessionId":5,"page":{"path":"/x?q=1#h"},"locale":"en"},"properties":{"n":1.50}}"#,
    );
    assert_eq!(event.ts, 500);
    assert_eq!(event.group_id.as_deref(), Some("g"));
    assert_eq!(event.session, Some(5));
    assert_eq!(event.path.as_deref(), Some("/x"));
    assert_eq!(event.properties.as_deref(), Some(r#"{"n":1.50}"#));
    let context = event.context.unwrap();
    assert!(context.contains(r#""locale":"en""#), "{context}");
    assert!(
        context.contains(r#""library":{"name":"banso"}"#),
        "{context}"
    );
    assert!(!context.contains("203.0.113.9"), "{context}");
    assert!(context.contains(r#""ip":"203.0.113.0""#), "{context}");
}

#[test]
fn a_rudderstack_identify_is_understood() {
    let event = read(
        r#"{"type":"identify","messageId":"m","anonymousId":"a","userId":"","originalTimestamp":"1970-01-01T00:00:00.250Z","context":{"traits":{"plan":"team"},"ip":"203.0.113.9"}}"#,
    );
    assert_eq!((event.ts, event.user_id), (250, None));
    assert_eq!(event.traits.as_deref(), Some(r#"{"plan":"team"}"#));
    assert!(!event.context.unwrap().contains("203.0.113.9"));
}

#[test]
fn a_message_without_an_id_gets_the_same_one_on_each_retry() {
    let first = r#"{"type":"track","userId":"u","event":"E","sentAt":"2026-01-01T00:00:00Z"}"#;
    let retry = r#"{"type":"track","userId":"u","event":"E","sentAt":"2026-01-01T00:09:00Z"}"#;
    let other = r#"{"type":"track","userId":"u","event":"F","sentAt":"2026-01-01T00:00:00Z"}"#;
    assert_eq!(read(first).message_id, read(retry).message_id);
    assert_ne!(read(first).message_id, read(other).message_id);
}

#[test]
fn each_fault_is_named() {
    let deep = format!(
        r#"{{"type":"page","userId":"u","properties":{}{}}}"#,
        r#"{"a":"#.repeat(5_000),
        format_args!("1{}", "}".repeat(5_000))
    );
    let large = format!(r#"{{"type":"page","userId":"{}"}}"#, "x".repeat(33_000));
    let long_id = format!(
        r#"{{"type":"page","userId":"u","messageId":"{}"}}"#,
        "x".repeat(101)
    );
    for (json, expected) in [
        ("7", Fault::NotObject),
        ("[]", Fault::NotObject),
        (r#"{"type":"page","type":"page","userId":"u"}"#, Fault::Json),
        (r#"{"type":"pay","userId":"u"}"#, Fault::Type),
        (r#"{"userId":"u"}"#, Fault::Missing("type")),
        (r#"{"type":"track","userId":"u"}"#, Fault::Missing("event")),
        (
            r#"{"type":"group","userId":"u"}"#,
            Fault::Missing("groupId"),
        ),
        (
            r#"{"type":"alias","userId":"u"}"#,
            Fault::Missing("previousId"),
        ),
        (r#"{"type":"page","userId":""}"#, Fault::Nobody),
        (r#"{"type":"page","userId":{}}"#, Fault::Text("userId")),
        (
            r#"{"type":"page","userId":"\u0000"}"#,
            Fault::Text("userId"),
        ),
        (
            r#"{"type":"page","userId":"\ud800"}"#,
            Fault::Text("userId"),
        ),
        (
            r#"{"type":"page","userId":"u","properties":[]}"#,
            Fault::Object("properties"),
        ),
        (
            r#"{"type":"page","userId":"u","properties":{"a":1e999}}"#,
            Fault::Object("properties"),
        ),
        (
            r#"{"type":"page","userId":"u","traits":{"a":"\udc00"}}"#,
            Fault::Object("traits"),
        ),
        (
            r#"{"type":"page","userId":"u","timestamp":"soon"}"#,
            Fault::Time,
        ),
        (&deep, Fault::Object("properties")),
        (&large, Fault::Large(large.len())),
        (&long_id, Fault::LongId),
    ] {
        assert_eq!(fault(json), expected, "{}", &json[..json.len().min(80)]);
    }
}

#[test]
fn an_id_without_quotes_counts_as_its_digits() {
    assert_eq!(
        read(r#"{"type":"page","userId":42}"#).user_id.as_deref(),
        Some("42")
    );
}

fn everything(json: &str) {
    for call in [None, Some(Kind::Track)] {
        let body = call.map_or_else(|| Body::batch(json), |_| Body::single(json));
        if let Ok(body) = body {
            sort(&body.messages, call, &origin());
        }
        let _ = event(json, call, &origin());
    }
}

const SAMPLE: &str = r#"{"batch":[{"type":"identify","userId":"u","messageId":"m","timestamp":"2026-01-01T00:00:00Z","traits":{"a":[1,2.5e3,"\u00e9"]},"context":{"page":{"path":"/"},"groupId":7}}],"sentAt":"2026-01-01T00:00:00Z"}"#;

proptest! {
    #[test]
    fn no_text_makes_the_decoder_panic(json in ".{0,300}") {
        everything(&json);
    }

    #[test]
    fn no_mutation_of_a_batch_makes_the_decoder_panic(
        cuts in prop::collection::vec((0..SAMPLE.len(), any::<u8>()), 1..8)
    ) {
        let mut bytes = SAMPLE.as_bytes().to_vec();
        for (at, byte) in cuts {
            bytes[at] = byte;
        }
        everything(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn what_is_stored_reads_back(key in ".{0,20}", value in ".{0,40}", number: f64) {
        let properties = serde_json::json!({ &key: value, "n": number, "deep": [{ &key: null }] });
        let json = serde_json::json!({"type": "page", "userId": "u", "properties": properties});
        let stored = read(&json.to_string()).properties.unwrap();
        prop_assert_eq!(&stored, &properties.to_string());
        prop_assert!(serde_json::from_str::<serde_json::Value>(&stored).is_ok());
    }
}
