//! A message as the store takes it: validated, its clock corrected.

use banso_wire::decode::Kind;

/// A message to append. Texts are what the client said; absent ones are `None`, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The write key it came with, see [`super::Store::source`].
    pub source: i64,
    /// Unique per source.
    pub message_id: String,
    /// The call it was.
    pub kind: Kind,
    /// When it happened, milliseconds UTC, corrected for the client's clock.
    pub ts: i64,
    /// When the collector received it, milliseconds UTC.
    pub received_at: i64,
    /// The browser.
    pub anonymous_id: Option<String>,
    /// The user.
    pub user_id: Option<String>,
    /// The account.
    pub group_id: Option<String>,
    /// On `alias`, the id that `user_id` replaces.
    pub previous_id: Option<String>,
    /// When the session began, milliseconds UTC by the client's clock.
    pub session: Option<i64>,
    /// The event's name, on `track`.
    pub event: Option<String>,
    /// The page's name, on `page` and `screen`.
    pub name: Option<String>,
    /// The page's path, without query and fragment.
    pub path: Option<String>,
    /// A JSON object.
    pub properties: Option<String>,
    /// A JSON object.
    pub traits: Option<String>,
    /// A JSON object, without IP addresses.
    pub context: Option<String>,
}

/// What became of an appended message. Both are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It was new.
    New,
    /// An earlier delivery stored it.
    Duplicate,
}
