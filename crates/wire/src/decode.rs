//! The decoding half: Segment messages as any client may send them.
//!
//! Nothing here trusts its input. A batch is split first and each message read by itself, so that
//! one bad message among a hundred leaves ninety-nine. Properties, traits and context stay raw
//! JSON, but are walked once: what is stored can always be read again.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::MAX_MESSAGE_ID_CHARS;

/// The calls of the Segment specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something the user did.
    Track,
    /// Who the user is.
    Identify,
    /// Which account the user belongs to.
    Group,
    /// Which page the user saw.
    Page,
    /// Which screen of a mobile app the user saw.
    Screen,
    /// Two ids that are one user.
    Alias,
}

impl Kind {
    /// Every call.
    pub const ALL: [Self; 6] = [
        Self::Track,
        Self::Identify,
        Self::Group,
        Self::Page,
        Self::Screen,
        Self::Alias,
    ];

    /// The value of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Identify => "identify",
            Self::Group => "group",
            Self::Page => "page",
            Self::Screen => "screen",
            Self::Alias => "alias",
        }
    }

    /// The call of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

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

/// A text, or a number where a client wrote an id without quotes.
fn text<'a>(field: &'static str, raw: Option<&'a RawValue>) -> Result<Option<Cow<'a, str>>, Fault> {
    let json = raw.map_or("null", RawValue::get);
    let value = match json.as_bytes().first() {
        Some(b'n') => return Ok(None),
        Some(b'"') => unquote(json).ok_or(Fault::Text(field))?,
        Some(b'-' | b'0'..=b'9') => Cow::Borrowed(json),
        _ => return Err(Fault::Text(field)),
    };
    if value.contains('\0') {
        return Err(Fault::Text(field));
    }
    Ok(Some(value).filter(|value| !value.is_empty()))
}

fn unquote(json: &str) -> Option<Cow<'_, str>> {
    match serde_json::from_str::<&str>(json) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => serde_json::from_str::<String>(json).ok().map(Cow::Owned),
    }
}

/// A JSON object that any reader can read again, kept as it was written.
fn object<'a>(field: &'static str, raw: Option<&'a RawValue>) -> Result<Option<&'a str>, Fault> {
    let json = raw.map_or("null", RawValue::get);
    match json.as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'{') if serde_json::from_str::<Sound>(json).is_ok() => Ok(Some(json)),
        _ => Err(Fault::Object(field)),
    }
}

/// Why a message will never be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is not an object.
    NotObject,
    /// A field is given twice, or the JSON is broken.
    Json,
    /// `type` names no call.
    Type,
    /// A field that the call needs.
    Missing(&'static str),
    /// A field that must be text and is not, or holds a NUL or half a surrogate pair.
    Text(&'static str),
    /// A field that must be an object and is not, or nests too deeply, or holds a number or text
    /// beyond JSON's common limits.
    Object(&'static str),
    /// The `messageId` is too long.
    LongId,
    /// Neither `userId` nor `anonymousId`.
    Nobody,
    /// The message is larger than the specification allows: its size in bytes.
    Large(usize),
    /// `timestamp` is not a time.
    Time,
}

impl Fault {
    /// A short name for counting: one of a fixed few.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotObject | Self::Json => "json",
            Self::Type => "type",
            Self::Missing(_) => "missing_field",
            Self::Text(_) | Self::Object(_) => "field_type",
            Self::LongId => "long_id",
            Self::Nobody => "no_user",
            Self::Large(_) => "too_large",
            Self::Time => "timestamp",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotObject => f.write_str("the message is not a JSON object"),
            Self::Json => f.write_str("the message is not valid JSON, or a field is given twice"),
            Self::Type => {
                f.write_str("type must be one of track, identify, group, page, screen, alias")
            }
            Self::Missing(field) => write!(f, "{field} is missing; this call needs it"),
            Self::Text(field) => write!(f, "{field} must be valid text without NUL characters"),
            Self::Object(field) => write!(
                f,
                "{field} must be a JSON object, nested at most 100 levels, with numbers and texts in range"
            ),
            Self::LongId => write!(f, "messageId must have at most {MAX_MESSAGE_ID_CHARS} characters"),
            Self::Nobody => f.write_str("give a userId or an anonymousId"),
            Self::Large(bytes) => write!(
                f,
                "the message has {bytes} bytes; the limit is {}; send fewer properties",
                crate::MAX_MESSAGE_BYTES
            ),
            Self::Time => f.write_str(
                "timestamp must be an ISO 8601 time with an offset, such as 2026-11-22T04:35:21.007Z",
            ),
        }
    }
}

impl std::error::Error for Fault {}

/// Any JSON value that decodes in full: nesting within `serde_json`'s limit, numbers in range,
/// texts of whole characters. Holds nothing and allocates nothing but escaped texts.
struct Sound;

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Sound {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}
