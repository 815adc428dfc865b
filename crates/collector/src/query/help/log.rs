//! What people did in help, read from the log.

use banso_wire::event;
use rusqlite::{Connection, Row};

use super::DAY;
use crate::query::meaning::{self, Terms};
use crate::query::sql::{integer, string, text};
use crate::query::window::Window;

/// One thing that somebody did in help.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) who: String,
    pub(super) locale: String,
    pub(super) ts: i64,
    pub(super) deed: Deed,
}

#[derive(Debug)]
pub(super) enum Deed {
    Opened,
    Searched {
        typed: String,
        terms: Terms,
        empty: bool,
    },
    Viewed {
        article: String,
        query: Option<String>,
    },
    Rated {
        article: String,
        helpful: bool,
        why: String,
    },
    Asked,
}

const EVENTS: &str = "
    SELECT coalesce(person, anonymous_id), event, ts, json_extract(context, '$.locale'),
      json_extract(properties, ?8), json_extract(properties, ?9), json_extract(properties, ?10),
      json_extract(properties, ?11), json_extract(properties, ?12)
    FROM events
    WHERE event IN (?3, ?4, ?5, ?6, ?7) AND ts >= ?1 AND ts < ?2
      AND coalesce(person, anonymous_id) IS NOT NULL
    ORDER BY ts, id";

/// What was done in a window, in order, and what was asked up to a day after it.
pub(super) fn read(conn: &Connection, window: &Window) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(EVENTS)?;
    let property = |name: &str| format!("$.{name}");
    let mut rows = statement.query((
        window.from,
        window.to + DAY,
        event::HELP_OPENED,
        event::HELP_SEARCHED,
        event::HELP_ARTICLE_VIEWED,
        event::HELP_ARTICLE_RATED,
        event::HELP_INQUIRY_SENT,
        property(event::QUERY),
        property(event::RESULTS),
        property(event::ARTICLE),
        property(event::HELPFUL),
        property(event::WHY),
    ))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.extend(entry(row)?.filter(|one| one.ts < window.to || matches!(one.deed, Deed::Asked)));
    }
    Ok(all)
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let locale = string(row, 3)?;
    let deed = match text(row, 1)?.unwrap_or_default() {
        event::HELP_OPENED => Deed::Opened,
        event::HELP_SEARCHED => {
            let typed = string(row, 4)?.trim().to_owned();
            Deed::Searched {
                terms: meaning::of_search(&locale, &typed),
                empty: integer(row, 5)? == Some(0),
                typed,
            }
        }
        event::HELP_ARTICLE_VIEWED => Deed::Viewed {
            article: string(row, 6)?,
            query: text(row, 4)?.map(|query| query.trim().to_owned()),
        },
        event::HELP_INQUIRY_SENT => Deed::Asked,
        _ => match integer(row, 7)? {
            Some(helpful) => Deed::Rated {
                article: string(row, 6)?,
                helpful: helpful != 0,
                why: string(row, 8)?.trim().to_owned(),
            },
            None => return Ok(None),
        },
    };
    Ok(Some(Entry {
        who: string(row, 0)?,
        locale,
        ts: row.get(2)?,
        deed,
    }))
}
