//! What can happen: the only way into the engine.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec::{Decode, Encode, Reader};
use banso_content::rule::Zone;
use banso_content::{choice, record};
use banso_wire::time::{self, Millis};

use crate::view::Press;
use crate::visit::{Screen, Turn};

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The content arrived, or a newer version of it.
    Bundle(Box<Bundle>),
    /// Messages that are stored and not acknowledged yet, oldest first.
    Recovered {
        /// The messages.
        messages: Vec<Stored>,
        /// The accounts that were kept with them, by [`crate::Effect::Account`]; empty when there are none.
        ledger: Vec<u8>,
        /// They are all that the store still holds for this page, which comes back from where it was
        /// frozen; else those of visits that are over.
        own: bool,
    },
    /// Another tab wrote its memory; these are the bytes of its [`crate::Effect::Persist`].
    Remembered(Vec<u8>),
    /// The host tracked an event.
    Track {
        /// The event's name.
        name: String,
        /// The scalar properties, where a condition asks about them.
        properties: Traits,
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
        /// The query with its `?` and the fragment with its `#`, for page patterns; never sent.
        rest: String,
        /// The origin, for the `url` property.
        origin: String,
        /// The page that led here; empty when there is none or it is unknown.
        referrer: String,
    },
    /// A click in elements that match these selectors, by [`crate::Effect::Heed`].
    Click(Vec<u16>),
    /// What probes found, by [`crate::Effect::Watch`]: whether a state holds, or a moment came.
    Probes(Vec<(u16, bool)>),
    /// The window or the pointer changed, or was first seen.
    Screen(Screen),
    /// The user's own time zone: from when on how many minutes it is ahead of UTC.
    Zone(Zone),
    /// The host wants no guide to appear by itself, or does so no more.
    Quiet(bool),
    /// Guides are this window's to show, or another's.
    Turn(Turn),
    /// What the user has not agreed to, by the bits of [`crate::consent::denied`].
    Consent(u8),
    /// The address of the page asks for a guide, by id.
    Permalink(String),
    /// The user picked a guide, by id.
    Launch(String),
    /// The collector told which tasks anyone in the account has done.
    AccountDone {
        /// The account's id.
        account: String,
        /// The tasks' ids by checklist.
        done: Vec<(String, Vec<String>)>,
    },
    /// The page's language is now this BCP 47 tag.
    Locale(String),
    /// The view reports.
    Press(Press),
    /// The host asks for a guide by id, whatever its audience and frequency.
    Show(String),
    /// The host closes the guide that is visible.
    Dismiss,
    /// The host closes whatever is visible, and wants nothing to appear by itself on this page.
    EndAll,
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

/// Traits or properties by name: scalars and lists of texts.
pub type Traits = Vec<(String, Value)>;

/// The value of a trait.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged))]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A boolean.
    Flag(bool),
    /// A list of texts.
    List(Vec<String>),
    /// A text that is a date, and which: UTC ms. The page recognises it, `js/codec.js`; elsewhere
    /// [`Value::of_text`] does.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_text"))]
    Date(String, f64),
}

impl Value {
    /// The value that a text is: a date where it is one.
    pub fn of_text(text: String) -> Self {
        match time::parse(&text) {
            Some(at) => Self::Date(text, at as f64),
            None => Self::Text(text),
        }
    }
}

#[cfg(feature = "serde")]
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn as_text<S: serde::Serializer>(text: &str, _: &f64, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(text)
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
    /// The body was refused for its form, by a server that does not say which message is at fault.
    Invalid,
    /// The collector refuses the write key: everything is kept and not sent again in this visit.
    Refused,
}

record!(Stored { id, bytes });
choice!(Value { 0 Flag(flag), 1 Number(number), 2 Text(text), 3 List(texts), 4 Date(text, at) });
choice!(Outcome { 0 TooLarge, 1 Refused, 2 Acknowledged(ids), 3 Unanswered(after), 4 Invalid });

/// What the facade may say, and what a recording holds; `js/codec.js` has the same tags. The
/// content comes by a way of its own.
macro_rules! said {
    ($($tag:literal $name:ident $(($item:ident))? $({ $($field:ident),* })?),* $(,)?) => {
        impl Decode<'_> for Input {
            fn decode(reader: &mut Reader<'_>) -> Self {
                match reader.byte() {
                    $($tag => {
                        $(let $item = Decode::decode(reader);)?
                        $($(let $field = Decode::decode(reader);)*)?
                        Self::$name $(($item))? $({ $($field),* })?
                    })*
                    tag => {
                        if tag != 0 {
                            reader.fail();
                        }
                        Self::Tick
                    }
                }
            }
        }

        /// The content is left out: it is a part of its own, see [`Bundle::seal`].
        impl Encode for Input {
            fn encode(&self, out: &mut Vec<u8>) {
                match self {
                    Self::Bundle(_) | Self::Tick => out.push(0),
                    $(Self::$name $(($item))? $({ $($field),* })? => {
                        out.push($tag);
                        $(Encode::encode($item, out);)?
                        $($(Encode::encode($field, out);)*)?
                    })*
                }
            }
        }
    };
}
said! {
    1 Leaving, 2 Flush, 3 Reset, 4 Dismiss, 5 Show(guide), 6 Locale(tag), 7 Remembered(memory),
    8 Press(press), 9 Track { name, properties, body }, 10 Page { name, body },
    11 Identify { user, traits, body }, 12 Group { group, traits, body },
    13 Route { path, rest, origin, referrer }, 14 Settled { batch, outcome }, 15 Recovered { messages, ledger, own },
    16 Click(selectors), 17 Probes(found), 18 Screen(screen), 19 Zone(zone), 20 Quiet(quiet),
    21 Permalink(guide), 22 Launch(guide), 23 AccountDone { account, done }, 24 EndAll,
    25 Turn(turn), 30 Consent(denied),
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_content::codec::{decode, encode};

    #[test]
    fn reads_what_the_facade_writes() {
        for (bytes, expected) in [
            (&[0][..], Input::Tick),
            (&[6, 2, b'j', b'a'], Input::Locale("ja".into())),
            (
                &[9, 1, b'A', 0, 0x82, 1],
                Input::Track {
                    name: "A".into(),
                    properties: vec![],
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
            assert_eq!(encode(&expected), bytes);
            assert_eq!(decode(bytes), Some(expected));
        }
        assert_eq!(decode::<Input>(&[99]), None);
    }
}
