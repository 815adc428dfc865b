//! What people type into help: rid of secrets and cut to its limits before it is stored. The browser
//! does the same before it sends; this is the second line, and the first for other clients.

use banso_wire::event::{
    ANSWERS, ARTICLES, CATEGORY, CONTACT, HELP_ARTICLE_RATED, HELP_ARTICLE_VIEWED,
    HELP_INQUIRY_SENT, HELP_SEARCHED, INQUIRY, QUERY, SEARCHES, TEXT, WHY,
};
use banso_wire::inquiry::{MAX_ANSWER, MAX_ANSWERS, MAX_BEFORE, MAX_CONTACT, MAX_NAME, MAX_TEXT};
use banso_wire::mask::mask;
use serde_json::{Map, Value};

/// The events that carry what people type.
const TYPED: [&str; 4] = [
    HELP_SEARCHED,
    HELP_ARTICLE_VIEWED,
    HELP_ARTICLE_RATED,
    HELP_INQUIRY_SENT,
];

/// The properties of an event, an object that the decoder has checked, as they are stored.
pub(super) fn discreet(event: Option<&str>, properties: &str) -> String {
    let typed = event.is_some_and(|event| TYPED.contains(&event));
    let object = || serde_json::from_str::<Map<String, Value>>(properties).ok();
    let Some(mut object) = typed.then(object).flatten() else {
        return properties.to_owned();
    };
    for (name, value) in &mut object {
        tidy(name, value);
    }
    Value::Object(object).to_string()
}

fn tidy(name: &str, value: &mut Value) {
    match (name, value) {
        (QUERY, Value::String(text)) => *text = hide(text, MAX_NAME),
        (WHY, Value::String(text)) => *text = hide(text, MAX_ANSWER),
        (TEXT, Value::String(text)) => *text = hide(text, MAX_TEXT),
        // What is no text would be shown as JSON.
        (WHY | TEXT, other) => *other = Value::Null,
        (CONTACT, Value::String(text)) => *text = cut(text.trim(), MAX_CONTACT),
        (CATEGORY | INQUIRY, Value::String(text)) => *text = cut(text, MAX_NAME),
        (SEARCHES, Value::Array(list)) => each(list, |text| hide(text, MAX_NAME)),
        (ARTICLES, Value::Array(list)) => each(list, |text| cut(text, MAX_NAME)),
        (ANSWERS, Value::Object(answers)) => {
            *answers = std::mem::take(answers)
                .into_iter()
                .filter_map(answer)
                .take(MAX_ANSWERS)
                .collect();
        }
        _ => {}
    }
}

/// The latest texts of a list; what is no text is left out.
fn each(list: &mut Vec<Value>, tidied: impl Fn(&str) -> String) {
    let texts = list.iter().filter_map(Value::as_str).map(tidied);
    let texts: Vec<Value> = texts.map(Value::String).collect();
    *list = texts[texts.len().saturating_sub(MAX_BEFORE)..].to_vec();
}

fn answer((id, value): (String, Value)) -> Option<(String, Value)> {
    let text = hide(value.as_str()?, MAX_ANSWER);
    Some((cut(&id, MAX_NAME), Value::String(text)))
}

fn hide(text: &str, most: usize) -> String {
    // Hidden first: a cut through a card's number would leave half of it.
    cut(&mask(text), most)
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn stored(event: &str, properties: Value) -> Value {
        discreet(Some(event), &properties.to_string())
            .parse()
            .unwrap_or_default()
    }

    #[test]
    fn what_is_typed_into_help_holds_no_secret() {
        let searched = stored(
            HELP_SEARCHED,
            json!({"query": "4242 4242 4242 4242", "results": 2}),
        );
        assert_eq!(searched, json!({"query": "•••", "results": 2}));
        let rated = stored(HELP_ARTICLE_RATED, json!({"why": "password: hunter2"}));
        assert_eq!(rated, json!({"why": "password: •••"}));
    }

    #[test]
    fn an_inquiry_is_cut_to_its_limits() {
        let many: Vec<String> = (0..30).map(|at| format!("search {at}")).collect();
        let sent = stored(
            HELP_INQUIRY_SENT,
            json!({
                "text": "あ".repeat(5_000), "searches": many, "articles": ["a", 3],
                "contact": " lee@acme.example ", "answers": {"a": "token: abcd", "b": 4},
            }),
        );
        assert_eq!(sent["text"], "あ".repeat(4_000));
        assert_eq!(sent["searches"][0], "search 10");
        assert_eq!(sent["searches"].as_array().map(Vec::len), Some(20));
        assert_eq!(sent["articles"], json!(["a"]));
        assert_eq!(sent["contact"], "lee@acme.example");
        assert_eq!(sent["answers"], json!({"a": "token: •••"}));
    }

    #[test]
    fn what_is_no_text_is_no_question() {
        let sent = stored(HELP_INQUIRY_SENT, json!({"text": {"a": []}, "why": ["b"]}));
        assert_eq!(sent, json!({"text": null, "why": null}));
    }

    #[test]
    fn everything_else_stays_as_it_was_written() {
        let plain = r#"{ "query": "4242 4242 4242 4242", "n": 1e400 }"#;
        assert_eq!(discreet(Some("Card Added"), plain), plain);
        assert_eq!(discreet(None, plain), plain);
        for odd in [r#"{"query": 7}"#, r#"{"searches": {}}"#] {
            let same: Value = odd.parse().unwrap_or_default();
            assert_eq!(stored(HELP_INQUIRY_SENT, same.clone()), same);
        }
    }
}
