//! The second browser module: paints the guide of a [`banso_engine::view::View`] and the launcher
//! of help into one shadow root in the top layer of the page, and says what the person did with
//! them. The help panel is a module of its own, `banso-help`.
//!
//! Its facade is `js/view.js`. It calls one method at a time and delivers presses between calls, so
//! nothing here is entered twice and the host is never called while something is borrowed.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod anchor;
mod app;
mod beacon;
mod card;
mod fixture;
mod launcher;
mod signal;

use banso_content::codec;
use banso_ui::{HelpState, Platform};
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::signal::Signal;

/// The view of one page.
#[wasm_bindgen]
pub struct View(App);

#[wasm_bindgen]
impl View {
    /// Dresses the root. `platform` is what the facade does for the view.
    #[wasm_bindgen(constructor)]
    pub fn new(platform: Platform) -> Self {
        Self(App::new(platform))
    }

    /// Paints what differs from the last time. `bytes` is the bytes of a `banso_engine::view::View`.
    pub fn paint(&mut self, bytes: &[u8]) {
        if let Some(view) = codec::decode(bytes) {
            self.0.paint(view);
        }
    }

    /// Help is in another state. `state` is the number of a `banso_ui::HelpState`.
    pub fn help(&mut self, state: u32) {
        if let Some(state) = HelpState::of(state) {
            self.0.help(state);
        }
    }

    /// Something happened that the view listens for.
    pub fn signal(&mut self, code: u32, value: JsValue) {
        if let Some(signal) = Signal::of(code) {
            self.0.signal(signal, value);
        }
    }
}
