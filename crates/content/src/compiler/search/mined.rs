//! Other names that the articles themselves give, in parentheses: `経費精算（Expense report）`,
//! `領収書（レシート）`, `梅雨（つゆ）`, `single sign-on (SSO)`.

use std::collections::{BTreeMap, BTreeSet};

use banso_search::{Lang, normalize};

use super::Searched;
use super::synonyms::{Name, Rule};

/// Characters of a name in parentheses, at most: beyond, it is a sentence.
const LONGEST: usize = 30;
/// Words of a name with spaces, at most.
const WORDS: usize = 5;
/// Names that one thing may have: beyond, they are remarks.
const NAMES: usize = 3;

/// The rules that the articles hold.
pub(super) fn mine(articles: &[Searched], lang: Lang) -> Vec<Rule> {
    let mut pairs = BTreeSet::new();
    for article in articles {
        for text in [&article.title, &article.body] {
            pairs_in(&normalize(text), &mut pairs);
        }
    }
    telling(&pairs)
        .into_iter()
        .map(|(says, names)| Rule {
            says: Name::new(says, lang),
            names: names.iter().map(|name| Name::new(name, lang)).collect(),
            mined: true,
        })
        .collect()
}

/// What is said, and another name for it.
type Pair = (String, String);

/// Pairs by what is said. A name of several things is a remark (`（Business）`), and so is one of many
/// names of a thing.
fn telling(pairs: &BTreeSet<Pair>) -> BTreeMap<&str, Vec<&str>> {
    let mut things: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in pairs {
        *things.entry(name).or_default() += 1;
    }
    let mut by_thing: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (said, name) in pairs {
        if things.get(name.as_str()) == Some(&1) {
            by_thing.entry(said).or_default().push(name);
        }
    }
    by_thing.retain(|_, names| names.len() <= NAMES);
    by_thing
}

/// The pairs of a text in NFKC and lower case.
fn pairs_in(text: &str, pairs: &mut BTreeSet<Pair>) {
    for (at, _) in text.match_indices('(') {
        let inside = text[at + 1..].split(['(', ')', '\n']).next();
        let inside = inside.unwrap_or_default();
        let closed = text[at + 1 + inside.len()..].starts_with(')');
        if closed && inside.chars().count() <= LONGEST {
            for name in inside.split(['、', '，', ',', '/']) {
                pair(text[..at].trim_end(), name.trim(), pairs);
            }
        }
    }
}

/// The pair of what stands before a parenthesis and what stands in it.
fn pair(before: &str, name: &str, pairs: &mut BTreeSet<Pair>) {
    let Some(script) = script_of(name) else {
        return;
    };
    let end = before.chars().next_back().map_or(Script::Other, of);
    let said = match (end, script) {
        (Script::Kanji, Script::Hiragana) => tail(before, |ch| of(ch) == Script::Kanji),
        (Script::Kanji | Script::Katakana, Script::Latin)
        | (Script::Katakana, Script::Kanji)
        | (Script::Kanji, Script::Katakana) => tail(before, |ch| {
            matches!(of(ch), Script::Kanji | Script::Katakana)
        }),
        (Script::Latin, Script::Kanji | Script::Katakana) => {
            tail(before, |ch| of(ch) == Script::Latin || ch == ' ').trim()
        }
        (Script::Latin, Script::Latin) => spelled_out(before, name).unwrap_or_default(),
        _ => "",
    };
    let brief = |text: &str| text.chars().count() < 2;
    if brief(said) || brief(name) || said.split(' ').count() > WORDS {
        return;
    }
    pairs.insert((said.into(), name.into()));
    // A reading may be part of any word.
    if script != Script::Hiragana {
        pairs.insert((name.into(), said.into()));
    }
}

/// The end of a text, as far as its characters are of a kind.
fn tail(text: &str, fits: impl Fn(char) -> bool) -> &str {
    let kept = text.trim_end_matches(fits);
    &text[kept.len()..]
}

/// The words before `(SSO)` that begin with its letters; or the letters before `(single sign-on)`.
fn spelled_out<'t>(before: &'t str, name: &str) -> Option<&'t str> {
    let last = tail(before, char::is_alphanumeric);
    if initials(name) == last && last.len() > 1 {
        return Some(last);
    }
    let one_word = name.len() > 1 && name.chars().all(char::is_alphanumeric);
    let begins = |at: &usize| {
        let free = before[..*at]
            .chars()
            .next_back()
            .is_none_or(|ch| !ch.is_alphanumeric());
        free && initials(&before[*at..]) == name
    };
    let starts = before.char_indices().rev().map(|(at, _)| at);
    let phrase = starts
        .take_while(|at| before[*at..].split(' ').count() <= WORDS)
        .find(begins);
    phrase.filter(|_| one_word).map(|at| &before[at..])
}

/// The first letters of the words of a text.
fn initials(text: &str) -> String {
    let words = text.split(|ch: char| !ch.is_alphanumeric());
    words.filter_map(|word| word.chars().next()).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Kanji,
    Latin,
    Other,
}

/// The script of a name; `None` if it has several, or none.
fn script_of(name: &str) -> Option<Script> {
    let mut scripts = name.chars().filter(|ch| *ch != ' ' && *ch != '-').map(of);
    let first = scripts.next()?;
    let same = scripts.all(|other| other == first);
    let letters = first != Script::Latin || name.chars().any(char::is_alphabetic);
    (same && letters && first != Script::Other).then_some(first)
}

fn of(ch: char) -> Script {
    match ch {
        'ぁ'..='ゟ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' => Script::Katakana,
        '一'..='鿿' | '々' => Script::Kanji,
        '0'..='9' => Script::Latin,
        ch if ch.is_alphabetic() && ch < '\u{250}' => Script::Latin,
        _ => Script::Other,
    }
}
