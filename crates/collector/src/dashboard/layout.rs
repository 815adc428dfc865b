//! The frame around every page.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::assets;
use super::lang::{Lang, Word};
use super::preferences::{Theme, ZONES};
use super::visit::{Visit, WINDOWS};
use super::words as w;

/// The pages in the order of the navigation.
const PAGES: [(Word, &str); 9] = [
    (w::OVERVIEW, "/dashboard"),
    (w::FEATURES, "/dashboard/features"),
    (w::ACCOUNTS, "/dashboard/accounts"),
    (w::ONBOARDING, "/dashboard/onboarding"),
    (w::GUIDES, "/dashboard/guides"),
    (w::SURVEYS, "/dashboard/surveys"),
    (w::HELP, "/dashboard/help"),
    (w::INQUIRIES, "/dashboard/inquiries"),
    (w::LIVE, "/dashboard/live"),
];

/// A page's parts.
pub(super) struct Page {
    /// Its name, for the tab.
    pub(super) title: String,
    /// The name of the page above it, and its address.
    pub(super) parent: Option<(String, String)>,
    /// The sentence that answers.
    pub(super) answer: Markup,
    /// Everything below.
    pub(super) body: Markup,
    /// Whether the days can be chosen.
    pub(super) windowed: bool,
}

impl Page {
    /// A page about the chosen days.
    pub(super) fn new(title: impl Into<String>, answer: Markup, body: Markup) -> Self {
        Self {
            title: title.into(),
            parent: None,
            answer,
            body,
            windowed: true,
        }
    }

    /// The same page, below one of the navigation.
    pub(super) fn below(self, visit: &Visit, word: Word, path: &str) -> Self {
        let above = (visit.lang.say(word).to_owned(), visit.to(path));
        Self {
            parent: Some(above),
            ..self
        }
    }

    /// The whole document.
    pub(super) fn respond(self, visit: &Visit) -> Response {
        let lang = visit.lang;
        let content = html! {
            a.skip href="#content" { (lang.say(w::SKIP)) }
            @if visit.demo { aside.demo aria-label=(lang.say(w::DEMO_LABEL)) { (lang.say(w::DEMO)) } }
            div.frame {
                header.side {
                    a.brand href=(visit.to("/dashboard")) {
                        img src=(assets::url("icon.svg")) alt="" width="24" height="24";
                        span { "Banso" }
                    }
                    (navigation(visit))
                    (display(visit))
                }
                main #content tabindex="-1" {
                    div.top {
                        div.title {
                            @if let Some((name, href)) = &self.parent {
                                a.parent href=(href) { (name) }
                            }
                            h1 { (self.title) }
                        }
                        @if self.windowed { (windows(visit)) }
                    }
                    p.answer { (self.answer) }
                    (self.body)
                }
            }
        };
        visit.respond(document(visit, &self.title, content))
    }
}

/// A document around any content.
pub(super) fn document(visit: &Visit, title: &str, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(visit.lang.tag()) data-theme=[visit.preferences.theme.map(Theme::name)] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (title) " · Banso" }
                link rel="icon" href=(assets::url("icon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(assets::url("dashboard.css"));
                script src=(assets::url("dashboard.js")) defer {}
            }
            body { (content) }
        }
    }
}

fn navigation(visit: &Visit) -> Markup {
    let here = |href: &str| {
        let below = visit
            .path
            .strip_prefix(href)
            .is_some_and(|rest| rest.starts_with('/'));
        visit.path == href || (href != "/dashboard" && below)
    };
    html! {
        nav aria-label=(visit.lang.say(w::PAGES)) {
            ul { @for (word, href) in PAGES {
                li { a href=(visit.to(href)) aria-current=[here(href).then_some("page")] { (visit.lang.say(word)) } }
            } }
        }
    }
}

fn windows(visit: &Visit) -> Markup {
    let names = [w::DAYS_7, w::DAYS_30, w::DAYS_90];
    html! {
        nav.windows aria-label=(visit.lang.say(w::PERIOD)) {
            @for (days, name) in WINDOWS.into_iter().zip(names) {
                a href=(visit.link(&[("days", &days.to_string())]))
                    aria-current=[(days == visit.days).then_some("true")] { (visit.lang.say(name)) }
            }
        }
    }
}

/// Language, appearance, time zone; who is signed in.
fn display(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        details.display {
            summary { (lang.say(w::DISPLAY)) span.zone { (visit.preferences.zone_name(lang)) } }
            (preferences(visit))
        }
        @if let Some(session) = &visit.session {
            form.who method="post" action="/dashboard/sign-out" {
                (csrf(visit))
                span title=(session.person.email) { (session.person.email) }
                span { (lang.say(w::role(session.person.role))) }
                button.quiet type="submit" { (lang.say(w::SIGN_OUT)) }
            }
        }
    }
}

fn preferences(visit: &Visit) -> Markup {
    let (lang, chosen) = (visit.lang, visit.preferences);
    let theme = chosen.theme.map_or("system", Theme::name);
    let themes = [
        ("system", w::SYSTEM),
        ("light", w::LIGHT),
        ("dark", w::DARK),
    ];
    html! {
        form method="post" action="/dashboard/preferences" {
            (csrf(visit))
            input type="hidden" name="next" value=(visit.link(&[]));
            label { span { (lang.say(w::LANGUAGE)) }
                select name="lang" {
                    @for (tag, name, of) in [("en", "English", Lang::En), ("ja", "日本語", Lang::Ja)] {
                        option value=(tag) lang=(tag) selected[lang == of] { (name) }
                    }
                } }
            label { span { (lang.say(w::APPEARANCE)) }
                select name="theme" { @for (value, word) in themes {
                    option value=(value) selected[theme == value] { (lang.say(word)) }
                } } }
            label { span { (lang.say(w::TIME_ZONE)) }
                select name="zone" { @for zone in ZONES {
                    option value=(zone) selected[chosen.zone_name(lang) == zone] { (zone) }
                } } }
            button type="submit" { (lang.say(w::SAVE)) }
        }
    }
}

/// The hidden field that binds a form to this browser.
pub(super) fn csrf(visit: &Visit) -> Markup {
    html! { input type="hidden" name="csrf" value=(visit.csrf()); }
}

/// The filter of a page's table.
pub(super) fn filter(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        form.filter method="get" action=(visit.path) role="search" {
            @for (name, value) in visit.params().filter(|(name, _)| !matches!(*name, "q" | "page")) {
                input type="hidden" name=(name) value=(value);
            }
            label { span.hidden { (lang.say(w::FILTER)) }
                input type="search" name="q" value=(visit.param("q")) placeholder=(lang.say(w::FILTER)) autocomplete="off"; }
            button type="submit" { (lang.say(w::APPLY)) }
        }
    }
}

/// The page for an address that leads nowhere.
pub(super) fn missing(visit: &Visit, what: Word) -> Response {
    let page = Page {
        windowed: false,
        ..Page::new(
            visit.lang.say(w::NOT_FOUND),
            html! { (visit.lang.say(what)) },
            html! { p { a href=(visit.to("/dashboard")) { (visit.lang.say(w::TO_OVERVIEW)) } } },
        )
    };
    (StatusCode::NOT_FOUND, page.respond(visit)).into_response()
}

/// What stands under the sentence where there is nothing yet: what one can do.
pub(super) fn empty(lang: Lang, hint: Word) -> Markup {
    html! { div.blank { p { (lang.say(hint)) } } }
}
