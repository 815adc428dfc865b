//! The page's language: the `lang` of its root element, followed as the host changes it.

use alloc::rc::Rc;
use alloc::string::String;

use banso_engine::Input;
use wasm_bindgen::prelude::*;
use web_sys::{Element, MutationObserver, MutationObserverInit};

use crate::app::App;

/// Watches the language.
pub(super) struct Language {
    observer: MutationObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Drop for Language {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Feeds the language now and follows it, unless the host has chosen one.
pub(super) fn watch(app: &Rc<App>, chosen: Option<String>) -> Option<Language> {
    if let Some(tag) = chosen {
        app.feed(Input::Locale(tag));
        return None;
    }
    let root = app.host.document().document_element()?;
    app.feed(Input::Locale(language(app, &root)));
    let (weak, watched) = (Rc::downgrade(app), root.clone());
    let callback = Closure::<dyn FnMut()>::new(move || {
        if let Some(app) = weak.upgrade() {
            app.feed(Input::Locale(language(&app, &watched)));
        }
    });
    let observer = MutationObserver::new(&app.host.guard(callback.as_ref())).ok()?;
    let options = MutationObserverInit::new();
    options.set_attributes(true);
    options.set_attribute_filter(&js_sys::Array::of1(&"lang".into()));
    observer.observe_with_options(&root, &options).ok()?;
    Some(Language {
        observer,
        _callback: callback,
    })
}

/// The element's language, or else the browser's.
fn language(app: &App, root: &Element) -> String {
    let own = root.get_attribute("lang").filter(|tag| !tag.is_empty());
    own.or_else(|| app.host.window().navigator().language())
        .unwrap_or_default()
}
