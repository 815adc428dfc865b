//! What the reader of the panel does.

use std::rc::Weak;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    KeyboardEvent, PointerEvent, ShadowRoot, Url,
};

use super::Inner;
use crate::state::{Filter, NARROWEST, Tab, WIDEST};

/// How far a key moves the edge; CSS pixels.
const STRIDE: i32 = 24;
/// The host's shortcuts and click-aways are not meant for what is done in here.
const OURS: [&str; 4] = ["keyup", "keypress", "mousedown", "pointerup"];

/// Listens to everything in the panel.
pub(super) fn listeners(shadow: &ShadowRoot, inner: &Weak<Inner>) -> Vec<EventListener> {
    let listen = |kind: &'static str, react: fn(&Inner, &Event)| {
        let inner = inner.clone();
        EventListener::new_with_options(
            shadow,
            kind,
            gloo::events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                event.stop_propagation();
                if let Some(inner) = inner.upgrade() {
                    react(&inner, event);
                }
            },
        )
    };
    let mut all = vec![
        listen("click", click),
        listen("input", input),
        listen("keydown", key),
        listen("pointerdown", grab),
        listen("pointermove", drag),
    ];
    all.extend(OURS.map(|kind| listen(kind, |_, _| {})));
    all
}

fn click(inner: &Inner, event: &Event) {
    let Some(pressed) =
        target(event).and_then(|target| target.closest("[data-act]").ok().flatten())
    else {
        return;
    };
    let attribute = |name: &str| pressed.get_attribute(name).unwrap_or_default();
    let arg = attribute("data-arg");
    match attribute("data-act").as_str() {
        "tab" => inner.change(|state| state.tab = Tab::of(&arg).unwrap_or_default()),
        "filter" => inner.change(|state| {
            state.filter = match arg.as_str() {
                "messages" => Filter::Messages,
                "inputs" => Filter::Inputs,
                _ => Filter::All,
            };
        }),
        "fold" => inner.change(|state| state.folded = !state.folded),
        "side" => inner.change(|state| state.left = !state.left),
        "close" => inner.door.closed(),
        "show" => inner.door.show(&arg),
        "step" => inner.step(arg.parse().ok()),
        "record" => download(inner),
        "pick" if inner.state.borrow().picking => inner.stop_picking(),
        "pick" => inner.start_picking(),
        "copy" => {
            copy(&attribute("data-text"));
            inner.change(|state| state.copied = arg);
        }
        _ => {}
    }
}

fn input(inner: &Inner, event: &Event) {
    let field = target(event).and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field {
        inner.go_to(field.value().parse().ok());
    }
}

fn key(inner: &Inner, event: &Event) {
    let (Some(event), Some(target)) = (event.dyn_ref::<KeyboardEvent>(), target(event)) else {
        return;
    };
    let by = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return,
    };
    if target.class_name() == "grip" {
        event.prevent_default();
        let (width, left) = (inner.state.borrow().width, inner.state.borrow().left);
        inner.widen(width + by as i32 * if left { STRIDE } else { -STRIDE });
    } else if target.get_attribute("role").as_deref() == Some("tab") {
        event.prevent_default();
        inner.change(|state| state.tab = state.tab.beside(by));
        inner.render();
        inner.focus(".tab[aria-selected=true]");
    }
}

fn grab(_: &Inner, event: &Event) {
    let grip = target(event).filter(|target| target.class_name() == "grip");
    if let (Some(grip), Some(event)) = (grip, event.dyn_ref::<PointerEvent>()) {
        event.prevent_default();
        let _ = grip.set_pointer_capture(event.pointer_id());
    }
}

fn drag(inner: &Inner, event: &Event) {
    let grip = target(event).filter(|target| target.class_name() == "grip");
    let (Some(grip), Some(event)) = (grip, event.dyn_ref::<PointerEvent>()) else {
        return;
    };
    if grip.has_pointer_capture(event.pointer_id()) {
        let window = web_sys::window().and_then(|window| window.inner_width().ok());
        let across = window.and_then(|width| width.as_f64()).unwrap_or_default();
        let left = inner.state.borrow().left;
        inner.widen(if left {
            event.client_x()
        } else {
            across as i32 - event.client_x()
        });
    }
}

impl Inner {
    fn change(&self, change: impl FnOnce(&mut crate::state::State)) {
        change(&mut self.state.borrow_mut());
        self.refresh();
    }

    fn widen(&self, width: i32) {
        let width = width.clamp(NARROWEST, WIDEST);
        let _ = self
            .host
            .style()
            .set_property("--width", &format!("{width}px"));
        self.change(|state| state.width = width);
    }

    /// Goes so many inputs on; without a number, to now.
    fn step(&self, by: Option<isize>) {
        let at = self.state.borrow().moment;
        let last = self.session.borrow().history().range().1;
        self.go_to(by.map(|by| at.unwrap_or(last).saturating_add_signed(by)));
    }

    /// Goes to the moment after so many inputs; the last of them is now.
    fn go_to(&self, moment: Option<usize>) {
        let (first, last) = self.session.borrow().history().range();
        let moment = moment.filter(|moment| *moment < last);
        self.change(|state| state.moment = moment.map(|moment| moment.max(first)));
    }

    fn focus(&self, selector: &str) {
        let found = self.shadow.query_selector(selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
        }
    }
}

fn target(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// A browser that refuses leaves the text to be selected by hand.
fn copy(text: &str) {
    if let Some(window) = web_sys::window()
        && window.is_secure_context()
    {
        let done = window.navigator().clipboard().write_text(text);
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(done).await;
        });
    }
}

fn download(inner: &Inner) {
    let bytes = inner.session.borrow().recording();
    let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &kind) else {
        return;
    };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = inner.document.create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download("page.banso-recording");
        link.click();
    }
    let _ = Url::revoke_object_url(&url);
}
