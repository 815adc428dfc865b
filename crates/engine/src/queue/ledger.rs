//! The accounts of the queue: every message that was tracked is acknowledged, queued, or dropped for a reason.
//! What is queued is in the store, so the rest is all that must be remembered.

use alloc::vec::Vec;

use banso_content::codec::{Decode, Encode, Reader};
use banso_content::record;
use banso_wire::event;
use banso_wire::time::Millis;

/// What became of the messages that are not in the queue any more, and how delivery goes. One for each page load; who
/// takes over its messages takes over its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Messages that the collector answered for, by their ids.
    pub acknowledged: u64,
    /// Messages that were lost.
    pub dropped: u64,
    /// Those of them that no message has told of.
    pub untold: Losses,
    /// No request before; UTC ms.
    pub retry_at: Millis,
    /// How often delivery has failed since it last worked.
    pub failures: u32,
}

/// Lost messages, counted by what they were lost for: see [`Loss`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Losses(pub [u32; 4]);

/// What a message was lost for.
#[derive(Clone, Copy, Debug)]
pub enum Loss {
    /// More waited than is kept.
    Overflow,
    /// It could not be delivered for a week.
    Expired,
    /// No server would take one so large.
    TooLarge,
    /// A server that took others refused this one.
    Invalid,
}

record!(Ledger {
    acknowledged,
    dropped,
    untold,
    retry_at,
    failures
});

impl Encode for Losses {
    fn encode(&self, out: &mut Vec<u8>) {
        for count in self.0 {
            count.encode(out);
        }
    }
}

impl Decode<'_> for Losses {
    fn decode(reader: &mut Reader<'_>) -> Self {
        let mut losses = Self::default();
        for count in &mut losses.0 {
            *count = Decode::decode(reader);
        }
        losses
    }
}

impl Ledger {
    /// Adds the accounts of another visit.
    pub(super) fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.dropped += other.dropped;
        for (at, count) in other.untold.0.into_iter().enumerate() {
            self.untold.0[at] += count;
        }
        self.retry_at = self.retry_at.max(other.retry_at);
        self.failures = self.failures.max(other.failures);
    }

    /// Counts lost messages.
    pub(super) fn lose(&mut self, count: usize, why: Loss) {
        self.dropped += count as u64;
        self.untold.0[why as usize] += count as u32;
    }
}

impl Losses {
    /// The names of the counts, as properties of [`event::MESSAGES_DROPPED`].
    pub const NAMES: [&str; 4] = [
        event::OVERFLOW,
        event::EXPIRED,
        event::TOO_LARGE,
        event::INVALID,
    ];
}
