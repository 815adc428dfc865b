//! The search index of help articles, with what else people call the things in them.

mod mined;
mod synonyms;

use std::collections::BTreeMap;

use banso_search::{Document, Lang, Settings};

use super::authored::Synonym;
use super::learned::Learned;
use super::markdown;
use mined::mine;
use synonyms::{Rules, Texts, of_authors};

/// Times that a query counts at most which led to an article, however often it was opened.
const LEARNED_MOST: u32 = 4;

/// What is searched of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// The title.
    pub title: String,
    /// All other words, without their form.
    pub body: String,
    /// Other words that people may use for it.
    pub keywords: String,
    /// Other names of what the title says.
    title_also: String,
    /// Other names of what the text says.
    body_also: String,
}

impl Searched {
    /// An article from its texts without form.
    pub(super) fn new(title: &str, body: String, keywords: String) -> Self {
        Self {
            title: title.into(),
            body,
            keywords,
            ..Self::default()
        }
    }

    /// An article from its Markdown. A text that is no article's Markdown, such as one with HTML in
    /// it, counts as the plain text that it is, so none of its words is lost.
    pub fn from_markdown(title: &str, markdown: &str, keywords: &str) -> Self {
        let reading = markdown::read(markdown);
        let body = if reading.flaws.is_empty() {
            markdown::plain(&reading.blocks)
        } else {
            markdown.into()
        };
        Self::new(title, body, keywords.into())
    }

    fn document(&self) -> Document<'_> {
        Document {
            title: &self.title,
            body: &self.body,
            keywords: &self.keywords,
            title_also: &self.title_also,
            body_also: &self.body_also,
        }
    }

    /// Adds the other names of what the article says.
    fn name(&mut self, rules: &Rules<'_>, texts: &Texts) {
        for rule in rules.about(texts) {
            let [title, body] = rule.said(texts);
            if title + body == 0 {
                continue;
            }
            for name in &rule.names {
                if title > 0 && !name.is_in(&texts.title) {
                    add(&mut self.title_also, name.text(), 1);
                }
                let own = rule.mined && name.is_in(&texts.body);
                if !own {
                    let most = if rule.mined { 1 } else { usize::MAX };
                    add(&mut self.body_also, name.text(), (title + body).min(most));
                }
            }
        }
    }
}

/// Adds a line some times.
fn add(lines: &mut String, line: &str, times: usize) {
    for _ in 0..times {
        lines.push_str(line);
        lines.push('\n');
    }
}

/// The search index of articles in their order, for `banso_search::Index::open`; `locale` is a
/// BCP 47 tag. What the articles themselves say of other names is used: see [`mined`].
pub fn search_index(articles: Vec<Searched>, locale: &str) -> Vec<u8> {
    search_index_with(articles, locale, &[])
}

/// The same, with the authors' synonyms.
pub(super) fn search_index_with(
    mut articles: Vec<Searched>,
    locale: &str,
    synonyms: &[Synonym],
) -> Vec<u8> {
    let lang = Lang::from_tag(locale);
    let mut rules = of_authors(synonyms, locale, lang);
    rules.extend(mine(&articles, lang));
    let rules = Rules::new(&rules);
    for article in &mut articles {
        let texts = Texts::of(article, lang);
        article.name(&rules, &texts);
    }
    let documents: Vec<Document<'_>> = articles.iter().map(Searched::document).collect();
    banso_search::build(lang, &Settings::for_lang(lang), &documents)
}

/// What readers of a locale looked for before they opened an article, as keywords by its slug.
pub(super) fn learned<'l>(all: &'l Learned, locale: &str) -> BTreeMap<&'l str, String> {
    let mut by_slug: BTreeMap<&str, String> = BTreeMap::new();
    for (query, articles) in all.get(locale).into_iter().flatten() {
        for (article, opened) in articles {
            let times = opened.checked_ilog2().unwrap_or(0).min(LEARNED_MOST);
            let lines = by_slug.entry(article).or_default();
            add(lines, query, times as usize);
        }
    }
    by_slug
}

#[cfg(test)]
mod tests;
