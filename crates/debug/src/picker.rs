//! Picking an element of the page: it is framed under the pointer, and a click chooses it without
//! reaching the page.

use std::rc::Weak;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::panel::Inner;
use crate::selector;

/// What the page must not hear of while an element is picked.
const SWALLOWED: [&str; 6] = [
    "pointerdown",
    "pointerup",
    "mousedown",
    "mouseup",
    "touchstart",
    "click",
];

/// The picking of an element. Dropped, the page has its events again.
pub(crate) struct Picker {
    frame: HtmlElement,
    _listeners: Vec<EventListener>,
}

impl Picker {
    /// Begins.
    pub(crate) fn begin(inner: &Weak<Inner>, frame: HtmlElement) -> Option<Self> {
        let window = web_sys::window()?;
        let options = EventListenerOptions {
            phase: gloo::events::EventListenerPhase::Capture,
            passive: false,
        };
        let listen = |kind: &'static str, react: fn(&Inner, &Event)| {
            let inner = inner.clone();
            EventListener::new_with_options(&window, kind, options, move |event| {
                if let Some(inner) = inner.upgrade() {
                    react(&inner, event);
                }
            })
        };
        let mut listeners = vec![listen("pointermove", hover), listen("keydown", escape)];
        listeners.extend(SWALLOWED.map(|kind| listen(kind, choose)));
        Some(Self {
            frame,
            _listeners: listeners,
        })
    }

    /// Frames an element.
    pub(crate) fn frame(&self, element: &Element) {
        let rect = element.get_bounding_client_rect();
        let style = self.frame.style();
        let _ = self.frame.remove_attribute("hidden");
        for (name, px) in [
            ("left", rect.left()),
            ("top", rect.top()),
            ("width", rect.width()),
            ("height", rect.height()),
        ] {
            let _ = style.set_property(name, &format!("{px}px"));
        }
    }
}

impl Drop for Picker {
    fn drop(&mut self) {
        let _ = self.frame.set_attribute("hidden", "");
    }
}

fn hover(inner: &Inner, event: &Event) {
    if let Some(element) = target(inner, event) {
        inner.frame(&element);
    }
}

fn choose(inner: &Inner, event: &Event) {
    let Some(element) = target(inner, event) else {
        return;
    };
    event.stop_immediate_propagation();
    match event.type_().as_str() {
        // A touch that is prevented never becomes a click.
        "touchstart" => return,
        "click" => inner.picked(&element),
        _ => {}
    }
    event.prevent_default();
}

fn escape(inner: &Inner, event: &Event) {
    let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
    if key.as_deref() == Some("Escape") {
        event.prevent_default();
        event.stop_immediate_propagation();
        inner.stop_picking();
    }
}

/// The element of the page that an event is about; None for the panel itself.
fn target(inner: &Inner, event: &Event) -> Option<Element> {
    let path = event.composed_path();
    let element: Element = path.get(0).dyn_into().ok()?;
    let ours = path.includes(&inner.host, 0);
    let whole = matches!(element.local_name().as_str(), "html" | "body");
    (!ours && !whole).then(|| selector::pressed(&element))
}
