//! Elements, as far as painting needs them.
//!
//! The elements have a binding of their own instead of web-sys's: theirs catches an exception at
//! every call, which weighs more than the calls. Here an exception ends the instance, and the
//! facade (`js/view.js`) cleans up; where one can really happen, the binding catches it.

use alloc::string::String;
use alloc::vec::Vec;

use banso_engine::place::Rect;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An element, a document or a shadow root.
    #[derive(Clone, PartialEq)]
    pub type El;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create(tag: &str) -> El;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_ns(namespace: &str, tag: &str) -> El;
    /// Appends a child.
    #[wasm_bindgen(method)]
    pub fn append(this: &El, child: &El);
    /// Puts a child before all others.
    #[wasm_bindgen(method)]
    pub fn prepend(this: &El, child: &El);
    /// Puts another element before this one.
    #[wasm_bindgen(method)]
    pub fn before(this: &El, other: &El);
    /// Puts another element behind this one.
    #[wasm_bindgen(method)]
    pub fn after(this: &El, other: &El);
    /// Appends text.
    #[wasm_bindgen(method, js_name = append)]
    pub fn text(this: &El, text: &str);
    /// Takes the element off its parent.
    #[wasm_bindgen(method)]
    pub fn remove(this: &El);
    /// Removes all children.
    #[wasm_bindgen(method, js_name = replaceChildren)]
    pub fn clear(this: &El);
    /// All text inside.
    #[wasm_bindgen(method, getter, js_name = textContent)]
    pub fn content(this: &El) -> String;
    /// Replaces what is inside by text.
    #[wasm_bindgen(method, setter, js_name = textContent)]
    pub fn set_text(this: &El, text: &str);
    /// Sets an attribute.
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn set(this: &El, name: &str, value: &str);
    /// An attribute.
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub fn get(this: &El, name: &str) -> Option<String>;
    /// Sets or removes an attribute without a value.
    #[wasm_bindgen(method, js_name = toggleAttribute)]
    pub fn toggle(this: &El, name: &str, on: bool);
    /// Moves the focus here.
    #[wasm_bindgen(method)]
    pub fn focus(this: &El);
    /// The nearest match among the element and its ancestors.
    #[wasm_bindgen(method)]
    pub fn closest(this: &El, selector: &str) -> Option<El>;
    /// Whether `other` is the element or inside it.
    #[wasm_bindgen(method)]
    pub fn contains(this: &El, other: &El) -> bool;
    /// Whether the element is in the document.
    #[wasm_bindgen(method, getter, js_name = isConnected)]
    pub fn is_connected(this: &El) -> bool;
    /// What has the focus inside a document or a shadow root.
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    pub fn active(this: &El) -> Option<El>;
    /// The open shadow root of the element.
    #[wasm_bindgen(method, getter, js_name = shadowRoot)]
    pub fn shadow(this: &El) -> Option<El>;
    /// A field's value.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &El) -> String;
    /// Sets a field's value.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &El, value: &str);
    /// How far the element is scrolled down, in CSS pixels.
    #[wasm_bindgen(method, getter, js_name = scrollTop)]
    pub fn scroll(this: &El) -> i32;
    /// Scrolls the element, in CSS pixels.
    #[wasm_bindgen(method, setter, js_name = scrollTop)]
    pub fn set_scroll(this: &El, top: i32);
    /// Opens a dialog over everything else.
    #[wasm_bindgen(method, js_name = showModal)]
    pub fn show_modal(this: &El);
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

    pub(crate) type Bounds;
    #[wasm_bindgen(method, getter)]
    fn x(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn y(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn width(this: &Bounds) -> f32;
    #[wasm_bindgen(method, getter)]
    fn height(this: &Bounds) -> f32;

    /// The declarations of an element, computed or its own.
    pub type Style;
    /// The computed declarations of an element.
    #[wasm_bindgen(js_name = getComputedStyle)]
    pub fn computed(element: &El) -> Style;
    /// The value of a property; empty without one.
    #[wasm_bindgen(method, js_name = getPropertyValue)]
    pub fn get(this: &Style, name: &str) -> String;
    #[wasm_bindgen(method, js_name = setProperty)]
    fn set(this: &Style, name: &str, value: &str);

    /// An event.
    pub type Event;
    /// The innermost element that it happened to.
    #[wasm_bindgen(method, getter)]
    pub fn target(this: &Event) -> Option<El>;
    /// None in the events that a browser's autofill makes up.
    #[wasm_bindgen(method, getter)]
    pub fn key(this: &Event) -> Option<String>;
    /// Whether text is being composed with an input method.
    #[wasm_bindgen(method, getter, js_name = isComposing)]
    pub fn is_composing(this: &Event) -> Option<bool>;
    /// Whether Shift was held.
    #[wasm_bindgen(method, getter, js_name = shiftKey)]
    pub fn shift(this: &Event) -> bool;
    /// Whether Control was held.
    #[wasm_bindgen(method, getter, js_name = ctrlKey)]
    pub fn ctrl(this: &Event) -> bool;
    /// Whether Command was held.
    #[wasm_bindgen(method, getter, js_name = metaKey)]
    pub fn meta(this: &Event) -> bool;
    /// Whether someone had a use for it.
    #[wasm_bindgen(method, getter, js_name = defaultPrevented)]
    pub fn is_prevented(this: &Event) -> bool;
    /// Keeps the browser from its own use of it.
    #[wasm_bindgen(method, js_name = preventDefault)]
    pub fn prevent(this: &Event);
    /// What was downloaded; None when it could not be had.
    #[wasm_bindgen(method, getter)]
    pub fn bytes(this: &Event) -> Option<Vec<u8>>;
}

impl Bounds {
    pub(crate) fn rect(&self) -> Rect {
        Rect {
            x: self.x(),
            y: self.y(),
            width: self.width(),
            height: self.height(),
        }
    }
}

impl El {
    /// The first match inside; None also for a selector that the browser cannot read.
    pub fn find(&self, selector: &str) -> Option<El> {
        self.all(selector).next()
    }

    /// The matches inside, in the order of the document.
    pub fn all(&self, selector: &str) -> impl Iterator<Item = El> {
        let list = self.query(selector).ok();
        (0..).map_while(move |at| list.as_ref()?.item(at))
    }

    /// Where the element is.
    pub fn rect(&self) -> Rect {
        self.bounds().rect()
    }

    /// Sets a CSS property through CSSOM, which a content security policy allows. The facade calls the
    /// style sheets' `--name` `--banso-name`.
    pub fn css(&self, name: &str, value: &str) {
        self.style().set(name, value);
    }

    /// Sets a CSS length in whole pixels.
    pub fn px(&self, name: &str, value: f32) {
        let mut text = number(value as i32);
        text.push_str("px");
        self.css(name, &text);
    }

    /// The same element with an attribute.
    pub fn with(self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The same element inside another.
    pub fn in_(self, parent: &El) -> Self {
        parent.append(&self);
        self
    }

    /// The same element with text.
    pub fn saying(self, text: &str) -> Self {
        self.set_text(text);
        self
    }
}

/// A new element.
pub fn el(tag: &str, class: &str) -> El {
    let made = create(tag);
    if !class.is_empty() {
        made.set("class", class);
    }
    made
}

/// A button that does `act` when it is pressed. The host may style it as a part, by names of their
/// own for what is common and by its class for the rest.
pub fn button(class: &str, act: &str) -> El {
    let part = match class {
        "main" => "button primary",
        "plain" | "quiet" => "button",
        "cross" => "close",
        _ => class,
    };
    el("button", class)
        .with("part", part)
        .with("type", "button")
        .with("data-act", act)
}

/// A button with an icon for a face and a name for those who cannot see it.
pub fn icon_button(class: &str, act: &str, label: &str, path: &str) -> El {
    let made = button(class, act).with("aria-label", label);
    made.append(&icon(path));
    made
}

/// A line drawing on a 20 by 20 grid, in the colour of the text.
pub fn icon(path: &str) -> El {
    let made = svg("svg")
        .with("viewBox", "0 0 20 20")
        .with("aria-hidden", "true");
    svg("path").with("d", path).in_(&made);
    made
}

/// A new SVG element.
pub fn svg(tag: &str) -> El {
    create_ns("http://www.w3.org/2000/svg", tag)
}

/// A whole number in digits. The formatter of `core` would weigh ten times as much.
pub fn number(value: i32) -> String {
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
