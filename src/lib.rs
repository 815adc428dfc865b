//! The shell: owns the engine, tells it what happens on the page, and does what it says.
//!
//! Everything platform-specific of the core module is in here and in `js/`. The hand-written facade
//! (`js/core.js`, `js/host.js`) holds the one [`Core`] of a page, guards every call into it, and does what takes
//! several calls of the platform.
//!
//! `no_std` with the feature `module`; without it the crate links std, which tests bring along.
#![cfg(target_arch = "wasm32")]
#![cfg_attr(feature = "module", no_std)]

extern crate alloc;
#[cfg(feature = "module")]
extern crate banso_runtime as _;

mod app;
mod host;
mod watch;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::{codec, record};
use banso_engine::{Engine, Input};
use banso_wire::time::Millis;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::watch::Watches;

/// The core of one page: what the facade calls.
#[wasm_bindgen]
pub struct Core {
    app: App,
    /// Held for their `Drop`: they undo themselves.
    _watches: Watches,
}

/// What the core starts from; `js/core.js` writes it.
#[derive(Default)]
struct Start<'a> {
    write_key: String,
    /// What the engine remembers of the last visit; empty on the first.
    memory: &'a [u8],
}

record!(Start<'a> { write_key, memory });

#[wasm_bindgen]
impl Core {
    /// Starts: remembers the last visit, and watches the page. `seed` is random; `now` is UTC ms, here and below.
    #[wasm_bindgen(constructor)]
    pub fn new(seed: u64, start: &[u8], now: f64) -> Core {
        let start: Start<'_> = codec::decode(start).unwrap_or_default();
        let engine = Engine::new(Some(start.memory), seed, now as Millis);
        Core {
            app: App::new(engine, start.write_key),
            _watches: Watches::begin(),
        }
    }

    /// Takes in what happened: the bytes of an [`Input`].
    pub fn feed(&self, input: &[u8], now: f64) {
        if let Some(input) = codec::decode(input) {
            self.app.feed(input, now as Millis);
        }
    }

    /// Takes in the content; false when the bytes are foreign or damaged.
    pub fn bundle(&self, bytes: &[u8], now: f64) -> bool {
        let Ok(bundle) = Bundle::open(bytes) else {
            return false;
        };
        self.app
            .feed(Input::Bundle(Box::new(bundle)), now as Millis);
        true
    }

    /// The engine's whole state, for the debug panel: [`Engine::restore`] goes on from it.
    pub fn snapshot(&self) -> Vec<u8> {
        self.app.snapshot()
    }

    /// The id of this browser.
    pub fn anonymous_id(&self) -> String {
        self.app.anonymous_id()
    }
}
