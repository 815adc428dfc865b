//! What the facade (`js/view.js`) does for a module that paints.
//!
//! A module names what it wants to hear of by a number of its own, a signal; the facade calls it
//! with that number when it happens.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::place::Size;
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
    fn mutations(this: &Platform, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn scheme(this: &Platform, signal: u32) -> Undo;
    #[wasm_bindgen(method)]
    fn resizes(this: &Platform, of: &El, signal: u32) -> Undo;
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
    /// What is inside an element: its open shadow root, or the document of a frame of the same origin.
    #[wasm_bindgen(method)]
    pub fn inside(this: &Platform, element: &El) -> Option<El>;
    /// Whether an element has this accessible name, or says this `text` itself.
    #[wasm_bindgen(method, js_name = isCalled)]
    pub fn is_called(this: &Platform, element: &El, name: &str, text: bool) -> bool;
    /// Paints the launcher of help anew, if it says something new; whether it did. See `js/launcher.js`, which is
    /// downloaded the first time: it is painted later then, and signalled.
    #[wasm_bindgen(method)]
    #[expect(clippy::too_many_arguments, reason = "one call in place of a dozen")]
    pub fn launch(
        this: &Platform,
        signal: u32,
        label: &str,
        help: u32,
        percent: i32,
        unread: i32,
        note: &str,
        retry: &str,
        close: &str,
    ) -> bool;
    /// What a press inside the room means, its `data-act`, and behind a space to what, its `data-arg`. None when
    /// it means nothing here. The browser makes no other use of it.
    #[wasm_bindgen(method)]
    pub fn act(this: &Platform, click: &Event) -> Option<String>;
    /// The key of an event; empty while text is being composed with an input method.
    #[wasm_bindgen(method)]
    pub fn key(this: &Platform, event: &Event) -> String;
    /// Tells the developer something.
    #[wasm_bindgen(method)]
    pub fn warn(this: &Platform, text: String);
    /// Scrolls an element into view.
    #[wasm_bindgen(method)]
    pub fn reveal(this: &Platform, element: &El);
    /// Whether nothing hides an element; it may lie outside the viewport.
    #[wasm_bindgen(method)]
    pub fn seen(this: &Platform, element: &El) -> bool;
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

    /// Signals any change of the page's tree, or of what may hide or show a part of it.
    pub fn on_mutation(&self, signal: u32) -> Handle {
        Handle(self.mutations(signal))
    }

    /// Signals any change of what the host's light or dark scheme may hang on.
    pub fn on_scheme(&self, signal: u32) -> Handle {
        Handle(self.scheme(signal))
    }

    /// Signals a change of an element's size.
    pub fn on_resize(&self, of: &El, signal: u32) -> Handle {
        Handle(self.resizes(of, signal))
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
