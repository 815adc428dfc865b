//! The encoding half of a message: its JSON without the host's own properties.
//!
//! The host's properties are stringified by the page and never copied into the module, so a
//! message is written as a *head* that ends where the host's JSON begins; the shell appends the
//! host's JSON and a closing brace.

use alloc::string::String;

use crate::json::Object;
use crate::time::{Millis, rfc3339};

/// The message types of the Segment specification that the SDK sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something the user did.
    Track,
    /// Who the user is.
    Identify,
    /// Which account the user belongs to.
    Group,
    /// Which page the user sees.
    Page,
}

impl Kind {
    /// All of them, each at the position that is its number.
    pub const ALL: [Self; 4] = [Self::Track, Self::Identify, Self::Group, Self::Page];

    /// The value of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Identify => "identify",
            Self::Group => "group",
            Self::Page => "page",
        }
    }

    /// The field that carries the host's JSON.
    pub fn body_field(self) -> &'static str {
        match self {
            Self::Track | Self::Page => "properties",
            Self::Identify | Self::Group => "traits",
        }
    }
}

/// What every message says of its sender.
#[derive(Clone, Copy, Debug)]
pub struct Sender<'a> {
    /// The id given to this browser.
    pub anonymous_id: &'a str,
    /// The host's id of the signed-in user.
    pub user_id: Option<&'a str>,
    /// The host's id of the account.
    pub group_id: Option<&'a str>,
    /// The path of the page, without query and fragment.
    pub path: &'a str,
    /// When the session began; identifies the session together with the anonymous id.
    pub session: Millis,
    /// The place of the message in its session; 0: it is not said.
    pub sequence: u64,
}

/// Writes a message up to and including `"properties":` or `"traits":`.
/// `name` is the event of a track, the name of a page, and is left out elsewhere.
pub fn head(kind: Kind, id: &str, name: Option<&str>, at: Millis, sender: &Sender<'_>) -> String {
    let mut json = Object::new();
    json.text("type", kind.name())
        .text("messageId", id)
        .text("anonymousId", sender.anonymous_id)
        .optional_text("userId", sender.user_id)
        .text("timestamp", &rfc3339(at));
    match kind {
        Kind::Track => json.optional_text("event", name),
        Kind::Page => json.optional_text("name", name),
        Kind::Group => json.optional_text("groupId", sender.group_id),
        Kind::Identify => &mut json,
    };
    json.raw("context", &context(sender))
        .open_at(kind.body_field())
}

fn context(sender: &Sender<'_>) -> String {
    let mut page = Object::new();
    let page = page.text("path", sender.path).finish();
    let mut context = Object::new();
    context
        .optional_text("groupId", sender.group_id)
        .number("sessionId", sender.session);
    if sender.sequence > 0 {
        context.number("sequence", sender.sequence);
    }
    context.raw("page", &page).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENDER: Sender<'static> = Sender {
        anonymous_id: "a-1",
        user_id: Some("u-1"),
        group_id: Some("g-1"),
        path: "/expenses",
        session: 5,
        sequence: 7,
    };

    #[test]
    fn a_track_head_ends_where_the_hosts_properties_begin() {
        assert_eq!(
            head(Kind::Track, "m-1", Some("Expense \"A\""), 0, &SENDER),
            r#"{"type":"track","messageId":"m-1","anonymousId":"a-1","userId":"u-1","timestamp":"1970-01-01T00:00:00.000Z","event":"Expense \"A\"","context":{"groupId":"g-1","sessionId":5,"sequence":7,"page":{"path":"/expenses"}},"properties":"#
        );
    }
}
