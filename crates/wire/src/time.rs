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

#[cfg(test)]
mod tests {
    use super::*;

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
