//! Questions and their answers in words.

use alloc::format;
use alloc::string::String;

use banso_content::model::{AdoptionState, GuideFate};
use banso_content::rule::ProbeKind;
use banso_wire::time::Millis;

use super::Language;
use super::units::{clock, distance, value};
use super::wanted::{count, progress, rungs, screen, size, time, value_test, windowed};
use crate::explain::{Asked, Device, Found, Question};

/// A question and its answer: `role` `is` `"member"`, where it was asked for `"admin"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What is asked about.
    pub subject: String,
    /// What joins the subject and what was found; empty in Japanese.
    pub verb: &'static str,
    /// What was found.
    pub found: String,
    /// What is asked for.
    pub test: String,
}

/// A question and its answer in words.
pub fn phrase(asked: &Asked, now: Millis, language: Language) -> Phrase {
    let (subject, test) = match &asked.asks {
        Question::Page { pattern } => (language.pick("the page", "ページ").into(), pattern.clone()),
        Question::Element { selector, is } => (selector.clone(), state(*is, true, language)),
        Question::Time(test) => (
            language.pick("the time", "時刻").into(),
            time(*test, language),
        ),
        Question::Screen {
            devices,
            min_width,
            max_width,
            min_height,
            max_height,
        } => {
            let sizes = [
                size("wide", "幅", *min_width, *max_width, language),
                size("high", "高さ", *min_height, *max_height, language),
            ];
            let subject = language.pick("the window", "ウィンドウ").into();
            (subject, screen(devices, sizes, language))
        }
        Question::Locale { tag } => (language.pick("the language", "言語").into(), tag.clone()),
        Question::Trait {
            account,
            name,
            test,
        } => {
            let whose = if *account {
                language.pick("account ", "アカウントの ")
            } else {
                ""
            };
            (format!("{whose}{name}"), value_test(test, language))
        }
        Question::Answer {
            survey,
            question,
            test,
        } => {
            let subject = language.pick(
                format!("the answer to {question} of {survey}"),
                format!("{survey}の{question}への回答"),
            );
            (subject, value_test(test, language))
        }
        Question::Count {
            of,
            least,
            most,
            window,
            ..
        } => (of.clone(), count(*least, *most, *window, language)),
        Question::Feature { id, least, most } => (id.clone(), rungs(*least, *most, language)),
        Question::Checklist { id, test } => (id.clone(), progress(test, language)),
        Question::Guide { id, was, window } => (
            id.clone(),
            format!("{}{}", fate(*was, language), windowed(*window, language)),
        ),
    };
    let verb = match (language, &asked.asks) {
        (Language::Ja, _) => "",
        (_, Question::Count { .. }) => "happened",
        _ => "is",
    };
    Phrase {
        subject,
        verb,
        found: found(asked, now, language),
        test,
    }
}

fn found(asked: &Asked, now: Millis, language: Language) -> String {
    match (&asked.found, &asked.asks) {
        (Found::Elsewhere, _) => language
            .pick("decided in the browser", "ブラウザーで判断")
            .into(),
        (Found::Page(address), _) => address.clone(),
        (Found::Element(Some(holds)), Question::Element { is, .. }) => state(*is, *holds, language),
        (Found::Element(_), _) => language.pick("not looked for now", "未確認").into(),
        (
            Found::Time {
                at,
                ahead: Some(ahead),
            },
            _,
        ) => clock(*at, *ahead),
        (Found::Screen(Some(size)), _) => {
            let (width, height) = (size.width, size.height);
            format!("{} {width}×{height}", device(size.device, language))
        }
        (Found::Time { ahead: None, .. } | Found::Screen(None), _) => {
            language.pick("not known yet", "まだ不明").into()
        }
        (Found::Locale(tag), _) => tag.clone(),
        (Found::Trait(Some(one)), _) => value(one),
        (Found::Trait(None), Question::Answer { .. }) => {
            language.pick("not given", "未回答").into()
        }
        (Found::Trait(None), _) => language.pick("not set", "未設定").into(),
        (Found::Count { times: 0, .. }, _) => times_of(0, language),
        (Found::Count { times, latest }, _) => {
            let latest = latest.map_or(String::new(), |at| {
                let ago = distance(at, now, language);
                language.pick(format!(", last {ago}"), format!("、最後は{ago}"))
            });
            format!("{}{latest}", times_of(*times, language))
        }
        (Found::Feature(state), _) => rung(*state, language).into(),
        (Found::Checklist(Some((done, of))), _) => language.pick(
            format!("at {done} of {of}"),
            format!("{of}件中{done}件完了"),
        ),
        (Found::Checklist(None), _) => language.pick("not started", "未開始").into(),
        (Found::Guide(Some(at)), Question::Guide { was, .. }) => {
            format!("{} {}", fate(*was, language), distance(*at, now, language))
        }
        (Found::Guide(_), Question::Guide { was, .. }) => {
            language.pick(format!("not {}", fate(*was, language)), "まだ".into())
        }
        (Found::Guide(_), _) => String::new(),
    }
}

fn state(kind: ProbeKind, holds: bool, language: Language) -> String {
    let (en, ja) = match (kind, holds) {
        (ProbeKind::Visible, true) => ("visible", "見えている"),
        (ProbeKind::Visible, false) => ("not visible", "見えていない"),
        (ProbeKind::Disabled, true) => ("disabled", "無効"),
        (ProbeKind::Disabled, false) => ("not disabled", "無効でない"),
        (_, true) => ("on the page", "ページにある"),
        (_, false) => ("not on the page", "ページにない"),
    };
    language.pick(en, ja).into()
}

pub(super) fn device(device: Device, language: Language) -> &'static str {
    match device {
        Device::Phone => language.pick("phone", "スマートフォン"),
        Device::Tablet => language.pick("tablet", "タブレット"),
        Device::Desktop => language.pick("desktop", "パソコン"),
    }
}

pub(super) fn times_of(count: u32, language: Language) -> String {
    match (language, count) {
        (Language::En, 1) => "1 time".into(),
        (Language::En, count) => format!("{count} times"),
        (Language::Ja, count) => format!("{count}回"),
    }
}

/// A state of the adoption ladder.
pub fn rung(state: AdoptionState, language: Language) -> &'static str {
    match state {
        AdoptionState::Unused => language.pick("unused", "未使用"),
        AdoptionState::Exposed => language.pick("exposed", "認知"),
        AdoptionState::Tried => language.pick("tried", "試用"),
        AdoptionState::Lapsed => language.pick("lapsed", "離脱"),
        AdoptionState::Adopted => language.pick("adopted", "定着"),
        AdoptionState::Retained => language.pick("retained", "継続"),
    }
}

fn fate(fate: GuideFate, language: Language) -> &'static str {
    match fate {
        GuideFate::Seen => language.pick("seen", "表示済み"),
        GuideFate::UnderWay => language.pick("under way", "進行中"),
        GuideFate::Completed => language.pick("completed", "完了済み"),
        GuideFate::Dismissed => language.pick("dismissed", "閉じられた"),
        GuideFate::Ended => language.pick("ended", "終了済み"),
    }
}
