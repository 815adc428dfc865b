//! What the log means: who a browser is, which users and accounts there are, who belongs where.
//!
//! A projection is told of each message once, in the transaction that stores it. Each of its rules
//! keeps a least or a latest value, so that messages may arrive in any order.

mod identity;
mod seen;

use std::collections::HashMap;

use banso_wire::decode::Kind;
use rusqlite::Connection;

use super::event::NewEvent;
pub(super) use seen::Seen;

/// Entries that a cache holds before it starts over.
const CACHE: usize = 50_000;

/// The writer's memory of rows it asks for with every message. A transaction that is undone, or
/// another process that writes, empties it.
#[derive(Default)]
pub(super) struct Projection {
    /// Anonymous id -> the user it turned out to be and since when.
    identities: HashMap<String, Option<(String, i64)>>,
    /// User -> account.
    groups: HashMap<String, Option<String>>,
    data_version: i64,
}

impl Projection {
    /// Empties the memory: the rows may not be as it remembers them.
    pub(super) fn forget(&mut self) {
        self.identities.clear();
        self.groups.clear();
    }

    /// Empties the memory when another connection has written since the last look.
    pub(super) fn notice_other_writers(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        let version = conn
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if std::mem::replace(&mut self.data_version, version) != version {
            self.forget();
        }
        Ok(())
    }

    /// The user that an event counts for: the one it names, or the one its browser turned out to be.
    pub(super) fn person(
        &mut self,
        conn: &Connection,
        event: &NewEvent,
    ) -> rusqlite::Result<Option<String>> {
        if event.user_id.is_some() {
            return Ok(event.user_id.clone());
        }
        let Some(anonymous) = &event.anonymous_id else {
            return Ok(None);
        };
        Ok(self.identity(conn, anonymous)?.map(|(user, _)| user))
    }

    /// The account that an event counts for: the one it names, or the person's.
    pub(super) fn account(
        &mut self,
        conn: &Connection,
        event: &NewEvent,
        person: Option<&str>,
    ) -> rusqlite::Result<Option<String>> {
        match (&event.group_id, person) {
            (Some(group), _) => Ok(Some(group.clone())),
            (None, Some(person)) => self.group_of(conn, person),
            (None, None) => Ok(None),
        }
    }

    /// Takes in an event that was just inserted.
    pub(super) fn apply(
        &mut self,
        conn: &Connection,
        seen: &mut Seen,
        event: &NewEvent,
        person: Option<&str>,
        account: Option<&str>,
    ) -> rusqlite::Result<()> {
        if let Some(person) = person {
            seen.user(person, event.ts);
        }
        if let Some(account) = account {
            seen.account(account, event.ts);
        }
        // Only what names its user says more of that user: who a browser is may still change.
        if let Some(user) = &event.user_id {
            self.learn(conn, seen, event, user)?;
        }
        if let (Kind::Group, Some(group), Some(said)) = (event.kind, &event.group_id, &event.traits)
        {
            seen.account_said(group, said, event.ts);
        }
        Ok(())
    }

    fn learn(
        &mut self,
        conn: &Connection,
        seen: &mut Seen,
        event: &NewEvent,
        user: &str,
    ) -> rusqlite::Result<()> {
        if let Some(group) = &event.group_id {
            seen.member(user, group, event.ts);
            self.settle(conn, seen, user, group)?;
        }
        for other in [&event.anonymous_id, &event.previous_id]
            .into_iter()
            .flatten()
        {
            self.link(conn, seen, other, user, event.ts)?;
        }
        if let (Kind::Identify, Some(said)) = (event.kind, &event.traits) {
            seen.user_said(user, said, event.ts);
        }
        Ok(())
    }

    /// Writes what a request's events said of users and accounts.
    pub(super) fn flush(&mut self, conn: &Connection, seen: Seen) -> rusqlite::Result<()> {
        for (user, group) in seen.write(conn)? {
            remember(&mut self.groups, &user, group);
        }
        Ok(())
    }
}

fn remember<V>(cache: &mut HashMap<String, V>, key: &str, value: V) {
    if cache.len() >= CACHE {
        cache.clear();
    }
    cache.insert(key.to_owned(), value);
}
