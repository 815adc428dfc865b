//! The limit on guessing passwords: failures are counted by the address that was tried, and all
//! together, because an attacker may try many addresses.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Failures are forgotten after so long, in ms.
const SPAN: i64 = 10 * 60_000;
/// Most failures of one address within the span.
const PER_ADDRESS: usize = 8;
/// Most failures of all addresses within the span.
const TOGETHER: usize = 200;

/// Failed attempts to sign in.
#[derive(Debug, Default)]
pub(super) struct Attempts(Mutex<HashMap<String, Vec<i64>>>);

impl Attempts {
    /// Whether another attempt may be made; if not, after how many seconds.
    pub(super) fn check(&self, email: &str, now: i64) -> Result<(), i64> {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        forget(&mut failures, now);
        let own = failures.get(&key(email)).map_or(&[][..], Vec::as_slice);
        let all: usize = failures.values().map(Vec::len).sum();
        if own.len() < PER_ADDRESS && all < TOGETHER {
            return Ok(());
        }
        let oldest = own
            .first()
            .copied()
            .or(failures.values().flatten().min().copied());
        Err((oldest.unwrap_or(now) + SPAN - now).max(1_000) / 1_000)
    }

    /// Counts a failure.
    pub(super) fn failed(&self, email: &str, now: i64) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.entry(key(email)).or_default().push(now);
    }

    /// Forgets the failures of someone who has signed in.
    pub(super) fn succeeded(&self, email: &str) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.remove(&key(email));
    }
}

fn forget(failures: &mut HashMap<String, Vec<i64>>, now: i64) {
    for times in failures.values_mut() {
        times.retain(|at| at + SPAN > now);
    }
    failures.retain(|_, times| !times.is_empty());
}

fn key(email: &str) -> String {
    email.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_stopped_and_forgiven() {
        let attempts = Attempts::default();
        for _ in 0..PER_ADDRESS {
            assert_eq!(attempts.check("A@example.com", 0), Ok(()));
            attempts.failed("a@example.com ", 0);
        }
        assert_eq!(attempts.check("a@example.com", 1_000), Err(599));
        assert_eq!(attempts.check("b@example.com", 1_000), Ok(()));
        assert_eq!(attempts.check("a@example.com", SPAN), Ok(()));
    }

    #[test]
    fn guessing_at_many_addresses_is_stopped_too() {
        let attempts = Attempts::default();
        for guess in 0..TOGETHER {
            attempts.failed(&format!("{guess}@example.com"), 0);
        }
        assert!(attempts.check("new@example.com", 0).is_err());
        attempts.succeeded("1@example.com");
        assert_eq!(attempts.check("new@example.com", 0), Ok(()));
    }
}
