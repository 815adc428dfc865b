//! The engine's whole state as bytes: an engine that is restored from them goes on as the first
//! would have. The debug panel looks into a copy of the page's engine in this way.

use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec::{self, Encode};
use banso_content::record;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::memory::Memory;
use crate::queue::Queue;
use crate::rng::Rng;
use crate::visit::Visit;

#[derive(Default)]
struct State {
    memory: Memory,
    visit: Visit,
    queue: Queue,
    sequence: u64,
    rng: Rng,
    persist_at: Millis,
    wake: Millis,
    watched: Vec<bool>,
}

record!(State {
    memory,
    visit,
    queue,
    sequence,
    rng,
    persist_at,
    wake,
    watched,
});

impl Engine {
    /// The state. The content is not in it.
    pub fn snapshot(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.memory.encode(&mut out);
        self.visit.encode(&mut out);
        self.queue.encode(&mut out);
        self.sequence.encode(&mut out);
        self.rng.encode(&mut out);
        self.persist_at.encode(&mut out);
        self.wake.encode(&mut out);
        self.watched.encode(&mut out);
        out
    }

    /// An engine in this state, with the content that it had; None when the bytes are damaged, or
    /// name guides and probes that the content does not have.
    pub fn restore(snapshot: &[u8], bundle: Bundle, now: Millis) -> Option<Self> {
        let state: State = codec::decode(snapshot)?;
        if !state.fits(&bundle) {
            return None;
        }
        let mut engine = Self::new(Some(&state.memory.to_bytes()), 0, now);
        engine.take_content(bundle, now);
        engine.visit = state.visit;
        engine.accounted = state.queue.ledger().clone();
        engine.queue = state.queue;
        engine.sequence = state.sequence;
        engine.rng = state.rng;
        engine.persist_at = state.persist_at;
        engine.wake = state.wake;
        engine.watched = state.watched;
        engine.remember = false;
        engine.refresh(now);
        engine.painted = engine.view();
        Some(engine)
    }
}

impl State {
    fn fits(&self, bundle: &Bundle) -> bool {
        let visit = &self.visit;
        let lost = visit.missing.iter().map(|lost| &lost.0);
        let mut guides = visit.visible.iter().chain(&visit.ended).chain(lost);
        let known = |at: &u16| usize::from(*at) < bundle.guides.len();
        guides.all(known) && self.watched.len() == bundle.graph.probes.len()
    }
}
