//! What a target is told of an inquiry.

use banso_content::inquiry::{Inquiries, said};
use rusqlite::{Connection, Row};
use serde_json::{Map, Value, json};

/// An inquiry as it is told, and its key.
#[derive(Clone, Debug, Default)]
pub(super) struct Letter {
    /// The same for every attempt of one delivery.
    pub(super) key: String,
    /// When it was sent; UTC ms.
    pub(super) at: i64,
    pub(super) id: String,
    pub(super) text: String,
    pub(super) category: Option<(String, String)>,
    pub(super) reason: String,
    pub(super) answers: Map<String, Value>,
    pub(super) path: String,
    pub(super) locale: String,
    pub(super) searches: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) version: String,
    /// The address to answer to: the one that was given, else the user's own.
    pub(super) reply_to: Option<String>,
    pub(super) user: Option<(String, String)>,
    pub(super) account: Option<(String, String)>,
    pub(super) link: Option<String>,
    pub(super) event: i64,
}

const READ: &str = "
    SELECT i.id, coalesce(i.corrected, i.category), coalesce(i.reason, ''), e.ts, e.path,
      json_extract(e.context, '$.locale'), e.properties, e.person,
      json_extract(u.traits, '$.name'), json_extract(u.traits, '$.email'), e.account,
      json_extract(a.traits, '$.name')
    FROM inquiries i JOIN events e ON e.id = i.event
      LEFT JOIN users u ON u.user_id = e.person LEFT JOIN accounts a ON a.group_id = e.account
    WHERE i.event = ?1";

impl Letter {
    pub(super) fn read(conn: &Connection, event: i64) -> rusqlite::Result<Self> {
        conn.prepare_cached(READ)?
            .query_row([event], |row| Self::of(event, row))
    }

    fn of(event: i64, row: &Row<'_>) -> rusqlite::Result<Self> {
        let text = |column| row.get::<_, Option<String>>(column).ok().flatten();
        let said: Value = text(6)
            .and_then(|json| json.parse().ok())
            .unwrap_or_default();
        let given = |key: &str| {
            said[key]
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let list = |key: &str| {
            let items = said[key].as_array().into_iter().flatten();
            items.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let named = |id: Option<String>, name: Option<String>| {
            id.map(|id| {
                (
                    id.clone(),
                    name.filter(|name| !name.is_empty()).unwrap_or(id),
                )
            })
        };
        Ok(Self {
            event,
            id: row.get(0)?,
            category: text(1).map(|id| (id.clone(), id)),
            reason: row.get(2)?,
            at: row.get(3)?,
            path: text(4).unwrap_or_default(),
            locale: text(5).unwrap_or_default(),
            text: given("text").unwrap_or_default(),
            answers: said["answers"].as_object().cloned().unwrap_or_default(),
            searches: list("searches"),
            articles: list("articles"),
            version: given("bundle").unwrap_or_default(),
            reply_to: given("contact").or_else(|| text(9)),
            user: named(text(7), text(8)),
            account: named(text(10), text(11)),
            ..Self::default()
        })
    }

    /// The letter of one delivery, with the names of the content and a way to the dashboard.
    pub(super) fn addressed(
        mut self,
        key: &str,
        rules: &Inquiries,
        dashboard: Option<&str>,
    ) -> Self {
        key.clone_into(&mut self.key);
        if let Some((id, name)) = &mut self.category {
            let known = rules.categories.iter().find(|one| one.id == *id);
            if let Some(known) = known.and_then(|one| said(&one.name, &self.locale)) {
                known.clone_into(name);
            }
        }
        let page = |base: &str| {
            format!(
                "{}/dashboard/inquiries/{}",
                base.trim_end_matches('/'),
                self.event
            )
        };
        self.link = dashboard.map(page);
        self
    }

    /// The body of a webhook.
    pub(super) fn json(&self) -> Value {
        let named = |of: &Option<(String, String)>| {
            of.as_ref()
                .map(|(id, name)| json!({"id": id, "name": name}))
        };
        json!({
            "type": "inquiry.sent",
            "timestamp": self.time(),
            "data": {
                "inquiry": self.id,
                "text": self.text,
                "category": named(&self.category),
                "classified_by": self.reason,
                "answers": self.answers,
                "page": self.path,
                "locale": self.locale,
                "searches": self.searches,
                "articles": self.articles,
                "content_version": self.version,
                "reply_to": self.reply_to,
                "user": named(&self.user),
                "account": named(&self.account),
                "dashboard": self.link,
            },
        })
    }

    /// When it was sent, RFC 3339 in UTC.
    pub(super) fn time(&self) -> String {
        jiff::Timestamp::from_millisecond(self.at)
            .map(|at| at.to_string())
            .unwrap_or_default()
    }

    /// Who asks, with their account.
    pub(super) fn who(&self) -> String {
        let name = |of: &Option<(String, String)>| of.as_ref().map(|(_, name)| name.clone());
        let both = [name(&self.user), name(&self.account)];
        let both: Vec<String> = both.into_iter().flatten().collect();
        both.join(", ")
    }
}
