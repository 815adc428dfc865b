//! What was answered, in words.

use jiff::Timestamp;

use super::cell::Cell;
use super::format::{decimal, percent, signed, summary as count};
use super::lang::Lang;
use super::visit::Visit;
use crate::query::{Form, Nps, Question, Survey};

/// When something was answered: of anonymous surveys the day alone, because a minute could be
/// matched with what a person did then.
pub(super) fn when(visit: &Visit, anonymous: bool, at: Option<i64>) -> Cell {
    let zone = visit.preferences.zone(visit.lang);
    let day = |at| {
        let instant = Timestamp::from_millisecond(at).unwrap_or_default();
        instant.to_zoned(zone.clone()).date()
    };
    match at.filter(|_| anonymous) {
        Some(at) => Cell::Day(day(at), None),
        None => Cell::Time(at),
    }
}

/// How many were asked, and how many answered.
pub(super) fn all(lang: Lang, surveys: &[Survey]) -> String {
    let shown: u64 = surveys.iter().map(|survey| survey.shown).sum();
    let answered: u64 = surveys.iter().map(|survey| survey.answered.part).sum();
    if shown == 0 {
        return lang
            .pick(
                "No survey was shown in this period.",
                "この期間に表示されたアンケートはありません。",
            )
            .to_owned();
    }
    let ratio = percent(answered as f64 / shown as f64);
    match lang {
        Lang::En => format!(
            "Surveys were shown {} times and answered {} times ({ratio}).",
            count(shown),
            count(answered)
        ),
        Lang::Ja => format!(
            "アンケートは延べ{}人に表示され、{}人（{ratio}）が回答しました。",
            count(shown),
            count(answered)
        ),
    }
}

/// How many answered one survey, and its first score.
pub(super) fn one(lang: Lang, name: &str, survey: &Survey) -> String {
    let Some(ratio) = survey.answered.ratio().map(percent) else {
        return match lang {
            Lang::En => format!("Nobody was shown “{name}” in this period."),
            Lang::Ja => format!("「{name}」は、この期間に表示されていません。"),
        };
    };
    let (part, whole) = (count(survey.answered.part), count(survey.answered.whole));
    let head = match lang {
        Lang::En => format!("{part} of {whole} people who were shown “{name}” answered ({ratio})."),
        Lang::Ja => format!("「{name}」は{whole}人に表示され、{part}人（{ratio}）が回答しました。"),
    };
    let space = lang.pick(" ", "");
    let score = survey
        .questions
        .iter()
        .find_map(|question| score(lang, question));
    head + &score
        .map(|score| format!("{space}{score}"))
        .unwrap_or_default()
}

/// The score of a question, with what it rests on.
pub(super) fn score(lang: Lang, question: &Question) -> Option<String> {
    if let Some(nps) = question.nps {
        return Some(promoters(lang, nps));
    }
    let people = count(question.people);
    let mean = decimal(question.mean?);
    Some(
        match (lang, question.csat.and_then(crate::query::Share::ratio)) {
            (Lang::En, Some(ratio)) => {
                format!("CSAT is {}, the mean {mean} (n={people}).", percent(ratio))
            }
            (Lang::Ja, Some(ratio)) => {
                format!("CSATは{}、平均は{mean}です（n={people}）。", percent(ratio))
            }
            (Lang::En, None) => format!("The mean is {mean} (n={people})."),
            (Lang::Ja, None) => format!("平均は{mean}です（n={people}）。"),
        },
    )
}

fn promoters(lang: Lang, nps: Nps) -> String {
    let [value, low, high] = [nps.value, nps.low, nps.high].map(signed);
    let people = count(nps.people());
    match lang {
        Lang::En => format!("NPS is {value} (95% interval {low} to {high}, n={people})."),
        Lang::Ja => format!("NPSは{value}です（95%信頼区間 {low}〜{high}、n={people}）。"),
    }
}

/// An answer as it is read: yes and no in the reader's language.
pub(super) fn answer(lang: Lang, form: Form, answer: &str) -> String {
    let word = match (form, answer) {
        (Form::Flag, "true") => super::words::YES,
        (Form::Flag, "false") => super::words::NO,
        _ => return answer.to_owned(),
    };
    lang.say(word).to_owned()
}
