//! Every feature, and accounts against features.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, empty, filter};
use crate::dashboard::table::{Column, Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, sentences, words as w};
use crate::problem::Problem;
use crate::query::{FeatureRow, Share, features, matrix};

use super::overview::account_href;

type MatrixRow = (String, String, Vec<Share>);

/// `GET /dashboard/features`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window) = (dashboard.bundle(), visit.window());
    let (rows, matrix) = dashboard
        .ask(move |sources| {
            let named = |(id, shares): (String, Vec<Share>)| {
                (sources.directory.account_name(&id).to_owned(), id, shares)
            };
            let matrix: Vec<MatrixRow> = matrix(sources.history, &window)
                .rows
                .into_iter()
                .map(named)
                .collect();
            Ok((
                features(sources.history, sources.directory, &window),
                matrix,
            ))
        })
        .await?;
    let names: Vec<&str> = bundle
        .features
        .iter()
        .map(|feature| visit.lang.text(&feature.name))
        .collect();
    let list = list(&visit, &bundle.features, &names, &rows);
    let matrix = matrix_table(&visit, &names, matrix);
    if let Some(file) = [&list, &matrix]
        .into_iter()
        .find_map(|table| table.download(&visit))
    {
        return Ok(file);
    }
    let (answer, body) = match answer(visit.lang, &names, &rows) {
        Some(answer) => (answer, body(&visit, &list, &matrix)),
        None if names.is_empty() => (
            visit.lang.say(w::NO_CONTENT).into(),
            empty(visit.lang, w::NO_CONTENT_HINT),
        ),
        None => (
            visit.lang.say(w::EMPTY_WINDOW).into(),
            body(&visit, &list, &matrix),
        ),
    };
    Ok(Page::new(visit.lang.say(w::FEATURES), html! { (answer) }, body).respond(&visit))
}

fn answer(lang: Lang, names: &[&str], rows: &[FeatureRow]) -> Option<String> {
    let named = |row: &FeatureRow| {
        (
            names.get(row.feature).copied().unwrap_or_default(),
            row.users,
        )
    };
    let used = || rows.iter().filter(|row| row.users.whole > 0);
    let most = used().max_by_key(|row| row.users.part)?;
    let least = used().min_by_key(|row| row.users.part)?;
    Some(sentences::features(lang, named(most), named(least)))
}

fn body(visit: &Visit, list: &Table, matrix: &Table) -> Markup {
    let lang = visit.lang;
    html! {
        (filter(visit))
        section { (list.draw(visit)) (ladder_key(lang)) }
        section { (matrix.draw(visit)) p.muted { (lang.say(w::FEW_NOTE)) } }
    }
}

/// What the colours of a ladder stand for.
pub(super) fn ladder_key(lang: Lang) -> Markup {
    let parts = [
        ("retained", w::RETAINED),
        ("adopted", w::ADOPTED),
        ("tried", w::TRIED),
        ("exposed", w::EXPOSED),
        ("lapsed", w::LAPSED),
    ];
    html! { p.legend { @for (class, word) in parts { span class={ "key " (class) } { (lang.say(word)) } " " } } }
}

fn list(
    visit: &Visit,
    features: &[banso_content::model::Feature],
    names: &[&str],
    rows: &[FeatureRow],
) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("feature", w::FEATURE, Kind::Text),
            ("users", w::USERS, Kind::Share),
            ("accounts", w::ACCOUNTS, Kind::Share),
            ("uses", w::USES, Kind::Number),
            ("depth", w::USES_PER_USER, Kind::Number),
            ("ladder", w::LADDER, Kind::Ladder),
            ("trend", w::TREND, Kind::Drawing),
            ("first", w::TIME_TO_FIRST, Kind::Number),
            ("never", w::NEVER, Kind::Share),
        ],
    );
    let row = |row: &FeatureRow| {
        let feature = &features[row.feature];
        let core = feature.core.then(|| visit.lang.say(w::CORE).to_owned());
        let href = visit.to(&format!("/dashboard/features/{}", encode(&feature.id)));
        vec![
            Cell::Link {
                text: names[row.feature].to_owned(),
                href,
                note: core,
            },
            Cell::Share(row.users),
            Cell::Share(row.accounts),
            Cell::Count(row.uses),
            Cell::Decimal(row.uses_per_user()),
            Cell::Ladder(row.ladder),
            Cell::Trend(row.weekly.clone()),
            Cell::Span(row.time_to_first),
            Cell::Share(row.never),
        ]
    };
    Table {
        id: "features",
        caption: visit.lang.say(w::FEATURES).into(),
        columns,
        rows: rows
            .iter()
            .filter(|row| row.feature < names.len())
            .map(row)
            .collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}

fn matrix_table(visit: &Visit, names: &[&str], matrix: Vec<MatrixRow>) -> Table {
    let mut columns = columns(
        visit.lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("active", w::ACTIVE_USERS, Kind::Number),
        ],
    );
    columns.extend(
        names
            .iter()
            .enumerate()
            .map(|(at, name)| Column::new(format!("f{at}"), *name, Kind::Heat)),
    );
    let row = |(name, id, shares): MatrixRow| {
        let active = shares.first().map_or(0, |share| share.whole);
        let head = [
            Cell::link(name, account_href(visit, &id)),
            Cell::Count(active),
        ];
        let shares = shares.into_iter().map(Cell::Share);
        head.into_iter().chain(shares).collect()
    };
    Table {
        id: "matrix",
        caption: visit.lang.say(w::MATRIX).into(),
        columns,
        rows: matrix.into_iter().map(row).collect(),
        filtered: true,
        empty: w::NOBODY,
    }
}
