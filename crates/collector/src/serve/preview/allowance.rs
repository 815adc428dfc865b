//! How often drafts may be asked for: each draft by itself, and all that nobody signed together.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Requests are counted for so long, in ms.
const SPAN: i64 = 60_000;
/// Most requests within the span for one draft, and for everything that was refused.
const MOST: u32 = 600;

/// What was asked for in the current span.
#[derive(Debug, Default)]
pub(super) struct Allowance(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    since: i64,
    by_draft: HashMap<String, u32>,
}

impl Allowance {
    /// Counts a request at `now` (milliseconds UTC). An error is one too many, and says after how
    /// many seconds another may come.
    pub(super) fn take(&self, draft: &str, now: i64) -> Result<(), u64> {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was put back begins a span as well.
        if !(counts.since..counts.since + SPAN).contains(&now) {
            *counts = Counts {
                since: now,
                by_draft: HashMap::new(),
            };
        }
        let left = counts.since + SPAN - now;
        let count = counts.by_draft.entry(draft.to_owned()).or_default();
        *count += 1;
        if *count <= MOST {
            return Ok(());
        }
        Err(left.unsigned_abs().div_ceil(1_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_draft_has_an_allowance_that_comes_back() {
        let allowance = Allowance::default();
        for _ in 0..MOST {
            assert_eq!(allowance.take("a", 1_000_000), Ok(()));
        }
        assert_eq!(allowance.take("a", 1_000_500), Err(60));
        assert_eq!(allowance.take("a", 1_059_999), Err(1));
        assert_eq!(allowance.take("b", 1_059_999), Ok(()));
        assert_eq!(allowance.take("a", 1_060_000), Ok(()));
        assert_eq!(allowance.take("a", 5), Ok(()), "the clock was put back");
    }
}
