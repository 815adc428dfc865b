//! Values of the page as values of the engine.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec;
use banso_engine::view::Ask;
use banso_engine::{Traits, Value};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// The most traits that conditions can see, and the longest text among them in UTF-16 units.
const MOST_TRAITS: usize = 64;
const LONGEST_TEXT: u32 = 256;

/// The scalar traits of an object; everything else is the collector's to read.
pub(crate) fn traits(object: &JsValue) -> Traits {
    let Some(object) = object.dyn_ref::<Object>() else {
        return Vec::new();
    };
    let entries = Object::entries(object);
    let pair = |entry: JsValue| {
        let pair: Array = entry.unchecked_into();
        Some((pair.get(0).as_string()?, scalar(&pair.get(1))?))
    };
    entries.iter().filter_map(pair).take(MOST_TRAITS).collect()
}

fn scalar(value: &JsValue) -> Option<Value> {
    if let Some(flag) = value.as_bool() {
        return Some(Value::Flag(flag));
    }
    if let Some(number) = value.as_f64() {
        return Some(Value::Number(number));
    }
    let text = value.dyn_ref::<js_sys::JsString>()?;
    (text.length() <= LONGEST_TEXT).then(|| Value::Text(text.into()))
}

/// The bytes of a wish; see [`crate::ask`].
pub(crate) fn ask(kind: u8, text: String) -> Vec<u8> {
    let ask = match kind {
        0 => Ask::OpenHelp,
        1 => Ask::CloseHelp,
        2 => Ask::SearchHelp(text),
        3 => Ask::OpenArticle(text),
        _ => Ask::OpenChecklist,
    };
    codec::encode(&ask)
}
