//! Leaving and coming back, and other tabs: `pagehide` and `visibilitychange` only, because
//! `unload` would keep the page out of the back/forward cache.

use alloc::rc::Rc;
use alloc::vec::Vec;

use banso_engine::Input;
use js_sys::{JsString, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Event;

use super::listener::Listener;
use crate::app::App;
use crate::storage::from_latin1;

/// Watches for the end of the visit and for what other tabs remember.
pub(super) struct Visits {
    _listeners: Vec<Listener>,
}

pub(super) fn watch(app: &Rc<App>) -> Visits {
    let (window, document) = (app.host.window(), app.host.document());
    let listeners = Vec::from([
        Listener::new(app, &window, "pagehide", |app, _| app.feed(Input::Leaving)),
        Listener::new(app, &window, "storage", |app, event| {
            on_storage(app, &event)
        }),
        Listener::new(app, &document, "visibilitychange", |app, _| {
            app.feed(if app.host.document().hidden() {
                Input::Leaving
            } else {
                Input::Tick
            });
        }),
    ]);
    Visits {
        _listeners: listeners,
    }
}

/// Another tab wrote its memory: take it over.
fn on_storage(app: &App, event: &Event) {
    let field = |name: &str| {
        Reflect::get(event, &name.into())
            .ok()?
            .dyn_into::<JsString>()
            .ok()
    };
    let ours = field("key").is_some_and(|key| key == app.store.memory_key());
    if let (true, Some(value)) = (ours, field("newValue")) {
        app.feed(Input::Remembered(from_latin1(&value)));
    }
}
