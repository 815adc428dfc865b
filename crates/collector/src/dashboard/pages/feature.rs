//! One feature: which accounts and which users use it.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::cell::{Cell, ladder_title};
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::layout::{Page, filter, missing};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, chart, format, sentences, words as w};
use crate::problem::Problem;
use crate::query::{FeatureRow, UseRow, feature_accounts, feature_users, features};

use super::features::ladder_key;
use super::overview::account_href;
use super::user;

/// A row with the names that go with it.
struct Named {
    row: UseRow,
    name: String,
    /// The account of a user, and its name.
    account: Option<(String, String)>,
}

/// `GET /dashboard/features/{id}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window) = (dashboard.bundle(), visit.window());
    let at = bundle.features.iter().position(|feature| feature.id == id);
    let Some(at) = at else {
        return Ok(missing(&visit, w::NO_FEATURE));
    };
    let (row, accounts, users) = dashboard
        .ask(move |sources| {
            let row = features(sources.history, sources.directory, &window)
                .into_iter()
                .nth(at);
            let accounts = feature_accounts(sources.history, &window, at)
                .into_iter()
                .map(|row| Named {
                    name: sources.directory.account_name(&row.id).to_owned(),
                    account: None,
                    row,
                });
            let users = feature_users(sources.history, &window, at, None)
                .into_iter()
                .map(|row| {
                    let user = sources.directory.users.get(&row.id);
                    let account = user.and_then(|user| user.account.clone());
                    Named {
                        name: sources.directory.user_name(&row.id).to_owned(),
                        account: account
                            .map(|id| (sources.directory.account_name(&id).to_owned(), id)),
                        row,
                    }
                });
            Ok((row, accounts.collect::<Vec<_>>(), users.collect::<Vec<_>>()))
        })
        .await?;
    let Some(row) = row else {
        return Ok(missing(&visit, w::NO_FEATURE));
    };
    let tables = [accounts_table(&visit, accounts), users_table(&visit, users)];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let name = visit.lang.text(&bundle.features[at].name);
    let sentence = sentences::feature(visit.lang, name, &row);
    let page = Page::new(name, html! { (sentence) }, body(&visit, &row, &tables));
    let page = page.below(&visit, w::FEATURES, "/dashboard/features");
    Ok(page.respond(&visit))
}

fn body(visit: &Visit, row: &FeatureRow, tables: &[Table; 2]) -> Markup {
    let lang = visit.lang;
    let shown = [
        Figure::share(lang, lang.say(w::USERS), row.users),
        Figure::share(lang, lang.say(w::ACCOUNTS), row.accounts),
        Figure::count(lang.say(w::USES), row.uses),
        Figure::text(
            lang.say(w::USES_PER_USER),
            row.uses_per_user().map(format::decimal),
        ),
        Figure::text(
            lang.say(w::TIME_TO_FIRST),
            row.time_to_first.map(|ms| format::span(lang, ms)),
        ),
        Figure::share(lang, lang.say(w::NEVER), row.never),
    ];
    let title = ladder_title(lang, row.ladder);
    html! {
        (figures(&shown))
        section {
            h2 { (lang.say(w::LADDER)) }
            div.wide { (chart::ladder(row.ladder, &title)) }
            p.muted { (title) }
            (ladder_key(lang))
        }
        (filter(visit))
        section { (tables[0].draw(visit)) }
        section { (tables[1].draw(visit)) }
    }
}

fn most_used_first(mut rows: Vec<Named>) -> Vec<Named> {
    rows.sort_by(|a, b| {
        b.row
            .uses
            .cmp(&a.row.uses)
            .then_with(|| a.name.cmp(&b.name))
    });
    rows
}

fn accounts_table(visit: &Visit, rows: Vec<Named>) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("users", w::USERS, Kind::Share),
            ("uses", w::USES, Kind::Number),
            ("state", w::STATE, Kind::Text),
            ("last", w::LAST_USE, Kind::Number),
        ],
    );
    let row = |named: Named| {
        vec![
            Cell::link(named.name, account_href(visit, &named.row.id)),
            Cell::Share(named.row.users),
            Cell::Count(named.row.uses),
            Cell::State(named.row.state),
            Cell::Time(named.row.last),
        ]
    };
    Table {
        id: "accounts",
        caption: visit.lang.say(w::ACCOUNTS).into(),
        columns,
        rows: most_used_first(rows).into_iter().map(row).collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}

fn users_table(visit: &Visit, rows: Vec<Named>) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("user", w::USER, Kind::Text),
            ("account", w::ACCOUNT, Kind::Text),
            ("uses", w::USES, Kind::Number),
            ("state", w::STATE, Kind::Text),
            ("last", w::LAST_USE, Kind::Number),
        ],
    );
    let row = |named: Named| {
        let account = named
            .account
            .map(|(name, id)| Cell::link(name, account_href(visit, &id)));
        vec![
            Cell::link(named.name, user::href(visit, &named.row.id)),
            account.unwrap_or(Cell::Text(String::new())),
            Cell::Count(named.row.uses),
            Cell::State(named.row.state),
            Cell::Time(named.row.last),
        ]
    };
    Table {
        id: "users",
        caption: visit.lang.say(w::USERS).into(),
        columns,
        rows: most_used_first(rows).into_iter().map(row).collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}
