//! Counters: how often, and when last, what conditions ask about happened.

use alloc::vec::Vec;

use banso_content::model::Trigger;
use banso_content::record;
use banso_content::rule::{Counter, Sign};
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::input::Traits;
use crate::memory::{entry, keep_latest};
use crate::value;

/// What is remembered of one counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Counted {
    /// How often it happened.
    pub total: u32,
    /// The latest times, as many as conditions ask for, oldest first; UTC ms.
    pub times: Vec<Millis>,
}

record!(Counted { total, times });

/// Something that counters count.
#[derive(Clone, Copy)]
pub(crate) enum Happened<'a> {
    /// A tracked event, by name and properties.
    Event(&'a str, &'a Traits),
    /// A click, by its selector's position in the bundle.
    Click(u16),
}

impl Engine {
    /// Counts what happened, and notes what it triggers.
    #[inline(never)]
    pub(crate) fn count(&mut self, happened: Happened<'_>, now: Millis) {
        for at in 0..self.bundle.graph.counters.len() {
            let counter = &self.bundle.graph.counters[at];
            if !counts(counter, happened, now) {
                continue;
            }
            self.fired.push(Trigger::Event(at as u16));
            self.reconsider = true;
            let since = now.saturating_sub(self.memory.first_seen);
            if counter.keep == 0 || counter.first > 0 && since > counter.first {
                continue;
            }
            let counted: &mut Counted = entry(&mut self.memory.counts, &counter.key);
            counted.total = counted.total.saturating_add(1);
            keep_latest(&mut counted.times, now, counter.keep.into(), |at| *at);
            self.remember_soon(now);
            self.touch(self.topics.of_counter(at));
        }
    }
}

fn counts(counter: &Counter, happened: Happened<'_>, now: Millis) -> bool {
    match (&counter.sign, happened) {
        (Sign::Event(name), Happened::Event(event, properties)) => {
            name == event && value::passes(&counter.filters, properties, now)
        }
        (Sign::Click(at), Happened::Click(clicked)) => *at == clicked,
        _ => false,
    }
}
