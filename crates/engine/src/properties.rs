//! The properties of an event of Banso's own: names with values, as bytes on their way to the shell,
//! which makes the object and its JSON.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec::{Decode, Encode, Reader};
use banso_wire::json::{Object, push_text};

use crate::input::Value;

/// What kind of value follows a name. `js/codec.js` has the same order.
mod kind {
    pub(super) const TEXT: u8 = 0;
    pub(super) const NUMBER: u8 = 1;
    pub(super) const FLAG: u8 = 2;
    pub(super) const PART: u8 = 3;
    pub(super) const LIST: u8 = 4;
}

/// Names and their values, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties(Vec<u8>);

impl Properties {
    /// A text.
    pub fn text(&mut self, name: &str, value: &str) -> &mut Self {
        value.encode(self.value(name, kind::TEXT));
        self
    }

    /// A text, left out when there is none.
    pub fn optional_text(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// A whole number, up to 2 ** 53.
    pub fn number(&mut self, name: &str, value: u64) -> &mut Self {
        value.encode(self.value(name, kind::NUMBER));
        self
    }

    /// A boolean.
    pub fn flag(&mut self, name: &str, value: bool) -> &mut Self {
        value.encode(self.value(name, kind::FLAG));
        self
    }

    /// A list of texts.
    pub fn list(&mut self, name: &str, texts: &[String]) -> &mut Self {
        texts.encode(self.value(name, kind::LIST));
        self
    }

    /// An answer of any kind; a number is a whole one.
    pub fn value_of(&mut self, name: &str, value: &Value) -> &mut Self {
        match value {
            Value::Text(text) | Value::Date(text, _) => self.text(name, text),
            Value::Number(number) => self.number(name, *number as u64),
            Value::Flag(flag) => self.flag(name, *flag),
            Value::List(texts) => self.list(name, texts),
        }
    }

    /// An object.
    pub fn part(&mut self, name: &str, value: &Self) -> &mut Self {
        value.encode(self.value(name, kind::PART));
        self
    }

    /// All of others, after its own.
    pub fn append(&mut self, others: &Self) -> &mut Self {
        self.0.extend_from_slice(&others.0);
        self
    }

    fn value(&mut self, name: &str, kind: u8) -> &mut Vec<u8> {
        name.encode(&mut self.0);
        self.0.push(kind);
        &mut self.0
    }

    /// The same as JSON, as far as the bytes are whole.
    pub fn json(&self) -> String {
        let mut reader = Reader::new(&self.0);
        let mut json = Object::new();
        while !reader.is_empty() {
            let name = <&str>::decode(&mut reader);
            match reader.byte() {
                kind::TEXT => json.text(name, <&str>::decode(&mut reader)),
                kind::NUMBER => json.number(name, u64::decode(&mut reader)),
                kind::FLAG => json.flag(name, bool::decode(&mut reader)),
                kind::PART => json.raw(name, &Self::decode(&mut reader).json()),
                kind::LIST => json.raw(name, &list(&<Vec<String>>::decode(&mut reader))),
                _ => break,
            };
        }
        json.finish()
    }

    /// The text of this name, among the texts at the beginning.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        let mut reader = Reader::new(&self.0);
        while !reader.is_empty() {
            let known = <&str>::decode(&mut reader);
            if reader.byte() != kind::TEXT {
                break;
            }
            let value = <&str>::decode(&mut reader);
            if known == name {
                return Some(value);
            }
        }
        None
    }

    /// The same with another text in place of each of this name.
    pub fn with_text(&self, name: &str, other: impl Fn(&str) -> String) -> Self {
        let mut reader = Reader::new(&self.0);
        let mut copy = Self::default();
        while !reader.is_empty() {
            let known = <&str>::decode(&mut reader);
            match reader.byte() {
                kind::TEXT => {
                    let value = <&str>::decode(&mut reader);
                    let value = if known == name { &other(value) } else { value };
                    copy.text(known, value)
                }
                kind::NUMBER => copy.number(known, u64::decode(&mut reader)),
                kind::FLAG => copy.flag(known, bool::decode(&mut reader)),
                kind::PART => copy.part(known, &Self::decode(&mut reader)),
                kind::LIST => copy.list(known, &<Vec<String>>::decode(&mut reader)),
                _ => break,
            };
        }
        copy
    }
}

/// A list of texts as JSON.
fn list(texts: &[String]) -> String {
    let mut json = String::from("[");
    for text in texts {
        if json.len() > 1 {
            json.push(',');
        }
        push_text(&mut json, text);
    }
    json.push(']');
    json
}

impl Encode for Properties {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Properties {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(Decode::decode(reader))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_content::codec;

    fn some() -> Properties {
        let mut part = Properties::default();
        part.text("welcome", "page");
        let mut properties = Properties::default();
        properties
            .text("guide", "a \"b\"")
            .optional_text("left", None)
            .number("step", 1 << 53)
            .flag("helpful", true)
            .part("held", &part);
        properties
    }

    #[test]
    fn all_kinds_become_json_in_their_order() {
        assert_eq!(
            some().json(),
            r#"{"guide":"a \"b\"","step":9007199254740992,"helpful":true,"held":{"welcome":"page"}}"#
        );
    }

    #[test]
    fn a_text_can_be_replaced() {
        let masked = some().with_text("guide", |_| "x".into());
        assert_eq!(masked.json(), some().json().replace(r#"a \"b\""#, "x"));
    }

    #[test]
    fn bytes_cut_short_are_read_as_far_as_they_go() {
        let bytes = codec::encode(&some().0);
        for end in 1..bytes.len() {
            let mut cut = some();
            cut.0.truncate(end);
            assert!(cut.json().starts_with('{') && cut.json().ends_with('}'));
        }
    }
}
