//! What a query looks for: its terms with their weights, and the fall-backs for what the
//! collection has never seen.

use alloc::vec::Vec;
use core::ops::Range;

use crate::fold::Folded;
use crate::format::Parts;
use crate::script::{Script, script_after};
use crate::token::{Kind, Term, Token, run_hash, tokenize};

/// Bytes of a query that are read.
const QUERY_MAX: usize = 1_024;
/// Different terms that are looked for.
const TERMS_MAX: usize = 160;
/// Words that a beginning may stand for.
const COMPLETIONS: usize = 8;
/// Hiragana that may spell one katakana word.
const KANA: Range<usize> = 3..13;

/// The terms of a query.
pub(crate) struct Query<'p, 'a> {
    parts: &'p Parts<'a>,
    /// The place of each list, and the term's weight.
    pub(crate) terms: Vec<(u32, f32)>,
}

impl<'p, 'a> Query<'p, 'a> {
    /// Reads a query.
    pub(crate) fn read(parts: &'p Parts<'a>, text: &str) -> Self {
        let text = head(text, QUERY_MAX);
        let mut query = Self {
            parts,
            terms: Vec::new(),
        };
        let mut unseen: Vec<Unseen> = Vec::new();
        tokenize(parts.lang, text, &mut |token| {
            query.token(token, &mut unseen);
        });
        for word in &unseen {
            let typed = (word.end == text.len())
                .then(|| text.get(word.start..))
                .flatten();
            query.guess(word, typed.unwrap_or_default());
        }
        query.kana(text);
        query
    }

    /// Adds a token, or notes a word that the collection does not have.
    fn token(&mut self, token: Token<'_>, unseen: &mut Vec<Unseen>) {
        let weight = self.parts.weights.kind(token.kind as usize);
        if let Some(place) = self.parts.find(token.term) {
            self.add(place, weight);
        } else if let (Kind::Word, Term::Word(stem)) = (token.kind, token.term) {
            unseen.push(Unseen {
                stem: stem.to_vec(),
                start: token.span.start,
                end: token.span.end,
            });
        }
    }

    /// Adds a term; one that is there already counts once more.
    fn add(&mut self, place: u32, weight: f32) {
        if let Some(term) = self.terms.iter_mut().find(|term| term.0 == place) {
            term.1 += weight;
        } else if self.terms.len() < TERMS_MAX {
            self.terms.push((place, weight));
        }
    }

    /// An unseen word counts as the words that it begins, if it is still being typed, or else as
    /// its commonest neighbour.
    fn guess(&mut self, word: &Unseen, typed: &str) {
        if typed.is_empty() || !self.complete(typed.as_bytes()) {
            self.neighbour(&word.stem);
        }
    }

    /// Adds the commonest words that begin with `typed`.
    fn complete(&mut self, typed: &[u8]) -> bool {
        let mut found: Vec<(u32, u32)> = Vec::new();
        let mut cursor = self.parts.words.near(typed);
        while let Some((place, word)) = cursor.next() {
            if word.starts_with(typed) {
                let at = found.partition_point(|other| other.0 >= self.count(place));
                found.insert(at, (self.count(place), place));
                found.truncate(COMPLETIONS);
            } else if word > typed {
                break;
            }
        }
        for (_, place) in &found {
            self.add(*place, self.parts.weights.prefix());
        }
        !found.is_empty()
    }

    /// Adds the commonest word at one edit from `stem`.
    fn neighbour(&mut self, stem: &[u8]) {
        let mut best = (0, 0);
        let mut cursor = self.parts.words.all();
        while let Some((place, word)) = cursor.next() {
            if stem.len() > 2 && one_edit(stem, word) {
                best = best.max((self.count(place), u32::MAX - place));
            }
        }
        if best.0 > 0 {
            self.add(u32::MAX - best.1, self.parts.weights.neighbour());
        }
    }

    /// Number of documents that have the term at `place`.
    fn count(&self, place: u32) -> u32 {
        self.parts.postings.list(place).map_or(0, |list| list.count)
    }

    /// Adds the katakana words that the stretches of hiragana spell.
    fn kana(&mut self, text: &str) {
        let mut stretch: Vec<char> = Vec::new();
        let mut before = Script::Gap;
        for glyph in Folded::new(text) {
            before = script_after(before, glyph.ch);
            if before == Script::Hiragana {
                stretch.push(glyph.ch);
            } else {
                self.spelled(&stretch);
                stretch.clear();
            }
        }
        self.spelled(&stretch);
    }

    /// Adds the longest katakana words in a stretch of hiragana, from the left.
    fn spelled(&mut self, mut stretch: &[char]) {
        while stretch.len() >= KANA.start {
            let longest = KANA.rev().find_map(|length| {
                let place = self.katakana(stretch.get(..length)?)?;
                Some((length, place))
            });
            if let Some((_, place)) = longest {
                self.add(place, self.parts.weights.kana());
            }
            let step = longest.map_or(1, |(length, _)| length);
            stretch = stretch.get(step..).unwrap_or_default();
        }
    }

    /// The katakana word that hiragana spells, unless the collection has it in hiragana too.
    fn katakana(&self, kana: &[char]) -> Option<u32> {
        let shifted = kana.iter().map(|ch| match ch {
            'ー' => 'ー',
            _ => char::from_u32(*ch as u32 + 0x60).unwrap_or(*ch),
        });
        let place = self.parts.find(Term::Run(run_hash(shifted)))?;
        let unseen = |two: &[char]| match two {
            [one, two] => self.parts.find(Term::Gram(*one, *two)).is_none(),
            _ => false,
        };
        kana.windows(2).any(unseen).then_some(place)
    }
}

/// A word that the collection does not have.
struct Unseen {
    stem: Vec<u8>,
    start: usize,
    end: usize,
}

/// The first `limit` bytes of a text, cut at a character.
fn head(text: &str, limit: usize) -> &str {
    (0..=limit.min(text.len()))
        .rev()
        .find_map(|end| text.get(..end))
        .unwrap_or_default()
}

/// Whether one byte inserted, left out, changed, or exchanged with the next makes `one` to `two`.
fn one_edit<'w>(one: &'w [u8], two: &'w [u8]) -> bool {
    if one.len().abs_diff(two.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(two).take_while(|(a, b)| a == b).count();
    let (Some(one), Some(two)) = (one.get(same..), two.get(same..)) else {
        return false;
    };
    let rest = |word: &'w [u8]| word.get(1..).unwrap_or_default();
    let exchanged = match (one, two) {
        ([a, b, one @ ..], [c, d, two @ ..]) => a == d && b == c && one == two,
        _ => false,
    };
    exchanged || rest(one) == rest(two) || rest(one) == two || one == rest(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_keystroke_wrong() {
        for (one, two, near) in [
            ("report", "report", true),
            ("reprot", "report", true),
            ("reort", "report", true),
            ("repport", "report", true),
            ("report", "resort", true),
            ("reports", "report", true),
            ("rpeotr", "report", false),
            ("port", "report", false),
            ("ab", "ba", true),
            ("abcd", "badc", false),
            ("abxy", "babxy", true),
        ] {
            assert_eq!(
                one_edit(one.as_bytes(), two.as_bytes()),
                near,
                "{one} {two}"
            );
        }
    }

    #[test]
    fn a_head_ends_at_a_character() {
        assert_eq!(head("経費", 4), "経");
        assert_eq!(head("ab", 4), "ab");
    }
}
