//! Ranges of time, days of the week and hours of the day, on the clock of a time zone.

use banso_content::rule::{TimeTest, Zone};
use banso_wire::time::{DAY, MINUTE, Millis};

use crate::leaf::{Facts, NEVER, UNKNOWN, sooner, timed};

/// 1970-01-01 was a Thursday; bit 0 is Monday.
const EPOCH_WEEKDAY: u64 = 3;

/// Whether the moment fits, and when that may change.
pub(crate) fn ask(test: &TimeTest, facts: &Facts<'_>) -> (u8, Millis) {
    let now = facts.now;
    let mut until = sooner(NEVER, test.from, now);
    until = sooner(until, test.until, now);
    let in_range = test.from <= now && now < test.until;
    if !in_range || !test.asks_clock() {
        return timed(in_range, until);
    }
    let Some(zone) = zone(test, facts) else {
        return (UNKNOWN, until);
    };
    let (ahead, shift) = offset(zone, now);
    until = until.min(shift);
    let local = now.saturating_add_signed(ahead);
    let midnight = now.saturating_sub(local % DAY);
    for minute in [test.minute_from, test.minute_until, 0, TimeTest::MIDNIGHT] {
        until = sooner(
            until,
            midnight.saturating_add(Millis::from(minute) * MINUTE),
            now,
        );
    }
    timed(fits(test, local), until)
}

/// The zone of the clock that the test reads; None when it is the user's own and not told yet.
pub(crate) fn zone<'a>(test: &TimeTest, facts: &Facts<'a>) -> Option<&'a Zone> {
    match usize::from(test.zone).checked_sub(1) {
        Some(at) => facts.bundle.graph.zones.get(at),
        None => Some(&facts.visit.zone).filter(|zone| !zone.0.is_empty()),
    }
}

/// Whether a local time is on one of the days, at one of the hours. Hours that go over midnight
/// belong to the day on which they begin.
fn fits(test: &TimeTest, local: Millis) -> bool {
    let minute = (local % DAY / MINUTE) as u16;
    let mut day = local / DAY + EPOCH_WEEKDAY;
    let over_midnight = test.minute_until < test.minute_from;
    let inside = if over_midnight {
        day -= u64::from(minute < test.minute_until);
        minute >= test.minute_from || minute < test.minute_until
    } else {
        minute >= test.minute_from && minute < test.minute_until
    };
    inside && test.weekdays >> (day % 7) & 1 == 1
}

/// How many ms local time is ahead of UTC, and until when.
pub(crate) fn offset(zone: &Zone, now: Millis) -> (i64, Millis) {
    let mut ahead = 0;
    for (index, (from, minutes)) in zone.0.iter().enumerate() {
        if *from > now && index > 0 {
            return (ahead, *from);
        }
        ahead = i64::from(*minutes) * MINUTE.cast_signed();
    }
    (ahead, NEVER)
}
