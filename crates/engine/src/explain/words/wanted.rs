//! What is asked for, in words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use banso_content::model::AdoptionState;
use banso_content::rule::{TextTest, TimeTest, ValueTest};
use banso_wire::time::Millis;

use super::Language;
use super::asked::{device, rung, times_of};
use super::units::{clock, quoted, span};
use crate::explain::{Device, Progress, Window};

pub(super) fn time(test: TimeTest, language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    if test.from > 0 {
        let from = clock(test.from, 0);
        parts.push(language.pick(format!("from {from} UTC"), format!("{from} UTC から")));
    }
    if test.until < Millis::MAX {
        let until = clock(test.until, 0);
        parts.push(language.pick(format!("before {until} UTC"), format!("{until} UTC より前")));
    }
    if test.weekdays & 0x7f != 0x7f {
        let days = language.pick(
            ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
            ["月", "火", "水", "木", "金", "土", "日"],
        );
        let on = days
            .iter()
            .enumerate()
            .filter(|(day, _)| test.weekdays >> day & 1 == 1);
        let on: Vec<&str> = on.map(|(_, name)| *name).collect();
        parts.push(on.join(language.pick("/", "・")));
    }
    if (test.minute_from, test.minute_until) != (0, 24 * 60) {
        let hour = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        parts.push(format!(
            "{}–{}",
            hour(test.minute_from),
            hour(test.minute_until)
        ));
    }
    parts.join(" ")
}

pub(super) fn screen(devices: &[Device], sizes: [Option<String>; 2], language: Language) -> String {
    let mut parts: Vec<String> = Vec::new();
    if devices.len() < 3 {
        let names: Vec<&str> = devices.iter().map(|one| device(*one, language)).collect();
        parts.push(names.join(language.pick(" or ", "または")));
    }
    parts.extend(sizes.into_iter().flatten());
    parts.join(language.pick(", ", "、"))
}

pub(super) fn size(
    en: &str,
    ja: &str,
    least: u16,
    most: u16,
    language: Language,
) -> Option<String> {
    let bounds = match (least, most) {
        (0, u16::MAX) => return None,
        (least, u16::MAX) => language.pick(format!("at least {least}"), format!("{least}以上")),
        (0, most) => language.pick(format!("at most {most}"), format!("{most}以下")),
        (least, most) => format!("{least}–{most}"),
    };
    Some(language.pick(format!("{bounds} {en}"), format!("{ja}{bounds}")))
}

pub(super) fn value_test(test: &ValueTest, language: Language) -> String {
    match test {
        ValueTest::Present => language.pick("set", "設定あり").into(),
        ValueTest::Flag(flag) => flag.to_string(),
        ValueTest::Number(least, most) => number(*least, *most, language),
        ValueTest::Text(how, texts) => {
            let texts = quoted(texts, language.pick(" or ", " か "));
            match how {
                TextTest::Is => texts,
                TextTest::IsNot => {
                    language.pick(format!("other than {texts}"), format!("{texts} 以外"))
                }
                TextTest::Contains => {
                    language.pick(format!("with {texts} in it"), format!("{texts} を含む"))
                }
                TextTest::Starts => language.pick(
                    format!("beginning with {texts}"),
                    format!("{texts} で始まる"),
                ),
                TextTest::Ends => {
                    language.pick(format!("ending with {texts}"), format!("{texts} で終わる"))
                }
            }
        }
        ValueTest::HasAny(texts) => {
            let texts = quoted(texts, ", ");
            language.pick(
                format!("a list with any of {texts}"),
                format!("{texts} のどれかを含む"),
            )
        }
        ValueTest::HasAll(texts) => {
            let texts = quoted(texts, ", ");
            language.pick(
                format!("a list with all of {texts}"),
                format!("{texts} をすべて含む"),
            )
        }
        ValueTest::Date(from, until) => date(*from, *until, language),
        ValueTest::Age(least, most) => age(*least, *most, language),
    }
}

/// Bounds that are one step off a round number mean "more than" and "less than" it.
fn number(least: f64, most: f64, language: Language) -> String {
    let more = least.next_down();
    let less = most.next_up();
    let off = |near: f64, bound: f64| near.to_string().len() < bound.to_string().len();
    if most.is_infinite() && off(more, least) {
        language.pick(format!("more than {more}"), format!("{more}より大きい"))
    } else if most.is_infinite() {
        language.pick(format!("at least {least}"), format!("{least}以上"))
    } else if least.is_infinite() && off(less, most) {
        language.pick(format!("less than {less}"), format!("{less}より小さい"))
    } else if least.is_infinite() {
        language.pick(format!("at most {most}"), format!("{most}以下"))
    } else if least.to_bits() == most.to_bits() {
        least.to_string()
    } else {
        language.pick(
            format!("from {least} to {most}"),
            format!("{least}以上{most}以下"),
        )
    }
}

fn date(from: Millis, until: Millis, language: Language) -> String {
    match (from, until) {
        (0, until) => {
            let until = clock(until, 0);
            language.pick(format!("before {until} UTC"), format!("{until} UTC より前"))
        }
        (from, Millis::MAX) => {
            let from = clock(from, 0);
            language.pick(format!("from {from} UTC"), format!("{from} UTC 以降"))
        }
        (from, until) => {
            let (from, until) = (clock(from, 0), clock(until, 0));
            language.pick(
                format!("from {from} to {until} UTC"),
                format!("{from}〜{until} UTC"),
            )
        }
    }
}

fn age(least: i64, most: i64, language: Language) -> String {
    let length = |ms: i64| span(ms.unsigned_abs(), language);
    match (least, most) {
        (least, i64::MAX) => {
            let least = length(least - 1);
            language.pick(format!("more than {least} ago"), format!("{least}より前"))
        }
        (0, most) => {
            let most = length(most);
            language.pick(format!("less than {most} ago"), format!("{most}以内の過去"))
        }
        (i64::MIN, most) => {
            let most = length(most);
            language.pick(format!("in more than {most}"), format!("{most}より先"))
        }
        (least, 0) => {
            let least = length(least - 1);
            language.pick(
                format!("in less than {least}"),
                format!("{least}以内の未来"),
            )
        }
        (least, most) => {
            let (least, most) = (length(least), length(most));
            language.pick(
                format!("from {least} to {most} ago"),
                format!("{least}〜{most}前"),
            )
        }
    }
}

pub(super) fn count(least: u32, most: Option<u32>, window: Window, language: Language) -> String {
    let often = match (least, most) {
        (0, Some(0)) => language.pick("never".to_string(), "0回".to_string()),
        (least, None) => language.pick(
            format!("at least {}", times_of(least, language)),
            format!("{least}回以上"),
        ),
        (0, Some(most)) => language.pick(
            format!("at most {}", times_of(most, language)),
            format!("{most}回以下"),
        ),
        (least, Some(most)) if least == most => language.pick(
            format!("exactly {}", times_of(least, language)),
            format!("ちょうど{least}回"),
        ),
        (least, Some(most)) => language.pick(
            format!("{least} to {most} times"),
            format!("{least}〜{most}回"),
        ),
    };
    often + &windowed(window, language)
}

pub(super) fn windowed(window: Window, language: Language) -> String {
    if let Some(within) = window.within {
        let within = span(within, language);
        language.pick(
            format!(" in the last {within}"),
            format!("（{within}以内）"),
        )
    } else if let Some(before) = window.before {
        let before = span(before, language);
        language.pick(
            format!(" at least {before} ago"),
            format!("（{before}以上前）"),
        )
    } else {
        String::new()
    }
}

pub(super) fn rungs(least: AdoptionState, most: AdoptionState, language: Language) -> String {
    let name = rung(least, language);
    if least == most {
        name.into()
    } else if most == AdoptionState::Retained {
        language.pick(format!("{name} or further"), format!("{name}以上"))
    } else {
        let most = rung(most, language);
        language.pick(format!("{name} to {most}"), format!("{name}〜{most}"))
    }
}

pub(super) fn progress(test: &Progress, language: Language) -> String {
    match test {
        Progress::Started => language.pick("started", "開始").into(),
        Progress::Complete => language.pick("complete", "完了").into(),
        Progress::Done(count) => {
            language.pick(format!("at {count} or more"), format!("{count}件以上完了"))
        }
        Progress::Task(id) => language.pick(format!("past {id}"), format!("{id} が完了")),
    }
}
