//! Everything that has happened, kept in full.

use std::collections::{BTreeMap, BTreeSet};

use banso_engine::visit::{Screen, Turn};
use banso_engine::{Traits, Value};
use banso_wire::time::Millis;
use jiff::tz::TimeZone;

/// What outlives a page load.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Past {
    pub(crate) first_seen: Millis,
    pub(crate) user: Option<String>,
    pub(crate) group: Option<String>,
    pub(crate) events: Vec<(String, Traits, Millis)>,
    pub(crate) clicks: Vec<(&'static str, Millis)>,
    /// By feature: each time that one of its sources was recognised.
    pub(crate) uses: BTreeMap<usize, Vec<Millis>>,
    pub(crate) exposed: BTreeSet<usize>,
    pub(crate) guides: BTreeMap<usize, GuidePast>,
    pub(crate) lists: BTreeMap<usize, ListPast>,
    /// By the guide, a slash, and the step that asked.
    pub(crate) answers: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct GuidePast {
    pub(crate) seen: Vec<Millis>,
    /// When it appeared by itself.
    pub(crate) appeared: Vec<Millis>,
    pub(crate) completed: Vec<Millis>,
    pub(crate) dismissed: Vec<Millis>,
    pub(crate) way: Option<Way>,
    pub(crate) snoozed_until: Millis,
    pub(crate) variation: Option<Variation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Variation {
    Control,
    Holdout,
    Variant(usize),
}

/// Between a guide's start and its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) step: usize,
    /// The steps on the way here.
    pub(crate) back: Vec<usize>,
    pub(crate) since: Millis,
    /// Whether the first step was seen on this way.
    pub(crate) seen: bool,
    pub(crate) asked: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ListPast {
    pub(crate) done: BTreeSet<usize>,
    pub(crate) complete: bool,
}

/// What is known of this page load.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) path: String,
    pub(crate) address: String,
    pub(crate) since: Millis,
    pub(crate) user: BTreeMap<String, Value>,
    pub(crate) account: BTreeMap<String, Value>,
    pub(crate) colleagues: BTreeMap<usize, BTreeSet<usize>>,
    /// What the shell has told, if it has.
    pub(crate) zone: Option<TimeZone>,
    pub(crate) screen: Option<Screen>,
    pub(crate) locale: String,
    /// What the shell has said of the elements that it watches.
    pub(crate) elements: BTreeMap<(&'static str, &'static str), bool>,
    pub(crate) quiet: bool,
    pub(crate) turn: Turn,
    pub(crate) rested: bool,
    pub(crate) visible: Option<usize>,
    /// Guides that do not appear by themselves again: until the next page, if so often, or else
    /// until the next visit.
    pub(crate) ended: BTreeSet<usize>,
    pub(crate) missing: BTreeSet<usize>,
    pub(crate) link: Option<String>,
}

impl Visit {
    pub(crate) fn new() -> Self {
        Self {
            path: String::new(),
            address: String::new(),
            since: 0,
            user: BTreeMap::new(),
            account: BTreeMap::new(),
            colleagues: BTreeMap::new(),
            zone: None,
            screen: None,
            locale: String::new(),
            elements: BTreeMap::new(),
            quiet: false,
            turn: Turn::Ours,
            rested: false,
            visible: None,
            ended: BTreeSet::new(),
            missing: BTreeSet::new(),
            link: None,
        }
    }
}

/// Something that starts a guide, at the moment it happens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Happening {
    Click(&'static str),
    Event(String, Traits),
    Hover(&'static str),
    Appears(&'static str),
    Idle(Millis),
    Scroll(u8),
    Exit,
}
