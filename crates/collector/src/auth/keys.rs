//! Write keys: which messages are taken in. A write key stands in every page of the host, so it
//! protects against strays, not against an attacker.

use subtle::ConstantTimeEq;

use crate::store::{Store, StoreError};

/// The write keys that this collector takes, each with its id in the store.
#[derive(Clone, Default)]
pub struct Keys(Vec<(String, i64)>);

impl Keys {
    /// Registers the keys with the store.
    pub async fn register(store: &Store, keys: &[String]) -> Result<Self, StoreError> {
        let mut known = Vec::with_capacity(keys.len());
        for key in keys {
            known.push((key.clone(), store.source(key).await?));
        }
        Ok(Self(known))
    }

    /// The store's id of a key, or `None` for a foreign one. Takes equally long for each.
    pub fn source(&self, offered: &str) -> Option<i64> {
        let matching = |(key, id): &(String, i64)| {
            bool::from(key.as_bytes().ct_eq(offered.as_bytes())).then_some(*id)
        };
        self.0
            .iter()
            .fold(None, |found, key| matching(key).or(found))
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} write keys", self.0.len())
    }
}
