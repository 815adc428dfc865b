//! Traits and properties out of JSON, for whoever has JSON at hand: what the page's facade
//! (`js/codec.js`) passes on of an object, and nothing more.

use alloc::string::String;

use serde_json::{Map, Value as Json};

use crate::input::{Traits, Value};

/// The most traits of an object, and the most texts of a list.
const MOST: usize = 64;
/// The longest text, in UTF-16 units.
const LONGEST: usize = 256;

/// The scalars and the lists of texts of an object.
pub fn traits(object: &Map<String, Json>) -> Traits {
    let known = |(name, json): (&String, &Json)| Some((name.clone(), value(json)?));
    object.iter().filter_map(known).take(MOST).collect()
}

fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Bool(flag) => Value::Flag(*flag),
        Json::Number(number) => Value::Number(number.as_f64()?),
        Json::String(_) => Value::of_text(text(json)?),
        Json::Array(items) => Value::List(items.iter().filter_map(text).take(MOST).collect()),
        Json::Null | Json::Object(_) => return None,
    })
}

fn text(json: &Json) -> Option<String> {
    let fits = |text: &&str| text.encode_utf16().count() <= LONGEST;
    json.as_str().filter(fits).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_facade_passes_on_and_nothing_more() {
        let object = json!({
            "day": "2026-11-22",
            "flag": true,
            "list": ["a", 1, "b", "x".repeat(257)],
            "long": "x".repeat(257),
            "none": null,
            "number": 2.5,
            "object": {},
            "text": "伴走",
        });
        let known = traits(object.as_object().expect("an object"));
        let expected: Traits = alloc::vec![
            (
                "day".into(),
                Value::Date("2026-11-22".into(), 1_795_305_600_000.0)
            ),
            ("flag".into(), Value::Flag(true)),
            (
                "list".into(),
                Value::List(alloc::vec!["a".into(), "b".into()])
            ),
            ("number".into(), Value::Number(2.5)),
            ("text".into(), Value::Text("伴走".into())),
        ];
        assert_eq!(known, expected);
    }
}
