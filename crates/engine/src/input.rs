//! What can happen: the only way into the engine.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec::{Decode, Reader};
use banso_content::{choice, record};
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

record!(Stored { id, bytes });
choice!(Value { 0 Flag(flag), 1 Number(number), 2 Text(text) });
choice!(Outcome { 0 TooLarge, 1 Refused, 2 Acknowledged(ids), 3 Unanswered(after) });

/// What the facade may say; `js/codec.js` has the same tags. The content and clicks come by ways of their own.
impl Decode<'_> for Input {
    fn decode(reader: &mut Reader<'_>) -> Self {
        match reader.byte() {
            1 => Self::Leaving,
            2 => Self::Flush,
            3 => Self::Reset,
            4 => Self::Dismiss,
            5 => Self::Show(Decode::decode(reader)),
            6 => Self::Locale(Decode::decode(reader)),
            7 => Self::Remembered(<&[u8]>::decode(reader).into()),
            8 => Self::Press(Decode::decode(reader)),
            9 => Self::Track {
                name: Decode::decode(reader),
                body: Decode::decode(reader),
            },
            10 => Self::Page {
                name: Decode::decode(reader),
                body: Decode::decode(reader),
            },
            11 => Self::Identify {
                user: Decode::decode(reader),
                traits: Decode::decode(reader),
                body: Decode::decode(reader),
            },
            12 => Self::Group {
                group: Decode::decode(reader),
                traits: Decode::decode(reader),
                body: Decode::decode(reader),
            },
            13 => Self::Route {
                path: Decode::decode(reader),
                origin: Decode::decode(reader),
                referrer: Decode::decode(reader),
            },
            14 => Self::Settled {
                batch: Decode::decode(reader),
                outcome: Decode::decode(reader),
            },
            15 => Self::Recovered(Decode::decode(reader)),
            tag => {
                if tag != 0 {
                    reader.fail();
                }
                Self::Tick
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_content::codec::decode;

    #[test]
    fn reads_what_the_facade_writes() {
        for (bytes, expected) in [
            (&[0][..], Input::Tick),
            (&[6, 2, b'j', b'a'], Input::Locale("ja".into())),
            (
                &[9, 1, b'A', 0x82, 1],
                Input::Track {
                    name: "A".into(),
                    body: 130,
                },
            ),
            (
                &[11, 0, 2, 1, b'a', 0, 1, 1, b'b', 2, 1, b'c', 5],
                Input::Identify {
                    user: None,
                    traits: vec![
                        ("a".into(), Value::Flag(true)),
                        ("b".into(), Value::Text("c".into())),
                    ],
                    body: 5,
                },
            ),
            (
                &[14, 7, 2, 1, 1, b'm'],
                Input::Settled {
                    batch: 7,
                    outcome: Outcome::Acknowledged(vec!["m".into()]),
                },
            ),
            (
                &[14, 7, 3, 1, 9],
                Input::Settled {
                    batch: 7,
                    outcome: Outcome::Unanswered(Some(9)),
                },
            ),
        ] {
            assert_eq!(decode(bytes), Some(expected));
        }
        assert_eq!(decode::<Input>(&[99]), None);
    }
}
