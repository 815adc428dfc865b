//! What can be wrong with a message.

use std::fmt;

use crate::MAX_MESSAGE_ID_CHARS;

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
                "{field} must be a JSON object, nested at most 127 levels, with numbers and texts in range"
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
