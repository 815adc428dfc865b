//! Clicks: one delegated listener, matched by the browser's own selector engine. No text and no
//! value of the page is read.

use alloc::rc::Rc;

use banso_engine::Input;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::listener::Listener;
use crate::app::App;

pub(super) fn watch(app: &Rc<App>) -> Listener {
    Listener::new(app, &app.host.document(), "click", |app, event| {
        on_click(app, &event)
    })
}

fn on_click(app: &App, event: &Event) {
    // The composed path reaches into open shadow roots, where `target` stops at the host element.
    let innermost = event.composed_path().get(0);
    let Some(element) = innermost.dyn_ref::<Element>() else {
        return;
    };
    let features =
        app.features_where(|selector| element.closest(selector).is_ok_and(|e| e.is_some()));
    if !features.is_empty() {
        app.feed(Input::Click(features));
    }
}
