//! Onboarding: one section for each checklist.

use axum::extract::State;
use axum::response::Response;
use banso_content::model::Checklist;
use maud::{Markup, html};

use crate::dashboard::cell::{Cell, draw_share};
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::layout::{Page, empty};
use crate::dashboard::table::{Column, Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, chart, format, sentences, words as w};
use crate::problem::Problem;
use crate::query::{Cohort, Onboarding, TaskRow, onboarding};

/// `GET /dashboard/onboarding`. Of several checklists the address chooses one.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, lang) = (dashboard.bundle(), visit.lang);
    let lists = &bundle.checklists;
    let chosen = lists
        .iter()
        .find(|list| list.id == visit.param("checklist"))
        .or(lists.first());
    let Some(list) = chosen.cloned() else {
        let body = empty(lang, w::NO_CONTENT_HINT);
        let answer = html! { (lang.say(w::NO_CONTENT)) };
        return Ok(Page::new(lang.say(w::ONBOARDING), answer, body).respond(&visit));
    };
    let (window, asked) = (visit.window(), list.clone());
    let row = dashboard
        .ask(move |sources| onboarding(sources.conn, &asked, &window))
        .await?;
    let tables = [
        tasks_table(&visit, &list, &row),
        cohorts_table(&visit, &list, &row),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let answer = if row.started == 0 {
        lang.say(w::EMPTY_WINDOW).to_owned()
    } else {
        sentences::onboarding(lang, visit.days, &row, stop(&visit, &list, &row))
    };
    let body = html! {
        (choice(&visit, lists, &list))
        @if row.started > 0 { (body(&visit, &list, &row, &tables)) }
    };
    Ok(Page::new(lang.say(w::ONBOARDING), html! { (answer) }, body).respond(&visit))
}

/// The task after which most people stopped.
fn stop<'a>(visit: &Visit, list: &'a Checklist, row: &Onboarding) -> Option<&'a str> {
    let most = row
        .tasks
        .iter()
        .filter(|task| task.stopped > 0)
        .max_by_key(|task| task.stopped)?;
    title(visit, list, &most.task)
}

fn title<'a>(visit: &Visit, list: &'a Checklist, task: &str) -> Option<&'a str> {
    let task = list.tasks.iter().find(|known| known.id == task)?;
    Some(visit.lang.text(&task.said))
}

fn choice(visit: &Visit, lists: &[Checklist], chosen: &Checklist) -> Markup {
    html! {
        @if lists.len() > 1 {
            nav.windows aria-label=(visit.lang.say(w::ONBOARDING)) { @for list in lists {
                a href=(visit.link(&[("checklist", &list.id)])) aria-current=[(list.id == chosen.id).then_some("true")] {
                    (visit.lang.text(&list.said))
                }
            } }
        }
    }
}

fn body(visit: &Visit, list: &Checklist, row: &Onboarding, tables: &[Table; 2]) -> Markup {
    let lang = visit.lang;
    let shown = [
        Figure::count(lang.say(w::STARTED), row.started),
        Figure::count(lang.say(w::COMPLETED), row.completed),
        Figure::share(lang, lang.say(w::COMPLETED_14), row.rate),
        Figure::text(
            lang.say(w::MEDIAN_TIME),
            row.median.map(|ms| format::span(lang, ms)),
        ),
    ];
    html! {
        (figures(&shown))
        section {
            h2 { (visit.lang.text(&list.said)) }
            ol.funnel { @for task in &row.tasks {
                li {
                    span.name { (title(visit, list, &task.task).unwrap_or(&task.task)) }
                    (chart::bar(task.done, "fill"))
                    span.value { (draw_share(lang, task.done)) }
                }
            } }
        }
        section { (tables[0].draw(visit)) }
        section {
            (tables[1].draw(visit))
            p.muted { (lang.say(w::FEW_NOTE)) }
            @if row.cohorts.iter().any(|cohort| cohort.open) { p.muted { (lang.say(w::OPEN_NOTE)) } }
        }
    }
}

fn tasks_table(visit: &Visit, list: &Checklist, row: &Onboarding) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("task", w::TASK, Kind::Text),
            ("done", w::DONE, Kind::Share),
            ("time", w::MEDIAN_TIME, Kind::Number),
            ("stopped", w::STOPPED, Kind::Number),
        ],
    );
    let cells = |task: &TaskRow| {
        vec![
            Cell::Text(
                title(visit, list, &task.task)
                    .unwrap_or(&task.task)
                    .to_owned(),
            ),
            Cell::Share(task.done),
            Cell::Span(task.median),
            Cell::Count(task.stopped),
        ]
    };
    Table {
        id: "tasks",
        caption: visit.lang.say(w::FUNNEL).into(),
        columns,
        rows: row.tasks.iter().map(cells).collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}

fn cohorts_table(visit: &Visit, list: &Checklist, row: &Onboarding) -> Table {
    let mut columns = columns(
        visit.lang,
        &[
            ("week", w::COHORT, Kind::Text),
            ("started", w::STARTED, Kind::Number),
            ("completed", w::COMPLETED, Kind::Heat),
        ],
    );
    columns.extend(
        list.tasks
            .iter()
            .map(|task| Column::new(&task.id, visit.lang.text(&task.said), Kind::Heat)),
    );
    let cells = |cohort: &Cohort| {
        let open = cohort
            .open
            .then(|| visit.lang.say(w::OPEN_COHORT).to_owned());
        let head = [
            Cell::Day(cohort.week, open),
            Cell::Count(cohort.started),
            Cell::Share(cohort.completed),
        ];
        head.into_iter()
            .chain(cohort.tasks.iter().copied().map(Cell::Share))
            .collect()
    };
    Table {
        id: "weeks",
        caption: visit.lang.say(w::COHORTS).into(),
        columns,
        rows: row.cohorts.iter().rev().map(cells).collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}
