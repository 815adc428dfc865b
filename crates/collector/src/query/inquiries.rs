//! Inquiries: what people ask support, what they did before, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use banso_wire::event;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use super::meaning::{self, Terms};
use super::share::{Share, median};
use super::window::Window;

/// Most inquiries that are looked at: those of a busy quarter.
const MOST: usize = 5_000;

/// One inquiry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inquiry {
    /// Its number: that of its event.
    pub number: i64,
    /// When it was sent; milliseconds UTC.
    pub at: i64,
    /// The signed-in user.
    pub person: Option<String>,
    /// The account.
    pub account: Option<String>,
    /// The path of the page.
    pub path: String,
    /// The page's language tag.
    pub locale: String,
    /// What was asked.
    pub text: String,
    /// Its category: as corrected, else as classified.
    pub category: Option<String>,
    /// As classified: by the user (`chosen`), by the rules (`rule`), not at all (`none`); empty: not yet.
    pub reason: String,
    /// Who corrected the category, and from what.
    pub corrected: Option<(String, Option<String>)>,
    /// When it was marked as answered; milliseconds UTC. None: it is open.
    pub answered_at: Option<i64>,
    /// Who marked it.
    pub answered_by: Option<String>,
    /// The note of customer success.
    pub note: String,
    /// What was searched for before, the latest last.
    pub searches: Vec<String>,
    /// The slugs of the articles that were read before, the latest last.
    pub articles: Vec<String>,
    /// What the form asked besides: question id and answer.
    pub answers: Vec<(String, String)>,
    /// The address that was given to answer to.
    pub contact: Option<String>,
    /// The version of the content.
    pub version: String,
}

/// How a delivery stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The same for every attempt.
    pub key: String,
    /// `webhook` or `email`.
    pub kind: String,
    /// What the target is called.
    pub address: String,
    /// `waiting`, `delivered` or `dead`.
    pub state: String,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next; milliseconds UTC.
    pub due_at: i64,
    /// When it ended; milliseconds UTC.
    pub settled_at: Option<i64>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

/// The inquiries of a category or an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The id; none: without a category, or without an account.
    pub id: Option<String>,
    /// Inquiries.
    pub inquiries: u64,
    /// Of them, not answered yet.
    pub open: u64,
    /// People who sent them.
    pub people: u64,
    /// Accounts they came from.
    pub accounts: u64,
    /// Of those with a category by rule or choice, how many were corrected to another.
    pub corrected: Share,
    /// From being sent to being marked as answered; ms.
    pub time_to_answer: Option<i64>,
}

/// A request that several inquiries make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The inquiry that says it best: the one most like the others.
    pub number: i64,
    /// What it says.
    pub text: String,
    /// The commonest category.
    pub category: Option<String>,
    /// Inquiries.
    pub inquiries: u64,
    /// People who sent them.
    pub people: u64,
    /// The accounts they came from, by id.
    pub accounts: Vec<String>,
    /// The latest; milliseconds UTC.
    pub last: i64,
}

const COLUMNS: &str = "
    SELECT i.event, e.ts, e.person, e.account, e.path, json_extract(e.context, '$.locale'), e.properties,
      i.category, coalesce(i.reason, ''), i.corrected, i.corrected_by, i.answered_at, i.answered_by, i.note
    FROM inquiries i JOIN events e ON e.id = i.event";

/// The inquiries of a window, the latest first.
pub fn inquiries(conn: &Connection, window: &Window) -> rusqlite::Result<Vec<Inquiry>> {
    let sql = format!(
        "{COLUMNS} WHERE e.event = ?3 AND e.ts >= ?1 AND e.ts < ?2 ORDER BY e.ts DESC, i.event DESC LIMIT {MOST}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map((window.from, window.to, event::HELP_INQUIRY_SENT), read)?;
    rows.collect()
}

/// One inquiry by its number.
pub fn inquiry(conn: &Connection, number: i64) -> rusqlite::Result<Option<Inquiry>> {
    conn.prepare_cached(&format!("{COLUMNS} WHERE i.event = ?1"))?
        .query_row([number], read)
        .optional()
}

/// The deliveries of an inquiry.
pub fn deliveries(conn: &Connection, number: i64) -> rusqlite::Result<Vec<Delivery>> {
    let sql = "SELECT key, kind, address, state, attempts, due_at, settled_at, error
               FROM inquiry_deliveries d JOIN inquiry_targets t ON t.id = d.target
               WHERE inquiry = ?1 ORDER BY t.id";
    let delivery = |row: &Row<'_>| {
        Ok(Delivery {
            key: row.get(0)?,
            kind: row.get(1)?,
            address: row.get(2)?,
            state: row.get(3)?,
            attempts: row.get(4)?,
            due_at: row.get(5)?,
            settled_at: row.get(6)?,
            error: row.get(7)?,
        })
    };
    conn.prepare_cached(sql)?
        .query_map([number], delivery)?
        .collect()
}

/// The inquiries with a delivery that was given up, the latest first.
pub fn undelivered(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT DISTINCT inquiry FROM inquiry_deliveries WHERE state = 'dead' ORDER BY inquiry DESC";
    conn.prepare_cached(sql)?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Inquiry> {
    let text = |column| row.get::<_, Option<String>>(column).ok().flatten();
    let said: Value = text(6)
        .and_then(|json| json.parse().ok())
        .unwrap_or_default();
    let given = |key: &str| said[key].as_str().unwrap_or_default().to_owned();
    let list = |key: &str| -> Vec<String> {
        let items = said[key].as_array().into_iter().flatten();
        items.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let answers = said[event::ANSWERS].as_object().into_iter().flatten();
    let answers =
        answers.filter_map(|(id, answer)| Some((id.clone(), answer.as_str()?.to_owned())));
    let (classified, corrected) = (text(7), text(9));
    Ok(Inquiry {
        number: row.get(0)?,
        at: row.get(1)?,
        person: text(2),
        account: text(3),
        path: text(4).unwrap_or_default(),
        locale: text(5).unwrap_or_default(),
        text: given(event::TEXT),
        category: corrected.clone().or_else(|| classified.clone()),
        reason: row.get(8)?,
        corrected: corrected.and(text(10)).map(|by| (by, classified)),
        answered_at: row.get(11)?,
        answered_by: text(12),
        note: row.get(13)?,
        searches: list(event::SEARCHES),
        articles: list(event::ARTICLES),
        answers: answers.collect(),
        contact: Some(given(event::CONTACT)).filter(|to| !to.is_empty()),
        version: given(event::BUNDLE),
    })
}

/// The inquiries by what `key` says of each, the most frequent first.
pub fn tallies(all: &[Inquiry], key: impl Fn(&Inquiry) -> Option<String>) -> Vec<Tally> {
    let mut groups: BTreeMap<Option<String>, Vec<&Inquiry>> = BTreeMap::new();
    for one in all {
        groups.entry(key(one)).or_default().push(one);
    }
    let mut rows: Vec<Tally> = groups
        .into_iter()
        .map(|(id, those)| tally(id, &those))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.inquiries));
    rows
}

fn tally(id: Option<String>, those: &[&Inquiry]) -> Tally {
    let classified = those
        .iter()
        .filter(|one| matches!(&*one.reason, "chosen" | "rule"));
    let corrected = classified.clone().filter(|one| one.corrected.is_some());
    let times = those
        .iter()
        .filter_map(|one| Some(one.answered_at? - one.at));
    Tally {
        id,
        inquiries: those.len() as u64,
        open: those.iter().filter(|one| one.answered_at.is_none()).count() as u64,
        people: distinct(those, |one| one.person.as_ref()),
        accounts: distinct(those, |one| one.account.as_ref()),
        corrected: Share::of(corrected.count(), classified.count()),
        time_to_answer: median(times.collect()),
    }
}

fn distinct<'a>(those: &[&'a Inquiry], of: impl Fn(&'a Inquiry) -> Option<&'a String>) -> u64 {
    those
        .iter()
        .filter_map(|one| of(one))
        .collect::<BTreeSet<_>>()
        .len() as u64
}

/// What inquiries of more than one account ask, the one of the most accounts first.
pub fn topics(all: &[Inquiry]) -> Vec<Topic> {
    let mut by_time: Vec<&Inquiry> = all.iter().collect();
    by_time.sort_by_key(|one| (one.at, one.number));
    let terms: Vec<Terms> = by_time
        .iter()
        .map(|one| meaning::of_request(&one.locale, &one.text))
        .collect();
    let mut groups: BTreeMap<usize, Vec<(&Inquiry, &Terms)>> = BTreeMap::new();
    for (at, leader) in meaning::requests(&terms).into_iter().enumerate() {
        groups
            .entry(leader)
            .or_default()
            .push((by_time[at], &terms[at]));
    }
    let topics = groups.into_values().map(|those| topic(&those));
    let mut topics: Vec<Topic> = topics.filter(|topic| topic.accounts.len() > 1).collect();
    topics.sort_by_key(|topic| {
        std::cmp::Reverse((topic.accounts.len(), topic.inquiries, topic.last))
    });
    topics
}

fn topic(those: &[(&Inquiry, &Terms)]) -> Topic {
    let shared = |terms: &Terms| {
        let others = those
            .iter()
            .map(|(_, other)| terms.intersection(other).count());
        // Of equals, the one that says the least besides.
        (others.sum::<usize>(), std::cmp::Reverse(terms.len()))
    };
    let best = those.iter().max_by_key(|(_, terms)| shared(terms));
    let best = best.map(|(one, _)| *one).cloned().unwrap_or_default();
    let all: Vec<&Inquiry> = those.iter().map(|(one, _)| *one).collect();
    let mut categories: BTreeMap<&str, usize> = BTreeMap::new();
    for category in all.iter().filter_map(|one| one.category.as_deref()) {
        *categories.entry(category).or_default() += 1;
    }
    let accounts: BTreeSet<&String> = all.iter().filter_map(|one| one.account.as_ref()).collect();
    Topic {
        number: best.number,
        text: best.text,
        category: categories
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map(|(id, _)| id.to_owned()),
        inquiries: all.len() as u64,
        people: distinct(&all, |one| one.person.as_ref()),
        accounts: accounts.into_iter().cloned().collect(),
        last: all.iter().map(|one| one.at).max().unwrap_or_default(),
    }
}
