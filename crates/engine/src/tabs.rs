//! Tabs of one browser: one of them shows guides, and all remember the same.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::memory::{ChecklistMemory, GuideMemory, Memory, entry};
use crate::visit::Turn;

impl Engine {
    /// Guides are this window's to show, or another's.
    pub(crate) fn on_turn(&mut self, turn: Turn) {
        self.visit.turn = turn;
        self.changed();
    }

    /// Takes over what another tab wrote: mostly it knew of everything here, see [`Memory::turn`].
    pub(crate) fn on_remembered(&mut self, bytes: &[u8], now: Millis) {
        let Some(mut memory) = Memory::from_bytes(bytes) else {
            return;
        };
        let own = core::mem::take(&mut self.memory);
        // Both wrote before they heard of each other: what either knows is kept, and told.
        self.remember = own.turn >= memory.turn && {
            memory.absorb(own);
            memory.to_bytes() != bytes
        };
        self.memory = memory;
        self.refresh(now);
        self.changed();
    }
}

impl Memory {
    /// Takes in what another memory of this browser knows: of each thing the later word counts.
    #[inline(never)]
    pub(crate) fn absorb(&mut self, mut own: Self) {
        // Otherwise one of them signed out, or found another user: the later person is the present one.
        if self.first_seen == own.first_seen {
            latest(&mut self.guides, &mut own.guides, GuideMemory::latest);
            latest(
                &mut self.checklists,
                &mut own.checklists,
                ChecklistMemory::latest,
            );
            latest(&mut self.adoption, &mut own.adoption, |one| one.last_used);
            latest(&mut self.counts, &mut own.counts, |one| one.total.into());
            let last = |memory: &Self| memory.shown.last().map(|one| one.1);
            if last(&own) > last(self) {
                core::mem::swap(&mut self.shown, &mut own.shown);
            }
        } else if self.first_seen < own.first_seen {
            core::mem::swap(self, &mut own);
        }
        codec::discard(own);
    }
}

/// Puts what has the later word in its place.
fn latest<T: Default>(all: &mut Vec<(String, T)>, own: &mut [(String, T)], word: fn(&T) -> u64) {
    for (id, own) in own {
        let known = entry(all, id);
        if word(own) > word(known) {
            core::mem::swap(known, own);
        }
    }
}

impl GuideMemory {
    /// When anything became of it.
    fn latest(&self) -> Millis {
        let way = self
            .under_way
            .as_ref()
            .map(|way| way.since.max(way.entered));
        let ended = self.completed.max(self.dismissed);
        self.seen.max(ended).max(way).unwrap_or_default()
    }
}

impl ChecklistMemory {
    /// How far it is.
    fn latest(&self) -> u64 {
        self.done.len() as u64 + 1
    }
}
