//! Time zones and moments, through the `jiff` crate and the time zone database that it bundles.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, ToSpan};

use crate::rule::Zone;

/// The years that a zone's table covers; outside, the nearest entry holds.
const YEARS: (i16, i16) = (2020, 2045);

/// The table of a time zone such as `Asia/Tokyo`; None when there is no such zone.
pub fn zone(name: &str) -> Option<Zone> {
    let zone = named(name)?;
    let start = Date::new(YEARS.0, 1, 1)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .ok()?;
    let end = start.checked_add((YEARS.1 - YEARS.0).years()).ok()?;
    let mut shifts = vec![(0, minutes(&zone, start.timestamp()))];
    for shift in zone.following(start.timestamp()) {
        if shift.timestamp() >= end.timestamp() {
            break;
        }
        let at = shift.timestamp();
        shifts.push((at.as_millisecond().cast_unsigned(), minutes(&zone, at)));
    }
    Some(Zone(shifts))
}

/// The UTC ms of a moment such as `2026-12-01`, `2026-12-01T09:00` or `2026-12-01T09:00+09:00`, on
/// the clock of `zone` or else UTC; None when it is none.
pub fn instant(moment: &str, zone: Option<&str>) -> Option<u64> {
    if let Ok(exact) = moment.parse::<Timestamp>() {
        return u64::try_from(exact.as_millisecond()).ok();
    }
    let local: DateTime = moment.parse().ok()?;
    let zone = zone.map_or(Some(TimeZone::UTC), named)?;
    let at = local.to_zoned(zone).ok()?.timestamp().as_millisecond();
    u64::try_from(at).ok()
}

/// The database that the crate bundles: that of the machine would make other bytes on another one.
fn database() -> &'static TimeZoneDatabase {
    static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
    &BUNDLED
}

/// The names of all time zones.
pub(in crate::compiler) fn zone_names() -> Vec<String> {
    let names = database().available();
    names.map(|name| name.as_str().to_owned()).collect()
}

fn named(name: &str) -> Option<TimeZone> {
    database().get(name).ok()
}

fn minutes(zone: &TimeZone, at: Timestamp) -> i16 {
    (zone.to_offset(at).seconds() / 60) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_without_summer_time_is_one_entry() {
        assert_eq!(zone("Asia/Tokyo"), Some(Zone(vec![(0, 540)])));
        assert_eq!(zone("Mars/Olympus"), None);
    }

    #[test]
    fn summer_time_shifts_the_clock() {
        let Zone(shifts) = zone("America/New_York").unwrap_or_default();
        // 2026-03-08 02:00 EST, 07:00 UTC.
        assert!(shifts.contains(&(1_772_953_200_000, -240)), "{shifts:?}");
        assert_eq!(shifts.len(), 51);
    }

    #[test]
    fn moments_are_on_the_clock_of_their_zone() {
        for (moment, zone, expected) in [
            ("1970-01-02", None, Some(86_400_000)),
            ("1970-01-02T09:00", Some("Asia/Tokyo"), Some(86_400_000)),
            ("1970-01-02T09:00+09:00", None, Some(86_400_000)),
            ("2026-02-29", None, None),
        ] {
            assert_eq!(instant(moment, zone), expected, "{moment}");
        }
    }
}
