//! Reach: whom a guide reached, and what held it back from the others.
//!
//! Counted over people, as guides are: those who were shown the guide in the window, and those
//! whose browser reported in the window that it held the guide back (`Guides Held Back`, once a
//! session). Who was shown it counts as reached, whatever held it back before or after; everyone
//! else counts under the reason of the latest report that names the guide.

use std::collections::{BTreeMap, HashMap, HashSet};

use banso_wire::event;
use rusqlite::Connection;
use serde_json::Value;

use super::share::Share;
use super::sql::string;
use super::window::Window;

/// How far a guide reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Who was shown it, of everyone it could have been shown to.
    pub reached: Share,
    /// By what held it back last, of the same; the most frequent first.
    pub held: Vec<Held>,
}

/// A reason that held a guide back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The reason as the SDK names it. It comes from a browser and may be any text.
    pub reason: String,
    /// The people.
    pub people: Share,
}

const SHOWN: &str = "
    SELECT DISTINCT json_extract(properties, ?4), coalesce(person, anonymous_id) FROM events
    WHERE event = ?3 AND ts >= ?1 AND ts < ?2 AND coalesce(person, anonymous_id) IS NOT NULL";

const HELD: &str = "
    SELECT json_extract(properties, ?4), coalesce(person, anonymous_id) FROM events
    WHERE event = ?3 AND ts >= ?1 AND ts < ?2 AND coalesce(person, anonymous_id) IS NOT NULL
    ORDER BY ts, id";

/// Reasons that are told apart. Browsers may report any text; further ones count as [`UNKNOWN`].
const REASONS: usize = 50;
/// What the SDK reports when it cannot tell.
const UNKNOWN: &str = "unknown";

/// The reach of each of these guides in the window, by its id. A guide that no browser has reported
/// is not in it: how many it did not reach is not known.
pub fn reach<'a>(
    conn: &Connection,
    guides: impl IntoIterator<Item = &'a str>,
    window: &Window,
) -> rusqlite::Result<BTreeMap<String, Reach>> {
    let reports = Reports::read(conn, guides, window)?;
    let mut shown: HashMap<String, HashSet<String>> = HashMap::new();
    let mut statement = conn.prepare_cached(SHOWN)?;
    let path = format!("$.{}", event::GUIDE);
    let mut rows = statement.query((window.from, window.to, event::GUIDE_SHOWN, path))?;
    while let Some(row) = rows.next()? {
        let people = shown.entry(string(row, 0)?).or_default();
        people.insert(string(row, 1)?);
    }
    let none = HashSet::new();
    let reported = reports.guides.iter().filter(|(_, last)| !last.is_empty());
    Ok(reported
        .map(|(guide, last)| {
            let shown = shown.get(guide).unwrap_or(&none);
            (guide.clone(), reports.reach(last, shown))
        })
        .collect())
}

/// Somebody whom a guide was held back from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The user's id.
    pub user: String,
    /// The reason of the latest report that names the guide, as in [`Held`].
    pub reason: String,
    /// When that was; milliseconds UTC.
    pub at: i64,
}

const HELD_USERS: &str = "
    SELECT person, held.key, max(ts) FROM events, json_each(properties, ?4) AS held,
      json_each(iif(held.type = 'array', held.value, '[]')) AS guide
    WHERE event = ?3 AND ts >= ?1 AND ts < ?2 AND person IS NOT NULL AND guide.value = ?5
      AND person NOT IN (
        SELECT person FROM events WHERE event = ?6 AND ts >= ?1 AND ts < ?2
          AND person IS NOT NULL AND json_extract(properties, ?7) = ?5)
    GROUP BY person ORDER BY max(ts) DESC, person";

/// The users whom the guide was held back from in the window and who were not shown it, those of
/// the latest reports first. Visitors who never signed in are not among them.
pub fn held_back(
    conn: &Connection,
    guide: &str,
    window: &Window,
) -> rusqlite::Result<Vec<HeldBack>> {
    let mut statement = conn.prepare_cached(HELD_USERS)?;
    let rows = statement.query_map(
        rusqlite::params![
            window.from,
            window.to,
            event::GUIDES_HELD_BACK,
            format!("$.{}", event::HELD),
            guide,
            event::GUIDE_SHOWN,
            format!("$.{}", event::GUIDE),
        ],
        |row| {
            Ok(HeldBack {
                user: string(row, 0)?,
                reason: string(row, 1)?,
                at: row.get(2)?,
            })
        },
    )?;
    rows.collect()
}

/// What the browsers reported. Reasons are few and people many, so each is kept once.
#[derive(Default)]
struct Reports {
    reasons: Vec<String>,
    people: HashMap<String, u32>,
    /// By guide and person, the reason of the latest report.
    guides: BTreeMap<String, HashMap<u32, usize>>,
}

impl Reports {
    fn read<'a>(
        conn: &Connection,
        guides: impl IntoIterator<Item = &'a str>,
        window: &Window,
    ) -> rusqlite::Result<Self> {
        let guides = guides.into_iter().map(|id| (id.to_owned(), HashMap::new()));
        let mut reports = Self {
            guides: guides.collect(),
            ..Self::default()
        };
        let mut statement = conn.prepare_cached(HELD)?;
        let path = format!("$.{}", event::HELD);
        let mut rows = statement.query((window.from, window.to, event::GUIDES_HELD_BACK, path))?;
        while let Some(row) = rows.next()? {
            let person = reports.person(string(row, 1)?);
            // What is not a map of reasons says nothing.
            if let Ok(Value::Object(held)) = serde_json::from_str(&string(row, 0)?) {
                reports.take(person, held);
            }
        }
        Ok(reports)
    }

    fn take(&mut self, person: u32, held: serde_json::Map<String, Value>) {
        for (guide, reason) in held {
            let (true, Some(reason)) = (self.guides.contains_key(&guide), reason.as_str()) else {
                continue;
            };
            let reason = self.reason(reason.to_owned());
            self.guides.entry(guide).or_default().insert(person, reason);
        }
    }

    fn person(&mut self, id: String) -> u32 {
        let next = self.people.len() as u32;
        *self.people.entry(id).or_insert(next)
    }

    fn reason(&mut self, name: String) -> usize {
        let full = self.reasons.len() >= REASONS && !self.reasons.contains(&name);
        let name = if full { UNKNOWN.to_owned() } else { name };
        let known = self.reasons.iter().position(|known| *known == name);
        known.unwrap_or_else(|| {
            self.reasons.push(name);
            self.reasons.len() - 1
        })
    }

    fn reach(&self, last: &HashMap<u32, usize>, shown: &HashSet<String>) -> Reach {
        let shown_at: HashSet<u32> = shown
            .iter()
            .filter_map(|person| self.people.get(person).copied())
            .collect();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, reason) in last
            .iter()
            .filter(|(person, _)| !shown_at.contains(*person))
        {
            *counts.entry(*reason).or_default() += 1;
        }
        let whole = shown.len() + counts.values().sum::<usize>();
        let held = counts.into_iter().map(|(reason, people)| Held {
            reason: self.reasons[reason].clone(),
            people: Share::of(people, whole),
        });
        let mut held: Vec<Held> = held.collect();
        held.sort_by(|a, b| {
            let most = b.people.part.cmp(&a.people.part);
            most.then_with(|| a.reason.cmp(&b.reason))
        });
        Reach {
            reached: Share::of(shown.len(), whole),
            held,
        }
    }
}
