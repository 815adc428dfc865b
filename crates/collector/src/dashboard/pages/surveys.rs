//! Every survey: who was asked, who answered, and the scores.

use axum::extract::State;
use axum::response::Response;
use banso_content::bundle::Bundle;
use maud::html;

use super::survey::href;
use crate::dashboard::cell::Cell;
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, empty};
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit};
use crate::dashboard::{Dashboard, surveyed, words as w};
use crate::problem::Problem;
use crate::query::{Among, Survey, surveys};

/// `GET /dashboard/surveys`.
pub(super) async fn page(
    State(dashboard): State<Dashboard>,
    Reader(visit): Reader,
) -> Result<Response, Problem> {
    let (bundle, window, lang) = (dashboard.bundle(), visit.window(), visit.lang);
    let all = dashboard.ask(move |sources| {
        let (guides, everybody) = (&sources.bundle.guides, Among::default());
        surveys(sources.conn, guides, sources.directory, &everybody, &window)
    });
    let all = all.await?;
    let table = table(&visit, &bundle, &all);
    if let Some(file) = table.download(&visit) {
        return Ok(file);
    }
    let (sentence, body) = if all.is_empty() {
        let body = empty(lang, w::NO_SURVEYS_HINT);
        (lang.say(w::NO_SURVEYS).to_owned(), body)
    } else {
        let body = html! { section { (table.draw(&visit)) p.muted { (lang.say(w::NPS_NOTE)) " " (lang.say(w::CSAT_NOTE)) } } };
        (surveyed::all(lang, &all), body)
    };
    Ok(Page::new(lang.say(w::SURVEYS), html! { (sentence) }, body).respond(&visit))
}

/// What a survey is called: the name of its guide, else its id.
pub(super) fn name<'a>(lang: Lang, bundle: &'a Bundle, id: &'a str) -> &'a str {
    let guide = bundle.guides.iter().find(|guide| guide.id == id);
    guide.map_or(id, |guide| lang.text(&guide.name))
}

fn table(visit: &Visit, bundle: &Bundle, all: &[Survey]) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("survey", w::SURVEY, Kind::Text),
            ("shown", w::SHOWN, Kind::Number),
            ("answered", w::ANSWERED, Kind::Share),
            ("completed", w::COMPLETION, Kind::Share),
            ("nps", w::NPS, Kind::Number),
            ("csat", w::CSAT, Kind::Share),
            ("last", w::LAST_ANSWER, Kind::Number),
        ],
    );
    let row = |survey: &Survey| {
        let nps = survey.questions.iter().find_map(|question| question.nps);
        let csat = survey.questions.iter().find_map(|question| question.csat);
        vec![
            Cell::Link {
                text: name(lang, bundle, &survey.id).to_owned(),
                href: href(visit, &survey.id),
                note: survey.anonymous.then(|| lang.say(w::ANONYMOUS).to_owned()),
            },
            Cell::Count(survey.shown),
            Cell::Share(survey.answered),
            Cell::Share(survey.completed),
            Cell::Signed(nps.map(|nps| nps.value)),
            Cell::Share(csat.unwrap_or_default()),
            surveyed::when(visit, survey.anonymous, survey.last),
        ]
    };
    Table {
        id: "surveys",
        caption: lang.say(w::SURVEYS).into(),
        columns,
        rows: all.iter().map(row).collect(),
        filtered: false,
        empty: w::NONE,
    }
}
