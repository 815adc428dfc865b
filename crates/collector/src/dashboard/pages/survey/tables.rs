//! The tables of a survey: every answer counted, and what people wrote.

use banso_content::bundle::Bundle;

use super::super::surveys::name;
use super::super::{overview::account_href, user};
use super::{Answer, asked, href, label, title};
use crate::dashboard::cell::Cell;
use crate::dashboard::table::{Kind, Table, columns};
use crate::dashboard::visit::Visit;
use crate::dashboard::{surveyed, words as w};
use crate::query::{Answered, Comment, Form, Survey};

pub(super) fn answers_table(visit: &Visit, bundle: &Bundle, survey: &Survey) -> Table {
    let lang = visit.lang;
    let ranked = survey.questions.iter().any(|one| one.form == Form::Ranking);
    let mut heads = vec![
        ("question", w::QUESTION, Kind::Text),
        ("answer", w::ANSWER, Kind::Text),
        ("people", w::PEOPLE, Kind::Number),
        ("share", w::SHARE, Kind::Share),
    ];
    heads.extend(ranked.then_some(("place", w::PLACE, Kind::Number)));
    let rows = survey.questions.iter().flat_map(|question| {
        question.choices.iter().map(move |choice| {
            let mut cells = vec![
                Cell::Text(title(lang, bundle, survey, question).to_owned()),
                Cell::Text(label(lang, bundle, survey, question, &choice.answer)),
                Cell::Count(choice.people.part),
                Cell::Share(choice.people),
            ];
            cells.extend(ranked.then_some(Cell::Decimal(choice.place)));
            cells
        })
    });
    Table {
        id: "answers",
        caption: lang.say(w::QUESTIONS).into(),
        columns: columns(lang, &heads),
        rows: rows.collect(),
        filtered: false,
        empty: w::NO_ANSWERS,
    }
}

pub(super) fn comments_table(visit: &Visit, bundle: &Bundle, answer: &Answer) -> Table {
    let (lang, survey) = (visit.lang, &answer.survey);
    let mut heads = vec![
        ("at", w::TIME, Kind::Text),
        ("comment", w::COMMENT, Kind::Text),
        ("score", w::SCORE, Kind::Number),
        ("question", w::QUESTION, Kind::Text),
    ];
    if !survey.anonymous {
        heads.extend([
            ("person", w::PERSON, Kind::Text),
            ("account", w::ACCOUNT, Kind::Text),
        ]);
    }
    let row = |(comment, [person, account]): (&Comment, &[Option<String>; 2])| {
        let asked = survey
            .questions
            .iter()
            .find(|one| one.id == comment.question);
        let asked = asked.map_or(&*comment.question, |one| title(lang, bundle, survey, one));
        let mut cells = vec![
            surveyed::when(visit, survey.anonymous, Some(comment.at)),
            Cell::Prose(comment.text.clone()),
            Cell::Text(
                comment
                    .score
                    .map(|score| score.to_string())
                    .unwrap_or_default(),
            ),
            Cell::Text(asked.to_owned()),
        ];
        if !survey.anonymous {
            let visitor = || Cell::Text(lang.say(w::VISITOR).to_owned());
            let person = person.as_ref().zip(comment.person.as_ref());
            let account = account.as_ref().zip(comment.account.as_ref());
            cells.push(person.map_or_else(visitor, |(name, id)| {
                Cell::link(name, user::href(visit, id))
            }));
            cells.push(account.map_or(Cell::Text(String::new()), |(name, id)| {
                Cell::link(name, account_href(visit, id))
            }));
        }
        cells
    };
    Table {
        id: "comments",
        caption: lang.say(w::COMMENTS).into(),
        columns: columns(lang, &heads),
        rows: survey.comments.iter().zip(&answer.names).map(row).collect(),
        filtered: true,
        empty: w::NO_COMMENTS,
    }
}

/// What one person answered, on the person's page.
pub(in super::super) fn answered_table(
    visit: &Visit,
    bundle: &Bundle,
    answers: &[Answered],
) -> Table {
    let lang = visit.lang;
    let columns = columns(
        lang,
        &[
            ("survey", w::SURVEY, Kind::Text),
            ("question", w::QUESTION, Kind::Text),
            ("answer", w::ANSWER, Kind::Text),
            ("at", w::TIME, Kind::Number),
        ],
    );
    let row = |one: &Answered| {
        let asked = asked(lang, bundle, &one.survey, one.step);
        vec![
            Cell::link(name(lang, bundle, &one.survey), href(visit, &one.survey)),
            Cell::Text(asked.unwrap_or(&one.question).to_owned()),
            Cell::Prose(surveyed::answer(lang, one.form, &one.answer)),
            Cell::Time(Some(one.at)),
        ]
    };
    Table {
        id: "answers",
        caption: lang.say(w::ANSWERS).into(),
        columns,
        rows: answers.iter().map(row).collect(),
        filtered: false,
        empty: w::NO_ANSWERS,
    }
}
