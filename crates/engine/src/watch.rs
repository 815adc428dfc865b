//! Which probes the shell watches: facts that the content asks about, and else only what a guide or a
//! checklist waits for.

use alloc::vec::Vec;

use banso_content::codec::Encode;
use banso_content::rule::{Leaf, Topics};
use banso_wire::time::Millis;

use crate::effect::tag;
use crate::engine::Engine;
use crate::leaf::NO;
use crate::visit::Turn;

impl Engine {
    /// Watches what is waited for now, and nothing else.
    pub(crate) fn watch(&mut self, now: Millis) {
        if self.bundle.graph.probes.is_empty() {
            return;
        }
        let wanted = self.wanted(now);
        for (at, wanted) in wanted.iter().enumerate() {
            if *wanted == self.watched[at] {
                continue;
            }
            let number = at as u16;
            if *wanted {
                self.begin_to_watch(number);
            } else {
                self.visit.probes.retain(|(known, _)| *known != number);
                self.touched.push(Topics::PROBE);
                number.encode(self.say(tag::UNWATCH));
            }
        }
        self.watched = wanted;
    }

    fn begin_to_watch(&mut self, at: u16) {
        self.out.push(tag::WATCH);
        at.encode(&mut self.out);
        self.bundle.graph.probes[usize::from(at)].encode(&mut self.out);
    }

    fn wanted(&self, now: Millis) -> Vec<bool> {
        let mut wanted = Vec::new();
        for probe in &self.bundle.graph.probes {
            wanted.push(probe.kind.is_fact());
        }
        let visit = &self.visit;
        let may_start =
            visit.visible.is_none() && !visit.rested && !visit.quiet && visit.turn == Turn::Ours;
        for (at, guide) in self.bundle.guides.iter().enumerate() {
            let waits = may_start && !guide.probes.is_empty() && self.may_wait(at, now);
            if waits {
                mark(&mut wanted, &guide.probes);
            }
        }
        if let Some((at, step)) = self.position()
            && let Some(step) = self.steps(at).get(usize::from(step))
        {
            mark(&mut wanted, &step.probes);
        }
        for list in &self.bundle.checklists {
            if self
                .progress(list)
                .is_none_or(|progress| progress.completed.is_none())
            {
                mark(&mut wanted, &list.probes);
            }
        }
        wanted
    }

    /// Whether nothing but the page's elements and moments may keep a guide from starting.
    fn may_wait(&self, at: usize, now: Millis) -> bool {
        let rule = self.bundle.guides[at].when;
        self.snooze_gate(at, now).is_none()
            && self.frequency_gate(at, now).is_none()
            && self.truth.as_far_as(&self.bundle.graph, rule, is_no_probe) != NO
    }
}

fn mark(wanted: &mut [bool], probes: &[u16]) {
    for at in probes {
        if let Some(one) = wanted.get_mut(usize::from(*at)) {
            *one = true;
        }
    }
}

/// Whether a leaf is anything but a probe.
pub(crate) fn is_no_probe(leaf: &Leaf) -> bool {
    !matches!(leaf, Leaf::Probe(_))
}
