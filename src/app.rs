//! The app: feeds the engine what happens and does what it says.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::mem::ManuallyDrop;

use banso_content::codec;
use banso_engine::{Effect, Engine, Input};
use banso_wire::message::batch_parts;
use banso_wire::time::Millis;

use crate::host;

/// The engine and what it acts through.
pub(crate) struct App {
    /// Never freed: the facade lets go of the module's whole memory.
    engine: ManuallyDrop<RefCell<Engine>>,
    write_key: String,
}

impl App {
    pub(crate) fn new(engine: Engine, write_key: String) -> Self {
        Self {
            engine: ManuallyDrop::new(RefCell::new(engine)),
            write_key,
        }
    }

    /// Takes in what happened, and does what follows.
    pub(crate) fn feed(&self, input: Input, now: Millis) {
        self.engine.borrow_mut().handle(input, now);
        while let Some(effect) = self.next() {
            self.perform(effect, now);
        }
        let due = self.engine.borrow().deadline();
        host::wake(due.map(|due| due as f64));
    }

    /// The id of this browser.
    pub(crate) fn anonymous_id(&self) -> String {
        self.engine.borrow().anonymous_id().into()
    }

    /// The engine's whole state, see [`Engine::snapshot`].
    pub(crate) fn snapshot(&self) -> Vec<u8> {
        self.engine.borrow().snapshot()
    }

    /// The engine is not held while an effect is performed: the host may call back into it.
    fn next(&self) -> Option<Effect> {
        self.engine.borrow_mut().poll()
    }

    fn perform(&self, effect: Effect, now: Millis) {
        match effect {
            Effect::Store {
                id,
                json,
                host_body,
            } => host::put(&id, &json, host_body),
            Effect::Remove(ids) => ids.iter().for_each(|id| host::remove(id)),
            Effect::Send {
                batch,
                ids,
                leaving,
            } => self.send(batch, &ids, leaving, now),
            Effect::Persist(bytes) => host::remember(&bytes),
            Effect::Paint(view) => host::paint(&view),
            Effect::Ask(ask) => host::ask(&codec::encode(&ask)),
            Effect::Navigate(path) => host::navigate(&path),
            Effect::Emit { event, json } => host::emit(event, &json),
            Effect::Heed { clicks, events } => host::heed(&joined(&clicks), &joined(&events)),
            Effect::Watch { at, probe } => {
                host::probe(at.into(), probe.kind as u8, &probe.selector, probe.amount);
            }
            Effect::Unwatch(at) => host::unprobe(at.into()),
            Effect::Warn(text) => host::warn(text),
        }
    }

    /// Messages that another tab has settled are left out; the collector's answer then settles fewer, and the rest
    /// is asked for again and left out again.
    fn send(&self, batch: u32, ids: &[String], leaving: bool, now: Millis) {
        for id in ids {
            host::pick(id);
        }
        let engine = self.engine.borrow();
        let (head, tail) = batch_parts(&self.write_key, engine.content_locale(), now);
        drop(engine);
        host::send(batch, &head, tail, leaving);
    }
}

impl Drop for App {
    fn drop(&mut self) {
        host::wake(None);
    }
}

/// A list as the facade takes it.
fn joined(texts: &[String]) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push('\0');
        }
        out.push_str(text);
    }
    out
}
