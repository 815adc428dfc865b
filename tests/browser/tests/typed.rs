//! What people type into help is rid of secrets and said to the core in JavaScript; what Rust does of the same is the
//! judge.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use banso_content::codec::encode;
use banso_engine::view::{Inquiry, Press};
use banso_wire::mask::mask;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/typed.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn load(codec: &str, press: &str, mask: &str) -> Result<(), JsValue>;
    fn masked(text: &str) -> String;
    fn noted(event: &str, json: &str) -> Vec<u8>;
}

async fn ready() {
    let [codec, press, mask] = [
        include_str!("../../../js/codec.js"),
        include_str!("../../../js/press.js"),
        include_str!("../../../js/mask.js"),
    ];
    load(codec, press, mask).await.unwrap();
}

/// Pieces of which secrets are made, and what stands around them.
const PIECES: [&str; 40] = [
    "4242424242424242",
    "4242-4242 4242-4242",
    "3782 822463 10005",
    "4242424242424241",
    "５５５５５５５５５５５５４４４４",
    "0b6f5c1e-9a4e-4f0b",
    "2026-11-22",
    "d41d8cd98f00b204e980",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
    "AKIAIOSFODNN7EXAMPLE",
    "akiaiosfodnn7example",
    "ghp_",
    "ya29.a0AfH6SMBx",
    "Donaudampfschifffahrtsgesellschaft2026",
    "password",
    "Password = ",
    "PWD:",
    "パスワードは",
    "暗証番号：",
    "token is ",
    "token is",
    "secret",
    "api key: ",
    "hunter2",
    "ひみつ",
    "•••",
    "😀😀😀",
    " ",
    "　",
    "-",
    "、",
    "。",
    ".",
    "_",
    "は",
    "a",
    "Z",
    "7",
    "領収書",
    "+81 3-1234-5678",
];

#[wasm_bindgen_test]
async fn secrets_are_hidden_as_at_the_collector() {
    ready().await;
    let mut lot: u64 = 0x2026_1122;
    for _ in 0..6_000 {
        let mut text = String::new();
        for _ in 0..5 {
            lot = lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            text.push_str(PIECES[(lot >> 33) as usize % PIECES.len()]);
        }
        assert_eq!(masked(&text), mask(&text), "{text}");
    }
}

#[wasm_bindgen_test]
async fn what_is_done_in_help_is_said_as_the_engine_says_it() {
    ready().await;
    let same = |event: &str, json: &str, press: &Press| {
        assert_eq!(noted(event, json), encode(press), "{event} {json}");
    };
    same("Help Opened", "{}", &Press::help_opened());
    same(
        "Help Searched",
        r#"{"query":"領収書","results":200}"#,
        &Press::help_searched("領収書", 200),
    );
    same(
        "Help Article Viewed",
        r#"{"article":"a","query":"q","rank":3}"#,
        &Press::article_opened("a", Some("q"), 3),
    );
    same(
        "Help Article Viewed",
        r#"{"article":"a"}"#,
        &Press::article_opened("a", None, 0),
    );
    same(
        "Help Article Rated",
        r#"{"article":"a","helpful":true}"#,
        &Press::article_rated("a", true),
    );
    same(
        "Help Article Rated",
        r#"{"article":"a","helpful":false,"why":"old"}"#,
        &Press::article_rated_because("a", false, "old"),
    );
    let inquiry = Inquiry {
        id: "i",
        text: "t",
        category: Some("c"),
        answers: &[("system".into(), "freee".into())],
        searches: &["one".into(), "two".into()],
        articles: &[],
        version: "v",
        contact: None,
    };
    same(
        "Help Inquiry Sent",
        r#"{"inquiry":"i","text":"t","category":"c","searches":["one","two"],"articles":[],"bundle":"v","contact":null,"answers":{"system":"freee"}}"#,
        &Press::inquiry_sent(&inquiry),
    );
}
