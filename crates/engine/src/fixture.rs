//! Fixtures: guides that are parts of the page, beside whatever else is shown.

use alloc::vec::Vec;

use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::view::Press;

impl Engine {
    /// Fixtures begin beside whatever is visible, as soon as nothing holds them back.
    pub(crate) fn begin_fixtures(&mut self, now: Millis) {
        for at in 0..self.bundle.guides.len() {
            if !self.bundle.guides[at].fixture || self.is_under_way(at) {
                continue;
            }
            match self.gate(at, now) {
                None => self.begin_by_itself(at, now),
                Some((_, until)) => self.wake = self.wake.min(until),
            }
        }
    }

    /// Whether a fixture stands on the page now, or waits for its place.
    pub(crate) fn is_standing(&self, at: usize) -> bool {
        self.bundle.guides[at].fixture
            && self.is_under_way(at)
            && self.rule_gate(at).is_none()
            && !self.is_barred(at)
    }

    /// Whether a guide is on the screen: the visible one, or a fixture.
    pub(crate) fn is_shown(&self, at: usize) -> bool {
        self.visible() == Some(at) || self.is_standing(at) && !self.is_lost(at as u16)
    }

    /// The position of this guide, if it is a fixture that stands on the page now.
    pub(crate) fn standing(&self, id: &str) -> Option<u16> {
        let at = self.position_of(id).filter(|at| self.is_standing(*at))?;
        Some(at as u16)
    }

    /// A press in a fixture happens to it as if it were the visible guide, which stays what it is.
    #[inline(never)]
    pub(crate) fn on_press(&mut self, press: Press, now: Millis) {
        let fixture = match &press {
            Press::Shown { guide, .. }
            | Press::TargetMissing { guide, .. }
            | Press::Do { guide, .. } => self.standing(guide),
            _ => None,
        };
        if let (Some(at), Press::Shown { .. }) = (fixture, &press) {
            self.found(at);
        }
        let was = (self.visit.visible, self.visit.rested);
        if fixture.is_some() {
            self.visit.visible = fixture;
        }
        self.take_press(press, now);
        // What it started is visible now.
        if fixture.is_some() && (self.visit.visible.is_none() || self.visit.visible == fixture) {
            (self.visit.visible, self.visit.rested) = was;
        }
    }

    /// Writes the `GuideView`s of the fixtures that may stand now.
    pub(crate) fn put_fixtures(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.push(0);
        for at in 0..self.bundle.guides.len() {
            // As many as fit in the one byte of their number.
            if out[start] < 127 && self.is_standing(at) && self.put_step(at, 0, out) {
                out[start] += 1;
            }
        }
    }
}
