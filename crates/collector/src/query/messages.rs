//! The stored messages as what happened to a user, in order of time: for going through them again.

use banso_rehearsal::simulate::{Message, Said};
use rusqlite::{Connection, Row};
use serde_json::{Map, Value};

/// What a message is read from.
const COLUMNS: &str = "type, ts, session, account, json_extract(context, '$.locale'), path, event, \
                       group_id, properties, traits";
/// Users, and what they did before they signed in. The index on person has this order.
const SIGNED: &str = "person FROM events WHERE person IS NOT NULL ORDER BY person, ts, id";
/// Browsers that nobody signed in with.
const UNSIGNED: &str = "anonymous_id FROM events WHERE user_id IS NULL AND person IS NULL \
                        AND anonymous_id IS NOT NULL ORDER BY anonymous_id, ts, id";

/// When the latest message was; UTC ms. None: there is none.
pub(crate) fn latest(conn: &Connection) -> rusqlite::Result<Option<u64>> {
    conn.query_row("SELECT max(ts) FROM events", [], |row| {
        row.get::<_, Option<i64>>(0)
    })
    .map(|ts| ts.map(|ts| ts.max(0).unsigned_abs()))
}

/// Hands over every message with the id of its user or browser, and whether it is a user's: one user
/// after another, without holding them in memory.
pub(crate) fn each(
    conn: &Connection,
    mut take: impl FnMut(&str, bool, Message),
) -> rusqlite::Result<()> {
    // One state of the database for both.
    let tx = conn.unchecked_transaction()?;
    for (whose, signed) in [(SIGNED, true), (UNSIGNED, false)] {
        let mut statement = tx.prepare(&format!("SELECT {COLUMNS}, {whose}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if let Some(message) = message(row)? {
                take(row.get_ref(10)?.as_str()?, signed, message);
            }
        }
    }
    Ok(())
}

/// The latest messages of a user, at most so many, the oldest of them first.
pub(super) fn of_user(
    conn: &Connection,
    user: &str,
    most: usize,
) -> rusqlite::Result<Vec<Message>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events WHERE person = ?1 ORDER BY ts DESC, id DESC LIMIT ?2"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query((user, most as i64))?;
    let mut messages = Vec::new();
    while let Some(row) = rows.next()? {
        messages.extend(message(row)?);
    }
    messages.reverse();
    Ok(messages)
}

fn message(row: &Row<'_>) -> rusqlite::Result<Option<Message>> {
    let account: Option<String> = row.get(3)?;
    let said = match row.get_ref(0)?.as_str()? {
        "track" => match row.get(6)? {
            Some(name) => Said::Track(name, object(row, 8)?),
            None => return Ok(None),
        },
        "page" => Said::Page,
        "identify" => Said::Identify(object(row, 9)?),
        "group" => match row.get(7)? {
            Some(group) => Said::Group(group, object(row, 9)?),
            None => return Ok(None),
        },
        _ => return Ok(None),
    };
    Ok(Some(Message {
        at: time(row.get(1)?),
        session: row.get::<_, Option<i64>>(2)?.map(time),
        account,
        locale: row.get(4)?,
        path: row.get(5)?,
        said,
    }))
}

fn time(ts: i64) -> u64 {
    ts.max(0).unsigned_abs()
}

/// A JSON object; an empty one where there is none.
fn object(row: &Row<'_>, column: usize) -> rusqlite::Result<Map<String, Value>> {
    let text = row.get_ref(column)?.as_str_or_null()?;
    Ok(text
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default())
}
