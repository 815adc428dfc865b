//! A message's context: merged with its batch's, rid of IP addresses, and read where it matters.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::{RawValue, to_raw_value};

use super::address::ClientIp;

/// A JSON object, one level deep.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Fields<'a>(#[serde(borrow)] BTreeMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads an object that the decoder has checked.
    pub(super) fn read(json: Option<&'a str>) -> Self {
        json.and_then(|json| serde_json::from_str(json).ok())
            .unwrap_or_default()
    }

    /// These fields, and those of `batch` where these say nothing.
    pub(super) fn over(mut self, batch: &Self) -> Self {
        for (name, value) in &batch.0 {
            self.0.entry(name.clone()).or_insert(value);
        }
        self
    }

    /// The field's value as it was written.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|value| value.get())
    }

    /// The field's value as a text that is not empty; a number counts as its digits.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        let digits = || {
            raw.starts_with(|c: char| c.is_ascii_digit())
                .then(|| raw.to_owned())
        };
        let text = serde_json::from_str(raw).ok().or_else(digits);
        text.filter(|text: &String| !text.is_empty() && !text.contains('\0'))
    }

    /// The field's value as a whole number.
    pub(super) fn whole(&self, name: &str) -> Option<i64> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// The JSON to store. `ip`, where a server-side client puts its user's address, is kept as `addresses` says.
    pub(super) fn store(self, addresses: ClientIp) -> Option<String> {
        let kept = self.text("ip").and_then(|ip| addresses.keep(&ip));
        let kept = kept.and_then(|ip| to_raw_value(&ip).ok());
        let mut fields: BTreeMap<Cow<'_, str>, &RawValue> = self.0;
        fields.remove("ip");
        fields.extend(kept.as_deref().map(|ip| ("ip".into(), ip)));
        if fields.is_empty() {
            return None;
        }
        serde_json::to_string(&fields).ok()
    }
}
