//! A few read-only connections, shared by every query.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{StoreError, migrate};

/// Queries that run at once. More would only compete for the same disk and cores.
const CONNECTIONS: usize = 4;

#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    turns: Semaphore,
    idle: std::sync::Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Self {
            path,
            turns: Semaphore::new(CONNECTIONS),
            idle: std::sync::Arc::default(),
        }
    }

    pub(super) async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let _turn = self.turns.acquire().await.map_err(|_| StoreError::Closed)?;
        let (path, idle) = (self.path.clone(), self.idle.clone());
        let work = move || {
            let taken = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let conn = taken.map_or_else(|| migrate::open_reader(&path), Ok)?;
            let answer = query(&conn);
            // A query that panics never gets here: its connection is dropped, not reused.
            idle.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(conn);
            answer
        };
        let answer = tokio::task::spawn_blocking(work).await;
        Ok(answer.map_err(|_| StoreError::Closed)??)
    }
}
