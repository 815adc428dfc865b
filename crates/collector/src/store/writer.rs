//! The writer: one thread that owns the only writing connection and commits in groups.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use super::StoreError;
use super::projection::Projection;

/// Work that may wait for the writer. Beyond it a caller is told to come back: memory stays bounded.
const QUEUE: usize = 1_024;
/// How long a transaction goes on taking work: bounds how long the first of it waits.
const GATHER: Duration = Duration::from_millis(50);

/// Does its part within the transaction and returns what to do once the commit's fate is known.
type Work = Box<dyn FnOnce(&Connection, &mut Projection) -> Settle + Send>;
/// Told of the commit: `None` when it is on disk, else why it is not.
type Settle = Box<dyn FnOnce(Option<&str>) + Send>;

#[derive(Debug)]
pub(super) struct Writer {
    queue: Mutex<Option<mpsc::Sender<Work>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(conn: Connection) -> Self {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("banso-writer".into())
            .spawn(move || run(conn, receiver))
            .ok();
        Self {
            queue: Mutex::new(thread.is_some().then_some(sender)),
            thread: Mutex::new(thread),
        }
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection, &mut Projection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let work: Work = Box::new(move |conn, projection| {
            let done = savepoint(conn, projection, work);
            Box::new(move |failure| {
                let fate = failure.map_or(Ok(()), |why| Err(StoreError::Commit(why.to_owned())));
                // The caller may have gone away; the work is stored all the same.
                let _ = reply.send(done.and_then(|value| fate.map(|()| value)));
            })
        });
        self.submit(work)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    fn submit(&self, work: Work) -> Result<(), StoreError> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = queue.as_ref().ok_or(StoreError::Closed)?;
        queue.try_send(work).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Full,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })
    }

    pub(super) fn depth(&self) -> usize {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue
            .as_ref()
            .map_or(0, |queue| queue.max_capacity() - queue.capacity())
    }

    pub(super) fn close(&self) {
        drop(
            self.queue
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the writer thread panicked");
        }
    }
}

/// Runs `work` so that its failure or panic undoes its own part of the transaction and no other.
fn savepoint<T>(
    conn: &Connection,
    projection: &mut Projection,
    work: impl FnOnce(&Connection, &mut Projection) -> rusqlite::Result<T>,
) -> Result<T, StoreError> {
    conn.execute_batch("SAVEPOINT work")?;
    let outcome = catch_unwind(AssertUnwindSafe(|| work(conn, projection)));
    let done = outcome.unwrap_or_else(|_| Err(rusqlite::Error::UnwindingPanic));
    if done.is_err() {
        projection.forget();
        conn.execute_batch("ROLLBACK TO work")?;
    }
    conn.execute_batch("RELEASE work")?;
    Ok(done?)
}

fn run(conn: Connection, mut queue: mpsc::Receiver<Work>) {
    let mut projection = Projection::default();
    while let Some(first) = queue.blocking_recv() {
        commit(&conn, &mut projection, first, &mut queue);
    }
    if let Err(error) = conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
        tracing::warn!(%error, "the write-ahead log was not folded in; the next start does it");
    }
}

/// One transaction: the first piece of work and what else waits, then the disk, then the answers.
fn commit(
    conn: &Connection,
    projection: &mut Projection,
    first: Work,
    queue: &mut mpsc::Receiver<Work>,
) {
    let started = Instant::now();
    let mut settles: Vec<Settle> = Vec::new();
    let outcome = conn
        .execute_batch("BEGIN IMMEDIATE")
        .and_then(|()| projection.notice_other_writers(conn))
        .and_then(|()| {
            settles.push(first(conn, projection));
            while started.elapsed() < GATHER
                && let Ok(work) = queue.try_recv()
            {
                settles.push(work(conn, projection));
            }
            conn.execute_batch("COMMIT")
        });
    let failure = outcome.err().map(|error| error.to_string());
    if let Some(error) = &failure {
        projection.forget();
        // Fails when the transaction never began or is gone already; both are what is wanted.
        let _ = conn.execute_batch("ROLLBACK");
        tracing::error!(%error, "commit failed; nothing of it was acknowledged");
    }
    metrics::histogram!("banso_commit_seconds").record(started.elapsed().as_secs_f64());
    for settle in settles {
        settle(failure.as_deref());
    }
}
