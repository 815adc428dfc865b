//! The accounts of the queue: every message that was tracked is acknowledged, queued, or dropped for a reason.
//! What is queued is in the store, so the rest is all that must be remembered.

use banso_content::record;
use banso_wire::time::Millis;

/// What became of the messages that are not in the queue any more, and how delivery goes. One for each page load; who
/// takes over its messages takes over its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Messages that the collector answered for, by their ids.
    pub acknowledged: u64,
    /// Messages that were lost.
    pub dropped: Losses,
    /// Losses that a message has told of.
    pub told: Losses,
    /// No request before; UTC ms.
    pub retry_at: Millis,
    /// How often delivery has failed since it last worked.
    pub failures: u32,
}

/// Lost messages, by what they were lost for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses {
    /// More waited than is kept.
    pub overflow: u32,
    /// They could not be delivered for a week.
    pub expired: u32,
    /// No server would take one so large.
    pub too_large: u32,
    /// A server that took others refused this one.
    pub invalid: u32,
}

record!(Ledger {
    acknowledged,
    dropped,
    told,
    retry_at,
    failures
});
record!(Losses {
    overflow,
    expired,
    too_large,
    invalid
});

impl Ledger {
    /// Adds the accounts of another visit.
    pub(super) fn add(&mut self, other: &Self) {
        self.acknowledged = self.acknowledged.saturating_add(other.acknowledged);
        self.dropped = self.dropped.plus(other.dropped);
        self.told = self.told.plus(other.told);
        self.retry_at = self.retry_at.max(other.retry_at);
        self.failures = self.failures.max(other.failures);
    }

    /// The losses since those told of, which are told of now.
    pub(super) fn untold(&mut self) -> Option<Losses> {
        let [dropped, told] = [self.dropped, self.told];
        self.told = dropped;
        (dropped != told).then(|| Losses {
            overflow: dropped.overflow.saturating_sub(told.overflow),
            expired: dropped.expired.saturating_sub(told.expired),
            too_large: dropped.too_large.saturating_sub(told.too_large),
            invalid: dropped.invalid.saturating_sub(told.invalid),
        })
    }
}

impl Losses {
    /// All of them.
    pub fn total(self) -> u32 {
        let counts = [self.expired, self.too_large, self.invalid].into_iter();
        counts.fold(self.overflow, u32::saturating_add)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            overflow: self.overflow.saturating_add(other.overflow),
            expired: self.expired.saturating_add(other.expired),
            too_large: self.too_large.saturating_add(other.too_large),
            invalid: self.invalid.saturating_add(other.invalid),
        }
    }
}
