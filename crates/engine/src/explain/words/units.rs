//! Times, spans and values in words.

use alloc::format;
use alloc::string::{String, ToString};

use banso_wire::time::{DAY, HOUR, MINUTE, Millis, SECOND, rfc3339};

use super::Language;
use crate::input::Value;

/// A length of time, in its largest unit that leaves at least one of it, rounded up.
pub fn span(ms: Millis, language: Language) -> String {
    let (unit, en, ja) = match ms {
        0..SECOND => return format!("{ms} {}", language.pick("ms", "ミリ秒")),
        SECOND..MINUTE => (SECOND, "s", "秒"),
        MINUTE..HOUR => (MINUTE, "min", "分"),
        HOUR..DAY => (HOUR, "h", "時間"),
        _ => (DAY, "days", "日"),
    };
    let count = ms.div_ceil(unit);
    match language {
        Language::En if unit == DAY && count == 1 => "1 day".into(),
        Language::En => format!("{count} {en}"),
        Language::Ja => format!("{count}{ja}"),
    }
}

/// A moment on a clock that is so many minutes ahead of UTC: `2026-11-22 17:24`.
pub fn clock(at: Millis, ahead: i64) -> String {
    let local = at.saturating_add_signed(ahead * MINUTE.cast_signed());
    rfc3339(local)[..16].replace('T', " ")
}

/// The value of a trait, as an author would write it.
pub fn value(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Date(text, _) => format!("\"{text}\""),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::List(texts) => format!("[{}]", quoted(texts, ", ")),
    }
}

pub(super) fn quoted(texts: &[String], between: &str) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
            out.push_str(between);
        }
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
    out
}

/// How long ago, or how long from now.
pub(super) fn distance(at: Millis, now: Millis, language: Language) -> String {
    let away = span(at.abs_diff(now), language);
    if at <= now {
        language.pick(format!("{away} ago"), format!("{away}前"))
    } else {
        language.pick(format!("in {away}"), format!("{away}後"))
    }
}
