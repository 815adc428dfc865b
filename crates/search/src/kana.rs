//! What the kana of a query spell: words that the collection writes in katakana or in kanji.

use alloc::vec::Vec;
use core::ops::RangeInclusive;

use crate::fold::Folded;
use crate::query::Query;
use crate::script::{Script, script, script_after};
use crate::token::{Term, run_hash};

/// Kana that may spell one word.
const SPELLS: RangeInclusive<usize> = 2..=12;
/// Kana from which on a reading is as telling as a longer one.
const TELLING: usize = 4;
/// Lists that one reading stands for, at most.
const LISTS: u32 = 4;

/// The best way to cut a stretch up to some place.
#[derive(Clone, Copy, Default)]
struct Cut {
    /// The squares of the lengths of its words: long ones are rarely there by chance.
    merit: usize,
    /// Where its last word begins.
    from: usize,
}

impl Query<'_, '_> {
    /// Adds the words that the stretches of kana spell.
    pub(crate) fn kana(&mut self, text: &str) {
        let mut stretch: Vec<char> = Vec::new();
        // Katakana stand for what they say unless all is typed in them.
        let foreign = text
            .chars()
            .any(|ch| matches!(script(ch), Script::Han | Script::Hiragana));
        let mut before = Script::Gap;
        for glyph in Folded::new(text) {
            before = script_after(before, glyph.ch);
            match before {
                Script::Hiragana => stretch.push(glyph.ch),
                Script::Katakana if !foreign => {
                    stretch.push(other_kana(glyph.ch).unwrap_or(glyph.ch));
                }
                _ => self.spelled(&mut stretch),
            }
        }
        self.spelled(&mut stretch);
    }

    /// Adds the words of a stretch in hiragana, cut so that they are longest; empties it.
    fn spelled(&mut self, stretch: &mut Vec<char>) {
        let mut cuts: Vec<Cut> = Vec::new();
        for end in 0..=stretch.len() {
            let cut = self.cut(stretch.get(..end).unwrap_or_default(), &cuts);
            cuts.push(cut);
        }
        while let Some(cut) = cuts.pop() {
            let word = stretch.get(cut.from..).unwrap_or_default();
            for place in self.means(word) {
                // What the query says in katakana counts already.
                if !self.terms.iter().any(|term| term.0 == place) {
                    let telling = word.len().min(TELLING) - 1;
                    self.add(place, self.parts.weights.kana() * telling as f32);
                }
            }
            stretch.truncate(cut.from);
            cuts.truncate(cut.from + 1);
        }
    }

    /// The best cut of a text after those of its beginnings.
    fn cut(&self, text: &[char], before: &[Cut]) -> Cut {
        let end = text.len();
        let merit = |from: usize| before.get(from).map_or(0, |cut| cut.merit);
        let mut best = Cut {
            merit: merit(end.wrapping_sub(1)),
            from: end.saturating_sub(1),
        };
        for length in SPELLS {
            let Some(from) = end.checked_sub(length) else {
                break;
            };
            let whole = merit(from) + length * length;
            let word = text.get(from..).unwrap_or_default();
            if whole > best.merit && self.mean(word, 0).is_some() {
                best = Cut { merit: whole, from };
            }
        }
        best
    }

    /// The lists of what a word in hiragana means.
    fn means(&self, word: &[char]) -> Vec<u32> {
        (0..=LISTS).map_while(|nth| self.mean(word, nth)).collect()
    }

    /// The katakana word that hiragana spell, or the `nth` list of what is read so.
    fn mean(&self, word: &[char], nth: u32) -> Option<u32> {
        if !SPELLS.contains(&word.len()) {
            return None;
        }
        let shifted = word.iter().map(|ch| other_kana(*ch).unwrap_or(*ch));
        let katakana = self.parts.find(Term::Run(run_hash(shifted)));
        match katakana {
            Some(_) if nth == 0 => katakana,
            _ => self.parts.read_as(run_hash(word.iter().copied()), nth),
        }
    }
}

/// A hiragana as katakana, and a katakana as hiragana.
pub(crate) fn other_kana(ch: char) -> Option<char> {
    match ch {
        'ー' => Some(ch),
        'ぁ'..='ゖ' => char::from_u32(ch as u32 + 0x60),
        'ァ'..='ヶ' => char::from_u32(ch as u32 - 0x60),
        _ => None,
    }
}
