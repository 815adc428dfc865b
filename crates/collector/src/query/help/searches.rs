//! Searches: which were clicked, which led nowhere, and what they are about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::DAY;
use super::log::{Deed, Entry};
use crate::query::meaning::{self, Terms};
use crate::query::share::Share;

/// An opened article belongs to a search for at most so long, in ms.
const CLICK_SPAN: i64 = 30 * 60_000;

/// One search, and what became of it.
pub(super) struct Search<'a> {
    pub(super) who: &'a str,
    pub(super) locale: &'a str,
    typed: &'a str,
    terms: &'a Terms,
    spelled: String,
    ts: i64,
    pub(super) empty: bool,
    pub(super) clicked: bool,
    /// Whether the person sent an inquiry within 24 hours.
    asked: bool,
}

/// One thing that people search for, in all its spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryRow {
    /// As most often typed.
    pub query: String,
    /// The other spellings, the most frequent first.
    pub spellings: Vec<String>,
    /// How many searches.
    pub searches: u64,
    /// By how many people.
    pub people: u64,
    /// Searches that were clicked.
    pub clicked: Share,
    /// Searches without a result.
    pub empty: Share,
    /// Searches with results of which none was opened.
    pub unclicked: u64,
    /// Searches after which the person sent an inquiry within 24 hours.
    pub asked: u64,
    /// People for whom a search led nowhere or to an inquiry.
    pub affected: u64,
    /// The pages' languages, the most frequent first.
    pub locales: Vec<String>,
}

impl QueryRow {
    /// What it would be worth to fill this gap: searches without a result, searches without a click
    /// and inquiries after, together, times the people affected.
    pub fn gap(&self) -> u64 {
        (self.empty.part + self.unclicked + self.asked) * self.affected
    }
}

/// The spelling by which an opened article finds its search.
fn spelled(query: &str) -> String {
    let normal = banso_search::normalize(query).to_lowercase();
    normal.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every search, in order.
pub(super) fn searches(entries: &[Entry]) -> Vec<Search<'_>> {
    let mut all: Vec<Search<'_>> = Vec::new();
    let mut open: HashMap<(&str, String), usize> = HashMap::new();
    let mut asked: HashMap<&str, Vec<i64>> = HashMap::new();
    for entry in entries {
        match &entry.deed {
            Deed::Searched {
                typed,
                terms,
                empty,
            } => {
                let spelled = spelled(typed);
                open.insert((&entry.who, spelled.clone()), all.len());
                all.push(Search {
                    who: &entry.who,
                    locale: &entry.locale,
                    typed,
                    terms,
                    spelled,
                    ts: entry.ts,
                    empty: *empty,
                    clicked: false,
                    asked: false,
                });
            }
            Deed::Viewed {
                query: Some(query), ..
            } => {
                let found = open.get(&(entry.who.as_str(), spelled(query)));
                if let Some(search) = found.and_then(|at| all.get_mut(*at)) {
                    search.clicked |= search.ts + CLICK_SPAN >= entry.ts;
                }
            }
            Deed::Asked => asked.entry(&entry.who).or_default().push(entry.ts),
            _ => {}
        }
    }
    for search in &mut all {
        let after = search.ts..=search.ts + DAY;
        let of_person = asked.get(search.who).map_or(&[][..], Vec::as_slice);
        search.asked = of_person.iter().any(|ts| after.contains(ts));
    }
    all
}

pub(super) fn clicked(searches: &[&Search<'_>]) -> Share {
    let clicked = searches.iter().filter(|search| search.clicked);
    Share::of(clicked.count(), searches.len())
}

pub(super) fn empty(searches: &[&Search<'_>]) -> Share {
    let empty = searches.iter().filter(|search| search.empty);
    Share::of(empty.count(), searches.len())
}

/// What people search for, the most frequent first.
pub(super) fn queries(searches: &[Search<'_>]) -> Vec<QueryRow> {
    let said: Vec<&Search<'_>> = searches
        .iter()
        .filter(|one| !one.spelled.is_empty())
        .collect();
    let terms: Vec<&Terms> = said.iter().map(|search| search.terms).collect();
    let mut groups: BTreeMap<usize, Vec<&Search<'_>>> = BTreeMap::new();
    for (search, group) in said.into_iter().zip(meaning::groups(&terms)) {
        groups.entry(group).or_default().push(search);
    }
    let mut rows: Vec<QueryRow> = groups.into_values().map(|group| row(&group)).collect();
    rows.sort_by(|a, b| {
        b.searches
            .cmp(&a.searches)
            .then_with(|| a.query.cmp(&b.query))
    });
    rows
}

fn row(searches: &[&Search<'_>]) -> QueryRow {
    let mut spellings = most_first(searches.iter().map(|one| (one.spelled.as_str(), one.typed)));
    let people = |of: &dyn Fn(&Search<'_>) -> bool| {
        let those = searches
            .iter()
            .filter(|search| of(search))
            .map(|search| search.who);
        those.collect::<BTreeSet<_>>().len() as u64
    };
    let unclicked = |search: &Search<'_>| !search.empty && !search.clicked;
    QueryRow {
        query: spellings.remove(0),
        spellings,
        searches: searches.len() as u64,
        people: people(&|_| true),
        clicked: clicked(searches),
        empty: empty(searches),
        unclicked: searches.iter().filter(|one| unclicked(one)).count() as u64,
        asked: searches.iter().filter(|one| one.asked).count() as u64,
        affected: people(&|one| one.empty || unclicked(one) || one.asked),
        locales: most_first(searches.iter().map(|one| (one.locale, one.locale))),
    }
}

/// The texts, each key's most frequent one, the most frequent key first.
fn most_first<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut keys: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for (key, text) in all {
        *keys.entry(key).or_default().entry(text).or_default() += 1;
    }
    let best = |texts: BTreeMap<&str, usize>| {
        let count: usize = texts.values().sum();
        let text = texts
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        (count, text.map_or("", |(text, _)| text).to_owned())
    };
    let mut texts: Vec<(usize, String)> = keys.into_values().map(best).collect();
    texts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    texts.into_iter().map(|(_, text)| text).collect()
}
