//! The latest messages, as they were stored.

use rusqlite::{Connection, Row, params};

use super::sql::{string, text};

/// Which messages to show. Empty texts show all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of an event's name, a page's name or a path.
    pub event: String,
    /// Part of a user's id, name or email, or of a visitor's id.
    pub user: String,
    /// An account's id, whole.
    pub account: String,
    /// Only messages stored after the one with this id.
    pub after: i64,
    /// The ids of anonymous guides: what nobody is named in tells by its moment who it was, beside
    /// what the same person did just then with a name.
    pub without: Vec<String>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveEvent {
    /// Its position in the log.
    pub id: i64,
    /// When it happened; milliseconds UTC.
    pub ts: i64,
    /// When it was received; milliseconds UTC.
    pub received_at: i64,
    /// The call: `track`, `page`, ...
    pub kind: String,
    /// The event's name, else the page's path or name, else the call.
    pub what: String,
    /// The user, else the visitor's anonymous id.
    pub who: String,
    /// Whether `who` is a user.
    pub signed_in: bool,
    /// The account.
    pub account: Option<String>,
    /// Properties, or traits where there are none, as JSON.
    pub body: String,
}

const LATEST: &str = "
    SELECT id, ts, received_at, type, coalesce(event, path, name, type),
      coalesce(person, anonymous_id, ''), person IS NOT NULL, account,
      coalesce(properties, traits, '{}')
    FROM events
    WHERE id > ?1
      AND (?2 = '' OR instr(lower(coalesce(event, '') || ' ' || coalesce(name, '') || ' '
        || coalesce(path, '')), lower(?2)) > 0)
      AND (?3 = '' OR instr(lower(coalesce(person, '') || ' ' || coalesce(anonymous_id, '')),
          lower(?3)) > 0
        OR person IN (SELECT user_id FROM users WHERE instr(lower(
          coalesce(json_extract(traits, '$.name'), '') || ' '
          || coalesce(json_extract(traits, '$.email'), '')), lower(?3)) > 0))
      AND (?4 = '' OR account = ?4)
      AND (person IS NOT NULL OR properties IS NULL OR NOT json_valid(properties)
        OR coalesce(json_extract(properties, '$.guide'), '') NOT IN (SELECT value FROM json_each(?6)))
    ORDER BY id DESC LIMIT ?5";

/// One account's messages by its index: the latest by when they happened.
const LATEST_OF_ACCOUNT: &str = "
    SELECT id, ts, received_at, type, coalesce(event, path, name, type),
      coalesce(person, anonymous_id, ''), person IS NOT NULL, account,
      coalesce(properties, traits, '{}')
    FROM events WHERE account = ?1 ORDER BY ts DESC LIMIT ?2";

/// One user's messages, likewise.
const LATEST_OF_USER: &str = "
    SELECT id, ts, received_at, type, coalesce(event, path, name, type),
      coalesce(person, anonymous_id, ''), person IS NOT NULL, account,
      coalesce(properties, traits, '{}')
    FROM events WHERE person = ?1 ORDER BY ts DESC LIMIT ?2";

/// The latest messages that pass the filter, the latest first, at most `limit`.
pub fn latest(conn: &Connection, filter: &Filter, limit: u32) -> rusqlite::Result<Vec<LiveEvent>> {
    let of_account = Filter {
        account: filter.account.clone(),
        ..Filter::default()
    };
    if !filter.account.is_empty() && *filter == of_account {
        let mut statement = conn.prepare_cached(LATEST_OF_ACCOUNT)?;
        return statement
            .query_map((&filter.account, limit), event)?
            .collect();
    }
    let mut statement = conn.prepare_cached(LATEST)?;
    let chosen = params![
        filter.after,
        filter.event,
        filter.user,
        filter.account,
        limit,
        serde_json::Value::from(filter.without.clone()).to_string()
    ];
    statement.query_map(chosen, event)?.collect()
}

/// The latest messages of a user by when they happened, the latest first, at most `limit`.
pub fn latest_of_user(
    conn: &Connection,
    user: &str,
    limit: u32,
) -> rusqlite::Result<Vec<LiveEvent>> {
    let mut statement = conn.prepare_cached(LATEST_OF_USER)?;
    statement.query_map((user, limit), event)?.collect()
}

fn event(row: &Row<'_>) -> rusqlite::Result<LiveEvent> {
    Ok(LiveEvent {
        id: row.get(0)?,
        ts: row.get(1)?,
        received_at: row.get(2)?,
        kind: string(row, 3)?,
        what: string(row, 4)?,
        who: string(row, 5)?,
        signed_in: row.get(6)?,
        account: text(row, 7)?.map(str::to_owned),
        body: string(row, 8)?,
    })
}
