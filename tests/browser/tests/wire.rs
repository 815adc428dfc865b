//! The SDK writes time and JSON by hand, to stay small. The browser's own reader and clock are the judges.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

use banso_wire::{
    json::Object,
    message::{self, Kind, Sender},
    time::{DAY, rfc3339},
};
use js_sys::{Date, JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn field(object: &JsValue, path: &[&str]) -> Option<String> {
    path.iter()
        .fold(object.clone(), |at, key| {
            Reflect::get(&at, &JsValue::from_str(key)).unwrap()
        })
        .as_string()
}

#[wasm_bindgen_test]
fn times_are_those_of_the_browser() {
    // A step that is no whole number of days visits every hour, minute and month of two centuries.
    for at in (0..200 * 365 * DAY).step_by((97 * DAY + 12_345_679) as usize) {
        let date = Date::new(&JsValue::from_f64(at as f64));
        assert_eq!(rfc3339(at), String::from(date.to_iso_string()));
    }
}

#[wasm_bindgen_test]
fn every_character_reads_back_from_our_json() {
    let all: String = (0..=u32::from(char::MAX))
        .step_by(7)
        .chain(0..0x3000)
        .filter_map(char::from_u32)
        .collect();
    let text = Object::new().text("text", &all).finish();
    assert_eq!(field(&JSON::parse(&text).unwrap(), &["text"]), Some(all));
}

#[wasm_bindgen_test]
fn a_message_is_what_the_specification_names() {
    let sender = Sender {
        anonymous_id: "browser-1",
        user_id: Some("u-伴走"),
        group_id: None,
        path: "/expenses",
        session: 5,
        sequence: 6,
    };
    let head = message::head(Kind::Track, "id-1", Some("Expense \"Created\""), 0, &sender);
    let read = JSON::parse(&format!("{head}{{}}}}")).unwrap();
    assert_eq!(
        field(&read, &["event"]).as_deref(),
        Some("Expense \"Created\"")
    );
    assert_eq!(field(&read, &["userId"]).as_deref(), Some("u-伴走"));
    assert_eq!(
        field(&read, &["context", "page", "path"]).as_deref(),
        Some("/expenses")
    );
    assert_eq!(field(&read, &["context", "groupId"]), None);
}
