//! What a browser remembers of how to show things: language, light or dark, time zone.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Redirect, Response};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::Dashboard;
use super::lang::Lang;
use super::session::{cookie, set_cookie};
use super::visit::{Visit, onward};
use crate::problem::Problem;

const LANG: &str = "banso_lang";
const THEME: &str = "banso_theme";
const ZONE: &str = "banso_zone";
const SECONDS: i64 = 365 * 86_400;

/// The time zones to choose from.
pub(super) const ZONES: [&str; 10] = [
    "UTC",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
];

/// Light or dark, where it is not the system's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn of(name: &str) -> Option<Self> {
        [Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.name() == name)
    }
}

/// What was chosen. What was not is taken from the browser or from the language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Preferences {
    pub(super) lang: Option<Lang>,
    pub(super) theme: Option<Theme>,
    zone: Option<&'static str>,
}

impl Preferences {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        Self {
            lang: cookie(headers, LANG).as_deref().and_then(Lang::of),
            theme: cookie(headers, THEME).as_deref().and_then(Theme::of),
            zone: cookie(headers, ZONE).as_deref().and_then(known_zone),
        }
    }

    /// The name of the time zone: chosen, else Tokyo for Japanese and UTC for English.
    pub(super) fn zone_name(&self, lang: Lang) -> &'static str {
        self.zone.unwrap_or(lang.pick("UTC", "Asia/Tokyo"))
    }

    pub(super) fn zone(&self, lang: Lang) -> TimeZone {
        TimeZone::get(self.zone_name(lang)).unwrap_or(TimeZone::UTC)
    }
}

fn known_zone(name: &str) -> Option<&'static str> {
    ZONES.into_iter().find(|zone| *zone == name)
}

/// The form that saves a choice: whatever of it is given.
#[derive(Debug, Deserialize)]
pub(super) struct Choice {
    csrf: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    lang: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    zone: String,
}

/// Saves a choice in cookies and goes back. A theme of `system` is no choice.
pub(super) async fn save(
    State(_): State<Dashboard>,
    visit: Visit,
    Form(choice): Form<Choice>,
) -> Result<Response, Problem> {
    visit.check_csrf(&choice.csrf)?;
    let lang = Lang::of(&choice.lang).map(Lang::tag);
    let theme = match Theme::of(&choice.theme) {
        Some(theme) => Some((theme.name(), SECONDS)),
        None => (choice.theme == "system").then_some(("", 0)),
    };
    let zone = known_zone(&choice.zone);
    let cookies = [
        lang.map(|tag| (LANG, tag, SECONDS)),
        theme.map(|(name, seconds)| (THEME, name, seconds)),
        zone.map(|zone| (ZONE, zone, SECONDS)),
    ];
    let mut response = visit.respond(Redirect::to(onward(&choice.next)));
    for (name, value, seconds) in cookies.into_iter().flatten() {
        let cookie = set_cookie(name, value, seconds, "Lax", visit.secure);
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}
