//! What a query looks for: its terms with their weights, and the fall-backs for what the
//! collection has never seen.

use alloc::vec::Vec;
use core::ops::Range;

use crate::format::Parts;
use crate::kana::other_kana;
use crate::token::{Kind, Term, Token, tokenize};

/// Bytes of a query that are read.
const QUERY_MAX: usize = 1_024;
/// Different terms that are looked for.
const TERMS_MAX: usize = 160;
/// Words that a beginning may stand for.
const COMPLETIONS: usize = 8;
/// Words that a mistyped one may stand for.
const NEIGHBOURS: usize = 3;
/// Letters of a half of a compound, at least.
const HALF: usize = 3;
/// Letters that a word must share with the longer one it stands for, at least.
const BEGINNING: usize = 4;
/// Letters that the longer one may have more, at most.
const ENDING: usize = 4;
/// What a term counts that the collection does not have, when it is judged how much of the query a
/// document has: it may be a slip of the finger.
const MISSED: f32 = 0.5;
/// What all of these count together, at most: a story that somebody pastes has its point somewhere.
const MISSED_MOST: f32 = 8.0;

/// The terms of a query.
pub(crate) struct Query<'p, 'a> {
    pub(crate) parts: &'p Parts<'a>,
    /// The place of each list, and the term's weight.
    pub(crate) terms: Vec<(u32, f32)>,
    /// What the query asks for that the collection does not have, in terms.
    pub(crate) missed: f32,
}

impl<'p, 'a> Query<'p, 'a> {
    /// Reads a query.
    pub(crate) fn read(parts: &'p Parts<'a>, text: &str) -> Self {
        let text = head(text, QUERY_MAX);
        let mut query = Self {
            parts,
            terms: Vec::new(),
            missed: 0.0,
        };
        let mut words: Vec<Word> = Vec::new();
        tokenize(parts.lang, text, &mut |token| {
            query.token(token, &mut words);
        });
        for word in &words {
            query.word(word, text);
        }
        query.kana(text);
        query
    }

    /// Adds a token; keeps the words, which may need more.
    fn token(&mut self, token: Token<'_>, words: &mut Vec<Word>) {
        let place = self.parts.find(token.term);
        let weight = self.parts.weights.kind(token.kind as usize);
        if let Some(place) = place {
            self.add(place, weight);
        } else if !self.other_kana(token.term) && token.kind != Kind::KatakanaRun {
            // The pairs of a run are counted already.
            self.missed = (self.missed + weight * MISSED).min(MISSED_MOST);
        }
        if let Term::Word(stem) = token.term {
            let stem = stem.to_vec();
            let span = token.span;
            words.push(Word { place, stem, span });
        }
    }

    /// Adds the pair of the other kana for one that the collection does not have, as two hiragana: it
    /// may be part of anything.
    fn other_kana(&mut self, term: Term<'_>) -> bool {
        let place = match term {
            Term::Gram(one, two) => other_kana(one)
                .zip(other_kana(two))
                .and_then(|(one, two)| self.parts.find(Term::Gram(one, two))),
            _ => None,
        };
        if let Some(place) = place {
            let weight = self.parts.weights.kind(Kind::Hiragana as usize);
            self.add(place, weight);
        }
        place.is_some()
    }

    /// Adds a term; one that is there already counts once more.
    pub(crate) fn add(&mut self, place: u32, weight: f32) {
        if let Some(term) = self.terms.iter_mut().find(|term| term.0 == place) {
            term.1 += weight;
        } else if self.terms.len() < TERMS_MAX {
            self.terms.push((place, weight));
        }
    }

    /// A last word, still being typed, counts also as the words that it begins. A word that the
    /// collection does not have counts as another that it may have been meant for.
    fn word(&mut self, word: &Word, text: &str) {
        let typed = text.get(word.span.start..).unwrap_or_default();
        let open = word.span.end == text.len()
            && typed.len() > 1
            && self.complete(typed.as_bytes(), word.place);
        if word.place.is_none() && may_be_meant(&word.stem) {
            let typed = text.get(word.span.clone()).unwrap_or_default().as_bytes();
            // One that is being typed may have gone past its stem.
            let _ = (!open
                && (self.neighbours(typed, |other| one_edit(&word.stem, other))
                    || self.neighbours(typed, |other| begins_near(typed, other))
                    || self.halves(&word.stem)))
                || self.beginning(&word.stem);
        }
    }

    /// Adds the commonest words that begin with `typed`, together as rare as one of them would be
    /// if it stood for all. They count less beside a word that is `known` as it is, the less the
    /// commoner that one is.
    fn complete(&mut self, typed: &[u8], known: Option<u32>) -> bool {
        let mut found = Found::new(COMPLETIONS);
        let mut cursor = self.parts.words.near(typed);
        while let Some((place, word)) = cursor.next() {
            if word.starts_with(typed) && known != Some(place) {
                let count = self.count(place);
                found.offer(count, count, place);
            } else if word > typed {
                break;
            }
        }
        let weight = known.map_or(self.parts.weights.prefix(), |place| {
            let longer = found.words.iter().map(|word| word.1).sum::<u32>() as f32;
            self.parts.weights.longer() * longer / (longer + self.count(place) as f32)
        });
        self.add_together(&found, weight)
    }

    /// Adds the commonest words that are `near` a mistyped one, rather those with its first letter.
    fn neighbours(&mut self, typed: &[u8], near: impl Fn(&[u8]) -> bool) -> bool {
        let mut found = Found::new(NEIGHBOURS);
        let mut cursor = self.parts.words.all();
        while let Some((place, word)) = cursor.next() {
            if near(word) {
                let count = self.count(place);
                let same_first = word.first() == typed.first();
                found.offer(
                    if same_first {
                        u32::MAX / 2 + count
                    } else {
                        count
                    },
                    count,
                    place,
                );
            }
        }
        self.add_together(&found, self.parts.weights.neighbour())
    }

    /// Adds words that stand for one, together as rare as one word that had all their
    /// documents; those may overlap, so they are taken for a third of the collection at most.
    fn add_together(&mut self, found: &Found, weight: f32) -> bool {
        let counts = found.words.iter().map(|(_, count, _)| *count);
        let most = counts.clone().max().unwrap_or_default();
        let all = counts.sum::<u32>().min(self.parts.docs / 3).max(most);
        let shared = weight * self.parts.rarity(all);
        for (_, count, place) in &found.words {
            self.add(*place, shared / self.parts.rarity(*count));
        }
        !found.words.is_empty()
    }

    /// Adds the two words that `stem` is made of.
    fn halves(&mut self, stem: &[u8]) -> bool {
        let known = |half: &[u8]| {
            let mut half = half.to_vec();
            crate::stem::stem(self.parts.lang, &mut half);
            self.parts.words.find(&half)
        };
        let both = (HALF..stem.len()).rev().find_map(|at| {
            let (one, two) = stem.split_at_checked(at)?;
            (two.len() >= HALF).then_some((known(one)?, known(two)?))
        });
        both.is_some_and(|(one, two)| self.add_instead(Some(one)) && self.add_instead(Some(two)))
    }

    /// Adds the longest word that `stem` begins with.
    fn beginning(&mut self, stem: &[u8]) -> bool {
        let shortest = BEGINNING.max(stem.len().saturating_sub(ENDING));
        let longest = (shortest..stem.len()).rev().find_map(|end| {
            let begin = stem
                .get(..end)
                .filter(|begin| letters(begin) >= BEGINNING)?;
            self.parts.words.find(begin)
        });
        self.add_instead(longest)
    }

    /// Adds a word that stands for one that the collection does not have.
    fn add_instead(&mut self, place: Option<u32>) -> bool {
        if let Some(place) = place {
            self.add(place, self.parts.weights.neighbour());
        }
        place.is_some()
    }

    /// Number of documents that have the term at `place`.
    fn count(&self, place: u32) -> u32 {
        self.parts.postings.list(place).map_or(0, |list| list.count)
    }
}

/// A word of the query.
struct Word {
    /// Its place among the lists, if the collection has it.
    place: Option<u32>,
    stem: Vec<u8>,
    span: Range<usize>,
}

/// The best words for a purpose, best first.
struct Found {
    /// Merit, number of documents, place.
    words: Vec<(u32, u32, u32)>,
    limit: usize,
}

impl Found {
    fn new(limit: usize) -> Self {
        let words = Vec::new();
        Self { words, limit }
    }

    fn offer(&mut self, merit: u32, count: u32, place: u32) {
        let at = self.words.partition_point(|word| word.0 >= merit);
        self.words.insert(at, (merit, count, place));
        self.words.truncate(self.limit);
    }
}

/// Whether a word may have been meant for another: a short one, or a number, is what it is.
fn may_be_meant(stem: &[u8]) -> bool {
    letters(stem) >= BEGINNING && !stem.iter().any(u8::is_ascii_digit)
}

/// How many letters a word in UTF-8 has.
fn letters(word: &[u8]) -> usize {
    word.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
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

/// Whether a word as it was typed is one edit from a stem, but for its ending: a stemmer takes a
/// mistyped word apart elsewhere.
fn begins_near(typed: &[u8], stem: &[u8]) -> bool {
    let length = stem.len();
    (BEGINNING..=typed.len()).contains(&length)
        && typed.len() <= length + ENDING
        && (length - 1..=length + 1)
            .any(|end| typed.get(..end).is_some_and(|head| one_edit(head, stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_begins_near_its_stem() {
        for (typed, stem, near) in [
            ("prmissions", "permiss", true),
            ("duplcate", "duplic", true),
            ("medcial", "medic", true),
            ("prmissions", "perm", false),
            ("medical", "radic", false),
            ("gurs", "guru", true),
            ("art", "car", false),
        ] {
            let found = begins_near(typed.as_bytes(), stem.as_bytes());
            assert_eq!(found, near, "{typed} {stem}");
        }
    }

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
