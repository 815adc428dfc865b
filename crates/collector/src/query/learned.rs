//! What searches teach: which article people open from which words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use banso_content::compiler::Learned;
use banso_wire::event;
use banso_wire::mask::HIDDEN;
use rusqlite::Connection;

use super::sql::{string, text};

/// What fewer people searched for says more of them than of the content.
const PEOPLE: usize = 3;

const OPENED: &str = "
    SELECT json_extract(context, '$.locale'), json_extract(properties, ?2), json_extract(properties, ?3),
      coalesce(person, anonymous_id)
    FROM events WHERE event = ?1 AND ts >= ?4 AND coalesce(person, anonymous_id) IS NOT NULL
    ORDER BY ts, id";

/// By locale and normalised search, from how many searches each article was opened since `from` (UTC
/// ms): a person counts once for each article. Searches of fewer than three people, and such in which
/// a secret was hidden, are left out.
pub fn learned(conn: &Connection, from: i64) -> rusqlite::Result<Learned> {
    let mut statement = conn.prepare_cached(OPENED)?;
    let path = |name: &str| format!("$.{name}");
    let mut rows = statement.query((
        event::HELP_ARTICLE_VIEWED,
        path(event::QUERY),
        path(event::ARTICLE),
        from,
    ))?;
    let mut all: BTreeMap<(String, String), HashMap<String, BTreeSet<String>>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (Some(query), locale, article) = (text(row, 1)?, string(row, 0)?, string(row, 2)?)
        else {
            continue;
        };
        let query = normalised(query);
        if query.is_empty() || query.contains(HIDDEN) || locale.is_empty() || article.is_empty() {
            continue;
        }
        let articles = all.entry((locale, query)).or_default();
        articles.entry(article).or_default().insert(string(row, 3)?);
    }
    let mut learned = Learned::new();
    for ((locale, query), articles) in all {
        let people: BTreeSet<&String> = articles.values().flatten().collect();
        if people.len() < PEOPLE {
            continue;
        }
        let clicks = articles
            .iter()
            .map(|(slug, people)| (slug.clone(), people.len() as u32));
        learned
            .entry(locale)
            .or_default()
            .insert(query, clicks.collect());
    }
    Ok(learned)
}

/// A search as the index reads it: NFKC, lower case, single spaces.
fn normalised(query: &str) -> String {
    let normal = banso_search::normalize(query).to_lowercase();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}
