//! The clock and the calendar.

use std::collections::BTreeMap;

use banso_wire::time::{DAY, HOUR, MINUTE};

use super::ranges::Ranges;
use crate::rule::{TimeTest, Zone};

const MINUTES_A_DAY: usize = 24 * 60;
const MINUTES_A_WEEK: usize = 7 * MINUTES_A_DAY;
/// In a longer time than this, every minute of the week comes.
const WHOLE_WEEK: i128 = 8 * DAY as i128;
/// How far a user's clock can be behind and ahead of UTC.
const BEHIND: i128 = 12 * HOUR as i128;
const AHEAD: i128 = 14 * HOUR as i128;
const EVERY_DAY: u8 = 0x7f;

/// The minutes of the week, from Monday, that may be now.
type Week = Vec<bool>;

/// Whether there is a moment of which all tests hold so.
pub(super) fn possible(tests: &[(TimeTest, bool)], zones: &[Zone]) -> bool {
    let mut moments = Ranges::of(0, i128::from(u64::MAX));
    let mut weeks: BTreeMap<u16, Week> = BTreeMap::new();
    for (test, holds) in tests {
        let (in_range, in_week) = (is_ranged(test), is_weekly(test));
        if in_range && (*holds || !in_week) {
            moments.narrow(i128::from(test.from), i128::from(test.until) - 1, *holds);
        }
        if in_week && (*holds || !in_range) {
            let week = weeks
                .entry(test.zone)
                .or_insert_with(|| vec![true; MINUTES_A_WEEK]);
            for (minute, open) in week.iter_mut().enumerate() {
                *open &= fits(test, minute) == *holds;
            }
        }
        if !in_range && !in_week && !holds {
            return false;
        }
    }
    let meets = |(zone, week): (&u16, &Week)| {
        let table = usize::from(*zone)
            .checked_sub(1)
            .and_then(|at| zones.get(at));
        moments
            .parts()
            .iter()
            .any(|range| comes(week, *range, table))
    };
    !moments.is_empty() && weeks.iter().all(meets)
}

fn is_ranged(test: &TimeTest) -> bool {
    test.from > 0 || test.until < u64::MAX
}

fn is_weekly(test: &TimeTest) -> bool {
    let whole_day = test.minute_from == 0 && usize::from(test.minute_until) == MINUTES_A_DAY;
    test.weekdays != EVERY_DAY || !whole_day
}

/// Whether a minute of the week is on one of the days, at one of the hours. Hours that go over
/// midnight belong to the day on which they begin.
fn fits(test: &TimeTest, at: usize) -> bool {
    let (mut day, minute) = (at / MINUTES_A_DAY, at % MINUTES_A_DAY);
    let (from, until) = (
        usize::from(test.minute_from),
        usize::from(test.minute_until),
    );
    let inside = if until < from {
        if minute < until {
            day = (day + 6) % 7;
        }
        minute >= from || minute < until
    } else {
        (from..until).contains(&minute)
    };
    inside && test.weekdays >> day & 1 == 1
}

/// Whether one of the minutes comes within a range of time, on the clock of a zone, or else on the
/// user's own, which is not known.
fn comes(week: &Week, (first, last): (i128, i128), zone: Option<&Zone>) -> bool {
    if last - first > WHOLE_WEEK {
        return week.contains(&true);
    }
    let (first, last) = match zone {
        Some(_) => (first, last),
        None => (first - BEHIND, last + AHEAD),
    };
    let minute = i128::from(MINUTE);
    (first.div_euclid(minute)..=last.div_euclid(minute)).any(|at| {
        let local = at + i128::from(zone.map_or(0, |zone| offset(zone, at * minute)));
        // 1970-01-01 was a Thursday.
        let of_week = (local + 3 * MINUTES_A_DAY as i128).rem_euclid(MINUTES_A_WEEK as i128);
        week[of_week as usize]
    })
}

/// How many minutes a zone is ahead of UTC at a moment.
fn offset(zone: &Zone, at: i128) -> i16 {
    let past = zone
        .0
        .iter()
        .rev()
        .find(|(from, _)| i128::from(*from) <= at);
    past.or(zone.0.first()).map_or(0, |(_, minutes)| *minutes)
}
