//! The report of the guides that were not shown: once a session, by what held each back.

use banso_wire::event;
use banso_wire::time::Millis;

use crate::choice::Hold;
use crate::engine::Engine;
use crate::properties::Properties;
use crate::visit::Turn;

impl Engine {
    /// Reports what holds the guides back, if that has not been said in this session.
    #[inline(never)]
    pub(crate) fn report_held(&mut self, now: Millis) {
        let session = self.memory.session;
        if self.memory.reported == session {
            return;
        }
        self.memory.reported = session;
        self.remember = true;
        let mut held = Properties::default();
        for at in 0..self.bundle.guides.len() {
            if let Some(hold) = self.held(at, now) {
                held.text(&self.bundle.guides[at].id, hold.name());
            }
        }
        let mut report = Properties::default();
        report
            .text(event::BUNDLE, &self.bundle.version)
            .part(event::HELD, &held);
        self.note(event::GUIDES_HELD_BACK, &report, now);
    }

    /// What holds a guide back now. None: it is visible, or was seen in this session.
    /// `at` is the guide's position in the bundle.
    pub fn held(&self, at: usize, now: Millis) -> Option<Hold> {
        let memory = self.known(at);
        let seen = memory.and_then(|memory| memory.seen);
        if self.is_shown(at) || seen.is_some_and(|seen| seen >= self.memory.session) {
            return None;
        }
        if self.is_lost(at as u16) {
            return Some(Hold::Target);
        }
        let variation = memory.and_then(|memory| memory.variation);
        if variation == Some(crate::memory::Variation::Holdout) {
            return Some(Hold::Holdout);
        }
        Some(match self.gate(at, now) {
            Some((hold, _)) => hold,
            None if self.visit.turn != Turn::Ours => Hold::Elsewhere,
            None if self.visit.quiet => Hold::Quiet,
            None if self.visit.rested => Hold::Rested,
            None => Hold::Outranked,
        })
    }
}
