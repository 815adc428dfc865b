//! Time on the wire: milliseconds since 1970-01-01T00:00:00Z, and RFC 3339 text.

use alloc::string::String;

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = u64;

/// One second, in milliseconds.
pub const SECOND: Millis = 1_000;
/// One minute, in milliseconds.
pub const MINUTE: Millis = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: Millis = 60 * MINUTE;
/// One day of 24 hours, in milliseconds.
pub const DAY: Millis = 24 * HOUR;

/// Formats a UTC time as RFC 3339 with milliseconds, `2026-11-22T04:35:21.007Z`.
///
/// ```
/// assert_eq!(banso_wire::time::rfc3339(0), "1970-01-01T00:00:00.000Z");
/// ```
pub fn rfc3339(at: Millis) -> String {
    let (year, month, day) = civil_from_days(at / DAY);
    let mut out = String::with_capacity(24);
    pad(&mut out, year, 4);
    out.push('-');
    pad(&mut out, month, 2);
    out.push('-');
    pad(&mut out, day, 2);
    for (mark, unit, per, width) in [
        ('T', HOUR, 24, 2),
        (':', MINUTE, 60, 2),
        (':', SECOND, 60, 2),
        ('.', 1, 1_000, 3),
    ] {
        out.push(mark);
        pad(&mut out, at / unit % per, width);
    }
    out.push('Z');
    out
}

fn pad(out: &mut String, value: u64, width: u32) {
    for place in (0..width).rev() {
        out.push(char::from(b'0' + (value / 10u64.pow(place) % 10) as u8));
    }
}

/// Year, month and day of a day counted from the epoch, by Howard Hinnant's `civil_from_days`
/// (<https://howardhinnant.github.io/date_algorithms.html>), for days from 1970 on.
fn civil_from_days(days: u64) -> (u64, u64, u64) {
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

/// The days from the epoch to a date of the Gregorian calendar, by Howard Hinnant's
/// `days_from_civil` (same source).
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The UTC ms of an ISO 8601 date or time: `2026-11-22`, `2026-11-22T04:35`, with seconds, a
/// fraction, `Z` or an offset such as `+09:00`. Without an offset it is UTC. None for anything else,
/// a date that the calendar does not have among it. `js/codec.js` reads the same.
///
/// ```
/// use banso_wire::time::parse;
/// assert_eq!(parse("1970-01-01T09:00+09:00"), Some(0));
/// assert_eq!(parse("tomorrow"), None);
/// ```
pub fn parse(text: &str) -> Option<i64> {
    let mut text = text.as_bytes();
    let year = digits(&mut text, 4)?;
    let month = field(&mut text, b'-')?;
    let day = field(&mut text, b'-')?;
    if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let mut ms = days_from_civil(year, month, day) * DAY.cast_signed();
    if let [b'T' | b't' | b' ', rest @ ..] = text {
        text = rest;
        let (hour, minute) = (digits(&mut text, 2)?, field(&mut text, b':')?);
        let second = match text {
            [b':', ..] => field(&mut text, b':')? * 1_000 + fraction(&mut text)?,
            _ => 0,
        };
        if hour > 23 || minute > 59 || second >= MINUTE.cast_signed() {
            return None;
        }
        ms += (hour * 60 + minute) * MINUTE.cast_signed() + second;
        ms -= offset(&mut text)? * MINUTE.cast_signed();
    }
    text.is_empty().then_some(ms)
}

/// How many days a month has.
fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next) = (year + month / 12, month % 12 + 1);
    days_from_civil(next_year, next, 1) - days_from_civil(year, month, 1)
}

/// So many digits, as a number.
fn digits(text: &mut &[u8], count: usize) -> Option<i64> {
    let (head, rest) = text.split_at_checked(count)?;
    let mut number = 0;
    for byte in head {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(byte - b'0');
    }
    *text = rest;
    Some(number)
}

/// Two digits behind a mark.
fn field(text: &mut &[u8], mark: u8) -> Option<i64> {
    let (first, mut rest) = text.split_first()?;
    let number = (*first == mark).then(|| digits(&mut rest, 2))??;
    *text = rest;
    Some(number)
}

/// The milliseconds of a fraction of a second, 0 when there is none.
fn fraction(text: &mut &[u8]) -> Option<i64> {
    let [b'.' | b',', rest @ ..] = *text else {
        return Some(0);
    };
    let (mut ms, mut unit) = (0, 100);
    *text = rest;
    while let Some(digit) = digits(text, 1) {
        ms += digit * unit;
        unit /= 10;
    }
    (text.len() < rest.len()).then_some(ms)
}

/// The minutes that the clock is ahead of UTC.
fn offset(text: &mut &[u8]) -> Option<i64> {
    let (sign, rest) = match *text {
        [] => return Some(0),
        [b'Z' | b'z', rest @ ..] => (0, rest),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    *text = rest;
    if sign == 0 {
        return Some(0);
    }
    let hours = digits(text, 2)?;
    let minutes = match text {
        [] => 0,
        [b':', ..] => field(text, b':')?,
        _ => digits(text, 2)?,
    };
    Some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_what_hosts_send() {
        for (text, expected) in [
            ("2000-02-29", Some(951_782_400_000)),
            ("2024-02-29T23:59:59.999Z", Some(1_709_251_199_999)),
            ("2026-11-22T13:35:21.007+09:00", Some(1_795_322_121_007)),
            ("2026-11-22 04:35", Some(1_795_322_100_000)),
            ("2026-11-22T04:35:21-0530", Some(1_795_341_921_000)),
            ("1969-12-31", Some(-86_400_000)),
            ("2026-13-01", None),
            ("2026-1-1", None),
            ("2026-11-22T24:00", None),
            ("2026-11-22T23:59:60", None),
            ("2026-02-29", None),
            ("1900-02-29", None),
            ("2026-11-31", None),
            ("2026-11-22x", None),
            ("", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn formats_the_edges() {
        for (at, text) in [
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
            (1_795_322_121_007, "2026-11-22T04:35:21.007Z"),
            (4_102_444_800_000, "2100-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(rfc3339(at), text);
        }
    }
}
