//! The store: one SQLite file in WAL mode, one writer thread, a few read-only connections.
//!
//! Every write goes through the writer, which commits many requests' work in one transaction and
//! answers only after the write-ahead log is on disk (`synchronous=FULL`). Reads never wait for it.
//!
//! The schema is `schema.sql` and the files of `migrations`; a change to it is a new file there and
//! a new entry of `migrate::MIGRATIONS`.

mod append;
mod drafts;
mod event;
mod migrate;
pub mod person;
mod progress;
mod projection;
mod readers;
mod traits;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

pub use event::{NewEvent, Stored};
pub use progress::Done;
pub(crate) use progress::of_account as account_done;

/// The store's name within the data directory.
pub const FILE: &str = "banso.db";

/// A handle to the store. Clones share the writer and the readers.
#[derive(Clone, Debug)]
pub struct Store {
    writer: Arc<writer::Writer>,
    readers: Arc<readers::Readers>,
}

/// Why the store did not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The queue to the writer is full: try again in a moment.
    #[error("the store's queue is full; try again shortly")]
    Full,
    /// The writer has stopped, or could not begin a transaction.
    #[error("the store did not take the work: it is closed or locked; the log says more")]
    Closed,
    /// A transaction could not be committed; nothing of it is stored.
    #[error("the store could not commit: {0}; check the disk's free space and permissions")]
    Commit(String),
    /// The file was written by a newer version.
    #[error(
        "the database has schema version {found}, this program knows up to {known}; upgrade banso"
    )]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file was written by an older version.
    #[error(
        "the database has schema version {found}, this program reads {known}: let `banso serve` open it once"
    )]
    Older {
        /// The file's version.
        found: u32,
        /// The version that this program reads.
        known: u32,
    },
    /// The data directory could not be created or read.
    #[error("data directory {path}: {source}")]
    Directory {
        /// The directory.
        path: PathBuf,
        /// What went wrong.
        source: std::io::Error,
    },
    /// `SQLite` said no.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

/// A connection that only reads the store in `dir`, beside whoever else has it open. An error is a
/// store that is not there, or that another version wrote.
pub fn reader(dir: &Path) -> Result<Connection, StoreError> {
    let conn = migrate::open_reader(&dir.join(FILE))?;
    migrate::check(&conn)?;
    Ok(conn)
}

impl Store {
    /// Opens the store in `dir`, creating the directory and the schema as needed.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir).map_err(|source| StoreError::Directory {
            path: dir.to_owned(),
            source,
        })?;
        let path = dir.join(FILE);
        let writer = writer::Writer::start(migrate::open_writer(&path)?);
        Ok(Self {
            writer: Arc::new(writer),
            readers: Arc::new(readers::Readers::new(path)),
        })
    }

    /// Runs a query on a read-only connection, off the async threads. Waits for a free connection.
    ///
    /// ```no_run
    /// # async fn f(store: banso_collector::store::Store) -> Result<(), banso_collector::store::StoreError> {
    /// let users: i64 = store
    ///     .read(|conn| conn.query_row("SELECT count(*) FROM users", [], |row| row.get(0)))
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.readers.read(query).await
    }

    /// Runs `work` on the writer, within its current transaction, and returns after the commit.
    /// When `work` fails, what it did is rolled back and nothing else is. Keep it short: every
    /// other write waits.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.writer.run(move |conn, _| work(conn)).await
    }

    /// Appends messages and returns what became of each, in order, after they are on disk.
    pub async fn append(&self, events: Vec<NewEvent>) -> Result<Vec<Stored>, StoreError> {
        let append = move |conn: &Connection, projection: &mut projection::Projection| {
            append::append(conn, projection, &events)
        };
        self.writer.run(append).await
    }

    /// Appends messages as [`Store::append`] does, and returns as well what the people of `account`
    /// have completed, these messages included.
    pub async fn append_for(
        &self,
        events: Vec<NewEvent>,
        account: String,
    ) -> Result<(Vec<Stored>, Done), StoreError> {
        let append = move |conn: &Connection, projection: &mut projection::Projection| {
            let stored = append::append(conn, projection, &events)?;
            Ok((stored, progress::of_account(conn, &account)?))
        };
        self.writer.run(append).await
    }

    /// The id of a write key, given one on first sight.
    pub async fn source(&self, write_key: &str) -> Result<i64, StoreError> {
        let hash = Sha256::digest(write_key).to_vec();
        self.write(move |conn| {
            let now = jiff::Timestamp::now().as_millisecond();
            conn.execute(
                "INSERT INTO sources (key_hash, created_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                (&hash, now),
            )?;
            conn.query_row(
                "SELECT id FROM sources WHERE key_hash = ?1",
                [&hash],
                |row| row.get(0),
            )
        })
        .await
    }

    /// Whether a write key has been seen.
    pub async fn knows(&self, write_key: &str) -> Result<bool, StoreError> {
        let hash = Sha256::digest(write_key).to_vec();
        self.read(move |conn| {
            let sql = "SELECT EXISTS (SELECT 1 FROM sources WHERE key_hash = ?1)";
            conn.query_row(sql, [&hash], |row| row.get(0))
        })
        .await
    }

    /// How many pieces of work wait for the writer.
    pub fn queue_depth(&self) -> usize {
        self.writer.depth()
    }

    /// Stops taking work, finishes what was taken, folds the write-ahead log into the database and
    /// closes the file. Blocks; call it off the async threads.
    pub fn close(&self) {
        self.readers.close();
        self.writer.close();
    }
}
