//! Articles: who reads them, whom they help, and what readers say.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{Deed, Entry};
use crate::query::share::Share;

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
    /// What those wrote who said why: each person's latest words, the latest first.
    pub comments: Vec<Why>,
}

/// Why an article helped or did not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The user, or the browser where nobody has signed in.
    pub who: String,
    /// When; milliseconds UTC.
    pub ts: i64,
    /// Whether it helped.
    pub helpful: bool,
    /// The reader's words.
    pub text: String,
}

#[derive(Default)]
struct Article<'a> {
    people: BTreeSet<&'a str>,
    views: u64,
    from_search: u64,
    ratings: BTreeMap<&'a str, bool>,
    comments: BTreeMap<&'a str, Why>,
}

/// The articles, the most viewed first.
pub(super) fn articles(entries: &[Entry]) -> Vec<ArticleRow> {
    let mut all: BTreeMap<&str, Article<'_>> = BTreeMap::new();
    for entry in entries {
        match &entry.deed {
            Deed::Viewed { article, query } => {
                let article = all.entry(article).or_default();
                article.views += 1;
                article.from_search += u64::from(query.is_some());
                article.people.insert(&entry.who);
            }
            Deed::Rated {
                article,
                helpful,
                why,
            } => {
                let article = all.entry(article).or_default();
                article.ratings.insert(&entry.who, *helpful);
                if !why.is_empty() {
                    let why = Why {
                        who: entry.who.clone(),
                        ts: entry.ts,
                        helpful: *helpful,
                        text: why.clone(),
                    };
                    article.comments.insert(&entry.who, why);
                }
            }
            _ => {}
        }
    }
    let mut rows: Vec<ArticleRow> = all.into_iter().map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.views));
    rows
}

fn row((slug, article): (&str, Article<'_>)) -> ArticleRow {
    let mut comments: Vec<Why> = article.comments.into_values().collect();
    comments.sort_by_key(|why| std::cmp::Reverse(why.ts));
    ArticleRow {
        slug: slug.to_owned(),
        views: article.views,
        people: article.people.len() as u64,
        from_search: article.from_search,
        helpful: Share::of(
            article.ratings.values().filter(|helpful| **helpful).count(),
            article.ratings.len(),
        ),
        comments,
    }
}
