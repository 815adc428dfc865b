//! Who was active when, and who used what: the part of the log that most questions are about, kept
//! in memory, compact, and brought up to date with what was appended since.
//!
//! Activity is kept by quarter of an hour, because every time zone's midnight falls on one; uses are
//! kept by the millisecond, because the adoption ladder is replayed from them with the engine's own
//! code. Messages that change hands later (a visitor signs in, a person joins an account) are read
//! again for exactly the people concerned, and so are the messages of those for whom one was late.

mod eligible;
mod exposure;
mod load;

use std::collections::HashMap;

use banso_content::bundle::Bundle;
use banso_content::model::{AdoptionState, Feature};
use banso_engine::adoption::Adoption;
use rusqlite::Connection;

use super::window::Window;
use crate::store::person::last_erasure;
use exposure::Known;
use load::Span;

/// A quarter of an hour in milliseconds.
const QUARTER: i64 = 900_000;

/// A place in the log: milliseconds UTC, and of messages of the same moment their order of arrival.
type Order = (i64, i64);

/// An account by its position in [`History::accounts`], or none.
pub(super) type AccountAt = Option<u32>;

/// The memory. Start with `History::default()` and [`History::refresh`] it before every question.
#[derive(Debug, Default)]
pub struct History {
    /// The features of the bundle and the rules that they refer to.
    content: Bundle,
    people: Vec<Person>,
    people_by_id: HashMap<String, usize>,
    accounts: Vec<String>,
    accounts_by_id: HashMap<String, u32>,
    /// The identities as they were when last looked at: anonymous id -> user.
    identities: HashMap<String, String>,
    identities_mark: (i64, i64),
    /// The last event that was read.
    upto: i64,
    /// The last erasure that was heeded.
    erasures: i64,
}

/// One person's part of the memory.
#[derive(Debug, Default)]
pub(super) struct Person {
    pub(super) id: String,
    /// In order of time.
    pub(super) activity: Vec<Activity>,
    /// By feature, in the order of the bundle.
    pub(super) features: Vec<Used>,
    /// By feature: whether the person may use it now.
    eligible: Vec<bool>,
    known: Known,
    dirty: bool,
}

/// A quarter of an hour in which a person was active.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Activity {
    quarter: u32,
    pub(super) account: AccountAt,
    pub(super) events: u32,
}

impl Activity {
    pub(super) fn ts(self) -> i64 {
        i64::from(self.quarter) * QUARTER
    }
}

/// A use of a feature that counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// When; milliseconds UTC.
    pub ts: i64,
    pub(super) account: AccountAt,
}

/// One person's use of one feature.
#[derive(Clone, Debug, Default)]
pub(super) struct Used {
    /// Everything that may be a use, in order of time.
    signs: Vec<Use>,
    /// The first of them to happen.
    first: Option<Order>,
    /// When the person first met the feature on a page, being eligible.
    met: Option<Order>,
    /// The signs that the engine counts.
    pub(super) uses: Vec<Use>,
    pub(super) adoption: Adoption,
}

impl History {
    /// Reads what the log holds beyond what is known, and everything again when the features differ
    /// or somebody was erased.
    pub fn refresh(&mut self, conn: &Connection, bundle: &Bundle) -> rusqlite::Result<()> {
        let erasures = last_erasure(conn)?;
        let erased = std::mem::replace(&mut self.erasures, erasures) != erasures;
        if erased || self.content.features != bundle.features || self.content.graph != bundle.graph
        {
            *self = Self {
                content: Bundle {
                    features: bundle.features.clone(),
                    graph: bundle.graph.clone(),
                    ..Bundle::default()
                },
                erasures,
                ..Self::default()
            };
        }
        let tx = conn.unchecked_transaction()?;
        let last: i64 = tx.query_row("SELECT coalesce(max(id), 0) FROM events", [], |row| {
            row.get(0)
        })?;
        let mut changed = self.changed_hands(&tx)?;
        if last > self.upto {
            let (after, upto) = (std::mem::replace(&mut self.upto, last), last);
            let person = None;
            let late = self.load(
                &tx,
                Span {
                    after,
                    upto,
                    person,
                },
            )?;
            changed.extend(late);
        }
        for person in changed {
            self.forget(&person);
            let (after, upto, person) = (0, self.upto, Some(person.as_str()));
            self.load(
                &tx,
                Span {
                    after,
                    upto,
                    person,
                },
            )?;
        }
        self.judge(&tx)?;
        self.replay();
        Ok(())
    }

    /// The features it was built for.
    pub fn features(&self) -> &[Feature] {
        &self.content.features
    }

    pub(super) fn people(&self) -> &[Person] {
        &self.people
    }

    pub(super) fn person(&self, id: &str) -> Option<&Person> {
        self.people_by_id.get(id).map(|at| &self.people[*at])
    }

    pub(super) fn account_id(&self, at: AccountAt) -> Option<&str> {
        at.map(|at| self.accounts[at as usize].as_str())
    }

    pub(super) fn account_at(&self, id: &str) -> AccountAt {
        self.accounts_by_id.get(id).copied()
    }

    pub(super) fn account_count(&self) -> usize {
        self.accounts.len()
    }

    fn person_mut(&mut self, id: &str) -> &mut Person {
        let at = self.person_at(id);
        let person = &mut self.people[at];
        person.dirty = true;
        person
    }

    fn person_at(&mut self, id: &str) -> usize {
        if let Some(at) = self.people_by_id.get(id) {
            return *at;
        }
        let count = self.content.features.len();
        self.people.push(Person {
            id: id.to_owned(),
            features: vec![Used::default(); count],
            eligible: vec![true; count],
            ..Person::default()
        });
        self.people_by_id
            .insert(id.to_owned(), self.people.len() - 1);
        self.people.len() - 1
    }

    fn intern(&mut self, account: Option<&str>) -> AccountAt {
        let account = account?;
        if let Some(at) = self.accounts_by_id.get(account) {
            return Some(*at);
        }
        let at = self.accounts.len() as u32;
        self.accounts.push(account.to_owned());
        self.accounts_by_id.insert(account.to_owned(), at);
        Some(at)
    }

    fn forget(&mut self, id: &str) {
        let person = self.person_mut(id);
        person.activity.clear();
        person.features.fill(Used::default());
        person.known = Known::default();
    }

    /// Climbs the ladder again for everyone who has new signs.
    fn replay(&mut self) {
        for person in self.people.iter_mut().filter(|person| person.dirty) {
            person.dirty = false;
            person.activity.sort_unstable();
            for (used, feature) in person.features.iter_mut().zip(&self.content.features) {
                used.replay(feature);
            }
        }
    }
}

impl Used {
    fn take(&mut self, sign: Use, at: Order) {
        self.signs.push(sign);
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
    }

    /// The engine takes in a message's use before what its page exposes, and exposes nobody to what
    /// they have used.
    fn replay(&mut self, feature: &Feature) {
        self.signs.sort_unstable();
        self.adoption = Adoption::default();
        self.uses.clear();
        let met = self
            .met
            .filter(|met| self.first.is_none_or(|first| *met < first));
        if let Some((ts, _)) = met {
            self.adoption.expose(ts.max(0) as u64);
        }
        for sign in &self.signs {
            if self
                .adoption
                .advance(feature.adoption, sign.ts.max(0) as u64)
            {
                self.uses.push(*sign);
            }
        }
    }

    /// The uses within a window.
    pub(super) fn within(&self, window: &Window) -> &[Use] {
        let at = |ts: i64| self.uses.partition_point(|used| used.ts < ts);
        &self.uses[at(window.from)..at(window.to)]
    }
}

impl Person {
    /// Where the person stands on the ladder of a feature.
    pub(super) fn state(&self, history: &History, feature: usize, now: i64) -> AdoptionState {
        let (used, rule) = (
            &self.features[feature],
            history.features()[feature].adoption,
        );
        used.adoption.state(rule, now.max(0).unsigned_abs())
    }

    /// Whether the person counts where a feature's users are counted: may use it, or did.
    pub(super) fn counts_for(&self, feature: usize) -> bool {
        self.eligible[feature] || self.features[feature].adoption.uses > 0
    }

    /// Whether some of the activity belongs to no account.
    fn is_homeless(&self) -> bool {
        self.activity
            .iter()
            .any(|activity| activity.account.is_none())
    }

    /// The activity within a window.
    pub(super) fn within(&self, window: &Window) -> &[Activity] {
        self.between(window.from, window.to)
    }

    /// The activity within a span of time.
    pub(super) fn between(&self, from: i64, to: i64) -> &[Activity] {
        let at = |ts: i64| self.activity.partition_point(|activity| activity.ts() < ts);
        &self.activity[at(from)..at(to)]
    }
}
