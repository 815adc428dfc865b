//! Opening connections, and bringing a database file to the current schema.

use std::cmp::Ordering;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::StoreError;

/// Each entry brings the schema from its index to the next version. Only ever appended to.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("migrations/2-account-tasks.sql"),
    include_str!("migrations/3-secrets.sql"),
    include_str!("migrations/4-drafts.sql"),
    include_str!("migrations/5-inquiries.sql"),
    include_str!("migrations/6-audit.sql"),
];

const BUSY: Duration = Duration::from_secs(10);
const CACHED_STATEMENTS: usize = 64;

/// Opens the database for the writer, creating and migrating it.
pub(super) fn open_writer(path: &Path) -> Result<Connection, StoreError> {
    let mut conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a commit returns after the write-ahead log is on disk.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    // What is deleted is overwritten with zeros.
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "cache_size", -65_536)?;
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    migrate(&mut conn)?;
    Ok(conn)
}

/// Folds the write-ahead log in and empties it; with `whole`, writes the database anew before.
pub(super) fn scrub(path: &Path, whole: bool) -> rusqlite::Result<()> {
    let conn = Connection::open(path)?;
    conn.busy_timeout(BUSY)?;
    if whole {
        conn.execute_batch("VACUUM")?;
    }
    let busy: bool = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy {
        let busy = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY);
        let why = "a query kept the write-ahead log from being emptied";
        return Err(rusqlite::Error::SqliteFailure(busy, Some(why.into())));
    }
    Ok(())
}

/// Opens the database for reading only.
pub(super) fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    conn.pragma_update(None, "cache_size", -32_768)?;
    conn.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    Ok(conn)
}

/// Whether the database has the schema that this program reads.
pub(super) fn check(conn: &Connection) -> Result<(), StoreError> {
    let found: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS.len() as u32;
    match found.cmp(&known) {
        Ordering::Less => Err(StoreError::Older { found, known }),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(StoreError::Newer { found, known }),
    }
}

fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS.len() as u32;
    let newer = StoreError::Newer { found, known };
    let pending = MIGRATIONS.get(found as usize..).ok_or(newer)?;
    for sql in pending {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", known)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_empty_file_reaches_the_current_schema_and_stays_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("banso.db");
        for _ in 0..2 {
            let conn = open_writer(&path).unwrap();
            let version: u32 = conn
                .pragma_query_value(None, "user_version", |row| row.get(0))
                .unwrap();
            assert_eq!(version as usize, MIGRATIONS.len());
            conn.prepare("SELECT 1 FROM events, users, accounts, staff")
                .unwrap();
        }
    }

    #[test]
    fn a_file_of_a_newer_version_is_refused_and_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("banso.db");
        let conn = open_writer(&path).unwrap();
        conn.pragma_update(None, "user_version", 999).unwrap();
        assert!(matches!(
            open_writer(&path),
            Err(StoreError::Newer { found: 999, .. })
        ));
    }
}
