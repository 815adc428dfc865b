//! Working days: weekends, public holidays, the end of the month.

use jiff::civil::{Date, Weekday};

/// Whose holidays count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Country {
    Japan,
    UnitedStates,
    /// An English-speaking country elsewhere: the holidays that nearly all share.
    Elsewhere,
}

/// How busy an ordinary company is on a day: 1 on a plain working day, near 0 on days off, and more
/// around the closing day, when expenses must be in.
pub(crate) fn busyness(country: Country, closing: i8, date: Date) -> f64 {
    if is_off(country, date) {
        return 0.035;
    }
    let weekday = match date.weekday() {
        Weekday::Monday => 1.1,
        Weekday::Friday => 0.9,
        _ => 1.0,
    };
    weekday * closing_rush(closing, date)
}

/// The rush: the three days up to the closing day, and the two after it, when approvers follow.
pub(crate) fn closing_rush(closing: i8, date: Date) -> f64 {
    let closing = closing.min(date.days_in_month());
    match i32::from(closing) - i32::from(date.day()) {
        0 => 1.8,
        1 | 2 => 1.55,
        3 => 1.25,
        -1 => 1.4,
        -2 => 1.15,
        _ if closing > 27 && date.day() == 1 => 1.4,
        _ => 1.0,
    }
}

/// Whether offices are closed.
pub(crate) fn is_off(country: Country, date: Date) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    weekend
        || match country {
            Country::Japan => japan(date),
            Country::UnitedStates => western(date) || united_states(date),
            Country::Elsewhere => western(date),
        }
}

/// The national holidays of Japan, with the customary closures around New Year and in mid-August.
/// Law: a holiday on a Sunday moves to the next day that is none, and a day between two holidays is
/// one as well (Act on National Holidays, article 3).
fn japan(date: Date) -> bool {
    let (month, day) = (date.month(), date.day());
    let customary = matches!((month, day), (12, 29..=31) | (1, 2..=3) | (8, 13..=15));
    customary || named(date) || moved(date) || between(date)
}

fn named(date: Date) -> bool {
    let fixed = matches!(
        (date.month(), date.day()),
        (1, 1) | (2, 11 | 23) | (4, 29) | (5, 3..=5) | (8, 11) | (11, 3 | 23)
    );
    let monday = nth(date, Weekday::Monday, 2, &[1, 10]) || nth(date, Weekday::Monday, 3, &[7, 9]);
    fixed || monday || equinox(date)
}

/// The days of the equinoxes, by the usual approximation for 1980 to 2099.
fn equinox(date: Date) -> bool {
    let years = i32::from(date.year()) - 1980;
    // In millionths of a day.
    let day = |base: i32| (base + 242_194 * years) / 1_000_000 - years.div_euclid(4);
    match date.month() {
        3 => i32::from(date.day()) == day(20_843_100),
        9 => i32::from(date.day()) == day(23_248_800),
        _ => false,
    }
}

fn moved(date: Date) -> bool {
    let mut before = date.yesterday().ok();
    while let Some(day) = before.filter(|day| named(*day)) {
        if day.weekday() == Weekday::Sunday {
            return !named(date);
        }
        before = day.yesterday().ok();
    }
    false
}

fn between(date: Date) -> bool {
    let neighbours = [date.yesterday(), date.tomorrow()];
    neighbours.into_iter().all(|day| day.is_ok_and(named))
}

fn western(date: Date) -> bool {
    matches!((date.month(), date.day()), (1, 1) | (12, 24..=26 | 31))
}

fn united_states(date: Date) -> bool {
    let last_monday = date.weekday() == Weekday::Monday && date.month() == 5 && date.day() > 24;
    let thanksgiving = nth(date, Weekday::Thursday, 4, &[11])
        || date
            .yesterday()
            .is_ok_and(|day| nth(day, Weekday::Thursday, 4, &[11]));
    let fixed = matches!((date.month(), date.day()), (6, 19) | (7, 4));
    fixed
        || last_monday
        || thanksgiving
        || nth(date, Weekday::Monday, 3, &[1, 2])
        || nth(date, Weekday::Monday, 1, &[9])
}

/// Whether this is the `nth` such weekday of one of these months.
fn nth(date: Date, weekday: Weekday, nth: i8, months: &[i8]) -> bool {
    months.contains(&date.month()) && date.weekday() == weekday && (date.day() - 1) / 7 + 1 == nth
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn japanese_holidays_follow_the_law() {
        for (year, month, day, off) in [
            (2026, 5, 6, true),   // 3 May is a Sunday
            (2026, 9, 22, true),  // between two holidays
            (2026, 9, 23, true),  // autumnal equinox
            (2026, 3, 20, true),  // vernal equinox
            (2026, 11, 23, true), // Labour Thanksgiving Day
            (2026, 11, 24, false),
            (2024, 8, 12, true), // 11 August was a Sunday
            (2026, 7, 20, true),
            (2026, 7, 21, false),
        ] {
            let day = date(year, month, day);
            assert_eq!(is_off(Country::Japan, day), off, "{day}");
        }
    }

    #[test]
    fn american_holidays_are_not_japanese_ones() {
        let thanksgiving = date(2026, 11, 26);
        assert!(is_off(Country::UnitedStates, thanksgiving));
        assert!(!is_off(Country::Japan, thanksgiving));
        assert!(!is_off(Country::Elsewhere, date(2026, 7, 3)));
    }

    #[test]
    fn the_closing_day_is_the_busiest() {
        let busy = |day| busyness(Country::Japan, 31, day);
        assert!(busy(date(2026, 9, 30)) > busy(date(2026, 9, 16)));
        assert!(busy(date(2026, 10, 1)) > busy(date(2026, 9, 16)));
        assert!(busy(date(2026, 9, 16)) > busy(date(2026, 9, 19)));
    }
}
