//! What can happen: the only way into the engine.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_wire::time::Millis;

use crate::view::Press;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The content arrived, or a newer version of it.
    Bundle(Box<Bundle>),
    /// Messages of earlier visits that are stored and not acknowledged yet, oldest first.
    Recovered(Vec<Stored>),
    /// Another tab wrote its memory; these are the bytes of its [`crate::Effect::Persist`].
    Remembered(Vec<u8>),
    /// The host tracked an event.
    Track {
        /// The event's name.
        name: String,
        /// The length of the host's properties as JSON, in UTF-16 units.
        body: u32,
    },
    /// The host named the user.
    Identify {
        /// The host's id of the user; None updates the traits of the present one.
        user: Option<String>,
        /// The scalar traits, for conditions.
        traits: Traits,
        /// The length of the traits as JSON, in UTF-16 units.
        body: u32,
    },
    /// The host named the account.
    Group {
        /// The host's id of the account.
        group: String,
        /// The scalar traits, for conditions.
        traits: Traits,
        /// The length of the traits as JSON, in UTF-16 units.
        body: u32,
    },
    /// The host reported a page by itself.
    Page {
        /// The page's name.
        name: Option<String>,
        /// The length of the host's properties as JSON, in UTF-16 units.
        body: u32,
    },
    /// The page's address changed, or was first seen.
    Route {
        /// The path, without query and fragment.
        path: String,
        /// The origin, for the `url` property.
        origin: String,
        /// The page that led here; empty when there is none or it is unknown.
        referrer: String,
    },
    /// A click on elements that belong to these features, by their position in the bundle.
    Click(Vec<usize>),
    /// The page's language is now this BCP 47 tag.
    Locale(String),
    /// The view reports.
    Press(Press),
    /// The host asks for a guide by id, whatever its audience and frequency.
    Show(String),
    /// The host closes the guide that is visible.
    Dismiss,
    /// The host forgets the user: sign-out.
    Reset,
    /// The host wants everything sent now.
    Flush,
    /// The page may go away now: send what is waiting.
    Leaving,
    /// The time of [`crate::Engine::deadline`] has come.
    Tick,
    /// A batch came back.
    Settled {
        /// The batch's number.
        batch: u32,
        /// What became of it.
        outcome: Outcome,
    },
}

/// A message in the shell's store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its message id.
    pub id: String,
    /// Its size in bytes, at most.
    pub bytes: u32,
}

/// Scalar traits by name.
pub type Traits = Vec<(String, Value)>;

/// The value of a trait.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The collector answered for each id: these are settled, stored or refused for good.
    Acknowledged(Vec<String>),
    /// Nothing is known; try again, not before so many ms where the answer said so.
    Unanswered(Option<Millis>),
    /// The body was too large.
    TooLarge,
    /// The collector refuses the whole batch, by its write key or its form: it is kept and not sent
    /// again in this visit.
    Refused,
}
