//! A request body: a batch, or one message.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::Error as _;
use serde_json::value::RawValue;

use super::value::{object, text};

/// A request body, its messages not read yet.
#[derive(Clone, Debug, Default)]
pub struct Body<'a> {
    /// Each message's JSON.
    pub messages: Vec<&'a str>,
    /// The write key, from clients that send no header.
    pub write_key: Option<Cow<'a, str>>,
    /// When the client sent it, by its own clock.
    pub sent_at: Option<Cow<'a, str>>,
    /// Merged into each message's context where that says nothing: a JSON object.
    pub context: Option<&'a str>,
}

impl<'a> Body<'a> {
    /// Reads `{"batch": [...], ...}`.
    pub fn batch(json: &'a str) -> Result<Self, serde_json::Error> {
        let mut fields = Envelope::read(json)?;
        let messages = fields
            .batch
            .take()
            .ok_or_else(|| serde_json::Error::custom("missing field `batch`"))?;
        let context = object("context", fields.context).map_err(serde_json::Error::custom)?;
        Ok(Self {
            messages: messages.into_iter().map(RawValue::get).collect(),
            context,
            ..fields.rest()
        })
    }

    /// Reads a body that is one message. Its context is the message's own.
    pub fn single(json: &'a str) -> Result<Self, serde_json::Error> {
        Ok(Self {
            messages: vec![json],
            ..Envelope::read(json)?.rest()
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow)]
    batch: Option<Vec<&'a RawValue>>,
    #[serde(borrow)]
    write_key: Option<&'a RawValue>,
    #[serde(borrow)]
    sent_at: Option<&'a RawValue>,
    #[serde(borrow)]
    context: Option<&'a RawValue>,
}

impl<'a> Envelope<'a> {
    fn read(json: &'a str) -> Result<Self, serde_json::Error> {
        if json.trim_start().starts_with('{') {
            serde_json::from_str(json)
        } else {
            Err(serde_json::Error::custom("the body is not a JSON object"))
        }
    }

    fn rest(&self) -> Body<'a> {
        Body {
            write_key: text("writeKey", self.write_key).unwrap_or_default(),
            sent_at: text("sentAt", self.sent_at).unwrap_or_default(),
            ..Body::default()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_batch_is_split_and_not_read() {
        let json = r#"{"sentAt":"now","batch":[{"a":1}, 7 ,null],"writeKey":"k","context":{"b":2},"extra":[]}"#;
        let body = Body::batch(json).unwrap();
        assert_eq!(body.messages, [r#"{"a":1}"#, "7", "null"]);
        assert_eq!(body.write_key.as_deref(), Some("k"));
        assert_eq!(body.sent_at.as_deref(), Some("now"));
        assert_eq!(body.context, Some(r#"{"b":2}"#));
    }

    #[test]
    fn a_single_message_is_its_own_envelope() {
        let json = r#"{"event":"E","writeKey":"k","context":{"b":2},"sentAt":5.5}"#;
        let body = Body::single(json).unwrap();
        assert_eq!(body.messages, [json]);
        assert_eq!(body.write_key.as_deref(), Some("k"));
        assert_eq!(body.context, None);
    }

    #[test]
    fn what_is_no_batch_says_so() {
        for json in [
            "",
            "[]",
            "{}",
            r#"{"batch":1}"#,
            r#"{"batch":[],"context":[]}"#,
        ] {
            assert!(Body::batch(json).is_err(), "{json}");
        }
    }
}
