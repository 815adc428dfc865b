//! One guide: how far people get, why it did not reach the others, and what it causes.

use axum::extract::{Path, State};
use axum::response::Response;
use banso_content::bundle::Bundle;
use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Lang;
use crate::dashboard::layout::{Page, missing};
use crate::dashboard::reasons::in_words;
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::{Reader, Visit, encode};
use crate::dashboard::{Dashboard, Sources, format, sentences, words as w};
use crate::problem::Problem;
use crate::query::{
    Directory, Experiment, GuideRow, HeldBack, Outcome, Reach, Window, experiment, guides,
    held_back, reach,
};

use super::experiment::{arms_table, section as experiment_section};
use super::guides::{Authored, funnel};
use super::overview::account_href;
use super::user::href_of_guide;

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
    let guide = &bundle.guides[at];
    let goal = guide.feature.as_deref().and_then(|id| feature(&bundle, id));
    let outcome = goal.map_or(Outcome::Adoption, Outcome::Use);
    let answer = dashboard.ask(move |sources| Answer::of(sources, at, outcome, &window));
    let Some(answer) = answer.await? else {
        return Ok(missing(&visit, w::NO_GUIDE));
    };
    let goal = goal.map(|at| visit.lang.text(&bundle.features[at].name));
    let tables = answer.tables(&visit, guide, goal);
    if let Some(file) = tables.iter().find_map(|table| table.download(&visit)) {
        return Ok(file);
    }
    let name = visit.lang.text(&guide.name);
    let sentence = sentences::guide(visit.lang, name, &answer.row, answer.reach.as_ref());
    let page = Page::new(
        name,
        html! { (sentence) },
        answer.body(&visit, guide, goal, &tables),
    );
    let page = page.below(&visit, w::GUIDES, "/dashboard/guides");
    Ok(page.respond(&visit))
}

/// A guide's address.
pub(super) fn href(visit: &Visit, id: &str) -> String {
    visit.to(&format!("/dashboard/guides/{}", encode(id)))
}

/// The position of a feature.
fn feature(bundle: &Bundle, id: &str) -> Option<usize> {
    bundle.features.iter().position(|feature| feature.id == id)
}

/// What there is to say of a guide.
struct Answer {
    row: GuideRow,
    reach: Option<Reach>,
    experiment: Option<Experiment>,
    held: Vec<Person>,
}

/// Somebody whom it was held back from.
struct Person {
    held: HeldBack,
    name: String,
    /// The account's name and its id.
    account: Option<(String, String)>,
}

impl Person {
    fn of(held: HeldBack, directory: &Directory) -> Self {
        let user = directory.users.get(&held.user);
        let account = user.and_then(|user| user.account.clone());
        Self {
            name: directory.user_name(&held.user).to_owned(),
            account: account.map(|id| (directory.account_name(&id).to_owned(), id)),
            held,
        }
    }
}

impl Answer {
    fn of(
        sources: &Sources<'_>,
        at: usize,
        outcome: Outcome,
        window: &Window,
    ) -> rusqlite::Result<Option<Self>> {
        let Some(guide) = sources.bundle.guides.get(at..=at) else {
            return Ok(None);
        };
        let id = guide[0].id.as_str();
        let row = guides(sources.conn, guide, window)?.pop();
        let reach = reach(sources.conn, [id], window)?.remove(id);
        let experiment = experiment(sources.conn, sources.history, id, outcome, window)?;
        let held = held_back(sources.conn, id, window)?.into_iter();
        let held = held
            .map(|held| Person::of(held, sources.directory))
            .collect();
        Ok(row.map(|row| Self {
            row,
            reach,
            experiment,
            held,
        }))
    }

    /// The steps, the reach, the experiment, the people whom it was held back from.
    fn tables(&self, visit: &Visit, guide: &Authored, goal: Option<&str>) -> [Table; 4] {
        let arms = self
            .experiment
            .as_ref()
            .map_or(&[][..], |found| &found.arms);
        [
            steps_table(visit, guide, &self.row),
            reach_table(visit, self.reach.as_ref()),
            arms_table(visit, arms, goal),
            held_table(visit, &guide.id, &self.held),
        ]
    }

    fn body(
        &self,
        visit: &Visit,
        guide: &Authored,
        goal: Option<&str>,
        [steps, reach, arms, held]: &[Table; 4],
    ) -> Markup {
        let (lang, row) = (visit.lang, &self.row);
        html! {
            (figures(&self.figures(lang)))
            section {
                (reach.draw(visit))
                @if self.reach.is_some() { p.muted { (lang.say(w::REACH_NOTE)) } }
            }
            @if row.shown > 0 && row.steps.len() > 1 {
                section { h2 { (lang.say(w::HOW_FAR)) } (funnel(lang, guide, row)) }
            }
            section { (steps.draw(visit)) }
            @if !self.held.is_empty() {
                section { (held.draw(visit)) p.muted { (lang.say(w::HELD_FROM_NOTE)) } }
            }
            (experiment_section(visit, self.experiment.as_ref(), goal, arms))
        }
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        let row = &self.row;
        let reach = self.reach.as_ref();
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
        shown
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

fn held_table(visit: &Visit, guide: &str, people: &[Person]) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("user", w::USER, Kind::Text),
            ("account", w::ACCOUNT, Kind::Text),
            ("reason", w::REASON, Kind::Text),
            ("reported", w::LAST_REPORT, Kind::Number),
        ],
    );
    let row = |one: &Person| {
        let account = one.account.as_ref();
        let account = account.map(|(name, id)| Cell::link(name, account_href(visit, id)));
        vec![
            Cell::link(&one.name, href_of_guide(visit, &one.held.user, guide)),
            account.unwrap_or(Cell::Text(String::new())),
            Cell::Text(in_words(lang, &one.held.reason)),
            Cell::Time(Some(one.held.at)),
        ]
    };
    Table {
        id: "held",
        caption: lang.say(w::HELD_FROM).into(),
        columns,
        rows: people.iter().map(row).collect(),
        filtered: false,
        empty: w::NOBODY,
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
            Cell::Text(lang.text(&step.said).to_owned()),
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
