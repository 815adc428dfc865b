//! Drafts of content, addressed by their hash and kept until the last link to them ends.

use banso_content::compiler::container;
use rusqlite::OptionalExtension;

use super::{Store, StoreError};

impl Store {
    /// Keeps a draft, the bytes of a container, until `expires_at` (milliseconds UTC) or as long as
    /// an earlier link to the same draft lives; returns its hash.
    pub async fn put_draft(
        &self,
        content: Vec<u8>,
        now: i64,
        expires_at: i64,
    ) -> Result<String, StoreError> {
        let hash = container::address(&content);
        self.write(move |conn| {
            conn.execute(
                "INSERT INTO drafts (hash, content, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (hash) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)",
                (&hash, content, now, expires_at),
            )?;
            Ok(hash)
        })
        .await
    }

    /// The bytes of a draft that has not expired.
    pub async fn draft(&self, hash: String, now: i64) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(move |conn| {
            conn.prepare_cached("SELECT content FROM drafts WHERE hash = ?1 AND expires_at > ?2")?
                .query_row((hash, now), |row| row.get(0))
                .optional()
        })
        .await
    }

    /// Removes the drafts that have expired; returns how many.
    pub async fn remove_expired_drafts(&self, now: i64) -> Result<usize, StoreError> {
        self.write(move |conn| conn.execute("DELETE FROM drafts WHERE expires_at <= ?1", [now]))
            .await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_draft_lives_as_long_as_the_last_link_to_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let hash = store.put_draft(vec![1, 2], 0, 100).await.unwrap();
        let again = store.put_draft(vec![1, 2], 10, 50).await.unwrap();
        assert_eq!(hash, again);
        let other = store.put_draft(vec![3], 10, 50).await.unwrap();
        assert_eq!(store.remove_expired_drafts(50).await.unwrap(), 1);
        assert_eq!(store.draft(other, 40).await.unwrap(), None);
        assert_eq!(
            store.draft(hash.clone(), 99).await.unwrap(),
            Some(vec![1, 2])
        );
        assert_eq!(store.draft(hash.clone(), 100).await.unwrap(), None);
        assert_eq!(store.remove_expired_drafts(100).await.unwrap(), 1);
        let left = store.read(|conn| {
            conn.query_row("SELECT count(*) FROM drafts", [], |row| {
                row.get::<_, i64>(0)
            })
        });
        assert_eq!(left.await.unwrap(), 0);
    }
}
