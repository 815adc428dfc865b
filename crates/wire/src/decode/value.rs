//! The two shapes of a field: a text, and an object that stays raw JSON.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::Fault;

/// A text, or a number where a client wrote an id without quotes.
pub(super) fn text<'a>(
    field: &'static str,
    raw: Option<&'a RawValue>,
) -> Result<Option<Cow<'a, str>>, Fault> {
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
pub(super) fn object<'a>(
    field: &'static str,
    raw: Option<&'a RawValue>,
) -> Result<Option<&'a str>, Fault> {
    let json = raw.map_or("null", RawValue::get);
    match json.as_bytes().first() {
        Some(b'n') => Ok(None),
        Some(b'{') if serde_json::from_str::<Sound>(json).is_ok() => Ok(Some(json)),
        _ => Err(Fault::Object(field)),
    }
}

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
