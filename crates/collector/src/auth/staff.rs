//! The people who may read the dashboard.

use rusqlite::OptionalExtension;

use crate::store::{Store, StoreError};

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Read, acknowledge, write notes, and manage the dashboard.
    Admin,
    /// Read.
    Viewer,
}

impl Role {
    /// The role's name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Viewer => "viewer",
        }
    }

    /// The role of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Admin, Self::Viewer]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// A person, as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// The row's id.
    pub id: i64,
    /// The address to sign in with, as it was given.
    pub email: String,
    /// For [`super::password::verify`].
    pub password_hash: String,
    /// What the person may do.
    pub role: Role,
}

/// The person who signs in with this address, in any case of its ASCII letters.
pub async fn find(store: &Store, email: &str) -> Result<Option<Staff>, StoreError> {
    let email = email.trim().to_owned();
    store
        .read(move |conn| {
            conn.prepare_cached(
                "SELECT id, email, password_hash, role FROM staff WHERE email = ?1",
            )?
            .query_row([email], |row| {
                let role: String = row.get(3)?;
                Ok(Staff {
                    id: row.get(0)?,
                    email: row.get(1)?,
                    password_hash: row.get(2)?,
                    // The schema allows no other; were there one, it gets the lesser role.
                    role: Role::from_name(&role).unwrap_or(Role::Viewer),
                })
            })
            .optional()
        })
        .await
}

/// Adds a person, or gives a known one another password and role and ends their sessions.
pub async fn put(store: &Store, email: &str, hash: &str, role: Role) -> Result<(), StoreError> {
    let (email, hash) = (email.trim().to_owned(), hash.to_owned());
    let now = jiff::Timestamp::now().as_millisecond();
    store
        .write(move |conn| {
            let id: i64 = conn.query_row(
                "INSERT INTO staff (email, password_hash, role, created_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role
                 RETURNING id",
                (email, hash, role.name(), now),
                |row| row.get(0),
            )?;
            conn.execute("DELETE FROM staff_sessions WHERE staff = ?1", [id])?;
            Ok(())
        })
        .await
}

/// Removes a person and ends their sessions. False when nobody has this address.
pub async fn remove(store: &Store, email: &str) -> Result<bool, StoreError> {
    let email = email.trim().to_owned();
    store
        .write(move |conn| Ok(conn.execute("DELETE FROM staff WHERE email = ?1", [email])? > 0))
        .await
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_person_is_found_in_any_case_and_replaced_by_address() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        put(&store, "a@example.com", "one", Role::Viewer)
            .await
            .unwrap();
        put(&store, "A@Example.com", "two", Role::Admin)
            .await
            .unwrap();
        let found = find(&store, " A@EXAMPLE.COM ").await.unwrap().unwrap();
        assert_eq!(
            (found.password_hash.as_str(), found.role),
            ("two", Role::Admin)
        );
        assert!(remove(&store, "a@example.com").await.unwrap());
        assert!(!remove(&store, "a@example.com").await.unwrap());
        assert_eq!(find(&store, "a@example.com").await.unwrap(), None);
    }
}
