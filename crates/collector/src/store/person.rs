//! All that is stored of one person: to hand over, or to erase.

mod erase;
mod export;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde_json::{Map, Value};

use super::{Store, StoreError};
use crate::auth::signing::Signer;

pub use erase::Erased;

/// A day, in ms.
const DAY: i64 = 86_400_000;

/// Whose data it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A user, by the host's id, in every browser.
    User(String),
    /// A browser, by its anonymous id.
    Browser {
        /// Only what came with this write key, by the id of [`Store::source`]; None: with any.
        source: Option<i64>,
        /// The anonymous id.
        anonymous_id: String,
    },
}

/// Who asked, for the audit record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff, by the address to sign in with.
    Staff(String),
    /// Whoever runs commands beside the database.
    CommandLine,
    /// The browser itself.
    Browser,
}

impl Actor {
    fn name(&self) -> &str {
        match self {
            Self::Staff(email) => email,
            Self::CommandLine => "command line",
            Self::Browser => "browser",
        }
    }
}

impl Subject {
    fn id(&self) -> &str {
        match self {
            Self::User(id) => id,
            Self::Browser { anonymous_id, .. } => anonymous_id,
        }
    }

    /// The name in audit records: the same for the same person, and nobody can tell whose it is
    /// without the secret of the data directory.
    fn mark(&self, signer: &Signer) -> String {
        let kind = match self {
            Self::User(_) => "user",
            Self::Browser { .. } => "browser",
        };
        signer.mark(&format!("{kind} {}", self.id()))
    }
}

impl Store {
    /// Everything stored of a person, as JSON; None when there is nothing. It is put on record.
    pub async fn export(
        &self,
        subject: Subject,
        actor: Actor,
        signer: &Signer,
    ) -> Result<Option<Value>, StoreError> {
        let mark = subject.mark(signer);
        self.write(move |conn| {
            let Some((export, rows)) = export::of(conn, &subject)? else {
                return Ok(None);
            };
            record(conn, &actor, "export", &mark, rows)?;
            Ok(Some(export))
        })
        .await
    }

    /// How much [`Store::erase`] would erase.
    pub async fn erasable(&self, subject: Subject) -> Result<Erased, StoreError> {
        self.read(move |conn| erase::count(conn, &subject)).await
    }

    /// Erases everything stored of a person, and puts that on record. The rows' bytes are overwritten
    /// in the database's file; follow with [`Store::scrub`].
    pub async fn erase(
        &self,
        subject: Subject,
        actor: Actor,
        signer: &Signer,
    ) -> Result<Erased, StoreError> {
        let mark = subject.mark(signer);
        let erase = move |conn: &Connection, projection: &mut super::projection::Projection| {
            let erased = erase::erase(conn, &subject)?;
            projection.forget();
            record(conn, &actor, "erase", &mark, erased.rows())?;
            Ok(erased)
        };
        self.writer.run(erase).await
    }

    /// Leaves nothing of what was erased in the write-ahead log; with `whole`, writes the database
    /// anew as well: rows move about in a file, and what they leave behind where they were is not
    /// overwritten. That takes as long as copying it. Reads go on meanwhile and writes wait; where
    /// others hold it up for too long, this fails and can be called again.
    pub async fn scrub(&self, whole: bool) -> Result<(), StoreError> {
        let known = self.read(last_erasure).await?;
        let path = self.readers.path().to_owned();
        let work = move || super::migrate::scrub(&path, whole);
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|_| StoreError::Closed)??;
        if whole {
            self.write(move |conn| settle(conn, known)).await?;
        }
        Ok(())
    }

    /// Writes the database anew for erasures after which nobody did, at most once a day. Whether it
    /// was due. `now`: UTC ms.
    pub async fn scrub_due(&self, now: i64) -> Result<bool, StoreError> {
        let due = self.read(move |conn| {
            let sql = "SELECT count(*) > count(scrubbed) AND coalesce(max(scrubbed), 0) <= ?1 FROM audit WHERE action = 'erase'";
            conn.query_row(sql, [now - DAY], |row| row.get(0))
        });
        let due = due.await?;
        if due {
            self.scrub(true).await?;
        }
        Ok(due)
    }
}

/// The number of the last erasure; 0 when there was none.
pub(crate) fn last_erasure(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(id), 0) FROM audit WHERE action = 'erase'")?
        .query_row([], |row| row.get(0))
}

/// Notes that nothing of these erasures is left in the file.
fn settle(conn: &Connection, upto: i64) -> rusqlite::Result<usize> {
    let now = jiff::Timestamp::now().as_millisecond();
    conn.execute(
        "UPDATE audit SET scrubbed = ?1 WHERE action = 'erase' AND scrubbed IS NULL AND id <= ?2",
        (now, upto),
    )
}

fn record(
    conn: &Connection,
    actor: &Actor,
    action: &str,
    mark: &str,
    rows: usize,
) -> rusqlite::Result<usize> {
    let now = jiff::Timestamp::now().as_millisecond();
    conn.execute(
        "INSERT INTO audit (at, actor, action, subject, rows) VALUES (?1, ?2, ?3, ?4, ?5)",
        (now, actor.name(), action, mark, rows as i64),
    )
}

/// The rows of a query as objects, by the names of the columns. Bytes do not occur in what is a person's.
fn objects(
    conn: &Connection,
    sql: &str,
    params: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Value>> {
    let mut statement = conn.prepare(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map(params, |row| object(&names, row))?;
    rows.collect()
}

fn object(names: &[String], row: &Row<'_>) -> rusqlite::Result<Value> {
    let mut fields = Map::new();
    for (at, name) in names.iter().enumerate() {
        let value = match row.get_ref(at)? {
            ValueRef::Null | ValueRef::Blob(_) => continue,
            ValueRef::Integer(number) => number.into(),
            ValueRef::Real(number) => number.into(),
            ValueRef::Text(text) => json(&String::from_utf8_lossy(text)),
        };
        fields.insert(name.clone(), value);
    }
    Ok(fields.into())
}

/// Columns of JSON as what they say, and any other text as it is.
fn json(text: &str) -> Value {
    let object = text
        .starts_with('{')
        .then(|| serde_json::from_str(text).ok());
    object.flatten().unwrap_or_else(|| text.into())
}

#[cfg(test)]
mod tests;
