//! Handing over what is stored of a person.

use rusqlite::types::ToSql;
use rusqlite::{Connection, named_params};
use serde_json::{Value, json};

use super::{Subject, objects};

/// The person's row, and the browsers that are known to be theirs.
const USER: &str =
    "SELECT user_id, traits, first_seen, last_seen, group_id FROM users WHERE user_id = :id";
const BROWSERS: &str =
    "SELECT anonymous_id, since FROM identities WHERE user_id = :id OR anonymous_id = :id";
const BROWSER: &str =
    "SELECT anonymous_id, user_id, since FROM identities WHERE anonymous_id = :id";
/// What a message says of the person: not the numbers of rows.
const MESSAGES: &str =
    "SELECT message_id, type, ts, received_at, anonymous_id, user_id, group_id, session,
    event, name, path, properties, traits, context";
/// What became of an inquiry; what it says is in its message. Who of the staff worked on it is theirs.
const INQUIRIES: &str =
    "SELECT id, category, corrected, corrected_at, answered_at, nullif(note, '') AS note
    FROM inquiries WHERE event IN (SELECT id";
/// Where an inquiry was sent on to.
const DELIVERIES: &str = "SELECT i.id AS inquiry, t.kind, t.address, d.state, d.settled_at
    FROM inquiry_deliveries d JOIN inquiries i ON i.event = d.inquiry
      JOIN inquiry_targets t ON t.id = d.target WHERE d.inquiry IN (SELECT id";

/// Everything stored of a person, and of how many rows it is; None when there is nothing.
pub(super) fn of(conn: &Connection, subject: &Subject) -> rusqlite::Result<Option<(Value, usize)>> {
    let id = subject.id();
    let events = match subject {
        Subject::User(_) => "FROM events WHERE person = :id",
        Subject::Browser { .. } => {
            "FROM events WHERE anonymous_id = :id AND source = coalesce(:source, source)"
        }
    };
    let (users, identities) = match subject {
        Subject::User(_) => (
            objects(conn, USER, named_params! {":id": id})?,
            objects(conn, BROWSERS, named_params! {":id": id})?,
        ),
        Subject::Browser { .. } => (vec![], objects(conn, BROWSER, named_params! {":id": id})?),
    };
    let mut params: Vec<(&str, &dyn ToSql)> = vec![(":id", &id)];
    if let Subject::Browser { source, .. } = subject {
        params.push((":source", source));
    }
    let messages = objects(
        conn,
        &format!("{MESSAGES} {events} ORDER BY ts, id"),
        &*params,
    )?;
    let inquiries = objects(
        conn,
        &format!("{INQUIRIES} {events}) ORDER BY event"),
        &*params,
    )?;
    let deliveries = objects(
        conn,
        &format!("{DELIVERIES} {events}) ORDER BY d.inquiry"),
        &*params,
    )?;
    let rows = users.len() + identities.len() + messages.len() + inquiries.len() + deliveries.len();
    let export = json!({
        "exportedAt": jiff::Timestamp::now().to_string(),
        "times": "milliseconds since 1970-01-01T00:00:00Z",
        "user": users.into_iter().next(),
        "identities": identities,
        "messages": messages,
        "inquiries": inquiries,
        "deliveries": deliveries,
    });
    Ok((rows > 0).then_some((export, rows)))
}
