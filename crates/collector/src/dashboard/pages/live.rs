//! The latest events, as they come in.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::layout::{Page, empty};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, format, sentences, words as w};
use crate::problem::Problem;
use crate::query::{Directory, Filter, LiveEvent, latest};

use super::overview::account_href;
use super::user;

/// How many events are shown.
const EVENTS: u32 = 100;

struct Shown {
    event: LiveEvent,
    who: String,
    account: Option<(String, String)>,
}

/// `GET /dashboard/live`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let rows = shown(&dashboard, chosen(&dashboard, &visit, 0)).await?;
    let nothing =
        rows.is_empty() && visit.param("event").is_empty() && visit.param("user").is_empty();
    let body = html! {
        (filters(&visit))
        @if nothing { (empty(visit.lang, w::NO_EVENTS_HINT)) }
        (table(&visit, &rows))
    };
    let answer = if nothing {
        html! { span #live-answer { (visit.lang.say(w::NO_EVENTS)) } }
    } else {
        answer(&visit, &rows)
    };
    let page = Page {
        windowed: false,
        ..Page::new(visit.lang.say(w::LIVE), answer, body)
    };
    Ok(page.respond(&visit))
}

/// `GET /dashboard/live/rows?after=`: the same sentence and table with only what is new.
pub(super) async fn rows(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let after = visit.param("after").parse().unwrap_or_default();
    let rows = shown(&dashboard, chosen(&dashboard, &visit, after)).await?;
    Ok(visit.respond(html! { (answer(&visit, &rows)) (table(&visit, &rows)) }))
}

fn answer(visit: &Visit, rows: &[Shown]) -> Markup {
    let zone = visit.preferences.zone(visit.lang);
    let latest = rows.iter().map(|row| row.event.received_at).max();
    let latest = latest.map(|ts| format::clock(visit.lang, ts, visit.now, &zone));
    html! { span #live-answer { (sentences::live(visit.lang, latest.as_deref())) } }
}

fn chosen(dashboard: &Dashboard, visit: &Visit, after: i64) -> Filter {
    let bundle = dashboard.bundle();
    let anonymous = bundle.guides.iter().filter(|guide| guide.anonymous);
    Filter {
        event: visit.param("event").trim().to_owned(),
        user: visit.param("user").trim().to_owned(),
        account: visit.param("account").to_owned(),
        after,
        without: anonymous.map(|guide| guide.id.clone()).collect(),
    }
}

async fn shown(dashboard: &Dashboard, filter: Filter) -> Result<Vec<Shown>, Problem> {
    let store = &dashboard.app.store;
    let rows = store.read(move |conn| {
        let directory = Directory::load(conn)?;
        let rows = latest(conn, &filter, EVENTS)?.into_iter();
        Ok(rows.map(|event| named(event, &directory)).collect())
    });
    Ok(rows.await?)
}

fn named(event: LiveEvent, directory: &Directory) -> Shown {
    let account = event.account.clone();
    Shown {
        who: directory.user_name(&event.who).to_owned(),
        account: account.map(|id| (directory.account_name(&id).to_owned(), id)),
        event,
    }
}

fn filters(visit: &Visit) -> Markup {
    let lang = visit.lang;
    html! {
        form.filter method="get" action="/dashboard/live" role="search" {
            label { span { (lang.say(w::EVENT)) }
                input type="search" name="event" value=(visit.param("event")) autocomplete="off"; }
            label { span { (lang.say(w::USER)) }
                input type="search" name="user" value=(visit.param("user")) autocomplete="off"; }
            @if !visit.param("account").is_empty() {
                input type="hidden" name="account" value=(visit.param("account"));
            }
            button type="submit" { (lang.say(w::APPLY)) }
            a.quiet href="/dashboard/live" { (lang.say(w::CLEAR)) }
            noscript { a.quiet href=(visit.link(&[])) { (lang.say(w::LIVE_RELOAD)) } }
        }
        div.live-bar #live-bar hidden
            data-on=(lang.say(w::LIVE_ON)) data-lost=(lang.say(w::LIVE_LOST))
            data-pause=(lang.say(w::LIVE_PAUSE)) data-resume=(lang.say(w::LIVE_RESUME)) {
            span.pulse aria-hidden="true" {}
            span role="status" {}
            button.quiet type="button" {}
        }
    }
}

fn table(visit: &Visit, rows: &[Shown]) -> Markup {
    let lang = visit.lang;
    let last = rows.first().map_or(0, |row| row.event.id);
    html! {
        div.scroll.live role="region" aria-label=(lang.say(w::LIVE)) tabindex="0" {
            table #live data-last=(last) data-rows=(visit.link(&[]).replacen("/live", "/live/rows", 1)) {
                caption.hidden { (lang.say(w::LIVE)) }
                thead { tr { @for word in [w::TIME, w::EVENT, w::TYPE, w::USER, w::ACCOUNT, w::PROPERTIES] {
                    th scope="col" { (lang.say(word)) }
                } } }
                tbody { @for row in rows { (line(visit, row)) } }
            }
        }
    }
}

fn line(visit: &Visit, row: &Shown) -> Markup {
    let (lang, zone) = (visit.lang, visit.preferences.zone(visit.lang));
    html! {
        tr data-id=(row.event.id) {
            th scope="row" {
                time datetime=(format::machine_time(row.event.ts, &zone)) title=(format::full_time(lang, row.event.ts, &zone)) {
                    (format::clock(lang, row.event.ts, visit.now, &zone))
                }
            }
            td { (row.event.what) }
            td { span.tag { (row.event.kind) } }
            td {
                @if row.event.signed_in { a href=(user::href(visit, &row.event.who)) { (row.who) } } @else { (row.who) }
                @if !row.event.signed_in { " " span.tag { (lang.say(w::VISITOR)) } } }
            td { @if let Some((name, id)) = &row.account { a href=(account_href(visit, id)) { (name) } } }
            td.json { code { (row.event.body) } }
        }
    }
}
