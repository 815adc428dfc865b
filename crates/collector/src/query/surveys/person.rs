//! What one person answered.

use std::collections::BTreeMap;

use banso_content::model::Guide;
use banso_wire::event;
use rusqlite::Connection;

use super::question::Form;
use super::respondent::Respondent;
use crate::query::sql::{integer, string, text};

/// A person's latest answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The survey's id.
    pub survey: String,
    /// The question's id.
    pub question: String,
    /// The step of the survey that asked, from 0.
    pub step: Option<i64>,
    /// When; milliseconds UTC.
    pub at: i64,
    /// What, in words: several with commas between.
    pub answer: String,
    /// The shape of the answer.
    pub form: Form,
}

const ANSWERS: &str = "
    SELECT json_extract(properties, ?3), ts, json_extract(properties, ?4),
      json_extract(properties, ?5), properties -> ?6
    FROM events
    WHERE person = ?1 AND event = ?2 AND json_valid(properties)
    ORDER BY ts, id";

/// What a person answered, ever: to each question the latest, the latest first. Anonymous surveys
/// are left out, whoever sent them.
pub fn answers_of(
    conn: &Connection,
    guides: &[Guide],
    user: &str,
) -> rusqlite::Result<Vec<Answered>> {
    let mut statement = conn.prepare_cached(ANSWERS)?;
    let property = |name: &str| format!("$.{name}");
    let mut rows = statement.query((
        user,
        event::SURVEY_ANSWERED,
        property(event::GUIDE),
        property(event::STEP),
        property(event::QUESTION),
        property(event::ANSWER),
    ))?;
    let mut surveys: BTreeMap<String, Respondent> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let one = surveys.entry(string(row, 0)?).or_default();
        let value = text(row, 4)?.and_then(|json| serde_json::from_str(json).ok());
        let (step, question) = (integer(row, 2)?, string(row, 3)?);
        one.answer(&question, step, row.get(1)?, &value.unwrap_or_default());
    }
    let anonymous = |id: &str| guides.iter().any(|guide| guide.anonymous && guide.id == id);
    surveys.retain(|id, _| !anonymous(id));
    let mut all: Vec<Answered> = surveys.into_iter().flat_map(answers).collect();
    all.sort_by_key(|answered| std::cmp::Reverse(answered.at));
    Ok(all)
}

fn answers((survey, one): (String, Respondent)) -> impl Iterator<Item = Answered> {
    one.answers
        .into_iter()
        .map(move |(question, given)| Answered {
            survey: survey.clone(),
            question,
            step: given.step,
            at: given.at,
            answer: given.answer.options().join(", "),
            form: Form::of(&[&given.answer]),
        })
}
