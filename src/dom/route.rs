//! The page's address, without patching the host's `history`: the Navigation API where the browser
//! has it, otherwise `popstate` and a look after each click.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use banso_engine::Input;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, Window};

use super::listener::Listener;
use crate::app::App;

/// Watches the address.
pub(super) struct Route {
    _listeners: Vec<Listener>,
}

pub(super) fn watch(app: &Rc<App>) -> Route {
    let window = app.host.window();
    let seen: Rc<RefCell<String>> = Rc::default();
    look(app, &seen);
    let listen = |target: &EventTarget, kind| {
        let seen = Rc::clone(&seen);
        Listener::new(app, target, kind, move |app, _| look(app, &seen))
    };
    let listeners = match navigation(&window) {
        Some(navigation) => Vec::from([listen(&navigation, "currententrychange")]),
        None => ["popstate", "hashchange", "click", "keyup"]
            .map(|kind| listen(&window, kind))
            .into(),
    };
    Route {
        _listeners: listeners,
    }
}

fn navigation(window: &Window) -> Option<EventTarget> {
    Reflect::get(window, &"navigation".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Feeds the address if it is a new one. Query and fragment are left out: they carry secrets.
fn look(app: &App, seen: &RefCell<String>) {
    let location = app.host.window().location();
    let (Ok(path), Ok(origin)) = (location.pathname(), location.origin()) else {
        return;
    };
    if *seen.borrow() == path {
        return;
    }
    let before = seen.replace(path.clone());
    let referrer = if before.is_empty() {
        foreign_referrer(app)
    } else {
        [&origin, &*before].concat()
    };
    app.feed(Input::Route {
        path,
        origin,
        referrer,
    });
}

/// The origin and path of the page that led here from elsewhere.
fn foreign_referrer(app: &App) -> String {
    let mut referrer = app.host.document().referrer();
    let end = referrer
        .bytes()
        .position(|byte| matches!(byte, b'?' | b'#'));
    referrer.truncate(end.unwrap_or(referrer.len()));
    referrer
}
