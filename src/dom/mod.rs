//! What the page tells: clicks, its address, its language, and whether it is being left.

mod clicks;
mod language;
mod listener;
mod route;
mod visits;

use alloc::rc::Rc;
use alloc::string::String;

use crate::app::App;

/// Everything that watches the page. Dropping it leaves the page as it was found.
pub(crate) struct Watches {
    _clicks: listener::Listener,
    _language: Option<language::Language>,
    _route: route::Route,
    _visits: visits::Visits,
}

impl Watches {
    /// Starts watching; the language first, so that the first paint is in it.
    pub(crate) fn start(app: &Rc<App>, locale: Option<String>) -> Self {
        Self {
            _language: language::watch(app, locale),
            _clicks: clicks::watch(app),
            _route: route::watch(app),
            _visits: visits::watch(app),
        }
    }
}
