//! Appending messages to the log, each once.

use banso_wire::event::HELP_INQUIRY_SENT;
use rusqlite::{Connection, params};

use super::event::{NewEvent, Stored};
use super::projection::{Projection, Seen};

/// Appends within the writer's transaction. A message that is there already changes nothing, so
/// every projection sees each message exactly once.
pub(super) fn append(
    conn: &Connection,
    projection: &mut Projection,
    events: &[NewEvent],
) -> rusqlite::Result<Vec<Stored>> {
    let mut seen = Seen::default();
    let stored = events
        .iter()
        .map(|event| append_one(conn, projection, &mut seen, event))
        .collect::<rusqlite::Result<_>>()?;
    projection.flush(conn, seen)?;
    Ok(stored)
}

fn append_one(
    conn: &Connection,
    projection: &mut Projection,
    seen: &mut Seen,
    event: &NewEvent,
) -> rusqlite::Result<Stored> {
    let person = projection.person(conn, event)?;
    let account = projection.account(conn, event, person.as_deref())?;
    if insert(conn, event, person.as_deref(), account.as_deref())? == 0 {
        return Ok(Stored::Duplicate);
    }
    if event.event.as_deref() == Some(HELP_INQUIRY_SENT) {
        insert_inquiry(conn, event)?;
    }
    projection.apply(conn, seen, event, person.as_deref(), account.as_deref())?;
    Ok(Stored::New)
}

/// Notes the inquiry of the event that was just inserted. One without a text asks nothing.
fn insert_inquiry(conn: &Connection, event: &NewEvent) -> rusqlite::Result<usize> {
    conn.prepare_cached(
        "INSERT INTO inquiries (event, id)
         SELECT ?1, iif(json_type(?2, '$.inquiry') = 'text', json_extract(?2, '$.inquiry'), ?3)
         WHERE json_type(?2, '$.text') = 'text' AND trim(json_extract(?2, '$.text')) <> ''
         ON CONFLICT DO NOTHING",
    )?
    .execute((
        conn.last_insert_rowid(),
        &event.properties,
        &event.message_id,
    ))
}

fn insert(
    conn: &Connection,
    event: &NewEvent,
    person: Option<&str>,
    account: Option<&str>,
) -> rusqlite::Result<usize> {
    conn.prepare_cached(
        "INSERT INTO events (source, message_id, type, ts, received_at, anonymous_id, user_id,
           person, group_id, account, session, event, name, path, properties, traits, context)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
         ON CONFLICT (source, message_id) DO NOTHING",
    )?
    .execute(params![
        event.source,
        event.message_id,
        event.kind.name(),
        event.ts,
        event.received_at,
        event.anonymous_id,
        event.user_id,
        person,
        event.group_id,
        account,
        event.session,
        event.event,
        event.name,
        event.path,
        event.properties,
        event.traits,
        event.context,
    ])
}
