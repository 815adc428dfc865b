//! Merging traits, name by name: the latest timestamp wins, whatever order messages arrive in.

use serde_json::{Map, Value};

/// Merges `said` (a JSON object) of time `ts` into the stored traits and their times. A text that
/// is no object counts as an empty one.
pub(super) fn merge(traits: &str, times: &str, said: &str, ts: i64) -> (String, String) {
    let (mut traits, mut times) = (object(traits), object(times));
    for (name, value) in object(said) {
        let known = times.get(&name).and_then(Value::as_i64);
        if known.is_none_or(|known| known <= ts) {
            times.insert(name.clone(), ts.into());
            traits.insert(name, value);
        }
    }
    (text(traits), text(times))
}

fn object(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

fn text(map: Map<String, Value>) -> String {
    Value::Object(map).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_word_on_a_name_wins_in_any_order() {
        let said = [
            (r#"{"plan":"starter","seats":3}"#, 10),
            (r#"{"plan":"team"}"#, 20),
            (r#"{"role":"admin","plan":null}"#, 15),
        ];
        let fold = |order: [usize; 3]| {
            let start = ("{}".to_owned(), "{}".to_owned());
            order.into_iter().fold(start, |(traits, times), at| {
                merge(&traits, &times, said[at].0, said[at].1)
            })
        };
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
            let traits: Value = serde_json::from_str(&fold(order).0).unwrap_or_default();
            let expected = serde_json::json!({"plan": "team", "seats": 3, "role": "admin"});
            assert_eq!(traits, expected, "{order:?}");
        }
    }
}
