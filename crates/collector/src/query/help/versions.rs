//! The versions of the content, and the days before and after each.

use banso_wire::event;
use jiff::ToSpan;
use rusqlite::Connection;

use crate::query::sql::string;
use crate::query::window::{Window, date};

/// A version of the content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Version {
    /// Its number, as the compiler gives it.
    pub version: String,
    /// When a browser first said it; milliseconds UTC.
    pub since: i64,
}

/// The versions that browsers have said, the latest first.
pub fn versions(conn: &Connection) -> rusqlite::Result<Vec<Version>> {
    let sql = "SELECT json_extract(properties, ?4) AS version, min(ts) AS since FROM events
               WHERE event IN (?1, ?2, ?3) AND json_type(properties, ?4) = 'text'
               GROUP BY version ORDER BY since DESC, version LIMIT 50";
    let mut statement = conn.prepare_cached(sql)?;
    let path = format!("$.{}", event::BUNDLE);
    let rows = statement.query_map(
        (
            event::GUIDES_HELD_BACK,
            event::GUIDE_SHOWN,
            event::HELP_INQUIRY_SENT,
            path,
        ),
        |row| {
            Ok(Version {
                version: string(row, 0)?,
                since: row.get(1)?,
            })
        },
    )?;
    rows.collect()
}

/// As many whole days before the day of a release as there are after it, at most `most`: the day
/// itself belongs to neither. None while no day has passed since.
pub fn around(window: &Window, since: i64, most: usize) -> Option<(Window, Window)> {
    let (release, today) = (date(since, &window.zone), date(window.now, &window.zone));
    let passed = i64::from((today - release).get_days());
    let days = passed.min(most as i64);
    let part = |first: i64, last: i64| {
        let (first, last) = (
            release.saturating_add(first.days()),
            release.saturating_add(last.days()),
        );
        Window::between(first, last, window.now, &window.zone)
    };
    (days > 0).then(|| (part(-days, -1), part(1, days)))
}
