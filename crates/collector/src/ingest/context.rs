//! A message's context: merged with its batch's, rid of IP addresses, and read where it matters.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

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

    /// The JSON to store, without `ip`: a server-side client may put its user's address there.
    pub(super) fn store(mut self) -> Option<String> {
        self.0.remove("ip");
        if self.0.is_empty() {
            return None;
        }
        serde_json::to_string(&self.0).ok()
    }
}
