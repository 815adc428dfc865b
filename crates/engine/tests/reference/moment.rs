//! The calendar, by a library that the engine does not use.

use banso_wire::time::Millis;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::condition::{Moment, Time};

/// A day, counted from the epoch, or from the day on which a case begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day(pub(crate) i32);

impl Day {
    /// The UTC day of a time.
    pub(crate) fn of(at: Millis) -> Self {
        Self((at / 86_400_000) as i32)
    }

    pub(crate) fn plus(self, days: i32) -> Self {
        Self(self.0 + days)
    }
}

pub(crate) fn civil_date(day: Day) -> Date {
    jiff::civil::date(1970, 1, 1).saturating_add(day.0.days())
}

pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).expect("a time zone")
}

/// The time, or the last that the calendar knows.
pub(crate) fn timestamp(at: Millis) -> Timestamp {
    let at = i64::try_from(at).ok();
    at.and_then(|at| Timestamp::from_millisecond(at).ok())
        .unwrap_or(Timestamp::MAX)
}

/// The time of a date and an hour on the clock of a zone.
pub(crate) fn instant(moment: Moment, zone: &TimeZone, origin: Day) -> i64 {
    let (hour, minute) = moment.1.unwrap_or((0, 0));
    let date = civil_date(origin.plus(moment.0.0));
    let local: DateTime = date.at(hour as i8, minute as i8, 0, 0);
    let zoned = zone.to_zoned(local).expect("a time in a zone");
    zoned.timestamp().as_millisecond()
}

/// The changes of a zone's clock around a time, as the shell tells them.
pub(crate) fn changes(zone: &TimeZone, around: Millis) -> Vec<(Millis, i16)> {
    let begin = Timestamp::from_second(0).expect("the epoch");
    let minutes = |seconds: i32| (seconds / 60) as i16;
    let mut changes = vec![(0, minutes(zone.to_offset(begin).seconds()))];
    for change in zone.following(begin) {
        let at = change.timestamp().as_millisecond() as Millis;
        if at > around + 4 * 366 * 86_400_000 {
            break;
        }
        changes.push((at, minutes(change.offset().seconds())));
    }
    changes
}

/// Whether a moment is in a range of time, on its days, at its hours. None: the clock that it hangs on
/// is the user's own, and not known.
pub(crate) fn holds(
    time: &Time,
    now: Millis,
    user: Option<&TimeZone>,
    origin: Day,
) -> Option<bool> {
    let named = time.zone.map(zone);
    let calendar = named.clone().unwrap_or(TimeZone::UTC);
    let from = time.from.map(|from| instant(from, &calendar, origin));
    let until = time.until.map(|until| instant(until, &calendar, origin));
    if from.is_some_and(|from| (now as i64) < from)
        || until.is_some_and(|until| now as i64 >= until)
    {
        return Some(false);
    }
    let all_day = matches!(time.hours, None | Some(((0, 0), (24, 0))));
    if all_day && matches!(time.weekdays.len(), 0 | 7) {
        return Some(true);
    }
    let local = timestamp(now).to_zoned(named.or_else(|| user.cloned())?);
    let minute = local.hour() as u16 * 60 + local.minute() as u16;
    let mut day = local.date();
    if let Some(((hour, past), (to_hour, to_past))) = time.hours {
        let (begin, end) = (
            u16::from(hour) * 60 + u16::from(past),
            u16::from(to_hour) * 60 + u16::from(to_past),
        );
        let over_midnight = end < begin;
        let inside = if over_midnight {
            minute >= begin || minute < end
        } else {
            minute >= begin && minute < end
        };
        if !inside {
            return Some(false);
        }
        if over_midnight && minute < end {
            day = day.yesterday().expect("a day before");
        }
    }
    let weekday = day.weekday().to_monday_zero_offset() as usize;
    Some(time.weekdays.is_empty() || time.weekdays.contains(&weekday))
}
