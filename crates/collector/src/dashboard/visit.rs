//! A request to the dashboard: who asks, in which language, about which days.

use std::fmt::Write as _;

use axum::extract::FromRequestParts;
use axum::extract::Query;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::Dashboard;
use super::lang::Lang;
use super::preferences::Preferences;
use super::session::{self, Session};
use super::token;
use crate::problem::Problem;
use crate::query::Window;

/// The cookie that forms are bound to.
const BROWSER: &str = "banso_browser";
const BROWSER_SECONDS: i64 = 180 * 86_400;
/// The windows to choose from, in days.
pub(super) const WINDOWS: [usize; 3] = [7, 30, 90];
const DEFAULT_WINDOW: usize = 30;

/// A request, by someone who may or may not be signed in.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// Who is signed in.
    pub(super) session: Option<Session>,
    pub(super) preferences: Preferences,
    pub(super) lang: Lang,
    pub(super) demo: bool,
    pub(super) secure: bool,
    /// The present; milliseconds UTC.
    pub(super) now: i64,
    /// How many days the pages are about.
    pub(super) days: usize,
    pub(super) path: String,
    query: Vec<(String, String)>,
    browser: String,
    /// Whether the browser still has to be given its cookie.
    fresh: bool,
}

/// A request by someone who may read.
#[derive(Clone, Debug)]
pub(super) struct Reader(pub(super) Visit);

impl FromRequestParts<Dashboard> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Dashboard) -> Result<Self, Problem> {
        let (headers, now) = (&parts.headers, Timestamp::now().as_millisecond());
        let preferences = Preferences::of(headers);
        let query = query(&parts.uri);
        let known = session::cookie(headers, BROWSER).filter(|known| known.len() == 64);
        let fresh = known.is_none();
        Ok(Self {
            session: session::of(&state.app.store, headers, now).await?,
            lang: preferences.lang.unwrap_or_else(|| accepted(headers)),
            preferences,
            demo: state.app.demo,
            secure: session::is_secure(headers),
            now,
            days: days(&query),
            path: parts.uri.path().to_owned(),
            query,
            browser: known.or_else(token::random).unwrap_or_default(),
            fresh,
        })
    }
}

impl FromRequestParts<Dashboard> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &Dashboard) -> Result<Self, Response> {
        let visit = Visit::from_request_parts(parts, state).await;
        let visit = visit.map_err(IntoResponse::into_response)?;
        if visit.session.is_some() {
            return Ok(Self(visit));
        }
        let here = visit.link(&[]);
        let to = format!("/dashboard/sign-in?next={}", encode(&here));
        Err(Redirect::to(&to).into_response())
    }
}

fn query(uri: &Uri) -> Vec<(String, String)> {
    Query::try_from_uri(uri).map_or_else(|_| Vec::new(), |Query(pairs)| pairs)
}

fn days(query: &[(String, String)]) -> usize {
    let asked = query.iter().find(|(name, _)| name == "days");
    let asked = asked.and_then(|(_, days)| days.parse().ok());
    asked
        .filter(|days| WINDOWS.contains(days))
        .unwrap_or(DEFAULT_WINDOW)
}

fn accepted(headers: &HeaderMap) -> Lang {
    let accepted = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    accepted.and_then(Lang::accepted).unwrap_or_default()
}

impl Visit {
    /// A parameter of the address; empty when it is not there.
    pub(super) fn param(&self, name: &str) -> &str {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The parameters of the address.
    pub(super) fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// This page's address with some parameters changed. An empty value removes one.
    pub(super) fn link(&self, changes: &[(&str, &str)]) -> String {
        let kept = self
            .params()
            .filter(|(name, _)| changes.iter().all(|(new, _)| new != name));
        let added = changes
            .iter()
            .copied()
            .filter(|(_, value)| !value.is_empty());
        address(&self.path, kept.chain(added))
    }

    /// Another page's address about the same days.
    pub(super) fn to(&self, path: &str) -> String {
        let days = self.days.to_string();
        let same = (self.days != DEFAULT_WINDOW).then_some(("days", days.as_str()));
        address(path, same.into_iter())
    }

    /// The days that the pages are about.
    pub(super) fn window(&self) -> Window {
        Window::last(self.days, self.now, &self.preferences.zone(self.lang))
    }

    /// The token that a form of this browser carries.
    pub(super) fn csrf(&self) -> String {
        let session = self.session.as_ref().map_or("", |session| &session.token);
        token::csrf(&self.browser, session)
    }

    /// Refuses a form that was not made for this browser.
    pub(super) fn check_csrf(&self, offered: &str) -> Result<(), Problem> {
        if !self.fresh && token::equal(offered, &self.csrf()) {
            return Ok(());
        }
        Err(Problem::new(
            axum::http::StatusCode::FORBIDDEN,
            "/problems/stale-form",
            "The form is out of date",
            "Nothing was changed. Go back, load the page again, and send the form once more; cookies must be allowed.",
        ))
    }

    /// A response that gives the browser its cookie, if it has none yet.
    pub(super) fn respond(&self, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        let cookie = self.fresh.then(|| {
            session::set_cookie(BROWSER, &self.browser, BROWSER_SECONDS, "Lax", self.secure)
        });
        if let Some(cookie) = cookie.flatten() {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// A response with one more cookie.
pub(super) fn with_cookie(response: impl IntoResponse, cookie: Option<HeaderValue>) -> Response {
    let mut response = response.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn address<'a>(path: &str, params: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = path.to_owned();
    for (at, (name, value)) in params.enumerate() {
        out.push(if at == 0 { '?' } else { '&' });
        out.push_str(&encode(name));
        out.push('=');
        out.push_str(&encode(value));
    }
    out
}

/// Percent-encodes a part of an address.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An address of ours to go on to, or the front page: never another site.
pub(super) fn onward(next: &str) -> &str {
    let plain = next
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let ours =
        next == "/dashboard" || next.starts_with("/dashboard/") || next.starts_with("/dashboard?");
    if plain && ours { next } else { "/dashboard" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn onward_never_leaves() {
        for away in [
            "",
            "https://evil.example",
            "//evil.example",
            "/dashboard\\@evil",
            "/dashboards",
            "/dashboard/\nx",
        ] {
            assert_eq!(onward(away), "/dashboard", "{away:?}");
        }
        assert_eq!(
            onward("/dashboard/features?days=7"),
            "/dashboard/features?days=7"
        );
    }

    #[test]
    fn addresses_are_encoded() {
        let params = [("q", "a b&c"), ("名", "精")];
        assert_eq!(
            address("/x", params.into_iter()),
            "/x?q=a%20b%26c&%E5%90%8D=%E7%B2%BE"
        );
    }
}
