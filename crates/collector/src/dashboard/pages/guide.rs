//! One guide: how far people get, and why it did not reach the others.

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::layout::{Page, missing};
use crate::dashboard::reasons::in_words;
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, format, sentences, words as w};
use crate::problem::Problem;
use crate::query::{GuideRow, Reach, guides, reach};

use super::guides::{Authored, funnel};

/// `GET /dashboard/guides/{id}`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Path(id): Path<String>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window) = (dashboard.bundle(), visit.window());
    let Some(at) = bundle.guides.iter().position(|guide| guide.id == id) else {
        return Ok(missing(&visit, w::NO_GUIDE));
    };
    let (row, reach) = dashboard
        .ask(move |sources| {
            let authored = &sources.bundle.guides[at..=at];
            let row = guides(sources.conn, authored, &window)?.pop();
            let reach = reach(sources.conn, [id.as_str()], &window)?.remove(&id);
            Ok((row, reach))
        })
        .await?;
    let Some(row) = row else {
        return Ok(missing(&visit, w::NO_GUIDE));
    };
    let guide = &bundle.guides[at];
    let tables = [
        steps_table(&visit, guide, &row),
        reach_table(&visit, reach.as_ref()),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let name = visit.lang.text(&guide.name);
    let sentence = sentences::guide(visit.lang, name, &row, reach.as_ref());
    let page = Page {
        parent: Some((w::GUIDES, "/dashboard/guides")),
        ..Page::new(
            name,
            html! { (sentence) },
            body(&visit, guide, &row, reach.as_ref(), &tables),
        )
    };
    Ok(page.respond(&visit))
}

/// A guide's address.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.to(&format!("/dashboard/guides/{}", encode(id)))
}

fn body(
    visit: &Visit,
    guide: &Authored,
    row: &GuideRow,
    reach: Option<&Reach>,
    [steps, held]: &[Table; 2],
) -> Markup {
    let lang = visit.lang;
    let mut shown = vec![Figure::count(lang.say(w::SHOWN), row.shown)];
    shown.extend(reach.map(|reach| Figure::share(lang, lang.say(w::REACHED), reach.reached)));
    shown.extend([
        Figure::share(lang, lang.say(w::COMPLETION), row.completed),
        Figure::share(lang, lang.say(w::DISMISSED), row.dismissed),
        Figure::text(
            lang.say(w::MEDIAN_TIME),
            row.median.map(|ms| format::span(lang, ms)),
        ),
        Figure::count(lang.say(w::MISSING), row.missing),
    ]);
    html! {
        (figures(&shown))
        section {
            (held.draw(visit))
            @if reach.is_some() { p.muted { (lang.say(w::REACH_NOTE)) } }
        }
        @if row.shown > 0 && row.steps.len() > 1 {
            section { h2 { (lang.say(w::HOW_FAR)) } (funnel(lang, guide, row)) }
        }
        section { (steps.draw(visit)) }
    }
}

fn reach_table(visit: &Visit, reach: Option<&Reach>) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("outcome", w::OUTCOME, Kind::Text),
            ("people", w::PEOPLE, Kind::Number),
            ("share", w::SHARE, Kind::Share),
        ],
    );
    let reached = reach.map(|reach| {
        vec![
            Cell::Text(lang.say(w::SAW_IT).to_owned()),
            Cell::Count(reach.reached.part),
            Cell::Bar(reach.reached, "fill"),
        ]
    });
    let held = reach.iter().flat_map(|reach| &reach.held).map(|held| {
        vec![
            Cell::Text(in_words(lang, &held.reason)),
            Cell::Count(held.people.part),
            Cell::Bar(held.people, "held"),
        ]
    });
    Table {
        id: "reach",
        caption: lang.say(w::REACH).into(),
        columns,
        rows: reached.into_iter().chain(held).collect(),
        filtered: false,
        empty: w::NO_REACH,
    }
}

fn steps_table(visit: &Visit, guide: &Authored, row: &GuideRow) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("title", w::STEP, Kind::Text),
            ("step", w::NUMBER, Kind::Number),
            ("viewed", w::VIEWED, Kind::Share),
            ("closed", w::CLOSED_HERE, Kind::Number),
            ("missing", w::MISSING, Kind::Number),
        ],
    );
    let steps = guide.steps.iter().zip(&row.steps).enumerate();
    let steps = steps.map(|(at, (step, counts))| {
        vec![
            Cell::Text(lang.text(&step.title).to_owned()),
            Cell::Count(at as u64 + 1),
            Cell::Share(counts.viewed),
            Cell::Count(counts.dismissed),
            Cell::Count(counts.missing),
        ]
    });
    Table {
        id: "steps",
        caption: lang.say(w::STEPS).into(),
        columns,
        rows: steps.collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}
