//! A value per locale, and the choice among them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value per locale, as `{"en": "...", "ja": "..."}` in JSON. Sorted by locale, so that equal
/// content makes equal bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localized<T>(pub Vec<(String, T)>);

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Localized<T> {
    /// The value for the first locale of `chain` that has one, or else any.
    pub fn pick<'a>(&self, chain: impl IntoIterator<Item = &'a str>) -> Option<&T> {
        chain
            .into_iter()
            .find_map(|locale| self.get(locale))
            .or(self.0.first().map(|entry| &entry.1))
    }

    /// The value for exactly this locale.
    pub fn get(&self, locale: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|entry| entry.0 == locale)
            .map(|entry| &entry.1)
    }

    /// Whether no locale has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same locales with other values; the first error ends it.
    pub fn try_map<U, E>(
        self,
        mut f: impl FnMut(&str, T) -> Result<U, E>,
    ) -> Result<Localized<U>, E> {
        let map = |(locale, value): (String, T)| f(&locale, value).map(|value| (locale, value));
        self.0
            .into_iter()
            .map(map)
            .collect::<Result<_, E>>()
            .map(Localized)
    }
}

impl<T: Serialize> Serialize for Localized<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (locale, value) in &self.0 {
            map.serialize_entry(locale, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Localized<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Localized<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text for each locale, such as {\"en\": \"…\", \"ja\": \"…\"}")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((locale, value)) = map.next_entry::<String, T>()? {
            if entries.iter().any(|(known, _)| *known == locale) {
                return Err(de::Error::custom("a locale is given twice"));
            }
            entries.push((locale, value));
        }
        entries.sort_by(|a: &(String, T), b| a.0.cmp(&b.0));
        Ok(Localized(entries))
    }
}
