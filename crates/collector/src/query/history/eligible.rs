//! Who may use which feature now: the engine's own rules, over the traits as they were said last.
//! It decides whom shares count; who met a feature is judged by its moment, in `exposure`.

use banso_content::rule::Code;
use banso_engine::Traits;
use banso_engine::feature::is_eligible;
use banso_engine::json::traits;
use banso_engine::visit::Visit;
use rusqlite::Connection;

use super::History;
use crate::query::sql::text;

impl History {
    /// Judges everyone again, where a feature asks for traits at all.
    pub(super) fn judge(&mut self, conn: &Connection) -> rusqlite::Result<()> {
        if !self.asks_for_traits() {
            return Ok(());
        }
        let stranger = self.verdict(&Visit::default());
        for person in &mut self.people {
            person.eligible.clone_from(&stranger);
        }
        let mut statement = conn.prepare_cached(
            "SELECT user_id, users.traits, accounts.traits FROM users
             LEFT JOIN accounts ON accounts.group_id = users.group_id",
        )?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            let Some(at) = text(row, 0)?.and_then(|id| self.people_by_id.get(id).copied()) else {
                continue;
            };
            let visit = Visit {
                user: read(text(row, 1)?),
                account: read(text(row, 2)?),
                ..Visit::default()
            };
            self.people[at].eligible = self.verdict(&visit);
        }
        Ok(())
    }

    fn asks_for_traits(&self) -> bool {
        let is_leaf = |code: &u32| matches!(Code::of(*code), Code::Leaf(_));
        self.content.features.iter().any(|feature| {
            let rule = self.content.graph.rules.get(usize::from(feature.eligible));
            rule.is_some_and(|rule| rule.0.iter().any(is_leaf))
        })
    }

    fn verdict(&self, visit: &Visit) -> Vec<bool> {
        let now = jiff::Timestamp::now()
            .as_millisecond()
            .max(0)
            .unsigned_abs();
        let features = self.content.features.iter();
        features
            .map(|feature| is_eligible(&self.content, feature, visit, now))
            .collect()
    }
}

/// The traits in a JSON object; none when it is no object.
pub(super) fn read(json: Option<&str>) -> Traits {
    let object = json.and_then(|json| serde_json::from_str(json).ok());
    object.as_ref().map_or_else(Traits::new, traits)
}
