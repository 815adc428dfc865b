//! The browser, as far as the view needs it: elements, and what the facade does on its behalf.
//!
//! The elements have a binding of their own instead of web-sys's: theirs catches an exception at
//! every call, which weighs more than the calls. Here an exception ends the instance, and the
//! facade (`js/view.js`) cleans up; where one can really happen, the binding catches it.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::place::{Rect, Size};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An element, a document or a shadow root.
    #[derive(Clone, PartialEq)]
    pub(crate) type El;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> El;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_ns(namespace: &str, tag: &str) -> El;
    #[wasm_bindgen(method)]
    pub(crate) fn append(this: &El, child: &El);
    #[wasm_bindgen(method, js_name = append)]
    pub(crate) fn text(this: &El, text: &str);
    #[wasm_bindgen(method)]
    pub(crate) fn remove(this: &El);
    #[wasm_bindgen(method, js_name = replaceChildren)]
    pub(crate) fn clear(this: &El);
    #[wasm_bindgen(method, getter, js_name = textContent)]
    pub(crate) fn content(this: &El) -> String;
    #[wasm_bindgen(method, setter, js_name = textContent)]
    pub(crate) fn set_text(this: &El, text: &str);
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub(crate) fn set(this: &El, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub(crate) fn get(this: &El, name: &str) -> Option<String>;
    #[wasm_bindgen(method, js_name = toggleAttribute)]
    pub(crate) fn toggle(this: &El, name: &str, on: bool);
    #[wasm_bindgen(method)]
    pub(crate) fn focus(this: &El);
    #[wasm_bindgen(method)]
    pub(crate) fn closest(this: &El, selector: &str) -> Option<El>;
    #[wasm_bindgen(method)]
    pub(crate) fn contains(this: &El, other: &El) -> bool;
    #[wasm_bindgen(method, getter, js_name = isConnected)]
    pub(crate) fn is_connected(this: &El) -> bool;
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub(crate) fn active(this: &El) -> Option<El>;
    #[wasm_bindgen(method, getter, js_name = shadowRoot)]
    pub(crate) fn shadow(this: &El) -> Option<El>;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn value(this: &El) -> String;
    #[wasm_bindgen(method, setter)]
    pub(crate) fn set_value(this: &El, value: &str);
    #[wasm_bindgen(method, getter, js_name = scrollTop)]
    pub(crate) fn scroll(this: &El) -> i32;
    #[wasm_bindgen(method, setter, js_name = scrollTop)]
    pub(crate) fn set_scroll(this: &El, top: i32);
    #[wasm_bindgen(method, js_name = showModal)]
    pub(crate) fn show_modal(this: &El);
    /// Fails on a selector that the browser cannot read.
    #[wasm_bindgen(method, catch, js_name = querySelectorAll)]
    fn query(this: &El, selector: &str) -> Result<List, JsValue>;

    type List;
    #[wasm_bindgen(method)]
    fn item(this: &List, at: u32) -> Option<El>;

    #[wasm_bindgen(method, getter)]
    fn style(this: &El) -> Style;
    #[wasm_bindgen(method, js_name = getBoundingClientRect)]
    fn bounds(this: &El) -> Bounds;

    type Bounds;
    #[wasm_bindgen(method, getter)]
    fn x(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn y(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Bounds) -> f32;

    /// The declarations of an element, computed or its own.
    pub(crate) type Style;
    #[wasm_bindgen(js_name = getComputedStyle)]
    pub(crate) fn computed(element: &El) -> Style;
    #[wasm_bindgen(method, js_name = getPropertyValue)]
    pub(crate) fn get(this: &Style, name: &str) -> String;
    #[wasm_bindgen(method, js_name = setProperty)]
    fn set(this: &Style, name: &str, value: &str);

    /// An event.
    pub(crate) type Event;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn target(this: &Event) -> Option<El>;
    /// None in the events that a browser's autofill makes up.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn key(this: &Event) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = isComposing)]
    pub(crate) fn is_composing(this: &Event) -> Option<bool>;
    #[wasm_bindgen(method, getter, js_name = shiftKey)]
    pub(crate) fn shift(this: &Event) -> bool;
    #[wasm_bindgen(method, getter, js_name = ctrlKey)]
    pub(crate) fn ctrl(this: &Event) -> bool;
    #[wasm_bindgen(method, getter, js_name = metaKey)]
    pub(crate) fn meta(this: &Event) -> bool;
    #[wasm_bindgen(method, getter, js_name = defaultPrevented)]
    pub(crate) fn is_prevented(this: &Event) -> bool;
    #[wasm_bindgen(method, js_name = preventDefault)]
    pub(crate) fn prevent(this: &Event);
    /// What was downloaded; None when it could not be had.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn bytes(this: &Event) -> Option<Vec<u8>>;

    /// A function of the facade that ends what was begun.
    type Undo;
    #[wasm_bindgen(method)]
    fn call(this: &Undo);

    /// What the facade does for the view.
    pub(crate) type Platform;
    /// The shadow root that everything is painted into.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn shadow(this: &Platform) -> El;
    /// The host's document.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn document(this: &Platform) -> El;
    /// The host's window.
    #[wasm_bindgen(method, getter)]
    pub(crate) fn window(this: &Platform) -> El;
    /// Gives the shadow root a style sheet.
    #[wasm_bindgen(method)]
    pub(crate) fn dress(this: &Platform, css: &str);
    /// Puts the root where it can be seen and used, when a dialog of the host came in between.
    #[wasm_bindgen(method)]
    pub(crate) fn settle(this: &Platform);
    #[wasm_bindgen(method)]
    fn listen(this: &Platform, on: &El, event: &str, signal: u32) -> Undo;
    /// Any change of the page's tree, or of what may hide or show a part of it.
    #[wasm_bindgen(method)]
    fn mutations(this: &Platform, signal: u32) -> Undo;
    /// Any change of what the host's light or dark scheme may hang on.
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
    /// Queues a press for the core.
    #[wasm_bindgen(method)]
    pub(crate) fn press(this: &Platform, bytes: Vec<u8>);
    /// Scrolls an element into view.
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Platform, element: &El);
    /// Whether a media query matches.
    #[wasm_bindgen(method)]
    pub(crate) fn media(this: &Platform, query: &str) -> bool;
    /// A date such as `2026-09-14` in the words of a locale.
    #[wasm_bindgen(method)]
    pub(crate) fn date(this: &Platform, iso: &str, locale: &str) -> String;
    /// A text in Unicode's NFKC form, in lower case.
    #[wasm_bindgen(method)]
    pub(crate) fn fold(this: &Platform, text: &str) -> String;
    /// The size of the viewport without its scroll bars.
    #[wasm_bindgen(method, js_name = viewportWidth)]
    fn viewport_width(this: &Platform) -> f32;
    #[wasm_bindgen(method, js_name = viewportHeight)]
    fn viewport_height(this: &Platform) -> f32;
}

/// What the facade may tell the view of.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Signal {
    /// A click inside the root.
    Click,
    /// A key inside the root.
    Key,
    /// A key on the page outside.
    HostKey,
    /// Text in the search field, composed or typed.
    Input,
    /// A native way to close a dialog, such as the back gesture.
    Cancel,
    /// Something may have moved: a scroll, a resize, a mutation.
    Moved,
    /// The frame that was asked for.
    Frame,
    /// A target is late.
    Late,
    /// Typing has paused.
    Typed,
    /// A help pack, or undefined when it could not be had.
    Pack,
    /// The host's scheme may have changed.
    Scheme,
}

impl Signal {
    /// Every signal, at the position that is its number.
    const ALL: [Self; 11] = [
        Self::Click,
        Self::Key,
        Self::HostKey,
        Self::Input,
        Self::Cancel,
        Self::Moved,
        Self::Frame,
        Self::Late,
        Self::Typed,
        Self::Pack,
        Self::Scheme,
    ];

    /// The signal with this number.
    pub(crate) fn of(code: u32) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}

/// Something that was begun, undone when dropped: a listener, an observer, a timer, a download.
#[must_use]
pub(crate) struct Handle(Undo);

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.call();
    }
}

impl Platform {
    pub(crate) fn on(&self, target: &El, event: &str, signal: Signal) -> Handle {
        Handle(self.listen(target, event, signal as u32))
    }

    pub(crate) fn on_mutation(&self) -> Handle {
        Handle(self.mutations(Signal::Moved as u32))
    }

    pub(crate) fn on_scheme(&self) -> Handle {
        Handle(self.scheme(Signal::Scheme as u32))
    }

    pub(crate) fn on_resize(&self, of: &El) -> Handle {
        Handle(self.resizes(of, Signal::Moved as u32))
    }

    pub(crate) fn after(&self, ms: u32, signal: Signal) -> Handle {
        Handle(self.timer(ms, signal as u32))
    }

    pub(crate) fn next_frame(&self) -> Handle {
        Handle(self.frame(Signal::Frame as u32))
    }

    pub(crate) fn download(&self, hash: &str) -> Handle {
        Handle(self.part(hash, Signal::Pack as u32))
    }

    pub(crate) fn viewport(&self) -> Size {
        Size {
            width: self.viewport_width(),
            height: self.viewport_height(),
        }
    }
}

impl El {
    /// The first match inside; None also for a selector that the browser cannot read.
    pub(crate) fn find(&self, selector: &str) -> Option<El> {
        self.all(selector).next()
    }

    /// The matches inside, in the order of the document.
    pub(crate) fn all(&self, selector: &str) -> impl Iterator<Item = El> {
        let list = self.query(selector).ok();
        (0..).map_while(move |at| list.as_ref()?.item(at))
    }

    /// Where the element is.
    pub(crate) fn rect(&self) -> Rect {
        let bounds = self.bounds();
        Rect {
            x: bounds.x(),
            y: bounds.y(),
            width: bounds.width(),
            height: bounds.height(),
        }
    }

    /// Sets a CSS property through CSSOM, which a content security policy allows.
    pub(crate) fn css(&self, name: &str, value: &str) {
        self.style().set(name, value);
    }

    /// Sets a CSS length in whole pixels.
    pub(crate) fn px(&self, name: &str, value: f32) {
        let mut text = number(value as i32);
        text.push_str("px");
        self.css(name, &text);
    }

    /// The same element with an attribute.
    pub(crate) fn with(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The same element inside another.
    pub(crate) fn in_(self, parent: &El) -> Self {
        parent.append(&self);
        self
    }

    /// The same element with text.
    pub(crate) fn saying(self, text: &str) -> Self {
        self.set_text(text);
        self
    }
}

/// A new element.
pub(crate) fn el(tag: &str, class: &str) -> El {
    let made = create(tag);
    if !class.is_empty() {
        made.set("class", class);
    }
    made
}

/// A button that does `act` when it is pressed.
pub(crate) fn button(class: &str, act: &str) -> El {
    el("button", class)
        .with("type", "button")
        .with("data-act", act)
}

/// A button with an icon for a face and a name for those who cannot see it.
pub(crate) fn icon_button(class: &str, act: &str, label: &str, path: &str) -> El {
    let made = button(class, act).with("aria-label", label);
    made.append(&icon(path));
    made
}

/// A line drawing on a 20 by 20 grid, in the colour of the text.
pub(crate) fn icon(path: &str) -> El {
    let made = svg("svg")
        .with("viewBox", "0 0 20 20")
        .with("aria-hidden", "true");
    svg("path").with("d", path).in_(&made);
    made
}

/// A new SVG element.
pub(crate) fn svg(tag: &str) -> El {
    create_ns("http://www.w3.org/2000/svg", tag)
}

/// A whole number in digits. The formatter of `core` would weigh ten times as much.
pub(crate) fn number(value: i32) -> String {
    let mut digits = Vec::new();
    let mut rest = value.unsigned_abs();
    while rest > 0 || digits.is_empty() {
        digits.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    let mut text = String::new();
    if value < 0 {
        text.push('-');
    }
    text.extend(digits.iter().rev().map(|digit| char::from(*digit)));
    text
}
