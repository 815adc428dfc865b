//! A collector that misbehaves, and what it has stored.

use std::collections::BTreeSet;

use banso_engine::Outcome;
use banso_wire::time::{Millis, SECOND};

/// How the collector is, and the way to it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mood {
    /// All is well.
    Well,
    /// No request arrives.
    Gone,
    /// It stores, and its answers are lost.
    Forgets,
    /// A captive portal answers.
    Portal,
    /// It asks for so much time, and stores nothing.
    Busy(Millis),
    /// It stores, and answers so late that nobody waits for it.
    Slow,
    /// It takes no more than so many messages at once.
    Narrow(usize),
    /// It stores the first half of each batch, and names no other.
    Half,
    /// It refuses a whole batch for one message in it: about one in so many, always the same.
    Strict(u64),
    /// It refuses the write key.
    Refuses,
}

/// How long a client waits for an answer.
const PATIENCE: Millis = 30 * SECOND;

pub(crate) struct Collector {
    pub(crate) mood: Mood,
    /// Each message once, by its id.
    pub(crate) stored: BTreeSet<String>,
    pub(crate) requests: usize,
}

impl Collector {
    pub(crate) fn new() -> Self {
        Self {
            mood: Mood::Well,
            stored: BTreeSet::new(),
            requests: 0,
        }
    }

    /// Takes a batch; what becomes of it, and after how long.
    pub(crate) fn take(&mut self, ids: &[String]) -> (Outcome, Millis) {
        self.requests += 1;
        let soon = 80;
        match self.mood {
            Mood::Gone | Mood::Portal => (Outcome::Unanswered(None), soon),
            Mood::Forgets => (self.lose(ids), soon),
            Mood::Busy(time) => (Outcome::Unanswered(Some(time)), soon),
            Mood::Slow => (self.lose(ids), PATIENCE),
            Mood::Narrow(most) if ids.len() > most => (Outcome::TooLarge, soon),
            Mood::Half => (self.store(&ids[..ids.len().div_ceil(2)]), soon),
            Mood::Strict(one_in) if ids.iter().any(|id| is_poison(id, one_in)) => {
                (Outcome::Invalid, soon)
            }
            Mood::Well | Mood::Narrow(_) | Mood::Strict(_) => (self.store(ids), soon),
            Mood::Refuses => (Outcome::Refused, soon),
        }
    }

    fn store(&mut self, ids: &[String]) -> Outcome {
        self.stored.extend(ids.iter().cloned());
        Outcome::Acknowledged(ids.to_vec())
    }

    fn lose(&mut self, ids: &[String]) -> Outcome {
        self.store(ids);
        Outcome::Unanswered(None)
    }
}

fn is_poison(id: &str, one_in: u64) -> bool {
    let sum = id.bytes().fold(7u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    sum.is_multiple_of(one_in)
}
