//! The second browser module: paints [`banso_engine::view::View`]s into one shadow root in the top
//! layer of the page, and says what the person did with them.
//!
//! Its facade is `js/view.js`. It calls one method at a time and delivers presses between calls, so
//! nothing here is entered twice and the host is never called while something is borrowed.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;
#[cfg(feature = "module")]
extern crate banso_runtime;

mod anchor;
mod app;
mod blocks;
mod card;
mod dom;
mod env;
mod launcher;
mod panel;
mod theme;
mod words;

use banso_content::codec;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::dom::{Platform, Signal};

/// The view of one page.
#[wasm_bindgen]
pub struct View(App);

#[wasm_bindgen]
impl View {
    /// Dresses the root. `platform` is what the facade does for the view.
    #[wasm_bindgen(constructor)]
    #[allow(private_interfaces)]
    pub fn new(platform: Platform) -> Self {
        Self(App::new(platform))
    }

    /// Paints what differs from the last time. `bytes` is the bytes of a `banso_engine::view::View`.
    pub fn paint(&mut self, bytes: &[u8]) {
        if let Some(view) = codec::decode(bytes) {
            self.0.paint(view);
        }
    }

    /// Does what the host asked for. `bytes` is the bytes of a `banso_engine::view::Ask`.
    pub fn ask(&mut self, bytes: &[u8]) {
        if let Some(ask) = codec::decode(bytes) {
            self.0.ask(ask);
        }
    }

    /// Something happened that the view listens for.
    pub fn signal(&mut self, code: u32, value: JsValue) {
        if let Some(signal) = Signal::of(code) {
            self.0.signal(signal, value);
        }
    }
}
