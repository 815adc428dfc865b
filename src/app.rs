//! The app: feeds the engine what happens and does what it says.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use banso_content::codec;
use banso_engine::{Effect, Engine, Input};
use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::clock::{self, Timer};
use crate::host::Host;
use crate::storage::Store;
use crate::transport;

/// The engine and what it acts through.
pub(crate) struct App {
    engine: RefCell<Engine>,
    pub(crate) host: Host,
    pub(crate) store: Store,
    write_key: String,
    timer: Timer,
    /// Held because the timer calls it.
    tick: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl App {
    pub(crate) fn new(engine: Engine, host: Host, store: Store, write_key: String) -> Rc<Self> {
        let timer = Timer::new(host.window());
        let app = Rc::new(Self {
            engine: RefCell::new(engine),
            host,
            store,
            write_key,
            timer,
            tick: RefCell::new(None),
        });
        app.listen_to_the_timer();
        app
    }

    /// Takes in what happened, and does what follows.
    pub(crate) fn feed(&self, input: Input) {
        self.feed_with(input, &JsString::from(""));
    }

    /// The same, for a call that brings the host's own JSON.
    pub(crate) fn feed_with(&self, input: Input, body: &JsString) {
        for effect in self.handle(input) {
            self.perform(effect, body);
        }
        self.timer.set(self.engine.borrow().deadline());
    }

    /// The id of this browser.
    pub(crate) fn anonymous_id(&self) -> String {
        self.engine.borrow().anonymous_id().into()
    }

    /// The positions of the features whose selector `matches`.
    pub(crate) fn features_where(&self, matches: impl Fn(&str) -> bool) -> Vec<usize> {
        let engine = self.engine.borrow();
        let found = engine.selectors().filter(|(_, selector)| matches(selector));
        let mut features: Vec<usize> = found.map(|(feature, _)| feature).collect();
        features.dedup();
        features
    }

    /// All effects are collected before any is performed: the host may call back into the engine.
    fn handle(&self, input: Input) -> Vec<Effect> {
        let mut engine = self.engine.borrow_mut();
        engine.handle(input, clock::now());
        core::iter::from_fn(|| engine.poll()).collect()
    }

    fn perform(&self, effect: Effect, body: &JsString) {
        match effect {
            Effect::Store {
                id,
                json,
                host_body,
            } => {
                let json = JsString::from(json);
                let whole = if host_body {
                    json.concat(body).concat(&"}".into())
                } else {
                    json
                };
                self.store.put(&id, &whole);
            }
            Effect::Remove(ids) => ids.iter().for_each(|id| self.store.remove(id)),
            Effect::Send {
                batch,
                ids,
                leaving,
            } => self.send(batch, ids, leaving),
            Effect::Persist(bytes) => self.store.remember(&bytes),
            Effect::Paint(view) => self.host.paint(view),
            Effect::Ask(ask) => self.host.ask(codec::encode(&ask)),
            Effect::Navigate(path) => self.host.navigate(&path),
            Effect::Emit { event, json } => self.host.emit(event, &json),
            Effect::Warn(text) => self.host.warn(text),
        }
    }

    fn send(&self, batch: u32, ids: Vec<String>, leaving: bool) {
        let locale = self.engine.borrow().content_locale().into();
        let body = transport::body(&self.store, &self.write_key, locale, &ids);
        self.host.send(batch, &body, leaving);
    }

    fn listen_to_the_timer(self: &Rc<Self>) {
        let app = Rc::downgrade(self);
        let tick = clock::callback(move || {
            if let Some(app) = app.upgrade() {
                app.timer.expired();
                app.feed(Input::Tick);
            }
        });
        self.timer.on_due(self.host.guard(tick.as_ref()));
        *self.tick.borrow_mut() = Some(tick);
    }
}
