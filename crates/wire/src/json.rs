//! A JSON writer of the few shapes that messages need. `no_std`, no floats, no reflection.

use alloc::string::String;

/// Writes one JSON object, field by field, into a string.
///
/// ```
/// use banso_wire::json::Object;
/// let mut json = Object::new();
/// json.text("guide", "welcome").number("step", 2);
/// assert_eq!(json.finish(), r#"{"guide":"welcome","step":2}"#);
/// ```
#[must_use]
pub struct Object {
    out: String,
}

impl Default for Object {
    fn default() -> Self {
        Self::new()
    }
}

impl Object {
    /// An object with no fields yet.
    pub fn new() -> Self {
        Self {
            out: String::from("{"),
        }
    }

    /// A text field, escaped.
    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.key(key);
        push_text(&mut self.out, value);
        self
    }

    /// A text field, left out when there is no value.
    pub fn optional_text(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.text(key, value);
        }
        self
    }

    /// A whole number.
    pub fn number(&mut self, key: &str, value: u64) -> &mut Self {
        self.key(key);
        push_number(&mut self.out, value);
        self
    }

    /// A boolean.
    pub fn flag(&mut self, key: &str, value: bool) -> &mut Self {
        self.raw(key, if value { "true" } else { "false" })
    }

    /// A value that is JSON already. The caller vouches for it.
    pub fn raw(&mut self, key: &str, json: &str) -> &mut Self {
        self.key(key);
        self.out.push_str(json);
        self
    }

    /// The object without its closing brace, ending in `"key":`, for a value that someone else appends.
    pub fn open_at(&mut self, key: &str) -> String {
        self.key(key);
        core::mem::take(&mut self.out)
    }

    /// The finished text.
    pub fn finish(&mut self) -> String {
        self.out.push('}');
        core::mem::take(&mut self.out)
    }

    fn key(&mut self, key: &str) {
        if self.out.len() > 1 {
            self.out.push(',');
        }
        push_text(&mut self.out, key);
        self.out.push(':');
    }
}

/// Appends `value` as a JSON string, quoted and escaped (RFC 8259, section 7).
pub fn push_text(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => push_control(out, c as u8),
            c => out.push(c),
        }
    }
    out.push('"');
}

fn push_control(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push_str("\\u00");
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 0xf)]));
}

/// Appends a whole number in decimal. `core::fmt` would cost the browser ten times as much.
pub fn push_number(out: &mut String, value: u64) {
    if value >= 10 {
        push_number(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_nothing_between_braces_when_empty() {
        assert_eq!(Object::new().finish(), "{}");
    }

    #[test]
    fn leaves_the_object_open_for_a_foreign_value() {
        let mut json = Object::new();
        json.text("event", "A");
        assert_eq!(json.open_at("properties"), r#"{"event":"A","properties":"#);
    }

    #[cfg(feature = "serde")]
    proptest::proptest! {
        #[test]
        fn any_text_and_number_reads_back(text in ".*", number: u64) {
            let mut json = Object::new();
            json.text(&text, &text).number("n", number);
            let value: serde_json::Value = serde_json::from_str(&json.finish()).expect("valid JSON");
            if text != "n" {
                proptest::prop_assert_eq!(value[&text].as_str(), Some(text.as_str()));
            }
            proptest::prop_assert_eq!(value["n"].as_u64(), Some(number));
        }
    }
}
