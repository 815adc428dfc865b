//! Recordings: what happened in one browser, so that it can be gone through again elsewhere, bit for
//! bit, by whoever looks into "why did this guide appear" or "why did it not".
//!
//! **What a recording holds**: the engine's state when it began, every input since with its time,
//! and a digest of what the engine answered. It is made for being passed on, so it says what was
//! decided and not who it was about:
//!
//! - users and accounts are numbered (`user-1`, `account-1`) in the order of their appearance. There
//!   is no hash to undo; a number is only chosen so that it falls into the same arms of the
//!   content's experiments;
//! - traits and properties of events that no condition asks about are left out. Of those that are
//!   asked about, a text is kept where it equals a text that is tested or is a date that is tested,
//!   and otherwise becomes a stand-in that passes and fails the same tests; lists keep the texts
//!   that are tested; numbers and flags are kept;
//! - searches of help keep their length alone; the host's own names of pages are left out;
//! - an address keeps its path, and of its query and fragment what page patterns name. A referrer
//!   keeps its origin.
//!
//! What else is in it: paths of pages, names of tracked events, the ids of the content, locale,
//! window, time zone, times, and the ids that Banso itself draws at random for browsers and
//! messages, which mean nothing without the collector's log.

mod address;
mod placeholder;
mod recorder;
mod redact;
mod replay;

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::{BundleError, fnv1a, open_part, seal_part};
use banso_content::{codec, record};
use banso_wire::time::Millis;

use crate::effect::Effect;

pub use recorder::Recorder;
pub use replay::{Divergence, Failure, Played, Player, Replayed};

const MAGIC: [u8; 4] = *b"BNSR";

/// What happened in one browser. See [the module](self).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    /// The version of the content.
    pub bundle: String,
    /// The state that it began from; see [`crate::Engine::snapshot`].
    pub start: Vec<u8>,
    /// When it began; UTC ms.
    pub began: Millis,
    /// What happened, in order.
    pub steps: Vec<Step>,
}

/// One input and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// When; UTC ms.
    pub at: Millis,
    /// The bytes of the [`crate::Input`].
    pub input: Vec<u8>,
    /// The digest of the effects; see [`digest`].
    pub digest: u64,
}

record!(Recording {
    bundle,
    start,
    began,
    steps
});
record!(Step { at, input, digest });

impl Recording {
    /// Reads a recording, refusing a foreign or damaged one.
    pub fn open(bytes: &[u8]) -> Result<Self, BundleError> {
        open_part(MAGIC, bytes)
    }

    /// The recording's bytes.
    pub fn seal(&self) -> Vec<u8> {
        seal_part(MAGIC, self)
    }
}

/// FNV-1a, 64 bits, over the effects of one input.
pub fn digest(effects: &[Effect]) -> u64 {
    fnv1a(&codec::encode(&effects))
}
