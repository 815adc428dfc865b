//! The shell: observes the host page, owns the engine, stores and sends.
//!
//! Everything platform-specific of the core module is in here. The hand-written facade
//! (`js/core.js`) holds the one [`Core`] of a page, guards every call into it, and does what needs
//! promises: fetching, listeners of the host, and loading the view.
//!
//! `no_std` with the feature `module`; without it the crate links std, which tests bring along.
#![cfg(target_arch = "wasm32")]
#![cfg_attr(feature = "module", no_std)]

extern crate alloc;
#[cfg(feature = "module")]
extern crate banso_runtime as _;

mod app;
mod clock;
mod convert;
mod dom;
mod host;
mod storage;
mod transport;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_engine::view::Press;
use banso_engine::{Engine, Input};
use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::host::Host;
use crate::storage::Store;

/// The core of one page: what the facade calls.
#[wasm_bindgen]
pub struct Core {
    app: Rc<App>,
    /// Held for their `Drop`: they undo themselves.
    _watches: dom::Watches,
}

#[wasm_bindgen]
impl Core {
    /// Starts: remembers the last visit, watches the page, and recovers what was not delivered.
    /// `seed` is random; `locale` overrides the page's own language.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Host, write_key: String, seed: u64, locale: Option<String>) -> Core {
        let store = Store::open(&host.window(), &write_key);
        let engine = Engine::new(store.memory().as_deref(), seed, clock::now());
        let app = App::new(engine, host, store, write_key);
        let watches = dom::Watches::start(&app, locale);
        app.feed(Input::Recovered(app.store.waiting()));
        Core {
            app,
            _watches: watches,
        }
    }

    /// Takes in the content; false when the bytes are foreign or damaged.
    pub fn bundle(&self, bytes: &[u8]) -> bool {
        let Ok(bundle) = Bundle::open(bytes) else {
            return false;
        };
        self.app.feed(Input::Bundle(Box::new(bundle)));
        true
    }

    /// The host tracked an event; `properties` is JSON.
    pub fn track(&self, name: String, properties: JsString) {
        let body = properties.length();
        self.app.feed_with(Input::Track { name, body }, &properties);
    }

    /// The host reported a page by itself; `properties` is JSON.
    pub fn page(&self, name: Option<String>, properties: JsString) {
        let body = properties.length();
        self.app.feed_with(Input::Page { name, body }, &properties);
    }

    /// The host named the user, or more of its traits; `json` is the traits as JSON.
    pub fn identify(&self, user: Option<String>, traits: &JsValue, json: JsString) {
        let (traits, body) = (convert::traits(traits), json.length());
        self.app
            .feed_with(Input::Identify { user, traits, body }, &json);
    }

    /// The host named the account; `json` is the traits as JSON.
    pub fn group(&self, group: String, traits: &JsValue, json: JsString) {
        let (traits, body) = (convert::traits(traits), json.length());
        self.app.feed_with(
            Input::Group {
                group,
                traits,
                body,
            },
            &json,
        );
    }

    /// The host asks for a guide by id.
    pub fn show(&self, guide: String) {
        self.app.feed(Input::Show(guide));
    }

    /// The host closes the visible guide.
    pub fn dismiss(&self) {
        self.app.feed(Input::Dismiss);
    }

    /// The host forgets the user.
    pub fn reset(&self) {
        self.app.feed(Input::Reset);
    }

    /// The host wants everything sent now.
    pub fn flush(&self) {
        self.app.feed(Input::Flush);
    }

    /// The language to use from now on, as a BCP 47 tag.
    pub fn locale(&self, tag: String) {
        self.app.feed(Input::Locale(tag));
    }

    /// The view reports.
    pub fn press(&self, bytes: &[u8]) {
        if let Some(press) = codec::decode::<Press>(bytes) {
            self.app.feed(Input::Press(press));
        }
    }

    /// A batch came back: the HTTP status (0 when there was no answer), the ids that the
    /// collector's own answer settles (none when the answer was not the collector's), and how many
    /// ms it asks to wait (negative when it does not say).
    pub fn settled(&self, batch: u32, status: u16, ids: Option<Array>, retry_after: f64) {
        let outcome = transport::outcome(status, ids, retry_after);
        self.app.feed(Input::Settled { batch, outcome });
    }

    /// The id of this browser.
    pub fn anonymous_id(&self) -> String {
        self.app.anonymous_id()
    }
}

/// A wish of the host for the view: 0 opens help, 1 closes it, 2 searches `text`,
/// 3 opens the article `text`, 4 opens the checklist.
#[wasm_bindgen]
pub fn ask(kind: u8, text: String) -> Vec<u8> {
    convert::ask(kind, text)
}
