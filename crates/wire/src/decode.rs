//! The decoding half: a Segment message as any client may send it.

use serde::Deserialize;
use serde_json::value::RawValue;

/// A message as it arrived. Properties and traits stay raw JSON: the collector stores what the
/// client said, byte for byte, and reads only what a query asks for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// `track`, `identify`, `group`, `page`, `screen` or `alias`; absent on the single-message calls.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Unique per message and stable across retries, at most 100 characters.
    pub message_id: Option<String>,
    /// The id of the browser.
    pub anonymous_id: Option<String>,
    /// The host's id of the user.
    pub user_id: Option<String>,
    /// The host's id of the account, on `group`.
    pub group_id: Option<String>,
    /// The id that `alias` merges into `user_id`.
    pub previous_id: Option<String>,
    /// When it happened by the client's clock, RFC 3339.
    pub timestamp: Option<String>,
    /// RudderStack's name for `timestamp`.
    pub original_timestamp: Option<String>,
    /// When the client sent it by its own clock; usually on the batch instead.
    pub sent_at: Option<String>,
    /// The event's name, on `track`.
    pub event: Option<String>,
    /// The page's name, on `page`.
    pub name: Option<String>,
    /// What the host says of the event.
    pub properties: Option<Box<RawValue>>,
    /// What the host says of the user or account.
    pub traits: Option<Box<RawValue>>,
    /// Where it happened: page, locale, library, account.
    pub context: Option<Box<RawValue>>,
}
