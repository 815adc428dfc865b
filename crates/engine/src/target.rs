//! Targets that did not come, or went: what is said of them, and what becomes of their guides.

use banso_wire::event;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::properties::Properties;

impl Engine {
    /// The target of a step is not there. Its guide rests until the next visit and counts as neither
    /// completed nor dismissed. A fixture waits on for its place, which is said once a page.
    pub(crate) fn on_target_missing(&mut self, id: &str, step: u16, seen: Properties, now: Millis) {
        let Some(at) = self.current(id, step) else {
            return;
        };
        if self.is_lost(at as u16) {
            return;
        }
        let mut json = self.about(Some(at));
        json.number(event::STEP, step.into()).append(&seen);
        self.tell(at, event::GUIDE_TARGET_MISSING, &json, now);
        self.visit.visible = None;
        self.visit.missing.push((at as u16, seen));
        self.changed();
    }

    /// The target of this guide, by its position, has come, or is looked for anew.
    pub(crate) fn found(&mut self, at: u16) {
        self.visit.missing.retain(|lost| lost.0 != at);
    }

    /// On a new page, fixtures that the page before did not have look for their places anew.
    pub(crate) fn forget_lost(&mut self) {
        let mut missing = core::mem::take(&mut self.visit.missing);
        missing.retain(|lost| {
            let at = usize::from(lost.0);
            !self.bundle.guides[at].fixture || self.is_standing(at)
        });
        self.visit.missing = missing;
    }

    /// Whether the target of this guide, by its position, is not there.
    pub(crate) fn is_lost(&self, at: u16) -> bool {
        self.visit.missing.iter().any(|lost| lost.0 == at)
    }
}
