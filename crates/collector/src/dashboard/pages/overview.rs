//! The front page.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::chart::Lines;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::format;
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, empty};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, Sources, sentences, words as w};
use crate::problem::Problem;
use crate::query::{Decline, Overview, Share, Window, declining, overview, progress};

/// How many new accounts are listed.
const NEWEST: usize = 8;

struct Newest {
    id: String,
    name: String,
    plan: String,
    first_seen: i64,
    users: usize,
    tasks: Share,
}

struct Answer {
    overview: Overview,
    declining: Vec<(Decline, String)>,
    newest: Vec<Newest>,
}

/// `GET /dashboard`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let window = visit.window();
    let asked = window.clone();
    let answer = dashboard
        .ask(move |sources| answer(sources, &asked))
        .await?;
    let tables = [
        declining_table(&visit, &answer),
        daily_table(&visit, &window, &answer.overview),
        newest_table(&visit, &answer),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let sentence = sentences::overview(
        visit.lang,
        visit.days,
        &answer.overview,
        answer.declining.len(),
    );
    let (sentence, body) = if answer.newest.is_empty() {
        (
            visit.lang.say(w::NO_EVENTS).to_owned(),
            empty(visit.lang, w::NO_EVENTS_HINT),
        )
    } else {
        (sentence, body(&visit, &window, &answer, &tables))
    };
    Ok(Page::new(visit.lang.say(w::OVERVIEW), html! { (sentence) }, body).respond(&visit))
}

fn answer(sources: &Sources<'_>, window: &Window) -> rusqlite::Result<Answer> {
    let named = |decline: Decline| {
        let name = sources.directory.account_name(&decline.account).to_owned();
        (decline, name)
    };
    let declines = declining(sources.history, window);
    Ok(Answer {
        overview: overview(sources.history, window),
        declining: declines.into_iter().map(named).collect(),
        newest: newest(sources)?,
    })
}

fn newest(sources: &Sources<'_>) -> rusqlite::Result<Vec<Newest>> {
    let checklist = sources.bundle.checklists.first();
    let progress = checklist
        .map(|list| progress(sources.conn, list))
        .transpose()?
        .unwrap_or_default();
    let tasks = checklist.map_or(0, |list| list.tasks.len());
    let mut accounts: Vec<_> = sources.directory.accounts.values().collect();
    accounts.sort_by(|a, b| {
        b.first_seen
            .cmp(&a.first_seen)
            .then_with(|| a.id.cmp(&b.id))
    });
    let newest = accounts.into_iter().take(NEWEST).map(|account| Newest {
        id: account.id.clone(),
        name: account.name.clone(),
        plan: account.plan.clone(),
        first_seen: account.first_seen,
        users: account.users,
        tasks: Share::of(
            progress.accounts.get(&account.id).map_or(0, BTreeSet::len),
            tasks,
        ),
    });
    Ok(newest.collect())
}

fn body(visit: &Visit, window: &Window, answer: &Answer, tables: &[Table; 3]) -> Markup {
    let [declining, daily, newest] = tables;
    let (lang, overview) = (visit.lang, &answer.overview);
    let spans = [w::TODAY, w::DAYS_7, w::DAYS_30];
    let counts = |word, counts: [crate::query::Count; 3]| {
        let labels = spans.map(|span| match lang {
            Lang::En => format!("{}, {}", lang.say(word), lang.say(span)),
            Lang::Ja => format!("{}（{}）", lang.say(word), lang.say(span)),
        });
        labels
            .into_iter()
            .zip(counts)
            .map(|(label, count)| Figure::compared(lang, label, count))
            .collect::<Vec<_>>()
    };
    let shown: Vec<Figure> = counts(w::USERS, overview.users)
        .into_iter()
        .chain(counts(w::ACCOUNTS, overview.accounts))
        .collect();
    html! {
        (figures(&shown))
        section { (declining.draw(visit)) }
        section {
            h2 { (lang.say(w::ACTIVE_BY_DAY)) }
            (lines(visit, window, overview))
            details.numbers { summary { (lang.say(w::AS_TABLE)) } (daily.draw(visit)) }
        }
        section { (newest.draw(visit)) }
    }
}

fn lines(visit: &Visit, window: &Window, overview: &Overview) -> Markup {
    let lang = visit.lang;
    let days: Vec<String> = window
        .days
        .iter()
        .map(|day| format::day(lang, *day))
        .collect();
    Lines {
        title: lang.say(w::ACTIVE_BY_DAY),
        days: &days,
        values: &overview.daily,
        before: &overview.daily_before,
        name: lang.say(w::PERIOD_NOW),
        before_name: lang.say(w::PERIOD_BEFORE),
    }
    .draw()
}

fn declining_table(visit: &Visit, answer: &Answer) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("before", w::TWO_WEEKS_AGO, Kind::Number),
            ("last", w::LAST_WEEK, Kind::Number),
            ("usual", w::USUAL, Kind::Number),
            ("reason", w::REASON, Kind::Text),
        ],
    );
    let row = |(decline, name): &(Decline, String)| {
        vec![
            Cell::link(name, account_href(visit, &decline.account)),
            Cell::Count(decline.recent[0]),
            Cell::Count(decline.recent[1]),
            Cell::Decimal(Some(decline.baseline)),
            Cell::Text(sentences::reason(
                visit.lang,
                decline.recent,
                decline.baseline,
            )),
        ]
    };
    Table {
        id: "needs-a-look",
        caption: visit.lang.say(w::NEEDS_LOOK).into(),
        columns,
        rows: answer.declining.iter().map(row).collect(),
        filtered: false,
        empty: w::NO_DECLINE,
    }
}

fn daily_table(visit: &Visit, window: &Window, overview: &Overview) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("day", w::DAY, Kind::Text),
            ("users", w::ACTIVE_USERS, Kind::Number),
            ("before", w::PERIOD_BEFORE, Kind::Number),
            ("events", w::EVENTS, Kind::Number),
        ],
    );
    let row = |(at, day): (usize, &jiff::civil::Date)| {
        vec![
            Cell::Day(*day, None),
            Cell::Count(overview.daily[at]),
            Cell::Count(overview.daily_before[at]),
            Cell::Count(overview.events[at]),
        ]
    };
    Table {
        id: "days",
        caption: visit.lang.say(w::ACTIVE_BY_DAY).into(),
        columns,
        rows: window.days.iter().enumerate().rev().map(row).collect(),
        filtered: false,
        empty: w::NO_EVENTS,
    }
}

fn newest_table(visit: &Visit, answer: &Answer) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("account", w::ACCOUNT, Kind::Text),
            ("plan", w::PLAN, Kind::Text),
            ("since", w::FIRST_SEEN, Kind::Text),
            ("users", w::USERS, Kind::Number),
            ("tasks", w::TASKS_DONE, Kind::Number),
        ],
    );
    let row = |account: &Newest| {
        vec![
            Cell::link(&account.name, account_href(visit, &account.id)),
            Cell::Text(account.plan.clone()),
            Cell::Time(Some(account.first_seen)),
            Cell::Count(account.users as u64),
            Cell::Fraction(account.tasks),
        ]
    };
    Table {
        id: "newest",
        caption: visit.lang.say(w::NEWEST).into(),
        columns,
        rows: answer.newest.iter().map(row).collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}

/// The address of an account's page.
pub(super) fn account_href(visit: &Visit, id: &str) -> String {
    let id = crate::dashboard::visit::encode(id);
    visit.to(&format!("/dashboard/accounts/{id}"))
}
