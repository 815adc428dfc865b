//! What the facade (`js/view.js`) does for a module that paints.
//!
//! A module names what it wants to hear of by a number of its own, a signal; the facade calls it
//! with that number when it happens.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::place::{Rect, Size};
use wasm_bindgen::prelude::*;

use crate::dom::{Bounds, El};

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
    /// The element inside it that holds every module's room, and carries the look.
    #[wasm_bindgen(method, getter)]
    pub fn shell(this: &Platform) -> El;
    /// The element that this module paints into.
    #[wasm_bindgen(method, getter)]
    pub fn room(this: &Platform) -> El;
    /// The host's document.
    #[wasm_bindgen(method, getter)]
    pub fn document(this: &Platform) -> El;
    /// The host's window.
    #[wasm_bindgen(method, getter)]
    pub fn window(this: &Platform) -> El;
    /// Gives the shadow root one more style sheet.
    #[wasm_bindgen(method)]
    pub fn dress(this: &Platform, css: &str);
    /// Gives the shadow root the style sheet of a theme, in place of the one before, and follows the host's
    /// font and, unless `dark` says otherwise, its light or dark look.
    #[wasm_bindgen(method)]
    pub fn theme(this: &Platform, css: &str, dark: Option<bool>);
    /// Puts the root where it can be seen and used, when a dialog of the host came in between.
    #[wasm_bindgen(method)]
    pub fn settle(this: &Platform);
    #[wasm_bindgen(method)]
    fn listen(this: &Platform, on: &El, event: &str, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn watch(this: &Platform, signal: u32, target: Option<&El>, card: &El) -> Undo;
    #[wasm_bindgen(method)]
    fn scheme(this: &Platform, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn timer(this: &Platform, ms: u32, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn frame(this: &Platform, signal: u32) -> Undo;
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
    /// An element for the host's page that holds a drawing in a root of its own, dressed as ours is.
    #[wasm_bindgen(method)]
    pub fn embed(this: &Platform, drawing: &El) -> El;
    /// The only visible element that one of these ways leads to, the first way first; with `any` hidden
    /// ones count as well. `js/anchors.js` says how the ways are written.
    #[wasm_bindgen(method)]
    pub fn find(this: &Platform, ways: &str, any: bool) -> Option<El>;
    /// The same of visible elements alone. If it is not `known`, and if that may help, the page scrolls to it.
    #[wasm_bindgen(method)]
    pub fn look(this: &Platform, ways: &str, known: Option<&El>, scrolls: bool) -> Option<El>;
    /// What stood in the way the last time: 0 nothing, or there is no such element; 1 it is hidden; 2 something
    /// covers it; 3 a dialog does; 4 several fit.
    #[wasm_bindgen(method)]
    pub fn why(this: &Platform) -> u32;
    /// Each of these ways and how many visible elements fit, for the developer.
    #[wasm_bindgen(method)]
    pub fn counts(this: &Platform, ways: &str) -> String;
    #[wasm_bindgen(method, js_name = bounds)]
    fn bounds_of(this: &Platform) -> Bounds;
    #[wasm_bindgen(method)]
    fn hover(this: &Platform, one: &El, other: &El, enter: u32, leave: u32) -> Undo;
    /// Tells the developer something.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Platform, text: String);
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
    #[wasm_bindgen(method, js_name = viewportWidth)]
    fn viewport_width(this: &Platform) -> f32;
    #[wasm_bindgen(method, js_name = viewportHeight)]
    fn viewport_height(this: &Platform) -> f32;
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

    /// Signals, at most once a frame, what may have changed, moved, hidden or shown a part of the page.
    /// With a target, its size and that of its card above all.
    pub fn on_change(&self, signal: u32, target: Option<&El>, card: &El) -> Handle {
        Handle(self.watch(signal, target, card))
    }

    /// Signals any change of what the host's light or dark scheme may hang on.
    pub fn on_scheme(&self, signal: u32) -> Handle {
        Handle(self.scheme(signal))
    }

    /// Signals when the pointer is over one of two elements, and when it has left both for a while.
    pub fn on_hover(&self, one: &El, other: &El, enter: u32, leave: u32) -> Handle {
        Handle(self.hover(one, other, enter, leave))
    }

    /// Where what [`Platform::look`] found is in the viewport of the page, be it in a frame.
    pub fn bounds(&self) -> Rect {
        self.bounds_of().rect()
    }

    /// Signals what comes into view of the beginnings and ends of announcements.
    pub fn on_sight(&self, of: &El, signal: u32) -> Handle {
        Handle(self.sights(of, signal))
    }

    /// Signals once, after this many milliseconds.
    pub fn after(&self, ms: u32, signal: u32) -> Handle {
        Handle(self.timer(ms, signal))
    }

    /// Signals before the next paint of the browser.
    pub fn next_frame(&self, signal: u32) -> Handle {
        Handle(self.frame(signal))
    }

    /// Signals with the bytes of a part of the content, or without when it could not be had.
    pub fn download(&self, hash: &str, signal: u32) -> Handle {
        Handle(self.part(hash, signal))
    }

    /// The size of the viewport without its scroll bars, in CSS pixels.
    pub fn viewport(&self) -> Size {
        Size {
            width: self.viewport_width(),
            height: self.viewport_height(),
        }
    }
}
