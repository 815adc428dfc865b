//! Who is who: names and traits of users and accounts, as the host said them.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::sql::{string, text};

/// A user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct User {
    /// The host's id.
    pub id: String,
    /// The trait `name`, else `email`, else the id.
    pub name: String,
    /// The trait `role`; empty when there is none.
    pub role: String,
    /// The account, as said last.
    pub account: Option<String>,
    /// The first message; milliseconds UTC.
    pub first_seen: i64,
    /// The latest message; milliseconds UTC.
    pub last_seen: i64,
}

/// An account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// The host's id.
    pub id: String,
    /// The trait `name`, else the id.
    pub name: String,
    /// The trait `plan`; empty when there is none.
    pub plan: String,
    /// The first message; milliseconds UTC.
    pub first_seen: i64,
    /// The latest message; milliseconds UTC.
    pub last_seen: i64,
    /// How many users belong to it.
    pub users: usize,
}

/// Every user and account by id.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The users.
    pub users: HashMap<String, User>,
    /// The accounts.
    pub accounts: HashMap<String, Account>,
}

impl Directory {
    /// Reads it.
    pub fn load(conn: &Connection) -> rusqlite::Result<Self> {
        let mut directory = Self {
            users: rows(conn, USERS, user)?,
            accounts: rows(conn, ACCOUNTS, account)?,
        };
        for account in directory
            .users
            .values()
            .filter_map(|user| user.account.as_ref())
        {
            if let Some(account) = directory.accounts.get_mut(account) {
                account.users += 1;
            }
        }
        Ok(directory)
    }

    /// What to call a user.
    pub fn user_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.users.get(id).map_or(id, |user| &user.name)
    }

    /// What to call an account.
    pub fn account_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.accounts.get(id).map_or(id, |account| &account.name)
    }
}

const USERS: &str = "
    SELECT user_id, coalesce(json_extract(traits, '$.name'), json_extract(traits, '$.email')),
      json_extract(traits, '$.role'), group_id, first_seen, last_seen FROM users";

const ACCOUNTS: &str = "
    SELECT group_id, json_extract(traits, '$.name'), json_extract(traits, '$.plan'),
      first_seen, last_seen FROM accounts";

fn rows<T>(
    conn: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<(String, T)>,
) -> rusqlite::Result<HashMap<String, T>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| read(row))?;
    rows.collect()
}

fn user(row: &Row<'_>) -> rusqlite::Result<(String, User)> {
    let id = string(row, 0)?;
    let user = User {
        id: id.clone(),
        name: named(row, &id)?,
        role: string(row, 2)?,
        account: text(row, 3)?.map(str::to_owned),
        first_seen: row.get(4)?,
        last_seen: row.get(5)?,
    };
    Ok((id, user))
}

fn account(row: &Row<'_>) -> rusqlite::Result<(String, Account)> {
    let id = string(row, 0)?;
    let account = Account {
        id: id.clone(),
        name: named(row, &id)?,
        plan: string(row, 2)?,
        first_seen: row.get(3)?,
        last_seen: row.get(4)?,
        users: 0,
    };
    Ok((id, account))
}

/// The name in column 1, or the id where there is none worth showing.
fn named(row: &Row<'_>, id: &str) -> rusqlite::Result<String> {
    let name = text(row, 1)?.map(str::trim).filter(|name| !name.is_empty());
    Ok(name.unwrap_or(id).to_owned())
}
