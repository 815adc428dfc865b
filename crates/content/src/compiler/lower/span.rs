//! Spans of time and times of day.

use banso_wire::time::{DAY, HOUR, MINUTE, SECOND};

/// The milliseconds of a duration such as `90s`, `30m`, `12h`, `7d` or `2w`; 0 when it is none.
pub fn span(text: &str) -> u64 {
    let unit = match text.bytes().last() {
        Some(b's') => SECOND,
        Some(b'm') => MINUTE,
        Some(b'h') => HOUR,
        Some(b'd') => DAY,
        Some(b'w') => 7 * DAY,
        _ => return 0,
    };
    let count: u64 = text[..text.len() - 1].parse().unwrap_or_default();
    count.saturating_mul(unit)
}

/// The minute of the day of a time such as `09:30`; `24:00` is the end of the day.
pub(in crate::compiler) fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hours) || !two(minutes) {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60 && hours * 60 + minutes <= 24 * 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_clocks() {
        for (text, expected) in [("90s", 90_000), ("2w", 14 * DAY), ("7", 0), ("d", 0)] {
            assert_eq!(span(text), expected, "{text}");
        }
        for (text, expected) in [
            ("00:00", Some(0)),
            ("09:30", Some(570)),
            ("24:00", Some(1440)),
            ("24:01", None),
            ("9:30", None),
            ("09:60", None),
        ] {
            assert_eq!(clock(text), expected, "{text}");
        }
    }
}
