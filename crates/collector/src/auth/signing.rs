//! Signed permissions: a token that stands in a link, allows one thing to the bearer, and expires.
//!
//! A token is `purpose.expires.signature`: what it is for, when it ends (seconds UTC), and the
//! HMAC-SHA256 of both and of its subject, which is not in the token: whoever checks it has to know
//! the subject already.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::store::{Store, StoreError};

/// The longest that a token lives.
pub const LONGEST: Duration = Duration::from_hours(7 * 24);
/// The secret's name in the store.
const SECRET: &str = "signing";
/// As long as a block of SHA-256: HMAC takes it as it is.
const SECRET_BYTES: usize = 64;

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opening the debug panel. The subject is the write key of the page.
    Debug,
    /// Looking at a draft of content. The subject is the hash of the draft.
    Preview,
}

/// Why a token allows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was good and has ended.
    Expired,
    /// It is not a token of this collector for this purpose and subject.
    Foreign,
}

/// Why there is nothing to sign with.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// The secret could neither be read nor be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system has no randomness to give.
    #[error("the system gave no random bytes for a signing secret; try again later")]
    Random,
}

/// Signs and checks tokens with the secret of a data directory.
#[derive(Clone)]
pub struct Signer(Hmac<Sha256>);

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Preview => "preview",
        }
    }
}

impl Signer {
    /// The signer of a store, with a secret that is made on first use.
    pub async fn of(store: &Store) -> Result<Self, SigningError> {
        let mut fresh = [0; SECRET_BYTES];
        getrandom::fill(&mut fresh).map_err(|_| SigningError::Random)?;
        let now = jiff::Timestamp::now().as_millisecond();
        let kept = store
            .write(move |conn| {
                conn.execute(
                    "INSERT INTO secrets (name, value, created_at) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO NOTHING",
                    (SECRET, fresh, now),
                )?;
                let read = "SELECT value FROM secrets WHERE name = ?1";
                conn.query_row(read, [SECRET], |row| row.get(0))
            })
            .await?;
        Ok(Self::with(kept))
    }

    fn with(secret: [u8; SECRET_BYTES]) -> Self {
        Self(Hmac::new(&secret.into()))
    }

    /// A token for `subject` that lives for `span` from `now` (milliseconds UTC), at most for
    /// [`LONGEST`].
    pub fn sign(&self, purpose: Purpose, subject: &str, now: i64, span: Duration) -> String {
        let expires = now / 1_000 + span.min(LONGEST).as_secs() as i64;
        let signature = self.mac(purpose, subject, expires).finalize().into_bytes();
        let signature = URL_SAFE_NO_PAD.encode(signature);
        format!("{}.{expires}.{signature}", purpose.name())
    }

    /// Whether a token allows its bearer this, now (milliseconds UTC). The signature is compared in
    /// constant time.
    pub fn verify(
        &self,
        purpose: Purpose,
        subject: &str,
        token: &str,
        now: i64,
    ) -> Result<(), Refusal> {
        let (expires, signature) = read(purpose, token).ok_or(Refusal::Foreign)?;
        let mac = self.mac(purpose, subject, expires);
        mac.verify_slice(&signature).map_err(|_| Refusal::Foreign)?;
        if expires <= now / 1_000 {
            return Err(Refusal::Expired);
        }
        Ok(())
    }

    /// A name for `text` that only this data directory can make: equal for equal texts.
    pub fn mark(&self, text: &str) -> String {
        let mut mac = self.0.clone();
        // No token has a purpose of this name.
        mac.update(b"mark\0");
        mac.update(text.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    fn mac(&self, purpose: Purpose, subject: &str, expires: i64) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        // A length before each text: no two pairs run together into the same bytes.
        for text in [purpose.name(), subject] {
            mac.update(&(text.len() as u64).to_le_bytes());
            mac.update(text.as_bytes());
        }
        mac.update(&expires.to_le_bytes());
        mac
    }
}

/// When a token of this purpose ends, and its signature.
fn read(purpose: Purpose, token: &str) -> Option<(i64, Vec<u8>)> {
    let (expires, signature) = token
        .strip_prefix(purpose.name())?
        .strip_prefix('.')?
        .split_once('.')?;
    Some((
        expires.parse().ok()?,
        URL_SAFE_NO_PAD.decode(signature).ok()?,
    ))
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a signer")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NOW: i64 = 1_795_000_000_000;
    const HOUR: Duration = Duration::from_hours(1);

    #[test]
    fn a_token_is_good_for_its_subject_until_it_ends() {
        let signer = Signer::with([1; SECRET_BYTES]);
        let token = signer.sign(Purpose::Debug, "key", NOW, HOUR);
        let verify = |subject, token: &str, now| signer.verify(Purpose::Debug, subject, token, now);
        assert_eq!(verify("key", &token, NOW), Ok(()));
        assert_eq!(verify("key", &token, NOW + 3_599_000), Ok(()));
        assert_eq!(
            verify("key", &token, NOW + 3_600_000),
            Err(Refusal::Expired)
        );
        assert_eq!(verify("other", &token, NOW), Err(Refusal::Foreign));
        let elsewhere = Signer::with([2; SECRET_BYTES]);
        let foreign = elsewhere.verify(Purpose::Debug, "key", &token, NOW);
        assert_eq!(foreign, Err(Refusal::Foreign));
    }

    #[test]
    fn a_token_that_was_touched_is_foreign() {
        let signer = Signer::with([1; SECRET_BYTES]);
        let token = signer.sign(Purpose::Debug, "key", NOW, HOUR);
        let longer = token.replacen(".1795", ".1799", 1);
        assert_ne!(longer, token);
        let cut = &token[..token.len() - 4];
        for text in [
            &longer,
            cut,
            "",
            "debug",
            "debug.x.y",
            "debug.1.",
            &token.replace("debug", "other"),
            &token.replace("debug", "preview"),
        ] {
            let refused = signer.verify(Purpose::Debug, "key", text, NOW);
            assert_eq!(refused, Err(Refusal::Foreign), "{text}");
        }
        let preview = token.replace("debug", "preview");
        let refused = signer.verify(Purpose::Preview, "key", &preview, NOW);
        assert_eq!(refused, Err(Refusal::Foreign), "signed for another purpose");
    }

    #[test]
    fn no_token_lives_longer_than_a_week() {
        let signer = Signer::with([1; SECRET_BYTES]);
        let token = signer.sign(Purpose::Debug, "key", NOW, LONGEST * 9);
        let after = NOW + LONGEST.as_millis() as i64;
        let late = signer.verify(Purpose::Debug, "key", &token, after);
        assert_eq!(late, Err(Refusal::Expired));
    }

    #[tokio::test]
    async fn a_data_directory_keeps_its_secret() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let token = Signer::of(&store)
            .await
            .unwrap()
            .sign(Purpose::Debug, "key", NOW, HOUR);
        store.close();
        let store = Store::open(dir.path()).unwrap();
        let again = Signer::of(&store).await.unwrap();
        assert_eq!(again.verify(Purpose::Debug, "key", &token, NOW), Ok(()));
        assert_eq!(format!("{again:?}"), "a signer");
        let other = tempfile::tempdir().unwrap();
        let other = Signer::of(&Store::open(other.path()).unwrap())
            .await
            .unwrap();
        assert!(other.verify(Purpose::Debug, "key", &token, NOW).is_err());
    }
}
