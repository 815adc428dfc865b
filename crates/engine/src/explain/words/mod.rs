//! Explanations in words: English and Japanese, short, the same wherever they are read.

mod asked;
mod held;
mod units;
mod wanted;

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use banso_wire::time::Millis;

pub use asked::{Phrase, phrase, rung};
pub use held::{reason, starts};
pub use units::{clock, span, value};

use super::{Explanation, Miss, Reason, State};
use crate::choice::Hold;

/// How many reasons a summary names.
const NAMED: usize = 3;

/// A language that explanations are said in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Japanese.
    Ja,
}

impl Language {
    /// The language for a reader of this BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        match tag.get(..2) {
            Some(head) if head.eq_ignore_ascii_case("ja") => Self::Ja,
            _ => Self::En,
        }
    }

    /// The one of the two that is in this language.
    pub fn pick<T>(self, en: T, ja: T) -> T {
        match self {
            Self::En => en,
            Self::Ja => ja,
        }
    }
}

/// Why the guide is shown, or is not, in one sentence.
pub fn summary(explanation: &Explanation, now: Millis, language: Language) -> String {
    let reasons = reasons(explanation, now, language);
    let sentence = match (explanation.state, reasons.is_empty()) {
        (State::Shown, _) => return language.pick("It is visible.", "表示中です。").into(),
        (State::UnderWay, true) => language.pick(
            "It has started and goes on as soon as the engine looks again.".to_string(),
            "開始済みで、次の判定で再開します。".to_string(),
        ),
        (_, true) => language.pick(
            "Nothing holds it back: it appears as soon as the engine looks again.".to_string(),
            "妨げるものはなく、次の判定で表示されます。".to_string(),
        ),
        (state, false) => held(state, &reasons, language),
    };
    match explanation.opens_at.filter(|at| *at > now) {
        Some(at) => sentence + &opens(at - now, language),
        None => sentence,
    }
}

/// What must turn for a rule to hold: `role is "member", not "admin"`.
pub fn miss(miss: &Miss, now: Millis, language: Language) -> String {
    let Phrase {
        subject,
        verb,
        found,
        test,
    } = phrase(&miss.asked, now, language);
    match (language, miss.wanted, found == test) {
        // `it is not on the page` says what it should be.
        (Language::En, true, _) if found.strip_prefix("not ") == Some(&test) => {
            format!("{subject} {verb} {found}")
        }
        (Language::En, true, _) => format!("{subject} {verb} {found}, not {test}"),
        (Language::En, false, true) => format!("{subject} must not be {test}"),
        (Language::En, false, false) => format!("{subject} {verb} {found}, and must not be {test}"),
        (Language::Ja, true, _) => format!("{subject}: {found}（条件: {test}）"),
        (Language::Ja, false, _) => format!("{subject}: {found}（条件: {test} 以外）"),
    }
}

/// What a gate holds against the guide, in a few words: the answers that would have to turn, where it
/// is a part of the guide's rule.
pub fn hold(explanation: &Explanation, held: &Reason, now: Millis, language: Language) -> String {
    let misses = explanation
        .near
        .iter()
        .filter(|miss| miss.hold() == held.hold);
    let misses: Vec<String> = misses.map(|one| miss(one, now, language)).collect();
    if misses.is_empty() {
        reason(held, now, language)
    } else {
        misses.join(language.pick("; ", "、"))
    }
}

/// Everything that stands in the way, each in a few words.
fn reasons(explanation: &Explanation, now: Millis, language: Language) -> Vec<String> {
    let misses = explanation.near.iter();
    let mut out: Vec<String> = misses.map(|one| miss(one, now, language)).collect();
    for one in &explanation.holds {
        let said = match one.hold {
            Hold::Element | Hold::Schedule | Hold::Audience => !explanation.near.is_empty(),
            Hold::Page => explanation
                .near
                .iter()
                .any(|miss| miss.hold() == Hold::Page),
            _ => false,
        };
        if !said {
            out.push(reason(one, now, language));
        }
    }
    out
}

fn held(state: State, reasons: &[String], language: Language) -> String {
    let named = reasons[..reasons.len().min(NAMED)].join(language.pick("; ", "、"));
    let more = reasons.len().saturating_sub(NAMED);
    let more = match more {
        0 => String::new(),
        _ => language.pick(format!("; and {more} more"), format!("、ほか{more}件")),
    };
    let way = state == State::UnderWay;
    match (reasons.len(), language) {
        (1, Language::En) if way => format!("Under way; only {named}."),
        (1, Language::En) => format!("Only {named}."),
        (count, Language::En) => format!("{count} things hold it back: {named}{more}."),
        (1, Language::Ja) => format!("理由は1つです。{named}。"),
        (count, Language::Ja) => format!("理由は{count}つです。{named}{more}。"),
    }
}

fn opens(left: Millis, language: Language) -> String {
    let left = span(left, language);
    language.pick(
        format!(" It opens by itself in {left}."),
        format!("{left}後に自然に解消します。"),
    )
}
