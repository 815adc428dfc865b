//! The third browser module: the help panel with its checklist, search and articles. It is
//! downloaded when help is first opened, and paints into the shadow root that the view made.
//!
//! Its facade is `js/view.js`, which calls one method at a time and delivers presses between calls,
//! as it does for the view.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

mod app;
mod article;
mod frame;
mod news;
mod pack;
mod panel;
mod screens;
mod signal;

use banso_content::codec;
use banso_ui::Platform;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::signal::Signal;

/// The help of one page.
#[wasm_bindgen]
pub struct Help(App);

#[wasm_bindgen]
impl Help {
    /// Furnishes the room. `platform` is what the facade does for help.
    #[wasm_bindgen(constructor)]
    pub fn new(platform: Platform) -> Self {
        Self(App::new(platform))
    }

    /// Follows what the core shows. `bytes` is the bytes of a `banso_engine::view::View`.
    pub fn paint(&mut self, bytes: &[u8]) {
        if let Some(view) = codec::decode(bytes) {
            self.0.paint(view);
        }
    }

    /// Does what was asked for. `bytes` is the bytes of a `banso_engine::view::Ask`.
    pub fn ask(&mut self, bytes: &[u8]) {
        if let Some(ask) = codec::decode(bytes) {
            self.0.ask(ask);
        }
    }

    /// Something happened that help listens for.
    pub fn signal(&mut self, code: u32, value: JsValue) {
        if let Some(signal) = Signal::of(code) {
            self.0.signal(signal, value);
        }
    }
}
