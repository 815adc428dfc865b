//! The formats of time: spans, moments, days, times of day, time zones.

use serde_json::Value as Json;

use super::super::diagnostic::Code;
use super::super::hint::hint;
use super::super::lower::{clock, instant, span, zone, zone_names};
use super::super::node::Node;
use super::format::is_date;
use super::walk::Walk;

/// The longest span that means anything.
const LONGEST: &str = "1825d";

impl Walk<'_, '_> {
    /// A span such as `30m`, no longer than `x-longest` of its schema.
    pub(super) fn duration(&mut self, schema: &Json, node: &Node, text: &str) {
        let longest = schema["x-longest"].as_str().unwrap_or(LONGEST);
        let (code, message, mend) = if !is_duration(text) {
            (
                Code::BadDuration,
                format!("`{text}` is not a span of time"),
                "write a number from 1 and its unit: `90s`, `30m`, `12h`, `7d` or `2w`".into(),
            )
        } else if span(text) > span(longest) {
            (
                Code::OutOfRange,
                format!("{} cannot be so long", self.subject()),
                format!("use at most `{longest}`"),
            )
        } else {
            return;
        };
        self.error(code, node.at, message, &mend);
    }

    pub(super) fn date(&mut self, node: &Node, text: &str) {
        if !is_date(text) {
            let message = format!("`{text}` is not a date");
            self.error(Code::BadDate, node.at, message, "write it as `2026-09-14`");
        }
    }

    pub(super) fn moment(&mut self, node: &Node, text: &str) {
        if !is_moment(text) {
            let message = format!("`{text}` is not a day and not a moment");
            let mend = "write it as `2026-09-14`, `2026-09-14T09:00` or `2026-09-14T09:00+09:00`";
            self.error(Code::BadDate, node.at, message, mend);
        }
    }

    pub(super) fn clock(&mut self, node: &Node, text: &str) {
        if clock(text).is_none() {
            let message = format!("`{text}` is not a time of day");
            let mend = "write it as `09:30`; the day ends at `24:00`";
            self.error(Code::BadTime, node.at, message, mend);
        }
    }

    pub(super) fn zone(&mut self, node: &Node, text: &str) {
        if zone(text).is_none() {
            let names = zone_names();
            let known = names.iter().map(String::as_str);
            let mend = hint(text, known, "use a name such as `Asia/Tokyo` or `UTC`");
            let message = format!("there is no time zone `{text}`");
            self.error(Code::UnknownValue, node.at, message, &mend);
        }
    }
}

fn is_duration(text: &str) -> bool {
    let count = text.strip_suffix(['s', 'm', 'h', 'd', 'w']);
    count.is_some_and(|count| {
        count.bytes().all(|byte| byte.is_ascii_digit()) && !count.starts_with('0') && span(text) > 0
    })
}

/// A day, or a day and a time after a `T`.
fn is_moment(text: &str) -> bool {
    let day = text.split('T').next().unwrap_or_default();
    is_date(day) && instant(text, None).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_a_number_and_a_unit() {
        for text in ["90s", "30m", "12h", "7d", "2w"] {
            assert!(is_duration(text), "{text}");
        }
        for text in [
            "",
            "7",
            "d",
            "0d",
            "07d",
            "-1d",
            "1.5h",
            "7 d",
            "7D",
            "1y",
            "99999999999999999999d",
        ] {
            assert!(!is_duration(text), "{text}");
        }
    }

    #[test]
    fn moments_are_days_or_have_a_time() {
        for text in [
            "2026-12-01",
            "2026-12-01T09:00",
            "2026-12-01T09:00:30",
            "2026-12-01T09:00+09:00",
            "2026-12-01T09:00Z",
        ] {
            assert!(is_moment(text), "{text}");
        }
        for text in [
            "",
            "2026-02-29",
            "2026-12-01 09:00",
            "2026-12-01T25:00",
            "20261201",
            "09:00",
        ] {
            assert!(!is_moment(text), "{text}");
        }
    }
}
