//! What to do: the only way out of the engine.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::choice;
use banso_content::rule::Probe;

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
    /// Open a help article, by slug.
    OpenArticle(String),
    /// Open a page of the host application through its router.
    Navigate(String),
    /// Tell the host's listeners; the name is one of [`banso_wire::event`].
    Emit {
        /// The event's name.
        event: String,
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
    Warn(String),
}

/// The tags of effects. `js/host.js` has the same order.
pub(crate) mod tag {
    pub(crate) const STORE: u8 = 0;
    pub(crate) const REMOVE: u8 = 1;
    pub(crate) const SEND: u8 = 2;
    pub(crate) const PERSIST: u8 = 3;
    pub(crate) const PAINT: u8 = 4;
    pub(crate) const OPEN_ARTICLE: u8 = 5;
    pub(crate) const NAVIGATE: u8 = 6;
    pub(crate) const EMIT: u8 = 7;
    pub(crate) const HEED: u8 = 8;
    pub(crate) const WATCH: u8 = 9;
    pub(crate) const UNWATCH: u8 = 10;
    pub(crate) const WARN: u8 = 11;
}

// The engine writes effects field by field, as `js/host.js` reads them; who asks for them one by one
// gets them typed, through this.
choice!(Effect {
    0 Store { id, json, host_body }, 1 Remove(ids), 2 Send { batch, ids, leaving, locale },
    3 Persist(bytes), 4 Paint(bytes), 5 OpenArticle(slug), 6 Navigate(path), 7 Emit { event, json },
    8 Heed { clicks, events }, 9 Watch { at, probe }, 10 Unwatch(at), 11 Warn(words),
});
