//! What one request's events say of users and accounts, gathered so that each is written once.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::store::traits;

#[derive(Default)]
pub(in crate::store) struct Seen {
    users: BTreeMap<String, User>,
    accounts: BTreeMap<String, Entity>,
    recount: Vec<(&'static str, String)>,
}

const RECOUNT_USER: &str = "UPDATE users SET
    first_seen = coalesce((SELECT min(ts) FROM events WHERE person = ?1), first_seen),
    last_seen = coalesce((SELECT max(ts) FROM events WHERE person = ?1), last_seen)
    WHERE user_id = ?1";
const RECOUNT_ACCOUNT: &str = "UPDATE accounts SET
    first_seen = coalesce((SELECT min(ts) FROM events WHERE account = ?1), first_seen),
    last_seen = coalesce((SELECT max(ts) FROM events WHERE account = ?1), last_seen)
    WHERE group_id = ?1";

#[derive(Default)]
struct User {
    entity: Entity,
    group: Option<(i64, String)>,
}

struct Entity {
    first: i64,
    last: i64,
    said: Vec<(i64, String)>,
}

impl Default for Entity {
    fn default() -> Self {
        Self {
            first: i64::MAX,
            last: i64::MIN,
            said: Vec::new(),
        }
    }
}

impl Entity {
    fn at(&mut self, ts: i64) {
        self.first = self.first.min(ts);
        self.last = self.last.max(ts);
    }
}

impl Seen {
    /// A user did something at this time.
    pub(super) fn user(&mut self, user: &str, ts: i64) {
        entry(&mut self.users, user).entity.at(ts);
    }

    /// A user belongs to an account, as said at this time.
    pub(super) fn member(&mut self, user: &str, group: &str, ts: i64) {
        let user = entry(&mut self.users, user);
        if user.group.as_ref().is_none_or(|(at, _)| *at <= ts) {
            user.group = Some((ts, group.to_owned()));
        }
    }

    /// Someone did something at this time that counts for an account.
    pub(super) fn account(&mut self, account: &str, ts: i64) {
        entry(&mut self.accounts, account).at(ts);
    }

    /// Traits of a user, a JSON object.
    pub(super) fn user_said(&mut self, user: &str, said: &str, ts: i64) {
        let user = entry(&mut self.users, user);
        user.entity.said.push((ts, said.to_owned()));
    }

    /// Traits of an account, a JSON object.
    pub(super) fn account_said(&mut self, account: &str, said: &str, ts: i64) {
        let account = entry(&mut self.accounts, account);
        account.said.push((ts, said.to_owned()));
    }

    /// Events that had counted for this user and these accounts turned out to be someone else's.
    pub(super) fn lost(&mut self, user: String, accounts: Vec<String>) {
        self.recount.push((RECOUNT_USER, user));
        let accounts = accounts.into_iter();
        self.recount
            .extend(accounts.map(|account| (RECOUNT_ACCOUNT, account)));
    }

    /// Writes it all and returns each user with the account that the user is in now.
    pub(super) fn write(
        self,
        conn: &Connection,
    ) -> rusqlite::Result<Vec<(String, Option<String>)>> {
        for (id, account) in &self.accounts {
            write_account(conn, id, account)?;
        }
        let users = self.users.into_iter();
        let groups = users
            .map(|(id, user)| write_user(conn, &id, &user).map(|group| (id, group)))
            .collect();
        for (sql, id) in self.recount {
            conn.prepare_cached(sql)?.execute([id])?;
        }
        groups
    }
}

fn entry<'m, V: Default>(map: &'m mut BTreeMap<String, V>, key: &str) -> &'m mut V {
    if !map.contains_key(key) {
        map.insert(key.to_owned(), V::default());
    }
    map.entry(key.to_owned()).or_default()
}

fn write_account(conn: &Connection, id: &str, account: &Entity) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO accounts (group_id, first_seen, last_seen) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
           last_seen = max(last_seen, excluded.last_seen)",
    )?
    .execute((id, account.first, account.last))?;
    let (read, write) = (
        "SELECT traits, trait_times FROM accounts WHERE group_id = ?1",
        "UPDATE accounts SET traits = ?2, trait_times = ?3 WHERE group_id = ?1",
    );
    write_traits(conn, id, &account.said, read, write)
}

fn write_user(conn: &Connection, id: &str, user: &User) -> rusqlite::Result<Option<String>> {
    let (at, group) = user.group.clone().unzip();
    let group = conn
        .prepare_cached(
            "INSERT INTO users (user_id, first_seen, last_seen, group_id, group_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET first_seen = min(first_seen, excluded.first_seen),
               last_seen = max(last_seen, excluded.last_seen),
               group_id = iif(excluded.group_at >= coalesce(group_at, excluded.group_at),
                              excluded.group_id, group_id),
               group_at = iif(excluded.group_at >= coalesce(group_at, excluded.group_at),
                              excluded.group_at, group_at)
             RETURNING group_id",
        )?
        .query_row(
            (id, user.entity.first, user.entity.last, group, at),
            |row| row.get(0),
        )?;
    let (read, write) = (
        "SELECT traits, trait_times FROM users WHERE user_id = ?1",
        "UPDATE users SET traits = ?2, trait_times = ?3 WHERE user_id = ?1",
    );
    write_traits(conn, id, &user.entity.said, read, write)?;
    Ok(group)
}

fn write_traits(
    conn: &Connection,
    id: &str,
    said: &[(i64, String)],
    read: &str,
    write: &str,
) -> rusqlite::Result<()> {
    if said.is_empty() {
        return Ok(());
    }
    let stored: Option<(String, String)> = conn
        .prepare_cached(read)?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let start = stored.unwrap_or_else(|| ("{}".into(), "{}".into()));
    let (traits, times) = said.iter().fold(start, |(traits, times), (ts, said)| {
        traits::merge(&traits, &times, said, *ts)
    });
    conn.prepare_cached(write)?.execute((id, traits, times))?;
    Ok(())
}
