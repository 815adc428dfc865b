//! Reading the log into the memory.

use std::collections::{BTreeSet, HashMap};

use banso_content::model::Source;
use banso_engine::feature::{self, Sign};
use banso_wire::event;
use rusqlite::{Connection, OptionalExtension, Row};

use super::{Activity, History, QUARTER, Use};
use crate::query::sql::{string, text};

/// Which events to read.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    /// Those after this id ...
    pub(super) after: i64,
    /// ... up to this one,
    pub(super) upto: i64,
    /// of this person, or of everyone.
    pub(super) person: Option<&'a str>,
}

impl Span<'_> {
    /// The condition, on parameters 1 to 3. One person's events are found by that person's index.
    pub(super) fn condition(self) -> &'static str {
        match self.person {
            None => "id > ?1 AND id <= ?2 AND ?3 IS NULL AND person IS NOT NULL",
            Some(_) => "id > ?1 AND id <= ?2 AND person = ?3",
        }
    }

    /// The paths that were visited.
    pub(super) fn paths(self, conn: &Connection) -> rusqlite::Result<Vec<String>> {
        let sql = format!(
            "SELECT DISTINCT path FROM events
             WHERE {} AND type = 'page' AND path IS NOT NULL",
            self.condition()
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let paths =
            statement.query_map((self.after, self.upto, self.person), |row| string(row, 0))?;
        paths.collect()
    }
}

/// Names that are signs, with the features they are signs of.
type Signs = HashMap<String, Vec<usize>>;

impl History {
    /// Reads a span of the log, and answers with the people who have to be read again.
    pub(super) fn load(
        &mut self,
        conn: &Connection,
        span: Span<'_>,
    ) -> rusqlite::Result<BTreeSet<String>> {
        self.load_activity(conn, span)?;
        self.load_signs(conn, span)?;
        self.load_exposure(conn, span)
    }

    fn load_activity(&mut self, conn: &Connection, span: Span<'_>) -> rusqlite::Result<()> {
        let sql = format!(
            "SELECT person, account, max(ts, 0) / ?4, count(*) FROM events
             WHERE {} AND type IN ('track', 'page', 'screen') GROUP BY 1, 2, 3",
            span.condition()
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((span.after, span.upto, span.person, QUARTER))?;
        while let Some(row) = rows.next()? {
            let account = self.intern(text(row, 1)?);
            let activity = Activity {
                quarter: row.get(2)?,
                account,
                events: row.get(3)?,
            };
            let person = self.person_mut(text(row, 0)?.unwrap_or_default());
            person.activity.push(activity);
        }
        Ok(())
    }

    fn load_signs(&mut self, conn: &Connection, span: Span<'_>) -> rusqlite::Result<()> {
        let (events, paths) = (self.events(), self.paths(conn, span)?);
        let sql = format!(
            "SELECT person, account, ts, event, path,
               CASE WHEN event = ?4 THEN json_extract(properties, ?5) END, id
             FROM events WHERE {}
               AND ((type = 'track' AND event IN (SELECT value FROM json_each(?6)))
                 OR (type = 'page' AND path IN (SELECT value FROM json_each(?7))))",
            span.condition()
        );
        let mut statement = conn.prepare_cached(&sql)?;
        let mut rows = statement.query((
            span.after,
            span.upto,
            span.person,
            event::FEATURE_USED,
            format!("$.{}", event::FEATURE),
            names(events.keys()),
            names(paths.keys()),
        ))?;
        while let Some(row) = rows.next()? {
            let used = self.used(row, &events, &paths)?;
            let account = self.intern(text(row, 1)?);
            let sign = Use {
                ts: row.get(2)?,
                account,
            };
            let at = (sign.ts, row.get(6)?);
            let person = self.person_mut(text(row, 0)?.unwrap_or_default());
            for feature in used {
                person.features[feature].take(sign, at);
            }
        }
        Ok(())
    }

    /// The features that a row is a sign of: a click names its feature, the others are matched.
    fn used(&self, row: &Row<'_>, events: &Signs, paths: &Signs) -> rusqlite::Result<Vec<usize>> {
        if let Some(clicked) = text(row, 5)? {
            let at = self
                .content
                .features
                .iter()
                .position(|known| known.id == clicked);
            return Ok(at.into_iter().collect());
        }
        let known = match text(row, 3)? {
            Some(event) => events.get(event),
            None => text(row, 4)?.and_then(|path| paths.get(path)),
        };
        Ok(known.cloned().unwrap_or_default())
    }

    fn events(&self) -> Signs {
        let sources = self
            .content
            .features
            .iter()
            .flat_map(|feature| &feature.any);
        let mut events: Signs = sources
            .filter_map(|source| match source {
                Source::Event(name) => Some(name),
                _ => None,
            })
            .map(|name| (name.clone(), self.matching(Sign::Event(name))))
            .collect();
        events.entry(event::FEATURE_USED.to_owned()).or_default();
        events
    }

    /// The visited paths that are signs.
    fn paths(&self, conn: &Connection, span: Span<'_>) -> rusqlite::Result<Signs> {
        let by_page = |source: &Source| matches!(source, Source::Page(_));
        let mut sources = self
            .content
            .features
            .iter()
            .flat_map(|feature| &feature.any);
        if !sources.any(by_page) {
            return Ok(Signs::default());
        }
        let visited = span.paths(conn)?.into_iter();
        let signs = visited.map(|path| {
            let used = self.matching(Sign::Page(&path));
            (path, used)
        });
        Ok(signs.filter(|(_, used)| !used.is_empty()).collect())
    }

    fn matching(&self, sign: Sign<'_>) -> Vec<usize> {
        feature::uses(&self.content.features, sign).collect()
    }

    /// The people whose events up to now may count for someone else than when they were read, or for
    /// an account.
    pub(super) fn changed_hands(
        &mut self,
        conn: &Connection,
    ) -> rusqlite::Result<BTreeSet<String>> {
        let mut changed = self.changed_identities(conn)?;
        let mut group =
            conn.prepare_cached("SELECT 1 FROM users WHERE user_id = ?1 AND group_id IS NOT NULL")?;
        for person in self.people.iter().filter(|person| person.is_homeless()) {
            let housed = group.query_row([&person.id], |_| Ok(())).optional()?;
            changed.extend(housed.map(|()| person.id.clone()));
        }
        Ok(changed)
    }

    fn changed_identities(&mut self, conn: &Connection) -> rusqlite::Result<BTreeSet<String>> {
        let mark = conn.query_row(
            "SELECT count(*), coalesce(sum(since), 0) FROM identities",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        if std::mem::replace(&mut self.identities_mark, mark) == mark {
            return Ok(BTreeSet::new());
        }
        let now = conn
            .prepare_cached("SELECT anonymous_id, user_id FROM identities")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<HashMap<String, String>>>()?;
        let before = std::mem::replace(&mut self.identities, now);
        let moved = |entry: &(&String, &String)| before.get(entry.0) != Some(entry.1);
        let people = self
            .identities
            .iter()
            .filter(moved)
            .flat_map(|(id, user)| before.get(id).into_iter().chain([user]));
        // What is read for the first time is read as it is now.
        let read_before = people.filter(|_| self.upto > 0);
        Ok(read_before.cloned().collect())
    }
}

/// The names as a JSON array, for `json_each`.
pub(super) fn names<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    serde_json::Value::from(names).to_string()
}
