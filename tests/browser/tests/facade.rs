//! The facade's files say in JavaScript what the core reads in Rust: both sides meet here, with the browser's own
//! storage, text encoder and responses between them.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use banso_content::codec::{decode, encode};
use banso_engine::view::Press;
use banso_engine::visit::Turn;
use banso_engine::{Input, Message, Outcome, Properties, Stored, Traits, Value};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/facade.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(codec: &str, store: &str, transport: &str, message: &str) -> Result<(), JsValue>;
    fn composed(said: &[u8], body: &str) -> String;
    fn inputs() -> Array;
    fn grouped(text: &str) -> Vec<u8>;
    fn remembered(memory: &[u8]) -> Vec<u8>;
    fn waiting() -> Vec<u8>;
    fn returned() -> Array;
    fn refused() -> Array;
    #[wasm_bindgen(catch)]
    async fn outcome(
        status: Option<u16>,
        body: &str,
        retry_after: Option<&str>,
    ) -> Result<JsValue, JsValue>;
}

async fn facade() {
    let sources = [
        include_str!("../../../js/codec.js"),
        include_str!("../../../js/store.js"),
        include_str!("../../../js/transport.js"),
        include_str!("../../../js/message.js"),
    ];
    load(sources[0], sources[1], sources[2], sources[3])
        .await
        .unwrap();
}

fn trait_of(name: &str, value: Value) -> (String, Value) {
    (name.into(), value)
}

fn group(group: &str, traits: Traits) -> Input {
    Input::Group {
        group: group.into(),
        traits,
        body: 2,
    }
}

fn recovered(messages: Vec<Stored>) -> Input {
    Input::Recovered {
        messages,
        ledger: vec![],
        own: false,
    }
}

fn page(name: Option<&str>, body: u32) -> Input {
    Input::Page {
        name: name.map(Into::into),
        body,
    }
}

#[wasm_bindgen_test]
async fn the_core_reads_what_the_facade_writes() {
    facade().await;
    let mixed = vec![
        trait_of("a", Value::Flag(true)),
        trait_of("b", Value::Number(34.5)),
        trait_of("c", Value::Text("伴走".into())),
        trait_of("f", Value::List(vec![])),
        trait_of("h", Value::Text("x".repeat(256))),
        trait_of("j", Value::List(vec!["x".into(), "y".into()])),
        trait_of("k", Value::Date("1970-01-01T00:00:00.000Z".into(), 0.0)),
    ];
    let first = (0..64).map(|at| trait_of(&format!("t{at}"), Value::Number(f64::from(at))));
    let expected = [
        Input::Tick,
        Input::Leaving,
        Input::Flush,
        Input::Reset,
        Input::Dismiss,
        Input::Show("tour".into()),
        Input::Locale("ja-JP".into()),
        Input::Remembered(vec![0, 127, 128, 255]),
        Input::Track {
            name: "\"名前\"\n\u{fffd}".into(),
            properties: vec![trait_of("total", Value::Number(3.0))],
            body: u32::MAX,
        },
        page(None, 127),
        page(Some(""), 128),
        Input::Identify {
            user: Some("u-1".into()),
            traits: mixed,
            body: 0,
        },
        group("g-1", vec![]),
        Input::Route {
            path: "/a".into(),
            rest: "?q#f".into(),
            origin: "https://h.example".into(),
            referrer: String::new(),
        },
        recovered(vec![]),
        group("", first.collect()),
        Input::Click(vec![0, 300]),
        Input::Press(Press::Snooze),
        Input::Quiet(true),
        Input::Permalink("tour".into()),
        Input::Launch("tour".into()),
        Input::EndAll,
        Input::Turn(Turn::Theirs),
        Input::Consent(5),
    ];
    let written = inputs();
    assert_eq!(written.length() as usize, expected.len());
    for (bytes, expected) in written.iter().zip(expected) {
        let bytes = Uint8Array::new(&bytes).to_vec();
        assert_eq!(decode(&bytes), Some(expected));
    }
}

/// Texts that are dates, and texts that are next to one.
fn datelike() -> Vec<String> {
    let days = [
        "2026-11-22",
        "2024-02-29",
        "2000-02-29",
        "2026-02-29",
        "1900-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-12-31",
        "2026-00-10",
        "2026-13-01",
        "2026-01-00",
        "2026-01-32",
        "0000-02-29",
        "0001-01-01",
        "0099-12-31",
        "1969-12-31",
        "9999-12-31",
        "10000-01-01",
        "2026-1-1",
        "2026-11",
        "20261122",
        "+002026-11-22",
        "２０２６-11-22",
    ];
    let times = [
        "",
        "T04:35",
        " 04:35",
        "t04:35",
        "T04:35:21",
        "T04:35:21.7",
        "T04:35:21,0079",
        "T00:00:00.000",
        "T23:59:59.999",
        "T24:00",
        "T23:60",
        "T23:59:60",
        "T4:35",
        "T04",
        "T",
        "T04:35.5",
        "T04:35:21.",
        "  04:35",
        "x",
        " ",
    ];
    let offsets = [
        "", "Z", "z", "+09:00", "-0530", "+14", "-00:00", "+9", "+09:", "+99:99", "Zx", "UTC",
    ];
    let mut all = Vec::new();
    for day in days {
        for time in times {
            all.extend(offsets.map(|offset| format!("{day}{time}{offset}")));
        }
    }
    all.extend(["", "tomorrow", "2026-11-22\n", " 2026-11-22", "NaN", "Z"].map(String::from));
    all
}

#[wasm_bindgen_test]
async fn the_facade_takes_for_dates_what_the_collector_does() {
    facade().await;
    let mut dates = 0;
    for text in datelike() {
        let value = Value::of_text(text.clone());
        dates += usize::from(matches!(value, Value::Date(..)));
        let expected = group("g", vec![trait_of("at", value)]);
        assert_eq!(decode(&grouped(&text)), Some(expected), "{text:?}");
    }
    assert!(dates > 500, "{dates}");
}

#[wasm_bindgen_test]
async fn messages_are_what_the_engine_makes_of_them() {
    facade().await;
    let mut held = Properties::default();
    held.text("tour", "page").text("伴走", "\u{1}\"\n");
    let mut own = Properties::default();
    own.text("path", "/領収書")
        .number("step", 1 << 53)
        .flag("helpful", false)
        .list("answer", &["領収書".into(), "\"".into()])
        .part("held", &held);
    for kind in 0..4 {
        for (user, group, own, name) in [
            (None, Some("g-1"), None, "Expense \"Created\""),
            (Some("u-1"), None, Some(own.clone()), ""),
            (Some("u-1"), Some(""), Some(Properties::default()), "a"),
        ] {
            let message = Message {
                id: "0199-7".into(),
                kind,
                at: 1_795_322_121_007,
                // Only a track and a page have one.
                name: if kind % 3 == 0 {
                    name.into()
                } else {
                    String::new()
                },
                anonymous_id: "anonymous".into(),
                user_id: user.map(Into::into),
                group_id: group.map(Into::into),
                session: 1_795_322_000_000,
                sequence: u64::from(kind) * 300,
                path: "/expenses".into(),
                properties: own,
            };
            let body = r#"{"total":34.5,"tags":["a"]}"#;
            let expected = js_sys::JSON::parse(&message.json(body)).unwrap();
            let expected = js_sys::JSON::stringify(&expected).unwrap();
            assert_eq!(composed(&encode(&message), body), String::from(expected));
        }
    }
}

#[wasm_bindgen_test]
async fn memory_of_any_bytes_outlives_the_visit() {
    facade().await;
    let all: Vec<u8> = (0..=u8::MAX).collect();
    for memory in [&[][..], &[0], &[255, 0, 128], &all, &all.repeat(200)] {
        assert_eq!(remembered(memory), memory);
    }
}

#[wasm_bindgen_test]
async fn a_later_visit_finds_what_was_not_settled_oldest_first() {
    facade().await;
    let stored = |id: &str, bytes| Stored {
        id: id.into(),
        bytes,
    };
    // At most three bytes for each UTF-16 unit; nothing of another key.
    let expected = Input::Recovered {
        messages: vec![stored("1", 6), stored("2", 9)],
        ledger: vec![7, 200],
        own: false,
    };
    assert_eq!(decode(&waiting()), Some(expected));
}

#[wasm_bindgen_test]
async fn a_tab_that_comes_back_knows_what_others_took_from_what_the_host_cleared() {
    facade().await;
    let expected = Input::Recovered {
        messages: vec![Stored {
            id: "2".into(),
            bytes: 6,
        }],
        ledger: vec![],
        own: true,
    };
    for found in returned() {
        let found = Uint8Array::new(&found).to_vec();
        assert_eq!(decode(&found), Some(expected.clone()));
    }
}

#[wasm_bindgen_test]
async fn without_storage_messages_live_as_long_as_the_page() {
    facade().await;
    let found = refused();
    assert_eq!(found.get(0).as_string().as_deref(), Some("{}"));
    assert_eq!(found.get(1).as_f64(), Some(0.0), "no memory");
    assert_eq!(found.get(2).as_f64(), Some(1.0), "told once");
}

#[wasm_bindgen_test]
async fn an_answer_settles_only_what_the_collector_names() {
    facade().await;
    let own = r#"{"accepted":["a"],"rejected":[{"messageId":"b","reason":"x"}]}"#;
    let unanswered = |after| Outcome::Unanswered(after);
    let both = Outcome::Acknowledged(vec!["a".into(), "b".into()]);
    for (status, body, retry_after, expected) in [
        (Some(200), own, None, both),
        (
            Some(200),
            "<html>Sign in to the Wi-Fi</html>",
            None,
            unanswered(None),
        ),
        (Some(200), r#"{"accepted":1}"#, None, unanswered(None)),
        (Some(202), own, None, unanswered(None)),
        (Some(413), "", None, Outcome::TooLarge),
        (Some(400), "", None, Outcome::Invalid),
        (Some(401), "", None, Outcome::Refused),
        (Some(403), own, None, Outcome::Refused),
        (Some(404), "", None, unanswered(None)),
        (Some(429), "", Some("7"), unanswered(Some(7_000))),
        (Some(503), "", Some("0.5"), unanswered(Some(500))),
        (Some(503), "", Some("1e99"), unanswered(Some(1_000_000_000))),
        (Some(503), "", Some("soon"), unanswered(None)),
        (Some(503), "", Some("-1"), unanswered(None)),
        (
            Some(503),
            "",
            Some("Thu, 01 Jan 1970 00:00:00 GMT"),
            unanswered(None),
        ),
        (None, "", None, unanswered(None)),
    ] {
        let answer = answer(status, body, retry_after).await.0;
        let settled = Input::Settled {
            batch: 1,
            outcome: expected,
        };
        assert_eq!(answer, Some(settled), "{status:?} {body} {retry_after:?}");
    }
}

/// What the core reads of an answer: what became of the batch, and what is told of the account.
async fn answer(
    status: Option<u16>,
    body: &str,
    retry_after: Option<&str>,
) -> (Option<Input>, Option<Input>) {
    let told: Array = outcome(status, body, retry_after).await.unwrap().into();
    let read = |at| decode(&Uint8Array::new(&told.get(at)).to_vec());
    let account = told.get(1);
    (
        read(0),
        (!account.is_undefined()).then(|| read(1)).flatten(),
    )
}

#[wasm_bindgen_test]
async fn a_receipt_tells_what_the_account_has_done() {
    facade().await;
    let body = r#"{"accepted":["a"],"rejected":[],"account":{"id":"伴","done":{"start":["one","two"],"more":[]}}}"#;
    let (settled, account) = answer(Some(200), body, None).await;
    assert!(settled.is_some());
    let done = vec![
        ("start".into(), vec!["one".into(), "two".into()]),
        ("more".into(), vec![]),
    ];
    let account_id = "伴".into();
    assert_eq!(
        account,
        Some(Input::AccountDone {
            account: account_id,
            done
        })
    );
}
