//! What to do: the only way out of the engine.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec::{Encode, encode};
use banso_content::rule::Probe;

use crate::view::Ask;

/// Something the shell must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a message before anything else happens to it.
    Store {
        /// Its message id.
        id: String,
        /// Its JSON: whole, or up to where the host's JSON belongs.
        json: String,
        /// Whether the host's JSON of the present call and a closing brace must be appended.
        host_body: bool,
    },
    /// Remove messages by id: they are settled.
    Remove(Vec<String>),
    /// Send stored messages, and answer with [`crate::Input::Settled`].
    Send {
        /// The batch's number.
        batch: u32,
        /// The messages in order.
        ids: Vec<String>,
        /// The page is going away: the request must outlive it.
        leaving: bool,
        /// The locale of the content, for the batch's context.
        locale: String,
    },
    /// Remember these bytes for the next visit, in place of the earlier ones.
    Persist(Vec<u8>),
    /// Show this, in place of what was shown: the bytes of a [`crate::view::View`].
    Paint(Vec<u8>),
    /// Pass a wish of the host on to the view.
    Ask(Ask),
    /// Open a page of the host application through its router.
    Navigate(String),
    /// Tell the host's listeners; the name is one of [`banso_wire::event`].
    Emit {
        /// The event's name.
        event: &'static str,
        /// Its properties as JSON.
        json: String,
    },
    /// The content is here: report clicks in elements that match `clicks`, and the properties of
    /// events named in `events`. Whatever was watched before is watched no more.
    Heed {
        /// CSS selectors; [`crate::Input::Click`] says their positions.
        clicks: Vec<String>,
        /// The names of events.
        events: Vec<String>,
    },
    /// Watch a probe until [`Effect::Unwatch`], and say what it finds as [`crate::Input::Probes`].
    Watch {
        /// Its position in the bundle.
        at: u16,
        /// What to watch.
        probe: Probe,
    },
    /// Watch this probe no more.
    Unwatch(u16),
    /// Tell the developer once, in the console.
    Warn(&'static str),
}

/// As `js/host.js` reads it, and for digests.
impl Encode for Effect {
    fn encode(&self, out: &mut Vec<u8>) {
        match self {
            Self::Store {
                id,
                json,
                host_body,
            } => tagged(out, 0, &((id, json), *host_body)),
            Self::Remove(ids) => tagged(out, 1, ids),
            Self::Send {
                batch,
                ids,
                leaving,
                locale,
            } => tagged(out, 2, &((*batch, ids), (*leaving, locale))),
            Self::Persist(bytes) => tagged(out, 3, bytes),
            Self::Paint(bytes) => tagged(out, 4, bytes),
            Self::Ask(ask) => tagged(out, 5, &encode(ask)),
            Self::Navigate(path) => tagged(out, 6, path),
            Self::Emit { event, json } => tagged(out, 7, &(*event, json)),
            Self::Heed { clicks, events } => tagged(out, 8, &(clicks, events)),
            Self::Watch { at, probe } => tagged(out, 9, &(*at, probe)),
            Self::Unwatch(at) => tagged(out, 10, at),
            Self::Warn(words) => tagged(out, 11, words),
        }
    }
}

fn tagged(out: &mut Vec<u8>, tag: u8, value: &impl Encode) {
    out.push(tag);
    value.encode(out);
}
