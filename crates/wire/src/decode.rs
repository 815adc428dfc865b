//! The decoding half: Segment messages as any client may send them.
//!
//! Nothing here trusts its input. A batch is split first and each message read by itself, so that
//! one bad message among a hundred leaves ninety-nine. Properties, traits and context stay raw
//! JSON, but are walked once: what is stored can always be read again.

mod body;
mod fault;
mod message;
mod value;

pub use body::Body;
pub use fault::Fault;
pub use message::Message;

/// The calls of the Segment specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something the user did.
    Track,
    /// Who the user is.
    Identify,
    /// Which account the user belongs to.
    Group,
    /// Which page the user saw.
    Page,
    /// Which screen of a mobile app the user saw.
    Screen,
    /// Two ids that are one user.
    Alias,
}

impl Kind {
    /// Every call.
    pub const ALL: [Self; 6] = [
        Self::Track,
        Self::Identify,
        Self::Group,
        Self::Page,
        Self::Screen,
        Self::Alias,
    ];

    /// The value of `type`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Identify => "identify",
            Self::Group => "group",
            Self::Page => "page",
            Self::Screen => "screen",
            Self::Alias => "alias",
        }
    }

    /// The call of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
