//! The writer: what it answers when a commit, a piece of work or the queue fails.
#![allow(clippy::unwrap_used)]

use std::sync::mpsc;

use banso_collector::store::{Store, StoreError};
use rusqlite::Connection;
use tempfile::TempDir;

fn open() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    (dir, store)
}

fn add(conn: &Connection, email: &str) -> rusqlite::Result<()> {
    let sql =
        "INSERT INTO staff (email, password_hash, role, created_at) VALUES (?1, '', 'viewer', 0)";
    conn.execute(sql, [email]).map(drop)
}

async fn emails(store: &Store) -> String {
    let sql = "SELECT coalesce(group_concat(email, ' ' ORDER BY email), '') FROM staff";
    let read = store.read(move |conn| conn.query_row(sql, [], |row| row.get(0)));
    read.await.unwrap()
}

#[tokio::test]
async fn a_commit_that_fails_is_not_acknowledged() {
    let (_dir, store) = open();
    // A deferred constraint fails the commit itself, as a full disk would.
    let doomed = store.write(|conn| {
        conn.execute_batch(
            "PRAGMA defer_foreign_keys = ON;
             INSERT INTO staff_sessions (token_hash, staff, created_at, expires_at) VALUES (x'00', 999, 0, 0);",
        )?;
        add(conn, "doomed")
    });
    assert!(matches!(doomed.await, Err(StoreError::Commit(_))));
    store.write(|conn| add(conn, "next")).await.unwrap();
    assert_eq!(emails(&store).await, "next");
}

#[tokio::test]
async fn work_that_fails_or_panics_is_undone_alone() {
    let (_dir, store) = open();
    let (go, wait) = mpsc::channel::<()>();
    let first = store.write(move |conn| {
        // Holds the writer until the others wait, so that they share a transaction.
        let _ = wait.recv();
        add(conn, "a")
    });
    let fails = store.write(|conn| {
        add(conn, "b")?;
        add(conn, "b")
    });
    let panics = store.write(|conn| -> rusqlite::Result<()> {
        add(conn, "c")?;
        panic!("on purpose")
    });
    let last = store.write(|conn| add(conn, "d"));
    let release = async { go.send(()).unwrap() };
    let (first, fails, panics, last, ()) = tokio::join!(first, fails, panics, last, release);
    assert!(first.is_ok() && last.is_ok());
    assert!(matches!(fails, Err(StoreError::Sqlite(_))));
    assert!(matches!(
        panics,
        Err(StoreError::Sqlite(rusqlite::Error::UnwindingPanic))
    ));
    assert_eq!(emails(&store).await, "a d");
}

#[tokio::test]
async fn a_full_queue_says_so_and_keeps_what_it_took() {
    let (_dir, store) = open();
    let (go, wait) = mpsc::channel::<()>();
    let (started, running) = tokio::sync::oneshot::channel();
    let blocked = tokio::spawn({
        let store = store.clone();
        async move {
            store
                .write(move |_| {
                    let _ = started.send(());
                    let _ = wait.recv();
                    Ok(())
                })
                .await
        }
    });
    running.await.unwrap();
    let writes: Vec<_> = (0..1_100)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { store.write(move |conn| add(conn, &n.to_string())).await })
        })
        .collect();
    while store.queue_depth() < 1_024 {
        tokio::task::yield_now().await;
    }
    go.send(()).unwrap();
    blocked.await.unwrap().unwrap();
    let (mut taken, mut full) = (0, 0);
    for write in writes {
        match write.await.unwrap() {
            Ok(()) => taken += 1,
            Err(StoreError::Full) => full += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(full > 0, "{taken} taken");
    assert_eq!(emails(&store).await.split(' ').count(), taken);
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let (_dir, store) = open();
    store.close();
    let write = store.write(|conn| add(conn, "a")).await;
    assert!(matches!(write, Err(StoreError::Closed)));
}
