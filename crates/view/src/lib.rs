//! The view, a file of the browser module that is downloaded when there is something to show: paints
//! the guide of a [`banso_engine::view::View`] into one shadow root in the top layer of the page, and
//! says what the person did with it. The help panel is a crate and a file of its own, `banso-help`.
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
use spin::Mutex;
use wasm_bindgen::prelude::*;

use crate::app::App;
use crate::signal::Signal;

/// The view of this page, from [`view_start`] to [`view_end`].
static VIEW: Mutex<Option<App>> = Mutex::new(None);

/// Lets the view do something; nothing happens while it is at work, or after a fault.
fn with(act: impl FnOnce(&mut App)) {
    if let Some(app) = VIEW.try_lock().as_deref_mut().and_then(Option::as_mut) {
        act(app);
    }
}

/// Dresses the root. `platform` is what the facade does for the view.
#[wasm_bindgen]
pub fn view_start(platform: Platform) {
    let app = App::new(platform);
    VIEW.lock().replace(app);
}

/// Paints what differs from the last time. `bytes` is the bytes of a `banso_engine::view::View`.
#[wasm_bindgen]
pub fn view_paint(bytes: &[u8]) {
    if let Some(view) = codec::decode(bytes) {
        with(|app| app.paint(view));
    }
}

/// Help is in another state. `state` is the number of a `banso_ui::HelpState`.
#[wasm_bindgen]
pub fn view_help(state: u32) {
    if let Some(state) = HelpState::of(state) {
        with(|app| app.help(state));
    }
}

/// Something happened that the view listens for.
#[wasm_bindgen]
pub fn view_signal(code: u32, value: JsValue) {
    if let Some(signal) = Signal::of(code) {
        with(|app| app.signal(signal, value));
    }
}

/// Takes everything off the page.
#[wasm_bindgen]
pub fn view_end() {
    if let Some(mut app) = VIEW.try_lock() {
        app.take();
    }
}
