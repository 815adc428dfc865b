//! What the facade (`js/view.js`) does for a module that paints.
//!
//! A module names what it wants to hear of by a number of its own, a signal; the facade calls it
//! with that number when it happens.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::dom::{El, Event};

#[wasm_bindgen]
extern "C" {
    /// A function of the facade that ends what was begun.
    type Undo;
    #[wasm_bindgen(method)]
    fn call(this: &Undo);

    /// What the facade does for a module.
    pub type Platform;
    /// The shadow root that everything is painted into.
    #[wasm_bindgen(method, getter)]
    pub fn shadow(this: &Platform) -> El;
    /// The element that this module paints into.
    #[wasm_bindgen(method, getter)]
    pub fn room(this: &Platform) -> El;
    /// Puts the root where it can be seen and used, when a dialog of the host came in between.
    #[wasm_bindgen(method)]
    pub fn settle(this: &Platform);
    #[wasm_bindgen(method)]
    fn listen(this: &Platform, on: &El, event: &str, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn timer(this: &Platform, ms: u32, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn part(this: &Platform, hash: &str, signal: u32) -> Undo;
    /// Queues the bytes of a `banso_engine::view::Press` for the core.
    #[wasm_bindgen(method)]
    pub fn press(this: &Platform, bytes: Vec<u8>);
    /// Queues the bytes of a `banso_engine::view::Ask` for the help module.
    #[wasm_bindgen(method)]
    pub fn ask(this: &Platform, bytes: Vec<u8>);
    /// Queues the number of a [`crate::HelpState`] for the view.
    #[wasm_bindgen(method)]
    pub fn tell(this: &Platform, state: u32);
    /// The elements of a drawing, without a parent.
    #[wasm_bindgen(method)]
    pub fn draw(this: &Platform, drawing: &[u8]) -> El;
    /// What a press inside the room means, its `data-act`, and behind a space to what, its `data-arg`. None when
    /// it means nothing here. The browser makes no other use of it.
    #[wasm_bindgen(method)]
    pub fn act(this: &Platform, click: &Event) -> Option<String>;
    /// The key of an event; empty while text is being composed with an input method.
    #[wasm_bindgen(method)]
    pub fn key(this: &Platform, event: &Event) -> String;
    /// Whether a media query matches.
    #[wasm_bindgen(method)]
    pub fn media(this: &Platform, query: &str) -> bool;
    /// A date such as `2026-09-14` in the words of a locale.
    #[wasm_bindgen(method)]
    pub fn date(this: &Platform, iso: &str, locale: &str) -> String;
    /// How many midnights lie between now and a time in UTC ms; negative for the past.
    #[wasm_bindgen(method)]
    pub fn days(this: &Platform, at: f64) -> i32;
    /// So many days from now, in the words of a locale: "in 3 days", "tomorrow".
    #[wasm_bindgen(method)]
    pub fn relative(this: &Platform, days: i32, locale: &str) -> String;
    /// A text in Unicode's NFKC form, in lower case.
    #[wasm_bindgen(method)]
    pub fn fold(this: &Platform, text: &str) -> String;
    #[wasm_bindgen(method)]
    fn sights(this: &Platform, of: &El, signal: u32) -> Undo;
}

/// Something that was begun, undone when dropped: a listener, an observer, a timer, a download.
#[must_use]
pub struct Handle(Undo);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.call();
    }
}

impl Platform {
    /// Signals an event of `target`.
    pub fn on(&self, target: &El, event: &str, signal: u32) -> Handle {
        Handle(self.listen(target, event, signal))
    }

    /// Signals what comes into view of the beginnings and ends of announcements.
    pub fn on_sight(&self, of: &El, signal: u32) -> Handle {
        Handle(self.sights(of, signal))
    }

    /// Signals once, after this many milliseconds.
    pub fn after(&self, ms: u32, signal: u32) -> Handle {
        Handle(self.timer(ms, signal))
    }

    /// Signals with the bytes of a part of the content, or without when it could not be had.
    pub fn download(&self, hash: &str, signal: u32) -> Handle {
        Handle(self.part(hash, signal))
    }
}
