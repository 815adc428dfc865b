//! The tabs of the panel: each says what it shows, as elements.

mod adoption;
mod events;
mod facts;
mod guides;
mod pick;
mod rule;
mod time;

use banso_engine::Engine;
use banso_engine::explain::words::{self, Language};
use banso_wire::time::Millis;

use crate::dom::{El, el};
use crate::session::Session;
use crate::state::{State, Tab};

/// The moment that the tabs show: now, or an earlier one.
pub(crate) struct Moment<'a> {
    pub(crate) session: &'a Session,
    pub(crate) state: &'a State,
    /// The engine as it was.
    pub(crate) engine: &'a Engine,
    /// UTC ms.
    pub(crate) now: Millis,
    /// How many inputs there were.
    pub(crate) step: usize,
    pub(crate) language: Language,
}

impl Moment<'_> {
    /// What stands in the present tab.
    pub(crate) fn tab(&self) -> Vec<El> {
        match self.state.tab {
            Tab::Guides => guides::guides(self),
            Tab::Events => events::events(self),
            Tab::Adoption => adoption::adoption(self),
            Tab::Facts => facts::facts(self),
            Tab::Time => time::time(self),
            Tab::Pick => pick::pick(self),
        }
    }

    fn pick<T>(&self, en: T, ja: T) -> T {
        self.language.pick(en, ja)
    }

    /// A moment on the user's own clock.
    fn clock(&self, at: Millis) -> String {
        words::clock(at, self.ahead(at))
    }

    /// The hour of a moment, to the second.
    pub(crate) fn hour(&self, at: Millis) -> String {
        let local = at.saturating_add_signed(self.ahead(at) * 60_000);
        banso_wire::time::rfc3339(local)[11..19].to_owned()
    }

    /// How many minutes the user's clock is ahead of UTC: as the engine knows it, or else this browser.
    fn ahead(&self, at: Millis) -> i64 {
        let zone = &self.engine.visit().zone.0;
        let known = zone
            .iter()
            .rev()
            .find(|known| known.0 <= at)
            .or(zone.first());
        known.map_or_else(|| browsers(at), |known| known.1.into())
    }

    /// A moment and how far it is.
    fn when(&self, at: Millis) -> String {
        let away = words::span(at.abs_diff(self.now), self.language);
        let away = if at <= self.now {
            self.pick(format!("{away} ago"), format!("{away}前"))
        } else {
            self.pick(format!("in {away}"), format!("{away}後"))
        };
        format!("{} ({away})", self.clock(at))
    }

    /// The text of the content in the language of the panel's reader.
    fn text<'t>(&self, said: &'t banso_content::prose::Prose) -> &'t str {
        said.title(self.engine.content_locale())
    }
}

/// How many minutes the clock of this browser is ahead of UTC at a time.
fn browsers(at: Millis) -> i64 {
    -js_sys::Date::new(&(at as f64).into()).get_timezone_offset() as i64
}

/// A word in a small frame: how something is.
fn chip(tone: &str, word: &str) -> El {
    el("span", &format!("chip {tone}")).say(word)
}

fn heading(text: &str) -> El {
    el("h3", "").say(text)
}

fn nothing(text: &str) -> El {
    el("p", "dim").say(text)
}

/// Names and values, two to a row.
fn pairs<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> El {
    let cells = rows
        .into_iter()
        .flat_map(|(name, value)| [el("dt", "").say(name), el("dd", "").say(value)]);
    el("dl", "").kids(cells)
}
