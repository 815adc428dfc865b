//! Guides and their steps.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use banso_content::model::{Guide, GuideKind};
use maud::{Markup, html};

use crate::dashboard::cell::{Cell, draw_share};
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, empty};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, chart, sentences, words as w};
use crate::problem::Problem;
use crate::query::{GuideRow, Reach, guides, reach};

use super::guide::href;

pub(super) type Authored = Guide;

/// `GET /dashboard/guides`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window, lang) = (dashboard.bundle(), visit.window(), visit.lang);
    let (rows, reach) = dashboard
        .ask(move |sources| {
            let authored = &sources.bundle.guides;
            let ids = authored.iter().map(|guide| guide.id.as_str());
            let reach = reach(sources.conn, ids, &window)?;
            Ok((guides(sources.conn, authored, &window)?, reach))
        })
        .await?;
    let pairs: Vec<(&Authored, &GuideRow)> = bundle.guides.iter().zip(&rows).collect();
    let tables = [
        guides_table(&visit, &pairs, &reach),
        steps_table(&visit, &pairs),
    ];
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    if pairs.is_empty() {
        let body = empty(lang, w::NO_CONTENT_HINT);
        return Ok(Page::new(
            lang.say(w::GUIDES),
            html! { (lang.say(w::NO_CONTENT)) },
            body,
        )
        .respond(&visit));
    }
    let shown = rows.iter().filter(|row| row.shown > 0).count() as u64;
    let seen = pairs.iter().filter(|(_, row)| row.shown > 0);
    let longest = seen.max_by_key(|(_, row)| (row.steps.len(), row.shown));
    let longest = longest.map(|(guide, row)| (lang.text(&guide.name), *row));
    let answer = html! { (sentences::guides(lang, shown, longest)) };
    Ok(Page::new(lang.say(w::GUIDES), answer, body(&visit, &pairs, &tables)).respond(&visit))
}

fn body(visit: &Visit, pairs: &[(&Authored, &GuideRow)], tables: &[Table; 2]) -> Markup {
    let lang = visit.lang;
    html! {
        section { (tables[0].draw(visit)) p.muted { (lang.say(w::NOT_CAUSAL)) } }
        @for (guide, row) in pairs.iter().filter(|(_, row)| row.shown > 0 && row.steps.len() > 1) {
            section {
                h2 { (lang.text(&guide.name)) }
                (funnel(lang, guide, row))
            }
        }
        section { (tables[1].draw(visit)) }
    }
}

/// How many of those who were shown a guide saw each step.
pub(super) fn funnel(lang: Lang, guide: &Authored, row: &GuideRow) -> Markup {
    html! {
        ol.funnel { @for (step, counts) in guide.steps.iter().zip(&row.steps) {
            li {
                span.name { (lang.text(&step.said)) }
                (chart::bar(counts.viewed, "fill"))
                span.value { (draw_share(lang, counts.viewed)) }
            }
        } }
    }
}

fn guides_table(
    visit: &Visit,
    pairs: &[(&Authored, &GuideRow)],
    reach: &BTreeMap<String, Reach>,
) -> Table {
    let columns = columns(
        visit.lang,
        &[
            ("guide", w::GUIDE, Kind::Text),
            ("kind", w::KIND, Kind::Text),
            ("shown", w::SHOWN, Kind::Number),
            ("reached", w::REACHED, Kind::Share),
            ("completed", w::COMPLETION, Kind::Share),
            ("dismissed", w::DISMISSED, Kind::Share),
            ("time", w::MEDIAN_TIME, Kind::Number),
            ("missing", w::MISSING, Kind::Number),
        ],
    );
    let row = |(guide, row): &(&Authored, &GuideRow)| {
        let kind = match guide.kind {
            GuideKind::Tour => w::TOUR,
            GuideKind::Tooltip => w::TOOLTIP,
            GuideKind::Modal => w::MODAL,
            GuideKind::Banner => w::BANNER,
            GuideKind::Slideout => w::SLIDEOUT,
            GuideKind::Hotspot => w::HOTSPOT,
            GuideKind::Announcement => w::ANNOUNCEMENT,
            GuideKind::Survey => w::SURVEY,
            GuideKind::Spotlight => w::SPOTLIGHT,
            GuideKind::Embedded => w::EMBEDDED,
            GuideKind::Launcher => w::LAUNCHER,
        };
        vec![
            Cell::link(visit.lang.text(&guide.name), href(visit, &guide.id)),
            Cell::Text(visit.lang.say(kind).to_owned()),
            Cell::Count(row.shown),
            Cell::Share(
                reach
                    .get(&guide.id)
                    .map(|reach| reach.reached)
                    .unwrap_or_default(),
            ),
            Cell::Share(row.completed),
            Cell::Share(row.dismissed),
            Cell::Span(row.median),
            Cell::Count(row.missing),
        ]
    };
    Table {
        id: "guides",
        caption: visit.lang.say(w::GUIDES).into(),
        columns,
        rows: pairs.iter().map(row).collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}

fn steps_table(visit: &Visit, pairs: &[(&Authored, &GuideRow)]) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("guide", w::GUIDE, Kind::Text),
            ("step", w::NUMBER, Kind::Number),
            ("title", w::STEP, Kind::Text),
            ("viewed", w::VIEWED, Kind::Share),
            ("closed", w::CLOSED_HERE, Kind::Number),
            ("missing", w::MISSING, Kind::Number),
        ],
    );
    let steps = pairs.iter().flat_map(|(guide, row)| {
        let steps = guide.steps.iter().zip(&row.steps).enumerate();
        steps.map(|(at, (step, counts))| {
            vec![
                Cell::Text(lang.text(&guide.name).to_owned()),
                Cell::Count(at as u64 + 1),
                Cell::Text(lang.text(&step.said).to_owned()),
                Cell::Share(counts.viewed),
                Cell::Count(counts.dismissed),
                Cell::Count(counts.missing),
            ]
        })
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
