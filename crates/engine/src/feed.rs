//! The feed of help: the announcements, and the guides that people can start.

use alloc::vec::Vec;

use banso_content::codec::Encode;
use banso_content::model::GuideKind;
use banso_content::rule::Leaf;
use banso_wire::event;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::leaf::NO;

impl Engine {
    /// Writes the `EntryView`s, in the order of the content.
    pub(crate) fn put_feed(&self, out: &mut Vec<u8>) {
        let mut listed = Vec::new();
        for entry in &self.bundle.feed {
            if self.is_listed(entry.guide.into()) {
                listed.push(entry);
            }
        }
        (listed.len() as u32).encode(out);
        for entry in listed {
            let at = usize::from(entry.guide);
            let known = self.known(at);
            let fate = known.map_or(0, |memory| {
                let is_met = memory.seen.is_some() || memory.under_way.is_some();
                if memory.completed.is_some() {
                    2
                } else {
                    u8::from(is_met)
                }
            });
            self.bundle.guides[at].id.encode(out);
            out.push(fate);
            self.put_said(&entry.said, out);
        }
    }

    /// Announcements are for whom their rule holds. A guide can be started from any page.
    fn is_listed(&self, at: usize) -> bool {
        let guide = &self.bundle.guides[at];
        if self.is_barred(at) {
            return false;
        }
        if self.is_news(at) {
            return self.truth.holds(guide.when);
        }
        let value = self
            .truth
            .as_far_as(&self.bundle.graph, guide.when, is_of_person);
        value != NO
    }

    /// Whether a guide is an announcement, which is never visible as a guide.
    pub(crate) fn is_news(&self, at: usize) -> bool {
        self.bundle.guides[at].kind == GuideKind::Announcement
    }

    /// An announcement was seen, `whole` to its end. Only the first time counts.
    pub(crate) fn on_news_seen(&mut self, id: &str, whole: bool, now: Millis) {
        let listed = |at: &usize| self.is_news(*at) && self.is_listed(*at);
        let Some(at) = self.position_of(id).filter(listed) else {
            return;
        };
        let memory = self.guide_memory(at);
        let (known, event) = if whole {
            (&mut memory.completed, event::GUIDE_COMPLETED)
        } else {
            (&mut memory.seen, event::GUIDE_SHOWN)
        };
        if known.is_some() {
            return;
        }
        *known = Some(now);
        self.progressed(at);
        let mut json = self.about(Some(at));
        json.text(event::KIND, GuideKind::Announcement.name())
            .number(event::STEPS, 1)
            .text(event::BUNDLE, &self.bundle.version);
        self.tell(at, event, &json, now);
    }
}

fn is_of_person(leaf: &Leaf) -> bool {
    !matches!(leaf, Leaf::Page(_) | Leaf::Probe(_))
}
