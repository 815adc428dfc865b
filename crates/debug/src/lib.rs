//! The debug panel: what the SDK decides on a page and why, live.
//!
//! A module of its own with std, downloaded by `banso.debug()` and `banso.explain()` alone. It never
//! touches the page's engine: it restores a copy from a snapshot, and lets the copy take every input
//! that the page's engine takes. Its facade is `js/debug.js`.
#![cfg(target_arch = "wasm32")]

mod dom;
mod door;
mod history;
mod log;
mod panel;
mod picker;
mod selector;
mod session;
mod state;
mod tabs;
mod words;
mod written;

use std::cell::RefCell;
use std::rc::Rc;

use banso_engine::explain::{self, Explanation, words::Language};
use banso_engine::memory::Memory;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::door::Door;
use crate::panel::Panel;
use crate::session::Session;

/// The debugger of one page: what the facade calls. `now` is UTC ms.
#[wasm_bindgen]
pub struct Debugger {
    session: Rc<RefCell<Session>>,
    panel: Option<Panel>,
    door: Rc<Door>,
}

/// An explanation with its sentence.
#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    explanation: Explanation,
    summary: String,
}

#[wasm_bindgen]
impl Debugger {
    /// Makes a copy of the page's engine. `bundle` is the bytes of the content; None when there is
    /// none, or when it is another version than the page's.
    pub fn begin(door: Door, snapshot: &[u8], bundle: &[u8], now: f64) -> Option<Debugger> {
        speak();
        let session = Session::begin(snapshot, bundle, now as u64)?;
        Some(Debugger {
            session: Rc::new(RefCell::new(session)),
            panel: None,
            door: Rc::new(door),
        })
    }

    /// Takes what the page's engine took: the bytes of an `Input`.
    pub fn take(&self, input: &[u8], now: f64) {
        let read = |id: &str| self.door.message(id);
        let refused = |id: &str| self.door.refusal(id);
        self.session
            .borrow_mut()
            .take(input, now as u64, read, refused);
        if let Some(panel) = &self.panel {
            panel.refresh();
        }
    }

    /// Why the guide with this id is shown or not, as a plain object; of all guides as an array
    /// without an id; `undefined` when there is no such guide.
    pub fn explain(&self, guide: Option<String>, now: f64) -> JsValue {
        let (session, now) = (self.session.borrow(), now as u64);
        let (engine, language) = (session.engine(), session.language());
        let said = |explanation: Explanation| said(explanation, now, language);
        if let Some(id) = guide {
            let found = explain::explain(engine, &id, now).map(said);
            return found.map_or(JsValue::UNDEFINED, |found| plain(&found));
        }
        let all = explain::explain_all(engine, now).into_iter();
        plain(&all.map(said).collect::<Vec<_>>())
    }

    /// Opens the panel, or brings it back.
    pub fn open(&mut self) {
        match &self.panel {
            Some(panel) => panel.show(),
            None => self.panel = Panel::open(self.session.clone(), self.door.clone()),
        }
    }

    /// Takes the panel off the page.
    pub fn close(&mut self) {
        self.panel = None;
    }
}

/// What the engine remembers, from its bytes, as a plain object; `undefined` when they are foreign.
#[wasm_bindgen]
pub fn remembered(bytes: &[u8]) -> JsValue {
    Memory::from_bytes(bytes).map_or(JsValue::UNDEFINED, |memory| plain(&memory))
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn error(text: &str);
}

/// A panic says what was wrong before the facade ends the panel.
fn speak() {
    std::panic::set_hook(Box::new(|info| error(&format!("Banso: {info}"))));
}

fn said(explanation: Explanation, now: u64, language: Language) -> Explained {
    let summary = explain::words::summary(&explanation, now, language);
    Explained {
        explanation,
        summary,
    }
}

/// Maps become objects, numbers numbers, and what is missing null, as JSON has them.
fn plain(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
