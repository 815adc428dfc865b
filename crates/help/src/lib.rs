//! Help, a file of the browser module: the panel with its checklist, search and articles. It is
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
use spin::Mutex;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::signal::Signal;

/// The help of this page, from [`help_start`] to [`help_end`].
static HELP: Mutex<Option<App>> = Mutex::new(None);

/// Lets help do something; nothing happens while it is at work, or after a fault.
fn with(act: impl FnOnce(&mut App)) {
    if let Some(app) = HELP.try_lock().as_deref_mut().and_then(Option::as_mut) {
        act(app);
    }
}

/// Furnishes the room. `platform` is what the facade does for help.
#[wasm_bindgen]
pub fn help_start(platform: Platform) {
    let app = App::new(platform);
    HELP.lock().replace(app);
}

/// Follows what the core shows. `bytes` is the bytes of a `banso_engine::view::View`.
#[wasm_bindgen]
pub fn help_paint(bytes: &[u8]) {
    if let Some(view) = codec::decode(bytes) {
        with(|app| app.paint(view));
    }
}

/// Does what was asked for. `bytes` is the bytes of a `banso_engine::view::Ask`.
#[wasm_bindgen]
pub fn help_ask(bytes: &[u8]) {
    if let Some(ask) = codec::decode(bytes) {
        with(|app| app.ask(ask));
    }
}

/// Something happened that help listens for.
#[wasm_bindgen]
pub fn help_signal(code: u32, value: JsValue) {
    if let Some(signal) = Signal::of(code) {
        with(|app| app.signal(signal, value));
    }
}

/// Takes everything off the page.
#[wasm_bindgen]
pub fn help_end() {
    if let Some(mut app) = HELP.try_lock() {
        app.take();
    }
}
