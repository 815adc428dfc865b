//! The span of time that a question is about: whole calendar days of one time zone.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Calendar days in a time zone, the last of them usually today.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// When the first day starts; milliseconds UTC.
    pub from: i64,
    /// When the last day ends; milliseconds UTC, not included.
    pub to: i64,
    /// The present: what "today" and "still" mean; milliseconds UTC.
    pub now: i64,
    /// Where days start.
    pub zone: TimeZone,
    /// The days in order.
    pub days: Vec<Date>,
    starts: Vec<i64>,
}

impl Window {
    /// The last `count` days, today included.
    pub fn last(count: usize, now: i64, zone: &TimeZone) -> Self {
        let today = date(now, zone);
        let first = today.saturating_sub((count.max(1) as i64 - 1).days());
        Self::between(first, today, now, zone)
    }

    /// The days from `first` to `last`, both included.
    pub fn between(first: Date, last: Date, now: i64, zone: &TimeZone) -> Self {
        let days: Vec<Date> = first
            .series(1.day())
            .take_while(|day| *day <= last)
            .collect();
        let starts: Vec<i64> = days.iter().map(|day| start(*day, zone)).collect();
        Self {
            from: start(first, zone),
            to: start(last.saturating_add(1.day()), zone),
            now,
            zone: zone.clone(),
            days,
            starts,
        }
    }

    /// As many days, earlier by the fewest whole weeks that leave no day in both: the same weekdays,
    /// so that a weekend is compared with a weekend.
    pub fn before(&self) -> Self {
        let back = (self.days.len().div_ceil(7) as i64).weeks();
        let first = self.days.first().copied().unwrap_or_default();
        let last = self.days.last().copied().unwrap_or_default();
        Self::between(
            first.saturating_sub(back),
            last.saturating_sub(back),
            self.now,
            &self.zone,
        )
    }

    /// Whether the window holds this time.
    pub fn holds(&self, ts: i64) -> bool {
        (self.from..self.to).contains(&ts)
    }

    /// The position of the day that holds this time.
    pub fn day(&self, ts: i64) -> Option<usize> {
        let day = || {
            self.starts
                .partition_point(|start| *start <= ts)
                .checked_sub(1)
        };
        self.holds(ts).then(day).flatten()
    }

    /// The Mondays of the weeks that the window touches, in order.
    pub fn weeks(&self) -> Vec<Date> {
        let mut weeks: Vec<Date> = self.days.iter().map(|day| monday(*day)).collect();
        weeks.dedup();
        weeks
    }

    /// The Monday of the week that a time falls into.
    pub fn week(&self, ts: i64) -> Date {
        monday(date(ts, &self.zone))
    }
}

/// The calendar day of a time.
pub(super) fn date(ts: i64, zone: &TimeZone) -> Date {
    let instant = Timestamp::from_millisecond(ts).unwrap_or_default();
    zone.to_datetime(instant).date()
}

/// When a day starts. A day whose midnight does not exist starts at its first moment.
pub(super) fn start(day: Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone())
        .map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().since(Weekday::Monday));
    day.saturating_sub(since.days())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn days_start_at_midnight_of_the_zone() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        // 20:00 UTC on the 21st is 05:00 of the 22nd in Tokyo.
        let window = Window::last(7, at("2026-11-21T20:00:00Z"), &tokyo);
        assert_eq!(window.days[6], date(2026, 11, 22));
        assert_eq!(window.from, at("2026-11-15T15:00:00Z"));
        assert_eq!(window.to, at("2026-11-22T15:00:00Z"));
        assert_eq!(window.day(window.from), Some(0));
        assert_eq!(window.day(window.from - 1), None);
        assert_eq!(window.day(window.to - 1), Some(6));
        assert_eq!(window.before().to, window.from);
        let month = Window::last(30, window.now, &tokyo);
        assert_eq!(month.before().days.len(), 30);
        assert_eq!(
            month.before().days[0].weekday(),
            month.days[0].weekday(),
            "five weeks"
        );
    }

    #[test]
    fn a_day_of_twenty_three_hours_is_a_day() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let window = Window::between(date(2026, 3, 29), date(2026, 3, 29), 0, &berlin);
        assert_eq!(window.to - window.from, 23 * 3_600_000);
    }

    #[test]
    fn weeks_start_on_monday() {
        let window = Window::last(8, at("2026-11-22T12:00:00Z"), &TimeZone::UTC);
        assert_eq!(window.weeks(), [date(2026, 11, 9), date(2026, 11, 16)]);
        assert_eq!(window.week(at("2026-11-22T23:59:59Z")), date(2026, 11, 16));
    }
}
