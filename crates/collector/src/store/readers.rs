//! A few read-only connections, shared by every query.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{StoreError, migrate};

/// Queries that run at once. More would only compete for the same disk and cores.
const CONNECTIONS: usize = 4;
/// How long closing waits for queries that still run.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    turns: Semaphore,
    pool: Arc<Pool>,
}

/// The connections: those that wait for a query, and how many are with one.
#[derive(Debug, Default)]
struct Pool {
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Connection>,
    lent: usize,
    closed: bool,
}

/// A connection with a query; it counts as lent until it is dropped.
struct Loan<'a> {
    pool: &'a Pool,
    conn: Option<Connection>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            turns: Semaphore::new(CONNECTIONS),
            pool: Arc::default(),
        }
    }

    /// The database's file.
    pub(super) fn path(&self) -> &std::path::Path {
        &self.path
    }

    pub(super) async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        let (path, pool) = (self.path.clone(), Arc::clone(&self.pool));
        let work = move || -> Result<T, StoreError> {
            let mut loan = pool.lend().ok_or(StoreError::Closed)?;
            let conn = match loan.conn.take() {
                Some(conn) => conn,
                None => migrate::open_reader(&path)?,
            };
            let answer = query(&conn);
            // A query that panics never gets here: its connection is dropped, not reused.
            loan.conn = Some(conn);
            Ok(answer?)
        };
        let answer = tokio::task::spawn_blocking(work).await;
        answer.map_err(|_| StoreError::Closed)?
    }

    /// Takes no further query, and closes every connection: one that stays open would keep the
    /// write-ahead log from being folded in. Blocks while queries still run, for a while.
    pub(super) fn close(&self) {
        self.turns.close();
        let mut state = self.pool.lock();
        state.closed = true;
        state.idle.clear();
        let running = |state: &mut State| state.lent > 0;
        let waited = self
            .pool
            .returned
            .wait_timeout_while(state, PATIENCE, running);
        drop(waited);
    }
}

impl Pool {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lend(&self) -> Option<Loan<'_>> {
        let mut state = self.lock();
        if state.closed {
            return None;
        }
        state.lent += 1;
        Some(Loan {
            pool: self,
            conn: state.idle.pop(),
        })
    }
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        let mut state = self.pool.lock();
        if !state.closed {
            state.idle.extend(self.conn.take());
        }
        // Closed before it counts as returned.
        drop(self.conn.take());
        state.lent -= 1;
        self.pool.returned.notify_all();
    }
}
