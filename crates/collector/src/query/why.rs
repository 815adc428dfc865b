//! Why each guide was shown to one user, or was not.
//!
//! The user's messages go through the engine again, as in a simulation, up to now: it counts,
//! climbs the adoption ladder and remembers what really became of guides and checklists. Then it is
//! asked what the debug panel asks in the browser. The traits are those that the store has; what only
//! a browser knows (the page, its elements, the window, the language) stays open.

use std::cmp::Reverse;
use std::collections::HashMap;

use banso_content::bundle::Bundle;
use banso_engine::Hold;
use banso_engine::adoption::Adoption;
use banso_engine::explain::{Away, State, explain_away};
use banso_engine::json::traits;
use banso_engine::memory::GuideMemory;
use banso_rehearsal::simulate::{Message, Said, User, recall};
use banso_wire::event;
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::history::History;
use super::messages;
use super::sql::{string, text};
use crate::store;

/// Only so many of the latest messages are gone through.
const MOST_MESSAGES: usize = 20_000;

/// Why each guide was shown to a user, or was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The guides: what is held back by the least first, then what could be shown, then what was.
    pub guides: Vec<WhyGuide>,
    /// The user's traits, by name, as JSON.
    pub traits: Vec<(String, String)>,
    /// The account's traits, likewise.
    pub account_traits: Vec<(String, String)>,
    /// The user has older messages that were not gone through.
    pub cut: bool,
}

/// Why a guide was shown, or was not.
#[derive(Clone, Debug, PartialEq)]
pub struct WhyGuide {
    /// Its position in the content.
    pub at: usize,
    /// In short.
    pub verdict: Verdict,
    /// When it was last seen; milliseconds UTC.
    pub seen: Option<u64>,
    /// When it was last finished; milliseconds UTC.
    pub completed: Option<u64>,
    /// When it was last closed before its end; milliseconds UTC.
    pub dismissed: Option<u64>,
    /// It was seen before the messages that are stored, as a browser reported: nobody knows when.
    pub older: bool,
    /// The latest report of a browser that names the guide.
    pub reported: Option<Reported>,
    /// The reasons.
    pub away: Away,
}

/// What a browser reported of a guide that it did not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    /// The reason as the SDK names it. It comes from a browser and may be any text.
    pub reason: String,
    /// When; milliseconds UTC.
    pub at: u64,
}

/// Why a guide was shown, or was not, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Something that is known holds it back.
    Held,
    /// The user is held out, to compare with.
    HeldOut,
    /// Nothing that is known holds it back: the browser decides.
    Open,
    /// It has begun and not ended.
    UnderWay,
    /// It was shown as often as it may be.
    Shown,
}

impl WhyGuide {
    fn of(at: usize, away: Away, memory: &GuideMemory, told: &Told) -> Self {
        let older = memory.seen.is_some() && !told.shown;
        let real = |when: Option<u64>| when.filter(|_| !older);
        Self {
            at,
            verdict: verdict(&away, memory.seen.is_some()),
            seen: real(memory.seen),
            completed: real(memory.completed),
            dismissed: real(memory.dismissed),
            older,
            reported: told.reported.clone(),
            away,
        }
    }

    /// How many things would have to be otherwise.
    pub fn distance(&self) -> usize {
        let explanation = &self.away.explanation;
        let of_rule = |hold: Hold| matches!(hold, Hold::Audience | Hold::Schedule);
        let gates = explanation.holds.iter().filter(|held| !of_rule(held.hold));
        let contradicts =
            explanation.near.is_empty() && explanation.holds.iter().any(|held| of_rule(held.hold));
        gates.count() + explanation.near.len() + usize::from(contradicts)
    }
}

/// What the messages say of one guide in so many words.
#[derive(Default)]
struct Told {
    shown: bool,
    reported: Option<Reported>,
}

impl Told {
    fn by(messages: &[Message]) -> HashMap<String, Self> {
        let mut told: HashMap<String, Self> = HashMap::new();
        for message in messages {
            let Said::Track(name, properties) = &message.said else {
                continue;
            };
            if name == event::GUIDE_SHOWN
                && let Some(guide) = properties.get(event::GUIDE).and_then(Value::as_str)
            {
                told.entry(guide.to_owned()).or_default().shown = true;
            } else if name == event::GUIDES_HELD_BACK
                && let Some(Value::Object(held)) = properties.get(event::HELD)
            {
                for (reason, guide) in pairs(held) {
                    let (reason, at) = (reason.to_owned(), message.at);
                    told.entry(guide.to_owned()).or_default().reported =
                        Some(Reported { reason, at });
                }
            }
        }
        told
    }
}

/// Each reason with each guide under it.
fn pairs(held: &Object) -> impl Iterator<Item = (&str, &str)> {
    held.iter().flat_map(|(reason, guides)| {
        let guides = guides.as_array().into_iter().flatten();
        guides
            .filter_map(Value::as_str)
            .map(move |guide| (reason.as_str(), guide))
    })
}

fn verdict(away: &Away, was_seen: bool) -> Verdict {
    let explanation = &away.explanation;
    let holds = |hold| explanation.holds.iter().any(|held| held.hold == hold);
    match explanation.state {
        State::UnderWay | State::Shown => Verdict::UnderWay,
        State::WouldShow => Verdict::Open,
        State::Held if was_seen && holds(Hold::Frequency) => Verdict::Shown,
        State::Held if holds(Hold::Holdout) => Verdict::HeldOut,
        State::Held => Verdict::Held,
    }
}

/// Why each guide of the content was shown to this user, or was not, at `now` (milliseconds UTC).
/// None: there is no such user.
pub fn why(
    conn: &Connection,
    history: &History,
    bundle: &Bundle,
    user: &str,
    now: i64,
) -> rusqlite::Result<Option<Why>> {
    let Some(stored) = Stored::of(conn, user)? else {
        return Ok(None);
    };
    let now = now.max(0).unsigned_abs();
    let messages = messages::of_user(conn, user, MOST_MESSAGES)?;
    let cut = messages.len() == MOST_MESSAGES;
    let (told, none) = (Told::by(&messages), Told::default());
    let known = stored.known(conn, history, user)?;
    let engine = recall(bundle, &known, messages, now);
    let guides = explain_away(&engine, now).into_iter().enumerate();
    let mut guides: Vec<WhyGuide> = guides
        .map(|(at, away)| {
            let id = &bundle.guides[at].id;
            let memory = engine.memory().guide(id).cloned().unwrap_or_default();
            WhyGuide::of(at, away, &memory, told.get(id).unwrap_or(&none))
        })
        .collect();
    guides.sort_by_key(rank);
    Ok(Some(Why {
        guides,
        traits: listed(&stored.traits),
        account_traits: listed(&stored.account_traits),
        cut,
    }))
}

fn rank(guide: &WhyGuide) -> (u8, usize, Reverse<Option<u64>>) {
    let group = match guide.verdict {
        Verdict::Held => 0,
        Verdict::Open => 1,
        Verdict::UnderWay => 2,
        Verdict::HeldOut => 3,
        Verdict::Shown => 4,
    };
    (group, guide.distance(), Reverse(guide.seen))
}

/// What the store has of a user.
struct Stored {
    traits: Object,
    account: Option<String>,
    account_traits: Object,
}

type Object = serde_json::Map<String, Value>;

const USER: &str = "
    SELECT users.traits, users.group_id, accounts.traits FROM users
    LEFT JOIN accounts ON accounts.group_id = users.group_id WHERE user_id = ?1";

impl Stored {
    fn of(conn: &Connection, user: &str) -> rusqlite::Result<Option<Self>> {
        let mut statement = conn.prepare_cached(USER)?;
        let stored = statement.query_row([user], |row| {
            Ok(Self {
                traits: object(&string(row, 0)?),
                account: text(row, 1)?.map(str::to_owned),
                account_traits: object(&string(row, 2)?),
            })
        });
        stored.optional()
    }

    fn known(&self, conn: &Connection, history: &History, user: &str) -> rusqlite::Result<User> {
        let account = self.account.as_ref();
        let done = account.map(|account| store::account_done(conn, account));
        Ok(User {
            id: user.to_owned(),
            traits: traits(&self.traits),
            account: account.map(|id| (id.clone(), traits(&self.account_traits))),
            account_done: done.transpose()?.unwrap_or_default().into_iter().collect(),
            adoption: adoption(history, user),
        })
    }
}

/// The ladder as every other page of the dashboard has it.
fn adoption(history: &History, user: &str) -> Option<Vec<(String, Adoption)>> {
    let known = history
        .features()
        .iter()
        .zip(&history.person(user)?.features);
    let met = known.filter(|(_, used)| used.adoption != Adoption::default());
    Some(
        met.map(|(feature, used)| (feature.id.clone(), used.adoption.clone()))
            .collect(),
    )
}

fn object(json: &str) -> Object {
    serde_json::from_str(json).unwrap_or_default()
}

fn listed(object: &Object) -> Vec<(String, String)> {
    let entries = object.iter();
    entries
        .map(|(name, value)| (name.clone(), value.to_string()))
        .collect()
}
