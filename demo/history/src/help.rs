//! Looking for help: real queries against the real search over the content's own help packs.

use anyhow::{Result, anyhow};
use banso_content::compiler::container::Part;
use banso_content::help::HelpPack;
use banso_engine::view::Press;
use banso_search::{Index, normalize};

use crate::asking::{Told, ask, say_why};
use crate::data::{Ask, Data, Lang, Need, Whys};
use crate::dice::Dice;
use crate::visit::Visit;

/// The widget lists at most so many results.
const RESULTS: usize = 20;
/// Articles that leave their readers unsatisfied, so that ratings have something to say.
const WEAK: [&str; 4] = [
    "troubleshoot-sync-errors",
    "tax-categories",
    "match-card-transactions",
    "reimbursement-schedule",
];

/// The help of one language.
pub(crate) struct Help<'a> {
    pack: HelpPack<'a>,
    needs: &'a [Need],
    asks: &'a [Ask],
    whys: &'a Whys,
}

impl<'a> Help<'a> {
    /// Opens the pack of a language.
    pub(crate) fn open(parts: &'a [Part], data: &'a Data, lang: Lang) -> Result<Self> {
        let part = parts.iter().find(|part| part.locale == lang.tag());
        let part = part.ok_or_else(|| anyhow!("the content has no help in `{}`", lang.tag()))?;
        let pack = HelpPack::open(&part.bytes)
            .map_err(|why| anyhow!("the help pack `{}` cannot be opened: {why:?}", lang.tag()))?;
        Ok(Self {
            pack,
            needs: data.needs.of(lang),
            asks: data.asks.of(lang),
            whys: data.whys.of(lang),
        })
    }

    /// The slugs of what a query finds, best first.
    pub(crate) fn search(&self, query: &str) -> Vec<&'a str> {
        let Ok(index) = Index::open(self.pack.index) else {
            return Vec::new();
        };
        let hits = index.search(&normalize(query), RESULTS);
        let slug = |hit: banso_search::Hit| self.pack.articles.get(hit.doc as usize);
        hits.into_iter()
            .filter_map(slug)
            .map(|article| article.slug)
            .collect()
    }

    /// Opens the widget and looks for something.
    pub(crate) fn visit(&self, visit: &mut Visit<'_>) {
        visit.think(2.0, 15.0);
        visit.press(Press::help_opened());
        visit.think(2.0, 9.0);
        visit.read_news();
        let needs: Vec<(&Need, f64)> = self.needs.iter().map(|need| (need, need.weight)).collect();
        let Some(need) = visit.dice.weighted(&needs) else {
            return;
        };
        let mut told = Told::default();
        for query in &need.typed {
            visit.think(2.0, 10.0);
            told.searches.push(query.clone());
            let found = self.search(query);
            visit.press(Press::help_searched(query, found.len() as u16));
            if let Some(at) = choose(need, &found, &mut visit.dice) {
                visit.think(1.5, 12.0);
                let opened = Opened {
                    slug: found[at],
                    query: Some(query),
                    rank: at as u16 + 1,
                };
                let right = need.article.as_deref() == Some(found[at]);
                told.articles.push(opened.slug.to_owned());
                told.pleased = read(visit, &opened, right, Some(self.whys));
                break;
            }
        }
        ask(visit, self.asks, &told);
    }

    /// Reads an article that a task has opened.
    pub(crate) fn read_opened(visit: &mut Visit<'_>) {
        if let Some(slug) = visit.opened() {
            read(
                visit,
                &Opened {
                    slug: &slug,
                    query: None,
                    rank: 0,
                },
                true,
                None,
            );
        }
    }
}

/// An article, and how it was found.
struct Opened<'a> {
    slug: &'a str,
    query: Option<&'a String>,
    rank: u16,
}

/// Which result is opened: the one that helps if it stands high enough; otherwise, sometimes, the
/// first one.
fn choose(need: &Need, found: &[&str], dice: &mut Dice) -> Option<usize> {
    let wanted = need.article.as_deref();
    let right = found.iter().position(|slug| Some(*slug) == wanted);
    let seen = match right {
        Some(at @ 0..3) => (at, 0.86),
        Some(at @ 3..8) => (at, 0.45),
        _ => (0, 0.13),
    };
    (!found.is_empty() && dice.chance(seen.1)).then_some(seen.0)
}

/// Opens an article, reads it, and sometimes says whether it helped, and why. Returns whether it did.
fn read(visit: &mut Visit<'_>, opened: &Opened<'_>, right: bool, whys: Option<&Whys>) -> bool {
    visit.press(Press::article_opened(
        opened.slug,
        opened.query.map(String::as_str),
        opened.rank,
    ));
    visit.think(8.0, 120.0);
    if visit.dice.chance(0.3) {
        let pleased = match (right, WEAK.contains(&opened.slug)) {
            (true, false) => 0.88,
            (true, true) => 0.42,
            (false, _) => 0.2,
        };
        let helpful = visit.dice.chance(pleased);
        visit.press(Press::article_rated(opened.slug, helpful));
        if let Some(whys) = whys {
            say_why(visit, opened.slug, helpful, whys);
        }
        return helpful;
    }
    right && !WEAK.contains(&opened.slug)
}
