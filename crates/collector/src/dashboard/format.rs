//! Numbers, shares, times and spans, as each language writes them.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::lang::Lang;

/// A whole number with thousands separators.
pub(super) fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A whole number of at most three significant digits.
pub(super) fn summary(value: u64) -> String {
    let digits = value.to_string().len() as u32;
    let unit = 10_u64.pow(digits.saturating_sub(3));
    count((value + unit / 2) / unit * unit)
}

/// A number with one decimal.
pub(super) fn decimal(value: f64) -> String {
    format!("{value:.1}")
}

/// A ratio as whole per cent. What is not quite nothing, or not quite all, does not look like it.
pub(super) fn percent(ratio: f64) -> String {
    let percent = ratio * 100.0;
    match percent {
        p if p > 0.0 && p < 1.0 => "<1%".into(),
        p if p > 99.0 && p < 100.0 => ">99%".into(),
        p => format!("{p:.0}%"),
    }
}

/// A change as signed whole per cent.
pub(super) fn change(ratio: f64) -> String {
    let percent = (ratio * 100.0).round();
    match percent {
        p if p > 0.0 => format!("+{p:.0}%"),
        p if p < 0.0 => format!("\u{2212}{:.0}%", -p),
        _ => "±0%".into(),
    }
}

/// A whole number with its sign.
pub(super) fn signed(value: f64) -> String {
    match value.round() {
        v if v > 0.0 => format!("+{v:.0}"),
        v if v < 0.0 => format!("\u{2212}{:.0}", -v),
        _ => "0".into(),
    }
}

/// A difference of two shares as signed points, with one decimal.
pub(super) fn points(lang: Lang, difference: f64) -> String {
    let points = (difference * 1_000.0).round() / 10.0;
    let sign = match points {
        p if p > 0.0 => "+",
        p if p < 0.0 => "\u{2212}",
        _ => "±",
    };
    let unit = lang.pick(" points", "ポイント");
    format!("{sign}{:.1}{unit}", points.abs())
}

/// A span of time in its two largest units.
pub(super) fn span(lang: Lang, ms: i64) -> String {
    let seconds = ms / 1_000;
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let two = |large: i64, large_unit, small: i64, small_unit| match (lang, small) {
        (Lang::En, 0) => format!("{large} {large_unit}"),
        (Lang::En, _) => format!("{large} {large_unit} {small} {small_unit}"),
        (Lang::Ja, 0) => format!("{large}{large_unit}"),
        (Lang::Ja, _) => format!("{large}{large_unit}{small}{small_unit}"),
    };
    let unit = |en, ja| lang.pick(en, ja);
    match () {
        () if days > 0 => two(days, unit("d", "日"), hours, unit("h", "時間")),
        () if hours > 0 => two(hours, unit("h", "時間"), minutes, unit("min", "分")),
        () if minutes > 0 => two(minutes, unit("min", "分"), seconds % 60, unit("s", "秒")),
        () => two(seconds, unit("s", "秒"), 0, ""),
    }
}

fn zoned(ts: i64, zone: &TimeZone) -> Zoned {
    Timestamp::from_millisecond(ts)
        .unwrap_or_default()
        .to_zoned(zone.clone())
}

/// A calendar day, short.
pub(super) fn day(lang: Lang, day: jiff::civil::Date) -> String {
    day.strftime(lang.pick("%-d %b", "%-m/%-d")).to_string()
}

/// The calendar day of a time, short.
pub(super) fn day_of(lang: Lang, ts: i64, zone: &TimeZone) -> String {
    day(lang, zoned(ts, zone).date())
}

/// A time, short: the day and the minute.
pub(super) fn time(lang: Lang, ts: i64, zone: &TimeZone) -> String {
    zoned(ts, zone)
        .strftime(lang.pick("%-d %b %H:%M", "%-m/%-d %H:%M"))
        .to_string()
}

/// A time to the second, with its day when that is not the day of `now`.
pub(super) fn clock(lang: Lang, ts: i64, now: i64, zone: &TimeZone) -> String {
    let then = zoned(ts, zone);
    let form = match (then.date() == zoned(now, zone).date(), lang) {
        (true, _) => "%H:%M:%S",
        (false, Lang::En) => "%-d %b %H:%M:%S",
        (false, Lang::Ja) => "%-m/%-d %H:%M:%S",
    };
    then.strftime(form).to_string()
}

/// A time in full, with its zone.
pub(super) fn full_time(lang: Lang, ts: i64, zone: &TimeZone) -> String {
    let form = lang.pick("%-d %B %Y, %H:%M:%S %Z", "%Y年%-m月%-d日 %H:%M:%S %Z");
    zoned(ts, zone).strftime(form).to_string()
}

/// A time as RFC 3339 with its offset, for machines.
pub(super) fn machine_time(ts: i64, zone: &TimeZone) -> String {
    zoned(ts, zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(summary(48_251), "48,300");
        assert_eq!(summary(999), "999");
        assert_eq!(percent(0.004), "<1%");
        assert_eq!(percent(0.996), ">99%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(change(0.124), "+12%");
        assert_eq!(change(-0.5), "\u{2212}50%");
        assert_eq!(change(0.001), "±0%");
        assert_eq!([44.4, -0.4, -7.5].map(signed), ["+44", "0", "\u{2212}8"]);
        assert_eq!(points(Lang::En, 0.2134), "+21.3 points");
        assert_eq!(points(Lang::Ja, -0.05), "\u{2212}5.0ポイント");
        assert_eq!(points(Lang::En, -0.000_1), "±0.0 points");
    }

    #[test]
    fn spans_have_two_units() {
        assert_eq!(span(Lang::En, 45_000), "45 s");
        assert_eq!(span(Lang::En, 7_500_000), "2 h 5 min");
        assert_eq!(span(Lang::Ja, 3 * 86_400_000 + 4 * 3_600_000), "3日4時間");
        assert_eq!(span(Lang::Ja, 86_400_000), "1日");
    }

    #[test]
    fn times_follow_the_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap_or(TimeZone::UTC);
        // 2026-11-21T20:05:00Z
        let ts = 1_795_291_500_000;
        assert_eq!(time(Lang::En, ts, &TimeZone::UTC), "21 Nov 20:05");
        assert_eq!(time(Lang::Ja, ts, &tokyo), "11/22 05:05");
        assert_eq!(machine_time(ts, &tokyo), "2026-11-22T05:05:00+09:00");
    }
}
