//! The time, and one timer.

use core::cell::{Cell, RefCell};

use banso_wire::time::Millis;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Window;

/// UTC ms by the browser's clock.
pub(crate) fn now() -> Millis {
    js_sys::Date::now() as Millis
}

/// One timer at a time; dropping it stops it.
pub(crate) struct Timer {
    window: Window,
    callback: RefCell<Option<Function>>,
    due: Cell<Millis>,
    handle: Cell<i32>,
}

impl Timer {
    pub(crate) fn new(window: Window) -> Self {
        Self {
            window,
            callback: RefCell::new(None),
            due: Cell::new(0),
            handle: Cell::new(0),
        }
    }

    /// What to call when the time comes.
    pub(crate) fn on_due(&self, callback: Function) {
        *self.callback.borrow_mut() = Some(callback);
    }

    /// Sets the timer to `due`, or stops it.
    pub(crate) fn set(&self, due: Option<Millis>) {
        let due = due.unwrap_or_default();
        if due == self.due.replace(due) {
            return;
        }
        self.stop();
        let callback = self.callback.borrow();
        if let (1.., Some(callback)) = (due, &*callback) {
            let delay = due.saturating_sub(now()).min(i32::MAX as Millis) as i32;
            let timer = self
                .window
                .set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
            self.handle.set(timer.unwrap_or_default());
        }
    }

    /// The time has come: the timer may be set to the same time again.
    pub(crate) fn expired(&self) {
        self.due.set(0);
    }

    fn stop(&self) {
        if let handle @ 1.. = self.handle.take() {
            self.window.clear_timeout_with_handle(handle);
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A closure as a function that JavaScript may call until the page ends.
pub(crate) fn callback(f: impl FnMut() + 'static) -> Closure<dyn FnMut()> {
    Closure::new(f)
}
