//! Who may use which feature: the engine's own rules, over the traits as they are now.

use banso_content::rule::Code;
use banso_engine::feature::is_eligible;
use banso_engine::visit::Visit;
use banso_engine::{Traits, Value};
use rusqlite::Connection;
use serde_json::Value as Json;

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
                user: traits(text(row, 1)?),
                account: traits(text(row, 2)?),
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

/// The traits in a JSON object that conditions can ask about.
fn traits(json: Option<&str>) -> Traits {
    let Some(Json::Object(map)) = json.and_then(|json| serde_json::from_str(json).ok()) else {
        return Traits::new();
    };
    let known = map.into_iter().filter_map(|(name, json)| {
        let value = match json {
            Json::String(text) => Value::Text(text),
            Json::Number(number) => Value::Number(number.as_f64()?),
            Json::Bool(flag) => Value::Flag(flag),
            Json::Array(items) => Value::List(items.iter().filter_map(string).collect()),
            Json::Null | Json::Object(_) => return None,
        };
        Some((name, value))
    });
    known.collect()
}

fn string(json: &Json) -> Option<String> {
    json.as_str().map(str::to_owned)
}
