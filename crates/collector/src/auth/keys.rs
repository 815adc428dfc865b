//! Write keys: which messages are taken in, and for which environment. A write key stands in every
//! page of the host, so it protects against strays, not against an attacker.

use std::str::FromStr;

use subtle::ConstantTimeEq;

use super::environment::{BadEnvironment, Environment};
use crate::store::{Store, StoreError};

/// A write key as it is configured: `KEY`, which is production's, or `KEY@ENVIRONMENT`.
#[derive(Clone, PartialEq, Eq)]
pub struct WriteKey {
    /// What clients send.
    pub key: String,
    /// Where its clients run.
    pub environment: Environment,
}

/// Why a text is not a write key.
#[derive(Debug, thiserror::Error)]
pub enum BadKey {
    /// Nothing stands before the `@`.
    #[error("a write key is KEY or KEY@ENVIRONMENT, and KEY is empty")]
    Empty,
    /// What stands after the last `@` is not an environment.
    #[error("after the last @ of a write key stands its environment: {0}")]
    Environment(#[from] BadEnvironment),
}

/// A key that this collector takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its id in the store.
    pub source: i64,
    /// Where its clients run.
    pub environment: Environment,
}

/// The write keys that this collector takes.
#[derive(Clone, Default)]
pub struct Keys(Vec<(String, Known)>);

impl FromStr for WriteKey {
    type Err = BadKey;

    fn from_str(text: &str) -> Result<Self, BadKey> {
        let (key, environment) = match text.rsplit_once('@') {
            Some((key, environment)) => (key, environment.parse()?),
            None => (text, Environment::default()),
        };
        if key.is_empty() {
            return Err(BadKey::Empty);
        }
        Ok(Self {
            key: key.to_owned(),
            environment,
        })
    }
}

impl std::fmt::Debug for WriteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a write key of {}", self.environment)
    }
}

impl Keys {
    /// Registers the keys with the store. Of a key that is given twice, the first counts.
    pub async fn register(store: &Store, keys: &[WriteKey]) -> Result<Self, StoreError> {
        let mut known: Vec<(String, Known)> = Vec::with_capacity(keys.len());
        for WriteKey { key, environment } in keys {
            if known.iter().all(|(other, _)| other != key) {
                let source = store.source(key).await?;
                let environment = environment.clone();
                let new = Known {
                    source,
                    environment,
                };
                known.push((key.clone(), new));
            }
        }
        Ok(Self(known))
    }

    /// A key that this collector takes, or `None` for a foreign one. Takes equally long for each.
    pub fn find(&self, offered: &str) -> Option<&Known> {
        let mut found = None;
        for (key, known) in &self.0 {
            if bool::from(key.as_bytes().ct_eq(offered.as_bytes())) {
                found = Some(known);
            }
        }
        found
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} write keys", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_key_names_its_environment_after_the_last_at() {
        let read = |text: &str| {
            let read: WriteKey = text.parse().unwrap();
            (read.key, read.environment.to_string())
        };
        let pair = |key: &str, environment: &str| (key.to_owned(), environment.to_owned());
        assert_eq!(read("abc="), pair("abc=", "production"));
        assert_eq!(read("abc@staging"), pair("abc", "staging"));
        assert_eq!(read("a@b@qa-2"), pair("a@b", "qa-2"));
    }

    #[test]
    fn what_is_no_key_says_how_one_looks() {
        for (text, said) in [
            ("", "KEY is empty"),
            ("@staging", "KEY is empty"),
            ("abc@", "lower-case letters"),
            ("abc@Staging", "lower-case letters"),
            ("abc@9", "a letter first"),
        ] {
            let error = text.parse::<WriteKey>().unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
    }
}
