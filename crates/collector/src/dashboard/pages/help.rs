//! Help: searches, what is missing, articles.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Word;
use crate::dashboard::layout::{Page, filter};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, sentences, words as w};
use crate::problem::Problem;
use crate::query::{Help, QueryRow, help};

/// `GET /dashboard/help`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (window, lang) = (visit.window(), visit.lang);
    let answer = dashboard
        .ask(move |sources| help(sources.conn, &window))
        .await?;
    let with = |keep: fn(&QueryRow) -> bool| {
        answer
            .queries
            .iter()
            .filter(|row| keep(row))
            .collect::<Vec<_>>()
    };
    let gaps = with(|row| row.empty.part > 0);
    let unclicked = with(|row| row.empty.part == 0 && row.clicked.part == 0);
    let tables = [
        queries_table(&visit, "gaps", w::GAPS, gaps),
        queries_table(&visit, "unopened", w::UNCLICKED, unclicked),
        queries_table(&visit, "searches", w::QUERIES, with(|_| true)),
        articles_table(&visit, &dashboard, &answer),
        locales_table(&visit, &answer),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let sentence = if answer.people == 0 {
        lang.say(w::EMPTY_WINDOW).to_owned()
    } else {
        sentences::help(lang, &answer)
    };
    let body = html! { @if answer.people > 0 { (body(&visit, &answer, &tables)) } };
    Ok(Page::new(lang.say(w::HELP), html! { (sentence) }, body).respond(&visit))
}

fn body(visit: &Visit, answer: &Help, tables: &[Table; 5]) -> Markup {
    let lang = visit.lang;
    let shown = [
        Figure::count(lang.say(w::PEOPLE), answer.people),
        Figure::count(lang.say(w::SEARCHES), answer.searches),
        Figure::share(lang, lang.say(w::CLICKED), answer.clicked),
        Figure::share(lang, lang.say(w::EMPTY), answer.empty),
    ];
    html! {
        (figures(&shown))
        (filter(visit))
        @for table in tables { section { (table.draw(visit)) } }
    }
}

fn queries_table(
    visit: &Visit,
    id: &'static str,
    caption: Word,
    mut rows: Vec<&QueryRow>,
) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("query", w::QUERY, Kind::Text),
            ("searches", w::SEARCHES, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("clicked", w::CLICKED, Kind::Share),
            ("empty", w::EMPTY, Kind::Share),
        ],
    );
    if id == "gaps" {
        rows.sort_by_key(|row| std::cmp::Reverse(row.empty.part));
    }
    let row = |row: &QueryRow| {
        vec![
            Cell::Text(row.query.clone()),
            Cell::Count(row.searches),
            Cell::Count(row.people),
            Cell::Share(row.clicked),
            Cell::Share(row.empty),
        ]
    };
    Table {
        id,
        caption: visit.lang.say(caption).into(),
        columns,
        rows: rows.into_iter().map(row).collect(),
        filtered: true,
        empty: w::NONE,
    }
}

fn articles_table(visit: &Visit, dashboard: &Dashboard, answer: &Help) -> Table {
    let content = &dashboard.app.content;
    let columns = columns(
        visit.lang,
        &[
            ("article", w::ARTICLE, Kind::Text),
            ("views", w::VIEWS, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("search", w::FROM_SEARCH, Kind::Number),
            ("helpful", w::HELPFUL, Kind::Share),
        ],
    );
    let row = |row: &crate::query::ArticleRow| {
        vec![
            Cell::Text(
                content
                    .article_title(visit.lang.tag(), &row.slug)
                    .unwrap_or_else(|| row.slug.clone()),
            ),
            Cell::Count(row.views),
            Cell::Count(row.people),
            Cell::Count(row.from_search),
            Cell::Share(row.helpful),
        ]
    };
    Table {
        id: "articles",
        caption: visit.lang.say(w::ARTICLES).into(),
        columns,
        rows: answer.articles.iter().map(row).collect(),
        filtered: true,
        empty: w::NONE,
    }
}

fn locales_table(visit: &Visit, answer: &Help) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("locale", w::LOCALE, Kind::Text),
            ("searches", w::SEARCHES, Kind::Number),
            ("clicked", w::CLICKED, Kind::Share),
            ("empty", w::EMPTY, Kind::Share),
            ("views", w::VIEWS, Kind::Number),
        ],
    );
    let row = |row: &crate::query::LocaleRow| {
        let known = (!row.locale.is_empty()).then(|| row.locale.clone());
        vec![
            Cell::Text(known.unwrap_or_else(|| visit.lang.say(w::UNKNOWN).to_owned())),
            Cell::Count(row.searches),
            Cell::Share(row.clicked),
            Cell::Share(row.empty),
            Cell::Count(row.views),
        ]
    };
    Table {
        id: "languages",
        caption: visit.lang.say(w::LOCALES).into(),
        columns,
        rows: answer.locales.iter().map(row).collect(),
        filtered: false,
        empty: w::NONE,
    }
}
