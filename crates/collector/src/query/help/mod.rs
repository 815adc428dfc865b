//! Help: what people look for, whether they find it, and what is missing.
//!
//! A search is a `Help Searched` message. It was **clicked** when the same person opened an article
//! from the same words within 30 minutes and before searching for them again. Searches are grouped by
//! their meaning (see `meaning`) and shown as they are most often typed. A help **session** is what one
//! person does in help without a pause of more than 30 minutes.

mod articles;
mod log;
mod searches;
mod sessions;
mod versions;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::share::Share;
use super::window::Window;
pub use articles::{ArticleRow, Why};
use log::{Deed, Entry};
pub use searches::QueryRow;
use searches::Search;
pub use sessions::Deflection;
pub use versions::{Version, around, versions};

/// A day in ms.
const DAY: i64 = 86_400_000;

/// Help in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// People who searched, opened an article, opened help or sent an inquiry.
    pub people: u64,
    /// Searches.
    pub searches: u64,
    /// Searches that were clicked, of all.
    pub clicked: Share,
    /// Searches without a result, of all.
    pub empty: Share,
    /// Help sessions that ended without an inquiry.
    pub deflection: Deflection,
    /// Inquiries.
    pub inquiries: u64,
    /// Answers that an article helped, of each person's latest answers.
    pub helpful: Share,
    /// What was searched for, the most frequent first.
    pub queries: Vec<QueryRow>,
    /// The articles, the most viewed first.
    pub articles: Vec<ArticleRow>,
    /// By the locale of the page, the most searched first.
    pub locales: Vec<LocaleRow>,
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

impl Help {
    /// What is missing: the queries that lead people nowhere, by what filling the gap would be worth.
    pub fn gaps(&self) -> Vec<&QueryRow> {
        let mut gaps: Vec<&QueryRow> = self.queries.iter().filter(|row| row.gap() > 0).collect();
        gaps.sort_by_key(|row| std::cmp::Reverse(row.gap()));
        gaps
    }
}

/// Help in a window.
pub fn help(conn: &Connection, window: &Window) -> rusqlite::Result<Help> {
    let all = log::read(conn, window)?;
    let searches = searches::searches(&all);
    let every: Vec<&Search<'_>> = searches.iter().collect();
    let articles = articles::articles(&all);
    let helpful = |part: fn(&Share) -> u64| articles.iter().map(|row| part(&row.helpful)).sum();
    let within = || all.iter().filter(|entry| window.holds(entry.ts));
    let asked = within().filter(|entry| matches!(entry.deed, Deed::Asked));
    Ok(Help {
        people: within()
            .map(|entry| &entry.who)
            .collect::<BTreeSet<_>>()
            .len() as u64,
        searches: every.len() as u64,
        clicked: searches::clicked(&every),
        empty: searches::empty(&every),
        deflection: sessions::deflection(&all, window),
        inquiries: asked.count() as u64,
        helpful: Share {
            part: helpful(|share| share.part),
            whole: helpful(|share| share.whole),
        },
        queries: searches::queries(&searches),
        locales: locales(&all, &every),
        articles,
    })
}

fn locales(all: &[Entry], searches: &[&Search<'_>]) -> Vec<LocaleRow> {
    let mut groups: BTreeMap<&str, (Vec<&Search<'_>>, u64)> = BTreeMap::new();
    for search in searches {
        groups.entry(search.locale).or_default().0.push(search);
    }
    for entry in all
        .iter()
        .filter(|one| matches!(one.deed, Deed::Viewed { .. }))
    {
        groups.entry(&entry.locale).or_default().1 += 1;
    }
    let row = |(locale, (searches, views)): (&str, (Vec<&Search<'_>>, u64))| LocaleRow {
        locale: locale.to_owned(),
        searches: searches.len() as u64,
        clicked: searches::clicked(&searches),
        empty: searches::empty(&searches),
        views,
    };
    let mut rows: Vec<LocaleRow> = groups.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.searches, row.views)));
    rows
}
