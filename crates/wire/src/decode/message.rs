//! One message.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::value::{object, text};
use super::{Fault, Kind};
use crate::MAX_MESSAGE_ID_CHARS;

/// A message as it arrived, valid by the specification. Absent, null and empty texts are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<'a> {
    /// The call it is.
    pub kind: Kind,
    /// Unique per message and stable across retries, at most 100 characters.
    pub message_id: Option<Cow<'a, str>>,
    /// The id of the browser.
    pub anonymous_id: Option<Cow<'a, str>>,
    /// The host's id of the user.
    pub user_id: Option<Cow<'a, str>>,
    /// The host's id of the account, on `group`.
    pub group_id: Option<Cow<'a, str>>,
    /// The id that `alias` merges into `user_id`.
    pub previous_id: Option<Cow<'a, str>>,
    /// When it happened by the client's clock, RFC 3339. Also under `RudderStack`'s name for it.
    pub timestamp: Option<Cow<'a, str>>,
    /// When the client sent it by its own clock; usually on the batch instead.
    pub sent_at: Option<Cow<'a, str>>,
    /// The event's name, on `track`.
    pub event: Option<Cow<'a, str>>,
    /// The page's name, on `page` and `screen`.
    pub name: Option<Cow<'a, str>>,
    /// What the host says of the event: a JSON object.
    pub properties: Option<&'a str>,
    /// What the host says of the user or account: a JSON object.
    pub traits: Option<&'a str>,
    /// Where it happened (page, locale, library, account): a JSON object.
    pub context: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    message_id: Option<&'a RawValue>,
    #[serde(borrow)]
    anonymous_id: Option<&'a RawValue>,
    #[serde(borrow)]
    user_id: Option<&'a RawValue>,
    #[serde(borrow)]
    group_id: Option<&'a RawValue>,
    #[serde(borrow)]
    previous_id: Option<&'a RawValue>,
    #[serde(borrow)]
    timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    original_timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    sent_at: Option<&'a RawValue>,
    #[serde(borrow)]
    event: Option<&'a RawValue>,
    #[serde(borrow)]
    name: Option<&'a RawValue>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    #[serde(borrow)]
    traits: Option<&'a RawValue>,
    #[serde(borrow)]
    context: Option<&'a RawValue>,
}

impl<'a> Message<'a> {
    /// Reads one message. `call` is the type that the address of a single-message call implies.
    pub fn read(json: &'a str, call: Option<Kind>) -> Result<Self, Fault> {
        if !json.trim_start().starts_with('{') {
            return Err(Fault::NotObject);
        }
        let fields: Fields<'_> = serde_json::from_str(json).map_err(|_| Fault::Json)?;
        let message = Self {
            kind: kind(fields.kind, call)?,
            message_id: text("messageId", fields.message_id)?,
            anonymous_id: text("anonymousId", fields.anonymous_id)?,
            user_id: text("userId", fields.user_id)?,
            group_id: text("groupId", fields.group_id)?,
            previous_id: text("previousId", fields.previous_id)?,
            timestamp: text("timestamp", fields.timestamp.or(fields.original_timestamp))?,
            sent_at: text("sentAt", fields.sent_at)?,
            event: text("event", fields.event)?,
            name: text("name", fields.name)?,
            properties: object("properties", fields.properties)?,
            traits: object("traits", fields.traits)?,
            context: object("context", fields.context)?,
        };
        message.complete()
    }

    /// The id of a message that can still be answered for, however wrong the rest is.
    pub fn id_of(json: &'a str) -> Cow<'a, str> {
        let fields = serde_json::from_str::<Fields<'_>>(json).ok();
        fields
            .and_then(|fields| text("messageId", fields.message_id).ok().flatten())
            .filter(|id| id.chars().count() <= MAX_MESSAGE_ID_CHARS)
            .unwrap_or_default()
    }

    fn complete(self) -> Result<Self, Fault> {
        let long = |id: &Cow<'_, str>| id.chars().count() > MAX_MESSAGE_ID_CHARS;
        if self.message_id.as_ref().is_some_and(long) {
            return Err(Fault::LongId);
        }
        let needed = match self.kind {
            Kind::Track => ("event", self.event.is_some()),
            Kind::Group => ("groupId", self.group_id.is_some()),
            Kind::Alias => (
                "previousId",
                self.previous_id.is_some() && self.user_id.is_some(),
            ),
            Kind::Identify | Kind::Page | Kind::Screen => ("type", true),
        };
        if !needed.1 {
            return Err(Fault::Missing(needed.0));
        }
        if self.user_id.is_none() && self.anonymous_id.is_none() {
            return Err(Fault::Nobody);
        }
        Ok(self)
    }
}

fn kind(raw: Option<&RawValue>, call: Option<Kind>) -> Result<Kind, Fault> {
    let name = text("type", raw)?;
    match (name, call) {
        (_, Some(call)) => Ok(call),
        (Some(name), None) => Kind::from_name(&name).ok_or(Fault::Type),
        (None, None) => Err(Fault::Missing("type")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_and_empty_texts_are_absent() {
        let json = r#"{"type":"page","userId":null,"anonymousId":"a","groupId":"","name":"N"}"#;
        let message = Message::read(json, None).expect("valid");
        assert_eq!(message.user_id, None);
        assert_eq!(message.group_id, None);
        assert_eq!(message.name.as_deref(), Some("N"));
    }

    #[test]
    fn the_address_of_a_single_call_outranks_the_type() {
        let json = r#"{"type":"page","userId":"u","event":"E"}"#;
        let message = Message::read(json, Some(Kind::Track)).expect("valid");
        assert_eq!(message.kind, Kind::Track);
    }

    #[test]
    fn objects_nest_as_deeply_as_the_fault_says() {
        let nested = |levels: usize| {
            let (open, close) = (r#"{"a":"#.repeat(levels), "}".repeat(levels));
            format!(r#"{{"type":"page","userId":"u","properties":{open}1{close}}}"#)
        };
        assert!(Message::read(&nested(127), None).is_ok());
        let deeper = nested(128);
        assert_eq!(
            Message::read(&deeper, None),
            Err(Fault::Object("properties"))
        );
    }

    #[test]
    fn a_bad_message_still_has_its_id() {
        assert_eq!(
            Message::id_of(r#"{"messageId":"m","event":7,"type":[]}"#),
            "m"
        );
        assert_eq!(Message::id_of(r#"{"messageId":{}}"#), "");
        assert_eq!(Message::id_of("7"), "");
    }
}
