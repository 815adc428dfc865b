//! Surveys: who was asked, who answered, and what.
//!
//! A survey counts people, not showings: a user, or a visitor by the anonymous id; of an anonymous
//! survey each showing is a visitor of its own. Of each person the latest answer to a question
//! counts. An anonymous survey with fewer than [`FEW`] answers to a question keeps them to itself.

mod asked;
mod person;
mod question;
mod respondent;
mod score;

use std::collections::BTreeMap;

use banso_content::model::{Guide, GuideKind};
use banso_wire::event;
use rusqlite::{Connection, Row};
use serde_json::Value;

use super::directory::Directory;
use super::share::Share;
use super::sql::{integer, string, text};
use super::window::Window;
pub use asked::option_label;
pub use person::{Answered, answers_of};
pub use question::{Choice, Form, Question};
use respondent::Respondent;
pub use score::Nps;

/// With fewer answers no score is computed, and of anonymous surveys nothing is shown.
pub const FEW: u64 = 5;

/// Whose answers count; an empty text asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// The trait `plan` of the account.
    pub plan: String,
    /// The trait `role` of the user.
    pub role: String,
    /// The account's id.
    pub account: String,
}

/// A survey in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// The id: that of its guide.
    pub id: String,
    /// Whether what was sent names nobody: by the content, or where the content does not have the
    /// survey, because nobody is named.
    pub anonymous: bool,
    /// People who were shown it in the window.
    pub shown: u64,
    /// Who answered at least one question in the window, of those shown.
    pub answered: Share,
    /// Who went through to its end, of those shown.
    pub completed: Share,
    /// Who closed it before its end and did not complete it, of those shown.
    pub dismissed: Share,
    /// The latest answer; milliseconds UTC.
    pub last: Option<i64>,
    /// The questions in their order.
    pub questions: Vec<Question>,
    /// What people wrote, the latest first.
    pub comments: Vec<Comment>,
}

/// Something that a person wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// When; milliseconds UTC.
    pub at: i64,
    /// The question's id.
    pub question: String,
    /// The text.
    pub text: String,
    /// The person's answer to the first question of the survey that takes a number.
    pub score: Option<f64>,
    /// The user; `None` for visitors and in anonymous surveys.
    pub person: Option<String>,
    /// The account.
    pub account: Option<String>,
}

const TOLD: &str = "
    SELECT json_extract(properties, ?7), event, coalesce(person, anonymous_id), person, account, ts,
      json_extract(properties, ?8), json_extract(properties, ?9), properties -> ?10,
      json_extract(properties, ?11) = 'survey'
    FROM events
    WHERE event IN (?3, ?4, ?5, ?6) AND ts >= ?1 AND ts < ?2
      AND coalesce(person, anonymous_id) IS NOT NULL AND json_valid(properties)
    ORDER BY ts, id";

/// What was told of a survey.
#[derive(Default)]
struct Told {
    /// Whether it is one: other guides tell of themselves with the same events.
    survey: bool,
    people: BTreeMap<String, Respondent>,
}

/// Every survey of the content in its order, among them other guides that were answered, then those
/// that only the log knows. `among` has no say in anonymous ones, which name nobody to judge.
pub fn surveys(
    conn: &Connection,
    guides: &[Guide],
    directory: &Directory,
    among: &Among,
    window: &Window,
) -> rusqlite::Result<Vec<Survey>> {
    let mut told = told(conn, window)?;
    let asks = |guide: &&Guide| {
        guide.kind == GuideKind::Survey || told.get(&guide.id).is_some_and(|told| told.survey)
    };
    let known: Vec<&Guide> = guides.iter().filter(asks).collect();
    let known: Vec<Survey> = known
        .into_iter()
        .map(|guide| {
            let told = told.remove(&guide.id).unwrap_or_default();
            let known = Known {
                id: &guide.id,
                anonymous: guide.anonymous,
                forms: asked::forms(guide),
            };
            survey(known, told, directory, among)
        })
        .collect();
    let former = told.into_iter().filter(|(_, told)| told.survey);
    let former = former.map(|(id, told)| {
        let anonymous = told.people.values().all(|one| one.person.is_none());
        let known = Known {
            id: &id,
            anonymous,
            forms: BTreeMap::new(),
        };
        survey(known, told, directory, among)
    });
    Ok(known.into_iter().chain(former).collect())
}

fn told(conn: &Connection, window: &Window) -> rusqlite::Result<BTreeMap<String, Told>> {
    let mut statement = conn.prepare_cached(TOLD)?;
    let property = |name: &str| format!("$.{name}");
    let mut rows = statement.query((
        window.from,
        window.to,
        event::GUIDE_SHOWN,
        event::GUIDE_COMPLETED,
        event::GUIDE_DISMISSED,
        event::SURVEY_ANSWERED,
        property(event::GUIDE),
        property(event::STEP),
        property(event::QUESTION),
        property(event::ANSWER),
        property(event::KIND),
    ))?;
    let mut all: BTreeMap<String, Told> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        all.entry(string(row, 0)?).or_default().take(row)?;
    }
    Ok(all)
}

impl Told {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let (name, at) = (string(row, 1)?, row.get(5)?);
        let one = self.people.entry(string(row, 2)?).or_default();
        one.person = text(row, 3)?.map(str::to_owned);
        one.account = text(row, 4)?.map(str::to_owned).or(one.account.take());
        match &*name {
            event::GUIDE_SHOWN => one.shown = true,
            event::GUIDE_COMPLETED => one.completed = true,
            event::GUIDE_DISMISSED => one.dismissed = true,
            _ => {
                let value = text(row, 8)?.and_then(|json| serde_json::from_str(json).ok());
                let (question, step) = (string(row, 7)?, integer(row, 6)?);
                one.answer(&question, step, at, &value.unwrap_or(Value::Null));
            }
        }
        self.survey |= name == event::SURVEY_ANSWERED || integer(row, 9)? == Some(1);
        Ok(())
    }
}

/// What is known of a survey besides what was told.
struct Known<'a> {
    id: &'a str,
    anonymous: bool,
    /// How its questions are answered, by the content.
    forms: BTreeMap<String, Form>,
}

fn survey(known: Known<'_>, told: Told, directory: &Directory, among: &Among) -> Survey {
    let Known {
        id,
        anonymous,
        forms,
    } = known;
    let people = told.people.into_values();
    let people: Vec<Respondent> = people
        .filter(|one| anonymous || among.holds(directory, one))
        .map(|one| if anonymous { one.nameless() } else { one })
        .collect();
    let shown: Vec<&Respondent> = people.iter().filter(|one| one.shown).collect();
    let share = |has: &dyn Fn(&Respondent) -> bool| {
        Share::of(shown.iter().filter(|one| has(one)).count(), shown.len())
    };
    let questions = question::all(&people, anonymous, &forms);
    Survey {
        id: id.to_owned(),
        anonymous,
        shown: shown.len() as u64,
        answered: share(&|one| !one.answers.is_empty()),
        completed: share(&|one| one.completed),
        dismissed: share(&|one| one.dismissed && !one.completed),
        last: people.iter().filter_map(Respondent::last).max(),
        comments: question::comments(&people, &questions),
        questions,
    }
}

impl Among {
    fn holds(&self, directory: &Directory, one: &Respondent) -> bool {
        let account = one.account.as_deref();
        let plan = || account.and_then(|id| Some(&*directory.accounts.get(id)?.plan));
        let role = || Some(&*directory.users.get(one.person.as_deref()?)?.role);
        let same = |asked: &str, found: Option<&str>| asked.is_empty() || found == Some(asked);
        same(&self.account, account) && same(&self.plan, plan()) && same(&self.role, role())
    }
}
