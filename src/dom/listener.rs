//! An event listener that undoes itself when dropped.

use alloc::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use crate::app::App;

/// A listener on the page.
#[must_use]
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    guarded: Function,
    _callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens in the capture phase, passively: a page that stops an event does not hide it, and
    /// nothing here can hold the page up.
    pub(crate) fn new(
        app: &Rc<App>,
        target: &EventTarget,
        kind: &'static str,
        mut react: impl FnMut(&Rc<App>, Event) + 'static,
    ) -> Self {
        let weak = Rc::downgrade(app);
        let callback = Closure::<dyn FnMut(Event)>::new(move |event| {
            if let Some(app) = weak.upgrade() {
                react(&app, event);
            }
        });
        let guarded = app.host.guard(callback.as_ref());
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        options.set_passive(true);
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind, &guarded, &options,
        );
        Self {
            target: target.clone(),
            kind,
            guarded,
            _callback: callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let target = &self.target;
        let _ = target.remove_event_listener_with_callback_and_bool(self.kind, &self.guarded, true);
    }
}
