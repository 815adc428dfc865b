//! Environments: where a host application runs. Each has write keys and may have content of its own.

use std::fmt;
use std::str::FromStr;

/// The longest name, in characters.
const LONGEST: usize = 32;

/// An environment's name, such as `production` or `staging`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Environment(String);

/// Why a name is not an environment's.
#[derive(Debug, thiserror::Error)]
#[error(
    "an environment is named in lower-case letters, digits and hyphens, a letter first, at most {LONGEST} characters, as in `staging`"
)]
pub struct BadEnvironment;

impl Environment {
    /// The environment of a write key that names none.
    pub const PRODUCTION: &str = "production";

    /// Whether this is the one that customers use.
    pub fn is_production(&self) -> bool {
        self.0 == Self::PRODUCTION
    }
}

impl Default for Environment {
    fn default() -> Self {
        Self(Self::PRODUCTION.to_owned())
    }
}

impl FromStr for Environment {
    type Err = BadEnvironment;

    fn from_str(text: &str) -> Result<Self, BadEnvironment> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let named = text.starts_with(|first: char| first.is_ascii_lowercase());
        (named && text.len() <= LONGEST && text.bytes().all(plain))
            .then(|| Self(text.to_owned()))
            .ok_or(BadEnvironment)
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
