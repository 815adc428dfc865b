//! Random tokens, and what is derived from them.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// 256 random bits in hexadecimal. `None` when the system has no randomness to give.
pub(super) fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// The hash of a token: what is stored in its place.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// The anti-forgery token that belongs to a browser's cookie and a session. A form that carries it
/// was made for this browser: another site can neither read the cookie nor guess its hash.
pub(super) fn csrf(browser: &str, session: &str) -> String {
    hex(&Sha256::digest(format!("banso csrf {browser} {session}")))
}

/// Whether two tokens are equal, in a time that does not tell where they differ.
pub(super) fn equal(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
