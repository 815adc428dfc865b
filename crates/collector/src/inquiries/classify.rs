//! What an inquiry is about, by the rules of the content.

use banso_content::glob;
use banso_content::inquiry::{Category, Inquiries};
use banso_search::{Lang, Term, Token, normalize, tokenize};

/// What a word or phrase of the rules in the text weighs, beside a page that speaks for the category.
const WORD: usize = 2;
const PAGE: usize = 1;

/// Why an inquiry has its category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The user chose it.
    Chosen,
    /// A rule fits.
    Rule,
    /// Nothing fits, and it has none.
    None,
}

impl Reason {
    /// Its name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Rule => "rule",
            Self::None => "none",
        }
    }
}

/// The category of an inquiry: the one that was chosen, else the one whose words and pages fit best,
/// else none. Of equals, the first in the order of the content.
pub fn classify<'a>(
    rules: &'a Inquiries,
    chosen: Option<&str>,
    text: &str,
    locale: &str,
    path: &str,
) -> (Option<&'a str>, Reason) {
    let mut categories = rules.categories.iter();
    if let Some(category) = categories.find(|one| Some(one.id.as_str()) == chosen) {
        return (Some(&category.id), Reason::Chosen);
    }
    let text = Text::of(locale, text);
    let score = |category: &Category| {
        let words = category.keywords.values().flatten();
        let words = words.filter(|word| text.has(word)).count();
        let here = category.pages.iter().any(|page| glob::matches(page, path));
        words * WORD + usize::from(here) * PAGE
    };
    let scored = rules.categories.iter().map(|one| (score(one), one));
    let best = scored.rev().max_by_key(|(score, _)| *score);
    match best.filter(|(score, _)| *score > 0) {
        Some((_, category)) => (Some(&category.id), Reason::Rule),
        None => (None, Reason::None),
    }
}

/// A text in the spelling in which words are looked for: folded, and its words stemmed.
struct Text {
    locale: String,
    folded: String,
    stems: Vec<String>,
}

impl Text {
    fn of(locale: &str, text: &str) -> Self {
        Self {
            locale: locale.to_owned(),
            folded: normalize(text).to_lowercase(),
            stems: stems(locale, text),
        }
    }

    /// Whether a word or phrase of the rules stands in it: words by their stems, in a row; other
    /// scripts as they are; the pieces between `*` one after the other.
    fn has(&self, phrase: &str) -> bool {
        let pieces = phrase.split('*').filter(|piece| !piece.trim().is_empty());
        let (mut stem, mut byte, mut any) = (0, 0, false);
        for piece in pieces {
            any = true;
            if piece.is_ascii() {
                let wanted = stems(&self.locale, piece);
                let rest = &self.stems[stem..];
                let found = rest
                    .windows(wanted.len().max(1))
                    .position(|some| some == wanted);
                let Some(at) = found else { return false };
                stem += at + wanted.len();
            } else {
                let wanted = normalize(piece.trim()).to_lowercase();
                let Some(at) = self.folded[byte..].find(&wanted) else {
                    return false;
                };
                byte += at + wanted.len();
            }
        }
        any
    }
}

fn stems(locale: &str, text: &str) -> Vec<String> {
    let mut stems = Vec::new();
    tokenize(
        Lang::from_tag(locale),
        &normalize(text),
        &mut |token: Token<'_>| {
            if let Term::Word(word) = token.term {
                stems.push(String::from_utf8_lossy(word).into_owned());
            }
        },
    );
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Inquiries {
        let category = |id: &str, en: &[&str], ja: &[&str], pages: &[&str]| {
            let list = |words: &[&str]| words.iter().map(ToString::to_string).collect();
            Category {
                id: id.into(),
                keywords: [("en".into(), list(en)), ("ja".into(), list(ja))].into(),
                pages: list(pages),
                ..Category::default()
            }
        };
        Inquiries {
            categories: vec![
                category("receipts", &["receipt"], &["領収書"], &["/receipts"]),
                category(
                    "export",
                    &["accounting export", "csv*broken"],
                    &["会計*出力", "ＣＳＶを"],
                    &["/reports/**"],
                ),
                category("other", &[], &[], &[]),
            ],
        }
    }

    #[test]
    fn words_and_pages_tell_categories_apart() {
        for (text, locale, path, expected) in [
            ("Receipts are blurred", "en", "/", Some("receipts")),
            ("The accounting  EXPORTS stopped", "en", "/", Some("export")),
            ("accounting is slow, the export as well", "en", "/", None),
            (
                "Is the csv file for March broken?",
                "en",
                "/",
                Some("export"),
            ),
            ("broken csv", "en", "/", None),
            ("会計ソフトに出力できません", "ja", "/", Some("export")),
            ("csvを保存したい", "ja", "/", Some("export")),
            ("Where is it?", "en", "/receipts", Some("receipts")),
            (
                "Is my receipt in this report?",
                "en",
                "/reports/new",
                Some("receipts"),
            ),
            ("", "", "", None),
        ] {
            let rules = rules();
            let (found, reason) = classify(&rules, None, text, locale, path);
            assert_eq!(found, expected, "{text}");
            let because = if expected.is_some() {
                Reason::Rule
            } else {
                Reason::None
            };
            assert_eq!(reason, because);
        }
    }

    #[test]
    fn what_was_chosen_stays_while_the_content_has_it() {
        let of = |chosen| {
            classify(&rules(), Some(chosen), "My receipt", "en", "/")
                .0
                .map(str::to_owned)
        };
        assert_eq!(of("other").as_deref(), Some("other"));
        assert_eq!(of("gone").as_deref(), Some("receipts"));
    }
}
