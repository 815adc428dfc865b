//! Help: what people look for, whether they find it, and what is missing.
//!
//! A search is a `Help Searched` message. It was **clicked** when the same person opened an article
//! from the same words within 30 minutes and before searching for them again. Searches are grouped by their
//! normalised spelling (case, width and spacing folded) and shown as they are most often typed.

use std::collections::{BTreeMap, BTreeSet};

use banso_wire::event;
use rusqlite::{Connection, Row};

use super::share::Share;
use super::sql::{integer, string, text};
use super::window::Window;

/// An opened article belongs to a search for at most so long, in ms.
const CLICK_SPAN: i64 = 30 * 60_000;

/// Help in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// People who searched, opened an article or opened help.
    pub people: u64,
    /// Searches.
    pub searches: u64,
    /// Searches that were clicked, of all.
    pub clicked: Share,
    /// Searches without a result, of all.
    pub empty: Share,
    /// What was searched for, the most frequent first.
    pub queries: Vec<QueryRow>,
    /// The articles, the most viewed first.
    pub articles: Vec<ArticleRow>,
    /// By the locale of the page, the most searched first.
    pub locales: Vec<LocaleRow>,
}

/// One thing that people search for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryRow {
    /// As most often typed.
    pub query: String,
    /// How many searches.
    pub searches: u64,
    /// By how many people.
    pub people: u64,
    /// Searches that were clicked.
    pub clicked: Share,
    /// Searches without a result.
    pub empty: Share,
}

/// An article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleRow {
    /// The slug.
    pub slug: String,
    /// How often it was opened.
    pub views: u64,
    /// By how many people.
    pub people: u64,
    /// How often from a search.
    pub from_search: u64,
    /// Who said it helped, of those who answered: each person's latest answer.
    pub helpful: Share,
}

/// Searches of one locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocaleRow {
    /// The page's language tag; empty when it is not known.
    pub locale: String,
    /// Searches.
    pub searches: u64,
    /// Searches that were clicked.
    pub clicked: Share,
    /// Searches without a result.
    pub empty: Share,
    /// Articles opened.
    pub views: u64,
}

const EVENTS: &str = "
    SELECT coalesce(person, anonymous_id), event, ts, json_extract(context, '$.locale'),
      json_extract(properties, ?7), json_extract(properties, ?8), json_extract(properties, ?9),
      json_extract(properties, ?10)
    FROM events
    WHERE event IN (?3, ?4, ?5, ?6) AND ts >= ?1 AND ts < ?2
      AND coalesce(person, anonymous_id) IS NOT NULL
    ORDER BY ts, id";

struct Search {
    who: String,
    locale: String,
    typed: String,
    query: String,
    ts: i64,
    empty: bool,
    clicked: bool,
}

#[derive(Default)]
struct Article {
    people: BTreeSet<String>,
    views: u64,
    from_search: u64,
    ratings: BTreeMap<String, bool>,
}

#[derive(Default)]
struct Tally {
    people: BTreeSet<String>,
    searches: Vec<Search>,
    articles: BTreeMap<String, Article>,
    views: BTreeMap<String, u64>,
}

/// Help in a window.
pub fn help(conn: &Connection, window: &Window) -> rusqlite::Result<Help> {
    let mut statement = conn.prepare_cached(EVENTS)?;
    let property = |name: &str| format!("$.{name}");
    let mut rows = statement.query((
        window.from,
        window.to,
        event::HELP_OPENED,
        event::HELP_SEARCHED,
        event::HELP_ARTICLE_VIEWED,
        event::HELP_ARTICLE_RATED,
        property(event::QUERY),
        property(event::RESULTS),
        property(event::ARTICLE),
        property(event::HELPFUL),
    ))?;
    let mut tally = Tally::default();
    while let Some(row) = rows.next()? {
        tally.take(row)?;
    }
    Ok(tally.answer())
}

/// The spelling by which searches are grouped.
fn folded(query: &str) -> String {
    let normal = banso_search::normalize(query).to_lowercase();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Tally {
    fn take(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let who = string(row, 0)?;
        self.people.insert(who.clone());
        match text(row, 1)?.unwrap_or_default() {
            event::HELP_SEARCHED => self.search(row, who),
            event::HELP_ARTICLE_VIEWED => self.view(row, who),
            event::HELP_ARTICLE_RATED => self.rate(row, who),
            _ => Ok(()),
        }
    }

    fn search(&mut self, row: &Row<'_>, who: String) -> rusqlite::Result<()> {
        let typed = string(row, 4)?.trim().to_owned();
        self.searches.push(Search {
            who,
            locale: string(row, 3)?,
            query: folded(&typed),
            typed,
            ts: row.get(2)?,
            empty: integer(row, 5)? == Some(0),
            clicked: false,
        });
        Ok(())
    }

    fn view(&mut self, row: &Row<'_>, who: String) -> rusqlite::Result<()> {
        let searched = text(row, 4)?.map(folded);
        *self.views.entry(string(row, 3)?).or_default() += 1;
        let article = self.articles.entry(string(row, 6)?).or_default();
        article.views += 1;
        article.from_search += u64::from(searched.is_some());
        article.people.insert(who.clone());
        if let Some(query) = searched {
            self.click(&who, &query, row.get(2)?);
        }
        Ok(())
    }

    fn click(&mut self, who: &str, query: &str, ts: i64) {
        let recent = self.searches.iter_mut().rev();
        let mut recent = recent.take_while(|search| search.ts + CLICK_SPAN >= ts);
        let found = recent.find(|search| search.who == who && search.query == query);
        if let Some(search) = found {
            search.clicked = true;
        }
    }

    fn rate(&mut self, row: &Row<'_>, who: String) -> rusqlite::Result<()> {
        if let Some(helpful) = integer(row, 7)? {
            let article = self.articles.entry(string(row, 6)?).or_default();
            article.ratings.insert(who, helpful != 0);
        }
        Ok(())
    }

    fn answer(self) -> Help {
        let all: Vec<&Search> = self.searches.iter().collect();
        Help {
            people: self.people.len() as u64,
            searches: all.len() as u64,
            clicked: clicked(&all),
            empty: empty(&all),
            queries: queries(&all),
            locales: self.locales(&all),
            articles: articles(self.articles),
        }
    }

    fn locales(&self, all: &[&Search]) -> Vec<LocaleRow> {
        let mut groups = group(all, |search| search.locale.clone());
        for locale in self.views.keys() {
            groups.entry(locale.clone()).or_default();
        }
        let row = |(locale, searches): (String, Vec<&Search>)| LocaleRow {
            searches: searches.len() as u64,
            clicked: clicked(&searches),
            empty: empty(&searches),
            views: self.views.get(&locale).copied().unwrap_or_default(),
            locale,
        };
        let mut rows: Vec<LocaleRow> = groups.into_iter().map(row).collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.searches, row.views)));
        rows
    }
}

fn group<'a>(
    searches: &[&'a Search],
    key: impl Fn(&Search) -> String,
) -> BTreeMap<String, Vec<&'a Search>> {
    let mut groups: BTreeMap<String, Vec<&Search>> = BTreeMap::new();
    for search in searches {
        groups.entry(key(search)).or_default().push(search);
    }
    groups
}

fn clicked(searches: &[&Search]) -> Share {
    let clicked = searches.iter().filter(|search| search.clicked);
    Share::of(clicked.count(), searches.len())
}

fn empty(searches: &[&Search]) -> Share {
    let empty = searches.iter().filter(|search| search.empty);
    Share::of(empty.count(), searches.len())
}

fn queries(searches: &[&Search]) -> Vec<QueryRow> {
    let mut groups = group(searches, |search| search.query.clone());
    groups.remove("");
    let row = |searches: Vec<&Search>| QueryRow {
        query: most_typed(&searches),
        searches: searches.len() as u64,
        people: searches
            .iter()
            .map(|search| &search.who)
            .collect::<BTreeSet<_>>()
            .len() as u64,
        clicked: clicked(&searches),
        empty: empty(&searches),
    };
    let mut rows: Vec<QueryRow> = groups.into_values().map(row).collect();
    rows.sort_by(|a, b| {
        b.searches
            .cmp(&a.searches)
            .then_with(|| a.query.cmp(&b.query))
    });
    rows
}

fn most_typed(searches: &[&Search]) -> String {
    let spellings = group(searches, |search| search.typed.clone());
    let most = spellings
        .into_iter()
        .max_by(|a, b| a.1.len().cmp(&b.1.len()).then_with(|| b.0.cmp(&a.0)));
    most.map(|(typed, _)| typed).unwrap_or_default()
}

fn articles(articles: BTreeMap<String, Article>) -> Vec<ArticleRow> {
    let row = |(slug, article): (String, Article)| ArticleRow {
        slug,
        views: article.views,
        people: article.people.len() as u64,
        from_search: article.from_search,
        helpful: Share::of(
            article.ratings.values().filter(|helpful| **helpful).count(),
            article.ratings.len(),
        ),
    };
    let mut rows: Vec<ArticleRow> = articles.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.views));
    rows
}
