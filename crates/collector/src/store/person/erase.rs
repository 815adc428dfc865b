//! Erasing what is stored of a person.

use rusqlite::{Connection, OptionalExtension};

use super::Subject;
use crate::store::traits;

/// How many rows were erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Messages.
    pub messages: usize,
    /// Anonymous ids that belonged to a user.
    pub identities: usize,
    /// Users.
    pub users: usize,
}

impl Erased {
    /// All of them together.
    pub fn rows(self) -> usize {
        self.messages + self.identities + self.users
    }
}

/// How many there are to erase.
pub(super) fn count(conn: &Connection, subject: &Subject) -> rusqlite::Result<Erased> {
    let count = |sql: &str, params: &[&dyn rusqlite::ToSql]| -> rusqlite::Result<usize> {
        let count: i64 = conn.query_row(sql, params, |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    };
    match subject {
        Subject::User(id) => Ok(Erased {
            messages: count("SELECT count(*) FROM events WHERE person = ?1", &[id])?,
            identities: count(
                "SELECT count(*) FROM identities WHERE user_id = ?1 OR anonymous_id = ?1",
                &[id],
            )?,
            users: count("SELECT count(*) FROM users WHERE user_id = ?1", &[id])?,
        }),
        Subject::Browser {
            source,
            anonymous_id,
        } => Ok(Erased {
            messages: count(
                "SELECT count(*) FROM events WHERE anonymous_id = ?1 AND source = coalesce(?2, source)",
                &[anonymous_id, source],
            )?,
            identities: count(
                "SELECT count(*) FROM identities WHERE anonymous_id = ?1",
                &[anonymous_id],
            )?,
            users: 0,
        }),
    }
}

/// Erases it, and brings what was derived from it to what is left.
pub(super) fn erase(conn: &Connection, subject: &Subject) -> rusqlite::Result<Erased> {
    match subject {
        Subject::User(id) => user(conn, id),
        Subject::Browser {
            source,
            anonymous_id,
        } => browser(conn, *source, anonymous_id),
    }
}

fn user(conn: &Connection, id: &str) -> rusqlite::Result<Erased> {
    let mut accounts = texts(
        conn,
        "SELECT DISTINCT account FROM events WHERE person = ?1 AND account IS NOT NULL",
        id,
    )?;
    accounts.extend(texts(
        conn,
        "SELECT group_id FROM users WHERE user_id = ?1 AND group_id IS NOT NULL",
        id,
    )?);
    asked(conn, "FROM events WHERE person = ?1", [id])?;
    let erased = Erased {
        messages: conn.execute("DELETE FROM events WHERE person = ?1", [id])?,
        identities: conn.execute(
            "DELETE FROM identities WHERE user_id = ?1 OR anonymous_id = ?1",
            [id],
        )?,
        users: conn.execute("DELETE FROM users WHERE user_id = ?1", [id])?,
    };
    accounts
        .iter()
        .try_for_each(|account| tidy_account(conn, account))?;
    Ok(erased)
}

/// Users of whom nothing is left go with it; of the others stays what their other browsers said.
fn browser(conn: &Connection, source: Option<i64>, id: &str) -> rusqlite::Result<Erased> {
    let of = "FROM events WHERE anonymous_id = ?1 AND source = coalesce(?2, source)";
    let affected = |column: &str| -> rusqlite::Result<Vec<String>> {
        conn.prepare(&format!(
            "SELECT DISTINCT {column} {of} AND {column} IS NOT NULL"
        ))?
        .query_map((id, source), |row| row.get(0))?
        .collect()
    };
    let (people, accounts) = (affected("person")?, affected("account")?);
    asked(conn, of, (id, source))?;
    let messages = conn.execute(&format!("DELETE {of}"), (id, source))?;
    // A browser that is known by another write key as well keeps its name there.
    let left = "SELECT EXISTS (SELECT 1 FROM events WHERE anonymous_id = ?1)";
    let identities = if conn.query_row(left, [id], |row| row.get(0))? {
        0
    } else {
        conn.execute("DELETE FROM identities WHERE anonymous_id = ?1", [id])?
    };
    let mut erased = Erased {
        messages,
        identities,
        users: 0,
    };
    for person in &people {
        erased.users += tidy_user(conn, person)?;
    }
    accounts
        .iter()
        .try_for_each(|account| tidy_account(conn, account))?;
    Ok(erased)
}

/// Brings a user's row to what the messages that are left say; 1 when none is, and the row is gone.
fn tidy_user(conn: &Connection, id: &str) -> rusqlite::Result<usize> {
    let seen: Option<(i64, i64)> = conn
        .query_row(
            "SELECT min(ts), max(ts) FROM events WHERE person = ?1 HAVING count(*) > 0",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((first, last)) = seen else {
        conn.execute("DELETE FROM identities WHERE user_id = ?1", [id])?;
        return conn.execute("DELETE FROM users WHERE user_id = ?1", [id]);
    };
    let (traits, times) = traits_of(conn, id)?;
    let group: Option<(String, i64)> = conn
        .query_row(
            "SELECT group_id, ts FROM events WHERE user_id = ?1 AND group_id IS NOT NULL ORDER BY ts DESC, id DESC LIMIT 1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let (group, group_at) = group.unzip();
    conn.execute(
        "UPDATE users SET traits = ?2, trait_times = ?3, first_seen = ?4, last_seen = ?5, group_id = ?6, group_at = ?7
         WHERE user_id = ?1",
        (id, traits, times, first, last, group, group_at),
    )?;
    Ok(0)
}

/// The traits that a user's messages say, merged as they were taken in.
fn traits_of(conn: &Connection, id: &str) -> rusqlite::Result<(String, String)> {
    let mut said = conn.prepare(
        "SELECT traits, ts FROM events WHERE user_id = ?1 AND type = 'identify' AND traits IS NOT NULL ORDER BY ts, id",
    )?;
    let mut rows = said.query([id])?;
    let mut merged = ("{}".to_owned(), "{}".to_owned());
    while let Some(row) = rows.next()? {
        let (said, ts): (String, i64) = (row.get(0)?, row.get(1)?);
        merged = traits::merge(&merged.0, &merged.1, &said, ts);
    }
    Ok(merged)
}

/// An account without anybody goes too. Otherwise what is said of it is the company's, and stays.
fn tidy_account(conn: &Connection, id: &str) -> rusqlite::Result<()> {
    let gone = conn.execute(
        "DELETE FROM accounts WHERE group_id = ?1
           AND NOT EXISTS (SELECT 1 FROM events WHERE account = ?1)
           AND NOT EXISTS (SELECT 1 FROM users WHERE group_id = ?1)",
        [id],
    )?;
    if gone == 0 {
        conn.execute(
            "UPDATE accounts SET
               first_seen = coalesce((SELECT min(ts) FROM events WHERE account = ?1), first_seen),
               last_seen = coalesce((SELECT max(ts) FROM events WHERE account = ?1), last_seen)
             WHERE group_id = ?1",
            [id],
        )?;
    }
    Ok(())
}

/// Erases what became of the inquiries among these events: before the events, which they refer to. One
/// on its way to a target is not called back.
fn asked(
    conn: &Connection,
    of: &str,
    params: impl rusqlite::Params + Clone,
) -> rusqlite::Result<()> {
    let deliveries = format!("DELETE FROM inquiry_deliveries WHERE inquiry IN (SELECT id {of})");
    conn.execute(&deliveries, params.clone())?;
    let inquiries = format!("DELETE FROM inquiries WHERE event IN (SELECT id {of})");
    conn.execute(&inquiries, params).map(drop)
}

fn texts(conn: &Connection, sql: &str, id: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare(sql)?
        .query_map([id], |row| row.get(0))?
        .collect()
}
