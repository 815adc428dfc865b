//! Who met which feature, being eligible: each person's log in order of time, with the traits as
//! they were known at each moment and the engine's own rules (`Engine::expose`).
//!
//! What is known of a person at the latest moment is kept, so that new messages go on from there.
//! A message that is late, older than what has been read, has the person read again from the start.

use std::collections::{BTreeSet, HashMap};

use banso_content::bundle::Bundle;
use banso_engine::Traits;
use banso_engine::feature::{is_eligible, is_met};
use banso_engine::visit::Visit;
use rusqlite::{Connection, Row};

use super::eligible::read;
use super::load::{Span, names};
use super::{History, Order, Used};
use crate::query::sql::{string, text};

/// What the host has said of a person so far, as the engine would know it.
#[derive(Debug, Default)]
pub(super) struct Known {
    user: Traits,
    account: Traits,
    upto: Option<Order>,
}

/// A message that may expose features.
struct Moment {
    at: Order,
    said: Option<Said>,
    /// The features that whoever is eligible meets on its page.
    met: Vec<usize>,
}

/// The traits of a message.
enum Said {
    User(Traits),
    Account(Traits),
}

impl Known {
    /// As the engine does: traits of the user add to those before, those of an account replace them.
    fn take(&mut self, said: Said) {
        match said {
            Said::Account(traits) => self.account = traits,
            Said::User(traits) => {
                for (name, value) in traits {
                    match self.user.iter_mut().find(|known| known.0 == name) {
                        Some(known) => known.1 = value,
                        None => self.user.push((name, value)),
                    }
                }
            }
        }
    }

    /// Goes on to a moment, and notes the features that are met there for the first time.
    fn live(&mut self, moment: Moment, content: &Bundle, features: &mut [Used]) {
        self.upto = Some(moment.at);
        if let Some(said) = moment.said {
            self.take(said);
        }
        let new = moment
            .met
            .into_iter()
            .filter(|at| features[*at].met.is_none());
        let new: Vec<usize> = new.collect();
        if new.is_empty() {
            return;
        }
        let visit = self.visit();
        let now = moment.at.0.max(0).unsigned_abs();
        for at in new {
            if is_eligible(content, &content.features[at], &visit, now) {
                features[at].met = Some(moment.at);
            }
        }
    }

    fn visit(&self) -> Visit {
        Visit {
            user: self.user.clone(),
            account: self.account.clone(),
            ..Visit::default()
        }
    }
}

impl History {
    /// Reads whom a span of the log exposes to features, and answers with the people who have to be
    /// read again, because some of what it holds is older than what was read of them.
    pub(super) fn load_exposure(
        &mut self,
        conn: &Connection,
        span: Span<'_>,
    ) -> rusqlite::Result<BTreeSet<String>> {
        let mut late = BTreeSet::new();
        for (id, mut moments) in self.moments(conn, span)? {
            moments.sort_unstable_by_key(|moment| moment.at);
            let at = self.person_at(&id);
            let person = &mut self.people[at];
            if Some(moments[0].at) < person.known.upto {
                late.insert(id);
                continue;
            }
            person.dirty = true;
            for moment in moments {
                person
                    .known
                    .live(moment, &self.content, &mut person.features);
            }
        }
        Ok(late)
    }

    fn moments(
        &self,
        conn: &Connection,
        span: Span<'_>,
    ) -> rusqlite::Result<HashMap<String, Vec<Moment>>> {
        let mut moments: HashMap<String, Vec<Moment>> = HashMap::new();
        if self
            .content
            .features
            .iter()
            .all(|f| f.exposed_on.is_empty())
        {
            return Ok(moments);
        }
        let mut met = self.met(conn, span)?;
        let sql = format!(
            "SELECT person, ts, id, path, CASE type WHEN 'identify' THEN 1 WHEN 'group' THEN 2 END,
               CASE WHEN type <> 'page' THEN traits END
             FROM events WHERE {}
               AND (type IN ('identify', 'group')
                 OR (type = 'page' AND path IN (SELECT value FROM json_each(?4))))",
            span.condition()
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((span.after, span.upto, span.person, names(met.keys())))?;
        while let Some(row) = rows.next()? {
            let moment = self.moment(row, &mut met)?;
            moments.entry(string(row, 0)?).or_default().push(moment);
        }
        Ok(moments)
    }

    fn moment(
        &self,
        row: &Row<'_>,
        met: &mut HashMap<String, Vec<usize>>,
    ) -> rusqlite::Result<Moment> {
        let traits = || Ok::<_, rusqlite::Error>(self.asked(read(text(row, 5)?)));
        let said = match row.get(4)? {
            Some(1) => Some(Said::User(traits()?)),
            Some(_) => Some(Said::Account(traits()?)),
            None => None,
        };
        let path = text(row, 3)?;
        let here = path.map(|path| match met.get(path) {
            Some(known) => known.clone(),
            None => met
                .entry(path.to_owned())
                .or_insert_with(|| self.met_on(path))
                .clone(),
        });
        Ok(Moment {
            at: (row.get(1)?, row.get(2)?),
            said,
            met: here.unwrap_or_default(),
        })
    }

    /// The visited paths that expose features.
    fn met(
        &self,
        conn: &Connection,
        span: Span<'_>,
    ) -> rusqlite::Result<HashMap<String, Vec<usize>>> {
        let mut met = HashMap::new();
        for path in span.paths(conn)? {
            let here = self.met_on(&path);
            if !here.is_empty() {
                met.insert(path, here);
            }
        }
        Ok(met)
    }

    fn met_on(&self, path: &str) -> Vec<usize> {
        let features = self.content.features.iter().enumerate();
        let met = features.filter(|(_, feature)| is_met(feature, path));
        met.map(|(at, _)| at).collect()
    }

    /// The traits that the content asks about.
    fn asked(&self, traits: Traits) -> Traits {
        let named = &self.content.graph.traits;
        let asked = |name: &String| named.iter().any(|known| known.name == *name);
        traits.into_iter().filter(|(name, _)| asked(name)).collect()
    }
}
