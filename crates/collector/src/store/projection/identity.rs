//! Who a browser turned out to be, and where a person belongs.

use rusqlite::{Connection, OptionalExtension};

use super::{Projection, Seen, remember};

impl Projection {
    /// The user that an anonymous id (or an alias) turned out to be, and since when.
    pub(super) fn identity(
        &mut self,
        conn: &Connection,
        anonymous: &str,
    ) -> rusqlite::Result<Option<(String, i64)>> {
        if let Some(known) = self.identities.get(anonymous) {
            return Ok(known.clone());
        }
        let found = conn
            .prepare_cached("SELECT user_id, since FROM identities WHERE anonymous_id = ?1")?
            .query_row([anonymous], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        remember(&mut self.identities, anonymous, found.clone());
        Ok(found)
    }

    /// The account that a user belongs to.
    pub(super) fn group_of(
        &mut self,
        conn: &Connection,
        user: &str,
    ) -> rusqlite::Result<Option<String>> {
        if let Some(known) = self.groups.get(user) {
            return Ok(known.clone());
        }
        let found = conn
            .prepare_cached("SELECT group_id FROM users WHERE user_id = ?1")?
            .query_row([user], |row| row.get(0))
            .optional()?
            .flatten();
        remember(&mut self.groups, user, found.clone());
        Ok(found)
    }

    /// Learns that `anonymous` is `user`. The earliest sign-in of a browser claims what that
    /// browser did while nobody was signed in.
    pub(super) fn link(
        &mut self,
        conn: &Connection,
        seen: &mut Seen,
        anonymous: &str,
        user: &str,
        ts: i64,
    ) -> rusqlite::Result<()> {
        let known = self.identity(conn, anonymous)?;
        let claim = (ts, user);
        if known
            .as_ref()
            .is_some_and(|(user, since)| (*since, user.as_str()) <= claim)
        {
            return Ok(());
        }
        conn.prepare_cached(
            "INSERT INTO identities (anonymous_id, user_id, since) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET user_id = excluded.user_id, since = excluded.since",
        )?
        .execute((anonymous, user, ts))?;
        remember(&mut self.identities, anonymous, Some((user.to_owned(), ts)));
        if let Some((known, _)) = known {
            if known == user {
                return Ok(());
            }
            seen.lost(known, accounts_of(conn, anonymous)?);
        }
        self.claim(conn, seen, anonymous, user)
    }

    /// Counts a browser's unsigned events for `user`, and for the user's account where they name none.
    fn claim(
        &mut self,
        conn: &Connection,
        seen: &mut Seen,
        anonymous: &str,
        user: &str,
    ) -> rusqlite::Result<()> {
        let group = self.group_of(conn, user)?;
        let mut update = conn.prepare_cached(
            "UPDATE events SET person = ?2, account = coalesce(group_id, ?3)
             WHERE anonymous_id = ?1 AND user_id IS NULL RETURNING ts, account",
        )?;
        let mut rows = update.query((anonymous, user, &group))?;
        while let Some(row) = rows.next()? {
            let (ts, account): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            seen.user(user, ts);
            if let Some(account) = account {
                seen.account(&account, ts);
            }
        }
        Ok(())
    }

    /// Learns the first account of a person, and counts what the person did before for it.
    pub(super) fn settle(
        &mut self,
        conn: &Connection,
        seen: &mut Seen,
        person: &str,
        group: &str,
    ) -> rusqlite::Result<()> {
        if self.group_of(conn, person)?.is_some() {
            return Ok(());
        }
        remember(&mut self.groups, person, Some(group.to_owned()));
        let mut update = conn.prepare_cached(
            "UPDATE events SET account = ?2 WHERE person = ?1 AND account IS NULL RETURNING ts",
        )?;
        let mut rows = update.query((person, group))?;
        while let Some(row) = rows.next()? {
            seen.account(group, row.get(0)?);
        }
        Ok(())
    }
}

/// The accounts that a browser's unsigned events count for.
fn accounts_of(conn: &Connection, anonymous: &str) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached(
        "SELECT DISTINCT account FROM events
         WHERE anonymous_id = ?1 AND user_id IS NULL AND account IS NOT NULL",
    )?
    .query_map([anonymous], |row| row.get(0))?
    .collect()
}
