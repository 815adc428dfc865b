//! Every account.

use axum::extract::State;
use axum::response::Response;
use maud::html;

use crate::dashboard::cell::Cell;
use crate::dashboard::layout::{Page, empty, filter};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, sentences, words as w};
use crate::problem::Problem;
use crate::query::{Account, AccountRow, Share, accounts, declining};

use super::overview::account_href;

struct Listed {
    row: AccountRow,
    account: Account,
    declining: bool,
}

/// `GET /dashboard/accounts`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let window = visit.window();
    let rows = dashboard
        .ask(move |sources| {
            let declining = declining(sources.history, &window);
            let listed = |row: AccountRow| Listed {
                declining: declining.iter().any(|decline| decline.account == row.id),
                account: sources
                    .directory
                    .accounts
                    .get(&row.id)
                    .cloned()
                    .unwrap_or_default(),
                row,
            };
            let rows = accounts(sources.history, sources.directory, &window);
            Ok(rows.into_iter().map(listed).collect::<Vec<_>>())
        })
        .await?;
    let active = rows
        .iter()
        .filter(|listed| listed.row.users.part > 0)
        .count();
    let active = Share::of(active, rows.len());
    let declining = rows.iter().filter(|listed| listed.declining).count();
    let table = table(&visit, rows);
    if let Some(file) = table.download(&visit) {
        return Ok(file);
    }
    let lang = visit.lang;
    let (sentence, body) = if table.rows.is_empty() {
        (
            lang.say(w::NO_EVENTS).to_owned(),
            empty(lang, w::NO_EVENTS_HINT),
        )
    } else {
        let body = html! { (filter(&visit)) section { (table.draw(&visit)) } };
        (
            sentences::accounts(lang, visit.days, active, declining),
            body,
        )
    };
    Ok(Page::new(lang.say(w::ACCOUNTS), html! { (sentence) }, body).respond(&visit))
}

fn table(visit: &Visit, mut rows: Vec<Listed>) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("plan", w::PLAN, Kind::Text),
            ("users", w::ACTIVE_USERS, Kind::Share),
            ("days", w::LOGIN_DAYS, Kind::Number),
            ("trend", w::TREND_12, Kind::Drawing),
            ("features", w::FEATURES_USED, Kind::Number),
            ("core", w::CORE_USED, Kind::Number),
            ("since", w::FIRST_SEEN, Kind::Number),
            ("seen", w::LAST_SEEN, Kind::Number),
        ],
    );
    rows.sort_by(|a, b| {
        let order = |listed: &Listed| (!listed.declining, std::cmp::Reverse(listed.row.login_days));
        order(a)
            .cmp(&order(b))
            .then_with(|| a.account.name.cmp(&b.account.name))
    });
    let row = |listed: Listed| {
        let note = listed
            .declining
            .then(|| visit.lang.say(w::NEEDS_LOOK_MARK).to_owned());
        let href = account_href(visit, &listed.row.id);
        vec![
            Cell::Link {
                text: listed.account.name,
                href,
                note,
            },
            Cell::Text(listed.account.plan),
            Cell::Share(listed.row.users),
            Cell::Count(listed.row.login_days),
            Cell::Trend(listed.row.weekly),
            Cell::Fraction(listed.row.features),
            Cell::Fraction(listed.row.core),
            Cell::Time(Some(listed.account.first_seen)),
            Cell::Time(Some(listed.account.last_seen)),
        ]
    };
    Table {
        id: "accounts",
        caption: visit.lang.say(w::ACCOUNTS).into(),
        columns,
        rows: rows.into_iter().map(row).collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}
