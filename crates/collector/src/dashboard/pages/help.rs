//! Help: searches, what is missing, articles.

mod compare;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use super::user;
use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Word;
use crate::dashboard::layout::{Page, filter};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, sentences, words as w};
use crate::problem::Problem;
use crate::query::{ArticleRow, Directory, Help, QueryRow, help};
use compare::Compared;

/// Most other spellings that a table lists.
const SPELLINGS: usize = 3;

struct Answer {
    help: Help,
    compared: Compared,
    /// What those are called who said why.
    names: Vec<Vec<Option<String>>>,
}

/// `GET /dashboard/help`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (window, lang, asked) = (
        visit.window(),
        visit.lang,
        visit.param("version").to_owned(),
    );
    let days = visit.days;
    let answer = dashboard.ask(move |sources| {
        let help = help(sources.conn, &window)?;
        Ok(Answer {
            names: help
                .articles
                .iter()
                .map(|row| names(row, sources.directory))
                .collect(),
            compared: Compared::of(sources.conn, &window, &asked, days)?,
            help,
        })
    });
    let answer = answer.await?;
    let help = &answer.help;
    let with = |keep: fn(&QueryRow) -> bool| {
        help.queries
            .iter()
            .filter(|row| keep(row))
            .collect::<Vec<_>>()
    };
    let tables = [
        gaps_table(&visit, help.gaps()),
        queries_table(&visit, "unfound", w::GAPS, with(|row| row.empty.part > 0)),
        queries_table(
            &visit,
            "unopened",
            w::UNCLICKED,
            with(|row| row.unclicked > 0 && row.clicked.part == 0),
        ),
        queries_table(&visit, "searches", w::QUERIES, with(|_| true)),
        articles_table(&visit, &dashboard, help),
        whys_table(&visit, &dashboard, &answer),
        answer.compared.table(&visit),
        locales_table(&visit, help),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let sentence = if help.people == 0 {
        lang.say(w::EMPTY_WINDOW).to_owned()
    } else {
        sentences::help(lang, help)
    };
    let body = html! { @if help.people > 0 { (body(&visit, &answer, &tables)) } };
    Ok(Page::new(lang.say(w::HELP), html! { (sentence) }, body).respond(&visit))
}

fn names(row: &ArticleRow, directory: &Directory) -> Vec<Option<String>> {
    let known = |id: &String| directory.users.get(id).map(|user| user.name.clone());
    row.comments.iter().map(|why| known(&why.who)).collect()
}

fn body(visit: &Visit, answer: &Answer, tables: &[Table; 8]) -> Markup {
    let (lang, help) = (visit.lang, &answer.help);
    let share = |word, share| Figure::share(lang, lang.say(word), share);
    let shown = [
        Figure::count(lang.say(w::PEOPLE), help.people),
        Figure::count(lang.say(w::SEARCHES), help.searches),
        share(w::CLICKED, help.clicked),
        share(w::EMPTY, help.empty),
        share(w::DEFLECTION, help.deflection.loose),
        share(w::DEFLECTION_STRICT, help.deflection.strict),
        share(w::HELPFUL, help.helpful),
        Figure::count(lang.say(w::INQUIRIES), help.inquiries),
    ];
    let [
        gaps,
        unfound,
        unopened,
        searches,
        articles,
        whys,
        compared,
        locales,
    ] = tables;
    html! {
        (figures(&shown))
        p.muted { (lang.say(w::DEFLECTION_NOTE)) }
        (filter(visit))
        section { (gaps.draw(visit)) p.muted { (lang.say(w::GAP_NOTE)) } }
        @for table in [unfound, unopened, searches, articles, whys] { section { (table.draw(visit)) } }
        section { (compared.draw(visit)) (answer.compared.choice(visit)) }
        section { (locales.draw(visit)) }
    }
}

fn spellings(row: &QueryRow) -> Cell {
    let shown = row.spellings.iter().take(SPELLINGS).cloned();
    let more = row.spellings.len().saturating_sub(SPELLINGS);
    let more = (more > 0).then(|| format!("+{more}"));
    Cell::Text(shown.chain(more).collect::<Vec<_>>().join(" · "))
}

fn gaps_table(visit: &Visit, rows: Vec<&QueryRow>) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("query", w::QUERY, Kind::Text),
            ("weight", w::WEIGHT, Kind::Number),
            ("empty", w::EMPTY, Kind::Number),
            ("unopened", w::NOT_OPENED, Kind::Number),
            ("asked", w::ASKED_AFTER, Kind::Number),
            ("affected", w::AFFECTED, Kind::Number),
            ("locale", w::LOCALE, Kind::Text),
            ("spellings", w::SPELLINGS, Kind::Text),
        ],
    );
    let row = |row: &QueryRow| {
        vec![
            Cell::Text(row.query.clone()),
            Cell::Count(row.gap()),
            Cell::Count(row.empty.part),
            Cell::Count(row.unclicked),
            Cell::Count(row.asked),
            Cell::Count(row.affected),
            Cell::Text(row.locales.join(" ")),
            spellings(row),
        ]
    };
    Table {
        id: "gaps",
        caption: visit.lang.say(w::CONTENT_GAPS).into(),
        columns,
        rows: rows.into_iter().map(row).collect(),
        filtered: true,
        empty: w::NONE,
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
            ("spellings", w::SPELLINGS, Kind::Text),
        ],
    );
    if id == "unfound" {
        rows.sort_by_key(|row| std::cmp::Reverse(row.empty.part));
    }
    let row = |row: &QueryRow| {
        vec![
            Cell::Text(row.query.clone()),
            Cell::Count(row.searches),
            Cell::Count(row.people),
            Cell::Share(row.clicked),
            Cell::Share(row.empty),
            spellings(row),
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

/// What an article is called: its title, else its slug.
pub(super) fn article(visit: &Visit, dashboard: &Dashboard, slug: &str) -> String {
    let title = dashboard.app.content.article_title(visit.lang.tag(), slug);
    title.unwrap_or_else(|| slug.to_owned())
}

fn articles_table(visit: &Visit, dashboard: &Dashboard, answer: &Help) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("article", w::ARTICLE, Kind::Text),
            ("views", w::VIEWS, Kind::Number),
            ("people", w::PEOPLE, Kind::Number),
            ("search", w::FROM_SEARCH, Kind::Number),
            ("helpful", w::HELPFUL, Kind::Share),
            ("whys", w::COMMENTS, Kind::Number),
        ],
    );
    let row = |row: &ArticleRow| {
        let after = format!("/dashboard/inquiries?article={}", encode(&row.slug));
        vec![
            Cell::link(article(visit, dashboard, &row.slug), after),
            Cell::Count(row.views),
            Cell::Count(row.people),
            Cell::Count(row.from_search),
            Cell::Share(row.helpful),
            Cell::Count(row.comments.len() as u64),
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

fn whys_table(visit: &Visit, dashboard: &Dashboard, answer: &Answer) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("article", w::ARTICLE, Kind::Text),
            ("helpful", w::HELPFUL, Kind::Text),
            ("comment", w::COMMENT, Kind::Text),
            ("person", w::PERSON, Kind::Text),
            ("when", w::WHEN, Kind::Number),
        ],
    );
    let mut rows = Vec::new();
    for (row, names) in answer.help.articles.iter().zip(&answer.names) {
        for (why, name) in row.comments.iter().zip(names) {
            let person = match name {
                Some(name) => Cell::link(name, user::href(visit, &why.who)),
                None => Cell::Text(lang.say(w::VISITOR).to_owned()),
            };
            let cells = vec![
                Cell::Text(article(visit, dashboard, &row.slug)),
                Cell::Text(
                    lang.say(if why.helpful { w::YES } else { w::NO })
                        .to_owned(),
                ),
                Cell::Prose(why.text.clone()),
                person,
                Cell::Time(Some(why.ts)),
            ];
            rows.push((why.ts, cells));
        }
    }
    rows.sort_by_key(|(ts, _)| std::cmp::Reverse(*ts));
    Table {
        id: "whys",
        caption: lang.say(w::WHYS).into(),
        columns,
        rows: rows.into_iter().map(|(_, cells)| cells).collect(),
        filtered: true,
        empty: w::NO_WHYS,
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
