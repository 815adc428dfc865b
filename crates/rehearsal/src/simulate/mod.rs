//! Simulations: the history of all users gone through with content that is still a draft, to see
//! whom each guide would have reached, what would have held it back from the others, how many
//! prompts that makes, and what it takes the place of.
//!
//! Each user's messages go through an engine of their own, in order. Before the window nothing is
//! shown; the engine counts, advances features and checklists, and takes over what really became of
//! guides. Within it, guides appear as they would have, and the user responds to each as told.
//!
//! What history does not say is assumed: elements that conditions ask about are there, nobody
//! hovers, scrolls or leaves upwards, windows are a desktop's, the clock is UTC, and the work of
//! colleagues is their own.

mod fates;
mod person;
mod recall;
mod report;
mod run;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use banso_content::bundle::Bundle;
use banso_engine::Hold;
use banso_wire::time::Millis;
use serde_json::{Map, Value as Json};

use person::Person;
pub use recall::{User, recall};
pub use report::{ChecklistReport, GuideReport, Prompts, Report};

/// How users respond to a guide that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Respond {
    /// They go through it to its end, at once.
    #[default]
    Complete,
    /// They close it at once.
    Dismiss,
    /// They leave it alone.
    Ignore,
}

/// A message of the history.
#[derive(Clone, Debug)]
pub struct Message {
    /// When; UTC ms.
    pub at: Millis,
    /// When its session began: another one is another load of the page; UTC ms.
    pub session: Option<Millis>,
    /// The account that the user belonged to.
    pub account: Option<String>,
    /// The language of the page.
    pub locale: Option<String>,
    /// The path of the page.
    pub path: Option<String>,
    /// What it says.
    pub said: Said,
}

/// What a message says.
#[derive(Clone, Debug)]
pub enum Said {
    /// An event was tracked.
    Track(String, Map<String, Json>),
    /// A page was visited.
    Page,
    /// The user has these traits.
    Identify(Map<String, Json>),
    /// The account has these traits.
    Group(String, Map<String, Json>),
}

/// A simulation that takes in one user after another.
#[derive(Debug)]
pub struct Simulation {
    draft: Bundle,
    compare: Option<Bundle>,
    window: Range<Millis>,
    respond: Respond,
    person: Option<Person>,
    tally: Tally,
}

/// What was counted so far: of people nothing but numbers is kept.
#[derive(Debug, Default)]
struct Tally {
    messages: usize,
    active: usize,
    accounts: BTreeSet<String>,
    /// Per guide of the draft, in the order of the bundle.
    guides: Vec<GuideTally>,
    /// Users who were shown a guide by what there is now, by guide.
    now: BTreeMap<String, usize>,
    /// So many days of active users had so many prompts.
    prompts: BTreeMap<usize, usize>,
    /// The same by what there is now.
    prompts_now: BTreeMap<usize, usize>,
    /// Users who were not shown a guide any more, by the guide that they saw instead, if any.
    displaced: BTreeMap<(Option<String>, String), usize>,
    /// Per checklist of the draft: who started it, and who completed it.
    checklists: Vec<(usize, usize)>,
    /// The same by what there is now, by checklist.
    checklists_now: BTreeMap<String, (usize, usize)>,
}

#[derive(Debug, Default)]
struct GuideTally {
    users: usize,
    accounts: BTreeSet<String>,
    shown: usize,
    held: BTreeMap<Hold, usize>,
}

impl Simulation {
    /// A simulation of `draft` within a window of time. It is held against `compare`, or else
    /// against what users were really shown.
    pub fn new(
        draft: Bundle,
        compare: Option<Bundle>,
        window: Range<Millis>,
        respond: Respond,
    ) -> Self {
        let tally = Tally {
            guides: draft.guides.iter().map(|_| GuideTally::default()).collect(),
            checklists: vec![(0, 0); draft.checklists.len()],
            ..Tally::default()
        };
        Self {
            draft,
            compare,
            window,
            respond,
            person: None,
            tally,
        }
    }

    /// Takes in a message. The messages of a user come one after another, in order of time; `signed`
    /// says whether `id` is that of a user, or of a browser that nobody signed in with.
    pub fn message(&mut self, id: &str, signed: bool, message: &Message) {
        if self.person.as_ref().is_none_or(|person| person.id != id) {
            self.end_person();
            let compare = self.compare.as_ref();
            self.person = Some(Person::new(id, signed, &self.draft, compare, message.at));
        }
        self.tally.messages += 1;
        if let Some(person) = &mut self.person {
            person.message(message, &self.window, self.respond);
        }
    }

    /// What came of it.
    pub fn finish(mut self) -> Report {
        self.end_person();
        report::report(&self.draft, self.window, self.compare.is_some(), self.tally)
    }

    fn end_person(&mut self) {
        if let Some(person) = self.person.take() {
            person.end(&mut self.tally);
        }
    }
}
