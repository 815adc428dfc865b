//! What to do: the only way out of the engine.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::rule::Probe;
use banso_content::{choice, record};
use banso_wire::message::{Kind, Sender, head};
use banso_wire::time::Millis;

use crate::properties::Properties;

/// Something the shell must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Store a message before anything else happens to it.
    Store(Message),
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
    /// Keep the accounts of the queue, the bytes of a [`crate::queue::Ledger`], in place of this page's earlier ones.
    Account(Vec<u8>),
    /// Remember these bytes for the next visit, in place of the earlier ones.
    Persist(Vec<u8>),
    /// Show this, in place of what was shown: the bytes of a [`crate::view::View`].
    Paint(Vec<u8>),
    /// Ask the view for help.
    Ask {
        /// For what: [`banso_content::acts::tag::ARTICLE`], `HELP` or `CHECKLIST`; `GUIDE` stands for an
        /// announcement.
        what: u8,
        /// The article's slug, or the announcement's id, if it is one.
        slug: String,
    },
    /// Open a page: of the host application, by path, through its router; of another site, by
    /// address, in a tab of its own.
    Navigate(String),
    /// Tell the host's listeners; the name is one of [`banso_wire::event`], or `call:` and a name of
    /// the content's own.
    Emit {
        /// The event's name.
        event: String,
        /// Its properties.
        properties: Properties,
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

/// A message as the engine knows it. The shell gives it the form that the collector reads; what follows
/// the Segment specification is in [`banso_wire::message`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its message id.
    pub id: String,
    /// The position of its type in [`Kind::ALL`].
    pub kind: u8,
    /// When it happened; UTC ms.
    pub at: Millis,
    /// The event of a track, the name of a page; empty elsewhere.
    pub name: String,
    /// The id of the browser.
    pub anonymous_id: String,
    /// The host's id of the user.
    pub user_id: Option<String>,
    /// The host's id of the account.
    pub group_id: Option<String>,
    /// When the session began; UTC ms.
    pub session: Millis,
    /// Its place in the session: each message's is higher than that of the one before, whatever the clock does. 0: it is
    /// not said.
    pub sequence: u64,
    /// The path of the page.
    pub path: String,
    /// The engine's own properties. None: the JSON of the present call of the host's belongs here.
    pub properties: Option<Properties>,
}

impl Message {
    /// Its JSON. `body`: the JSON of the host's call.
    pub fn json(&self, body: &str) -> String {
        let sender = Sender {
            anonymous_id: &self.anonymous_id,
            user_id: self.user_id.as_deref(),
            group_id: self.group_id.as_deref(),
            path: &self.path,
            session: self.session,
            sequence: self.sequence,
        };
        let kind = Kind::ALL
            .get(usize::from(self.kind))
            .copied()
            .unwrap_or(Kind::Track);
        let name = Some(&*self.name).filter(|name| !name.is_empty());
        let mut json = head(kind, &self.id, name, self.at, &sender);
        match &self.properties {
            Some(own) => json.push_str(&own.json()),
            None => json.push_str(body),
        }
        json.push('}');
        json
    }
}

record!(Message {
    id,
    kind,
    at,
    name,
    anonymous_id,
    user_id,
    group_id,
    session,
    sequence,
    path,
    properties
});

/// The tags of effects. `js/host.js` has the same order.
pub(crate) mod tag {
    pub(crate) const STORE: u8 = 0;
    pub(crate) const REMOVE: u8 = 1;
    pub(crate) const SEND: u8 = 2;
    pub(crate) const PERSIST: u8 = 3;
    pub(crate) const PAINT: u8 = 4;
    pub(crate) const ASK: u8 = 5;
    pub(crate) const NAVIGATE: u8 = 6;
    pub(crate) const EMIT: u8 = 7;
    pub(crate) const HEED: u8 = 8;
    pub(crate) const WATCH: u8 = 9;
    pub(crate) const UNWATCH: u8 = 10;
    pub(crate) const WARN: u8 = 11;
    // 12 stands behind the effects: when to feed a tick.
    pub(crate) const ACCOUNT: u8 = 13;
}

// The engine writes effects field by field, as `js/host.js` reads them; who asks for them one by one
// gets them typed, through this.
choice!(Effect {
    0 Store(message), 1 Remove(ids), 2 Send { batch, ids, leaving, locale },
    3 Persist(bytes), 4 Paint(bytes), 5 Ask { what, slug }, 6 Navigate(path), 7 Emit { event, properties },
    8 Heed { clicks, events }, 9 Watch { at, probe }, 10 Unwatch(at), 11 Warn(words), 13 Account(ledger),
});
