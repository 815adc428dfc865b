//! Sessions of the people who read the dashboard.
//!
//! The browser holds a random token in a cookie; the store holds its hash. Signing out, or seven
//! days, ends it.

use axum::http::{HeaderMap, HeaderValue, header};
use rusqlite::OptionalExtension;

use super::token;
use crate::auth::password;
use crate::auth::staff::{self, Role};
use crate::store::{Store, StoreError};

/// The cookie of the session.
const COOKIE: &str = "banso_session";
/// A session's length in ms.
const LENGTH: i64 = 7 * 86_400_000;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) email: String,
    pub(super) role: Role,
}

/// A session: its token, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Session {
    pub(super) token: String,
    pub(super) person: Person,
}

/// The session that a request belongs to.
pub(super) async fn of(
    store: &Store,
    headers: &HeaderMap,
    now: i64,
) -> Result<Option<Session>, StoreError> {
    let Some(token) = cookie(headers, COOKIE).filter(|token| !token.is_empty()) else {
        return Ok(None);
    };
    let hash = token::hash(&token);
    let person = store.read(move |conn| {
        conn.prepare_cached(
            "SELECT email, role FROM staff_sessions JOIN staff ON staff.id = staff
             WHERE token_hash = ?1 AND expires_at > ?2",
        )?
        .query_row((hash, now), person)
        .optional()
    });
    Ok(person.await?.map(|person| Session { token, person }))
}

fn person(row: &rusqlite::Row<'_>) -> rusqlite::Result<Person> {
    let role: String = row.get(1)?;
    Ok(Person {
        email: row.get(0)?,
        role: Role::from_name(&role).unwrap_or(Role::Viewer),
    })
}

/// Checks an address and a password, and answers the id of the person. An unknown address takes as
/// long as a wrong password.
pub(super) async fn verify(
    store: &Store,
    email: &str,
    given: String,
) -> Result<Option<i64>, StoreError> {
    let known = staff::find(store, email).await?;
    let hash = known
        .as_ref()
        .map_or(password::decoy(), |known| &known.password_hash)
        .to_owned();
    let right = tokio::task::spawn_blocking(move || password::verify(&given, &hash)).await;
    Ok(known
        .filter(|_| right.unwrap_or_default())
        .map(|known| known.id))
}

/// Begins a session and answers its cookie. Sessions that have ended are swept away.
pub(super) async fn begin(
    store: &Store,
    staff: i64,
    now: i64,
    secure: bool,
) -> Result<Option<HeaderValue>, StoreError> {
    let Some(token) = token::random() else {
        return Ok(None);
    };
    let hash = token::hash(&token);
    store
        .write(move |conn| {
            conn.execute("DELETE FROM staff_sessions WHERE expires_at <= ?1", [now])?;
            conn.execute(
                "INSERT INTO staff_sessions (token_hash, staff, created_at, expires_at)
                 VALUES (?1, ?2, ?3, ?4)",
                (hash, staff, now, now + LENGTH),
            )
        })
        .await?;
    Ok(set_cookie(COOKIE, &token, LENGTH / 1_000, "Lax", secure))
}

/// Ends a session and answers the cookie that removes it.
pub(super) async fn end(
    store: &Store,
    session: &Session,
    secure: bool,
) -> Result<Option<HeaderValue>, StoreError> {
    let hash = token::hash(&session.token);
    store
        .write(move |conn| conn.execute("DELETE FROM staff_sessions WHERE token_hash = ?1", [hash]))
        .await?;
    Ok(set_cookie(COOKIE, "", 0, "Lax", secure))
}

/// The value of a cookie.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let mut pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs.find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

/// A cookie that scripts cannot read. `value` must be of letters, digits and `-_./`.
pub(super) fn set_cookie(
    name: &str,
    value: &str,
    seconds: i64,
    same_site: &str,
    secure: bool,
) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    let cookie = format!(
        "{name}={value}; Path=/dashboard; Max-Age={seconds}; HttpOnly; SameSite={same_site}{secure}"
    );
    HeaderValue::from_str(&cookie).ok()
}

/// Whether the browser reached us through HTTPS: the proxy in front says so.
pub(super) fn is_secure(headers: &HeaderMap) -> bool {
    let forwarded = headers
        .get("x-forwarded-proto")
        .and_then(|value| value.to_str().ok());
    forwarded.is_some_and(|schemes| {
        schemes
            .split(',')
            .next()
            .is_some_and(|s| s.trim() == "https")
    })
}
