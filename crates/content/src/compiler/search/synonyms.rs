//! Other names for what articles say. The index carries them as if the articles said them, so the
//! browser has nothing to look up.

use std::collections::{BTreeMap, BTreeSet};

use banso_search::{Lang, Term, normalize, tokenize};

use super::Searched;
use crate::compiler::authored::Synonym;

/// An article that says one thing counts as if it also used the other names of it.
pub(super) struct Rule {
    /// What it says.
    pub(super) says: Name,
    /// The other names.
    pub(super) names: Vec<Name>,
    /// Whether the articles were asked, and not their authors.
    pub(super) mined: bool,
}

/// Rules by how what they are about begins, so that an article is read once for all of them.
pub(super) struct Rules<'r> {
    by_character: BTreeMap<char, Vec<&'r Rule>>,
    by_stem: BTreeMap<&'r [u8], Vec<&'r Rule>>,
}

impl<'r> Rules<'r> {
    pub(super) fn new(rules: &'r [Rule]) -> Self {
        let mut by_character: BTreeMap<char, Vec<&Rule>> = BTreeMap::new();
        let mut by_stem: BTreeMap<&[u8], Vec<&Rule>> = BTreeMap::new();
        for rule in rules {
            match (&rule.says.stems, rule.says.text.chars().next()) {
                (Some(stems), _) => {
                    let first = stems.first().map_or(&[][..], Vec::as_slice);
                    by_stem.entry(first).or_default().push(rule);
                }
                (None, Some(first)) => by_character.entry(first).or_default().push(rule),
                (None, None) => {}
            }
        }
        Self {
            by_character,
            by_stem,
        }
    }

    /// The rules about what an article may say: it says how it begins.
    pub(super) fn about(&self, texts: &Texts) -> Vec<&'r Rule> {
        let both = [&texts.title, &texts.body];
        let characters: BTreeSet<char> = both.iter().flat_map(|text| text.text.chars()).collect();
        let stems: BTreeSet<&[u8]> = both
            .iter()
            .flat_map(|text| text.stems.iter().map(Vec::as_slice))
            .collect();
        let by_character = characters.iter().filter_map(|ch| self.by_character.get(ch));
        let by_stem = stems.iter().filter_map(|stem| self.by_stem.get(stem));
        by_character.chain(by_stem).flatten().copied().collect()
    }
}

impl Rule {
    /// How often the title and the text say it.
    pub(super) fn said(&self, texts: &Texts) -> [usize; 2] {
        [&texts.title, &texts.body].map(|text| self.says.count(text))
    }
}

/// The rules of the authors' synonyms in a locale.
pub(super) fn of_authors(synonyms: &[Synonym], locale: &str, lang: Lang) -> Vec<Rule> {
    let mut rules = Vec::new();
    for one in synonyms.iter().filter(|one| one.locale == locale) {
        let says = if one.finds.is_empty() {
            &one.words
        } else {
            &one.finds
        };
        for said in says {
            let others = one.words.iter().filter(|word| *word != said);
            rules.push(Rule {
                says: Name::new(said, lang),
                names: others.map(|word| Name::new(word, lang)).collect(),
                mined: false,
            });
        }
    }
    rules
}

/// A word or a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// In NFKC and lower case.
    text: String,
    /// Its stems, if it is made of words with spaces between them.
    stems: Option<Vec<Vec<u8>>>,
}

impl Name {
    pub(super) fn new(text: &str, lang: Lang) -> Self {
        let text = normalize(text.trim());
        let spaced = is_spaced(&text, lang);
        Self {
            stems: spaced.then(|| stems(&text, lang)),
            text,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How often a text says it, in any form of its words.
    pub(super) fn count(&self, text: &Text) -> usize {
        match &self.stems {
            _ if self.text.is_empty() => 0,
            Some(stems) => text
                .stems
                .windows(stems.len().max(1))
                .filter(|here| here == stems)
                .count(),
            None => text.text.matches(&self.text).count(),
        }
    }

    pub(super) fn is_in(&self, text: &Text) -> bool {
        self.count(text) > 0
    }
}

/// The texts of an article.
pub(super) struct Texts {
    pub(super) title: Text,
    pub(super) body: Text,
}

impl Texts {
    pub(super) fn of(article: &Searched, lang: Lang) -> Self {
        Self {
            title: Text::new(&article.title, lang),
            body: Text::new(&article.body, lang),
        }
    }
}

/// A text in which names are looked for.
pub(super) struct Text {
    text: String,
    stems: Vec<Vec<u8>>,
}

impl Text {
    pub(super) fn new(text: &str, lang: Lang) -> Self {
        let text = normalize(text);
        Self {
            stems: stems(&text, lang),
            text,
        }
    }
}

/// The stems of the words in a text.
fn stems(text: &str, lang: Lang) -> Vec<Vec<u8>> {
    let mut stems = Vec::new();
    tokenize(lang, text, &mut |token| {
        if let Term::Word(word) = token.term {
            stems.push(word.to_vec());
        }
    });
    stems
}

/// Whether all terms of a text are words.
fn is_spaced(text: &str, lang: Lang) -> bool {
    let (mut words, mut others) = (0, 0);
    tokenize(lang, text, &mut |token| match token.term {
        Term::Word(_) => words += 1,
        _ => others += 1,
    });
    words > 0 && others == 0
}
