//! A value per locale, and the choice among them.

use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "compiler")]
mod json;
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
        for locale in chain {
            if let Some(value) = self.get(locale) {
                return Some(value);
            }
        }
        self.0.first().map(|entry| &entry.1)
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
}
