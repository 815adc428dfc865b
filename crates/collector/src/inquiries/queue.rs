//! The deliveries in the store: planned with the classification, taken when they are due, settled.

use banso_content::inquiry::Inquiries;
use rusqlite::{Connection, OptionalExtension, Row};

use super::classify::classify;
use super::target::Target;
use crate::store::{Store, StoreError};

/// Inquiries that one transaction classifies: other writes wait for it.
const BATCH: u32 = 200;
/// An inquiry that came in so long after it was written, in ms, is history and is not delivered: a
/// browser that was offline keeps its messages for less.
const HISTORY: i64 = 7 * 86_400_000;

/// A delivery that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) key: String,
    pub(super) inquiry: i64,
    pub(super) attempts: u32,
}

/// How a delivery ended, or goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// The target has it.
    Delivered,
    /// Not yet: why, and when to try again; UTC ms.
    Later(String, i64),
    /// Given up: why.
    Dead(String),
}

/// Notes the targets, each since it is first seen, and returns their ids in order.
pub(super) async fn register(
    store: &Store,
    targets: &[Target],
    now: i64,
) -> Result<Vec<i64>, StoreError> {
    let named: Vec<(&str, String)> = targets
        .iter()
        .map(|one| (one.kind(), one.address()))
        .collect();
    store
        .write(move |conn| {
            let mut statement = conn.prepare_cached(
                "INSERT INTO inquiry_targets (kind, address, since) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET kind = excluded.kind RETURNING id",
            )?;
            let id = |(kind, address)| statement.query_row((kind, address, now), |row| row.get(0));
            named.into_iter().map(id).collect()
        })
        .await
}

struct New {
    event: i64,
    id: String,
    chosen: Option<String>,
    text: String,
    locale: String,
    path: String,
    ts: i64,
    received_at: i64,
}

const NEW: &str = "
    SELECT i.event, i.id, json_extract(e.properties, '$.category'), json_extract(e.properties, '$.text'),
      json_extract(e.context, '$.locale'), e.path, e.ts, e.received_at
    FROM inquiries i JOIN events e ON e.id = i.event WHERE i.reason IS NULL ORDER BY i.event LIMIT ?1";

/// Classifies what is new, and plans its deliveries to these targets; returns how many it were.
pub(super) async fn classify_new(
    store: &Store,
    rules: Inquiries,
    targets: Vec<i64>,
    now: i64,
) -> Result<usize, StoreError> {
    let waiting: bool = store
        .read(|conn| {
            conn.query_row(
                "SELECT EXISTS (SELECT 1 FROM inquiries WHERE reason IS NULL)",
                [],
                |row| row.get(0),
            )
        })
        .await?;
    if !waiting {
        return Ok(0);
    }
    store
        .write(move |conn| {
            let mut statement = conn.prepare_cached(NEW)?;
            let new = statement
                .query_map([BATCH], new)?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            for one in &new {
                classify_one(conn, &rules, one)?;
                plan(conn, one, &targets, now)?;
            }
            Ok(new.len())
        })
        .await
}

fn new(row: &Row<'_>) -> rusqlite::Result<New> {
    let text = |column| row.get::<_, Option<String>>(column).ok().flatten();
    Ok(New {
        event: row.get(0)?,
        id: row.get(1)?,
        chosen: text(2),
        text: text(3).unwrap_or_default(),
        locale: text(4).unwrap_or_default(),
        path: text(5).unwrap_or_default(),
        ts: row.get(6)?,
        received_at: row.get(7)?,
    })
}

fn classify_one(conn: &Connection, rules: &Inquiries, one: &New) -> rusqlite::Result<usize> {
    let (category, reason) = classify(
        rules,
        one.chosen.as_deref(),
        &one.text,
        &one.locale,
        &one.path,
    );
    conn.prepare_cached("UPDATE inquiries SET category = ?2, reason = ?3 WHERE event = ?1")?
        .execute((one.event, category, reason.name()))
}

fn plan(conn: &Connection, one: &New, targets: &[i64], now: i64) -> rusqlite::Result<()> {
    if one.received_at - one.ts > HISTORY {
        return Ok(());
    }
    let mut statement = conn.prepare_cached(
        "INSERT INTO inquiry_deliveries (key, inquiry, target, state, due_at)
         SELECT ?1, ?2, id, 'waiting', ?4 FROM inquiry_targets WHERE id = ?3 AND since <= ?5
         ON CONFLICT DO NOTHING",
    )?;
    for target in targets {
        let key = format!("inq_{}_{target}", one.id);
        statement.execute((key, one.event, target, now, one.received_at))?;
    }
    Ok(())
}

/// The deliveries to a target that are due, the longest waiting first.
pub(super) async fn due(store: &Store, target: i64, now: i64) -> Result<Vec<Due>, StoreError> {
    store
        .read(move |conn| {
            let mut statement = conn.prepare_cached(
                "SELECT key, inquiry, attempts FROM inquiry_deliveries
                 WHERE target = ?1 AND state = 'waiting' AND due_at <= ?2 ORDER BY due_at, key LIMIT 20",
            )?;
            let due = |row: &Row<'_>| {
                Ok(Due {
                    key: row.get(0)?,
                    inquiry: row.get(1)?,
                    attempts: row.get(2)?,
                })
            };
            statement.query_map((target, now), due)?.collect()
        })
        .await
}

/// Notes what became of an attempt.
pub(super) async fn settle(
    store: &Store,
    key: String,
    fate: Fate,
    now: i64,
) -> Result<(), StoreError> {
    let (state, due, settled, error) = match fate {
        Fate::Delivered => ("delivered", now, Some(now), None),
        Fate::Later(why, at) => ("waiting", at, None, Some(why)),
        Fate::Dead(why) => ("dead", now, Some(now), Some(why)),
    };
    store
        .write(move |conn| {
            conn.prepare_cached(
                "UPDATE inquiry_deliveries SET state = ?2, due_at = ?3, settled_at = ?4, error = ?5,
                   attempts = attempts + 1 WHERE key = ?1 AND state = 'waiting'",
            )?
            .execute((key, state, due, settled, error))
            .map(drop)
        })
        .await
}

/// Tries a delivery of an inquiry again at once, with as many attempts as a new one. False when there
/// is no such delivery that has failed.
pub async fn retry(store: &Store, inquiry: i64, key: String, now: i64) -> Result<bool, StoreError> {
    store
        .write(move |conn| {
            let sql = "UPDATE inquiry_deliveries SET state = 'waiting', attempts = 0, due_at = ?3, settled_at = NULL
                       WHERE key = ?1 AND inquiry = ?2 AND (state = 'dead' OR (state = 'waiting' AND attempts > 0))
                       RETURNING 1";
            let found = conn.query_row(sql, (key, inquiry, now), |_| Ok(())).optional()?;
            Ok(found.is_some())
        })
        .await
}
