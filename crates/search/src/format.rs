//! The format of the index, version 3. Little-endian throughout.
//!
//! | bytes | what |
//! |---|---|
//! | 0..4 | [`MAGIC`], the version in its last byte |
//! | 4..8 | checksum of everything from byte 8 on, see [`checksum`] |
//! | 8..12 | language, see `Lang` |
//! | 12..32 | number of documents, words, characters, grams, readings, u32 each |
//! | 32..88 | where each of the [`SECTIONS`] sections ends, u32 each |
//! | 88..180 | [`WEIGHTS`] numbers, f32 each, see [`Weights`] |
//! | 180.. | the sections, one after the other |
//!
//! | section | what |
//! |---|---|
//! | 0 rarity | weight of a term by its number of documents, f32 each, see [`bucket`] |
//! | 1 lengths | lengths of the whole texts, of the titles, of the keywords: a byte for each document, in 32nds of the mean, at most 255; beyond its end they are 0 |
//! | 2 symbols, 3 word index, 4 word bits | the dictionary of words, see `words` |
//! | 5 character index, 6 character bits | the characters of the grams, see `keys` |
//! | 7 gram index, 8 gram bits | the keys of the grams and of the runs, see `keys` and [`gram_key`] |
//! | 9 posting index, 10 posting bits | the lists, see `postings`: words first, then grams |
//! | 11 reading index, 12 reading bits, 13 places | how Chinese characters are read, see `readings` |

use crate::bytes::{f32_at, u32_at};
use crate::keys::{self, Keys};
use crate::lang::Lang;
use crate::postings::{self, Postings};
use crate::readings::Readings;
use crate::token::{KINDS, RUN_BITS, Term};
use crate::words::{self, Words};

/// First bytes of an index.
pub(crate) const MAGIC: [u8; 4] = *b"bsi\x03";
/// Number of sections.
pub(crate) const SECTIONS: usize = 14;
/// Numbers in the header.
pub(crate) const WEIGHTS: usize = KINDS + 5 + 9;
/// Bytes before the first section.
pub(crate) const HEADER: usize = 32 + SECTIONS * 4 + WEIGHTS * 4;
/// Length of a field that is as long as the mean.
#[cfg(feature = "build")]
pub(crate) const MEAN_LENGTH: f32 = 32.0;
/// Most characters that grams can be made of; a key must fit in 32 bits.
#[cfg(feature = "build")]
pub(crate) const CHARACTERS_MAX: usize = 60_000;

/// Why bytes are not an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// The bytes are not an index, or one of another version: build it again with this version.
    Foreign,
    /// The bytes are an index that was cut short or changed: fetch it again.
    Damaged,
}

impl core::fmt::Display for IndexError {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str(match self {
            Self::Foreign => "not a search index of this version: build it again",
            Self::Damaged => "the search index is damaged: fetch it again",
        })
    }
}

impl core::error::Error for IndexError {}

/// How one field counts: `gain * count / (count + base + slope * length)`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) gain: f32,
    pub(crate) base: f32,
    pub(crate) slope: f32,
}

/// The numbers that the settings became.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'a>(&'a [u8]);

impl Weights<'_> {
    /// Weight of a term of the query by its kind, as the number of `Kind`.
    pub(crate) fn kind(&self, kind: usize) -> f32 {
        f32_at(self.0, kind)
    }

    /// Weight of a word that stands for an unseen one.
    pub(crate) fn neighbour(&self) -> f32 {
        f32_at(self.0, KINDS)
    }

    /// Weight of the words that a word begins.
    pub(crate) fn prefix(&self) -> f32 {
        f32_at(self.0, KINDS + 1)
    }

    /// Weight of a katakana word that was spelled in hiragana.
    pub(crate) fn kana(&self) -> f32 {
        f32_at(self.0, KINDS + 2)
    }

    /// Weight of the words that a word begins which is a word itself.
    pub(crate) fn longer(&self) -> f32 {
        f32_at(self.0, KINDS + 3)
    }

    /// Part of what a query asks for that its best document must have.
    pub(crate) fn cut(&self) -> f32 {
        f32_at(self.0, KINDS + 4)
    }

    /// How the whole text (0), the title (1) or the keywords (2) count.
    pub(crate) fn field(&self, field: usize) -> Field {
        let at = |number| f32_at(self.0, KINDS + 5 + field * 3 + number);
        Field {
            gain: at(0),
            base: at(1),
            slope: at(2),
        }
    }
}

/// The parts of an index, read in place.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    pub(crate) lang: Lang,
    pub(crate) docs: u32,
    pub(crate) weights: Weights<'a>,
    rarity: &'a [u8],
    pub(crate) lengths: &'a [u8],
    pub(crate) words: Words<'a>,
    characters: Keys<'a>,
    grams: Keys<'a>,
    pub(crate) postings: Postings<'a>,
    readings: Readings<'a>,
}

impl<'a> Parts<'a> {
    /// Reads the header; `None` where it does not fit the bytes.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
        let mut begin = HEADER;
        for (number, section) in sections.iter_mut().enumerate() {
            let end = u32_at(bytes, 8 + number)? as usize;
            *section = bytes.get(begin..end)?;
            begin = end;
        }
        let number = |place| u32_at(bytes, place);
        let parts = Self {
            lang: Lang::from_byte(u8::try_from(number(2)?).ok()?)?,
            docs: number(3)?,
            weights: Weights(bytes.get(HEADER - WEIGHTS * 4..HEADER)?),
            rarity: sections[0],
            lengths: sections[1],
            words: Words {
                symbols: sections[2],
                index: sections[3],
                bits: sections[4],
                count: number(4)?,
            },
            characters: Keys {
                index: sections[5],
                bits: sections[6],
                count: number(5)?,
            },
            grams: Keys {
                index: sections[7],
                bits: sections[8],
                count: number(6)?,
            },
            postings: Postings {
                index: sections[9],
                bits: sections[10],
                docs: number(3)?,
            },
            readings: Readings {
                keys: Keys {
                    index: sections[11],
                    bits: sections[12],
                    count: number(7)?,
                },
                places: sections[13],
                lists: number(4)?.saturating_add(number(6)?),
            },
        };
        parts.sound().then_some(parts)
    }

    /// Whether every index is as long as its count needs. It bounds the work on damaged bytes: no
    /// count is believed that the bytes do not bear out.
    fn sound(&self) -> bool {
        let Self {
            words,
            characters,
            grams,
            readings: Readings { keys: readings, .. },
            ..
        } = self;
        let lists = words.count.saturating_add(grams.count);
        [
            (words.index, words.count, words::BLOCK, 4),
            (characters.index, characters.count, keys::BLOCK, 8),
            (grams.index, grams.count, keys::BLOCK, 8),
            (readings.index, readings.count, keys::BLOCK, 8),
            (self.postings.index, lists, postings::BLOCK, 4),
        ]
        .into_iter()
        .all(|(index, count, block, bytes)| {
            index.len() as u64 == u64::from(count.div_ceil(block)) * bytes
        }) && self.lengths.len() >= self.docs as usize
    }

    /// The place of a term among all lists; `None` where the collection does not have it.
    pub(crate) fn find(&self, term: Term<'_>) -> Option<u32> {
        let key = match term {
            Term::Word(word) => return self.words.find(word),
            Term::Gram(one, '\0') => gram_key(self.characters.count, self.place(one)?, None),
            Term::Gram(one, two) => gram_key(
                self.characters.count,
                self.place(one)?,
                Some(self.place(two)?),
            ),
            Term::Run(hash) => run_key(self.characters.count, hash),
        };
        self.grams.find(key)?.checked_add(self.words.count)
    }

    /// The `nth` list of what is read as the hiragana with this hash.
    pub(crate) fn read_as(&self, hash: u32, nth: u32) -> Option<u32> {
        self.readings.find(hash, nth)
    }

    fn place(&self, ch: char) -> Option<u32> {
        self.characters.find(ch as u32)
    }

    /// The weight of a term that `count` documents have.
    pub(crate) fn rarity(&self, count: u32) -> f32 {
        f32_at(self.rarity, bucket(count))
    }
}

/// The key of one or two characters, by their places among `characters`.
pub(crate) fn gram_key(characters: u32, one: u32, two: Option<u32>) -> u32 {
    let row = one.wrapping_add(1).wrapping_mul(characters.wrapping_add(1));
    row.wrapping_add(two.map_or(0, |two| two.wrapping_add(1)))
}

/// The key of a run: after the keys of all grams.
pub(crate) fn run_key(characters: u32, hash: u32) -> u32 {
    let grams = characters
        .wrapping_add(1)
        .wrapping_mul(characters.wrapping_add(1));
    grams.wrapping_add(hash & ((1 << RUN_BITS) - 1))
}

/// The place of a number of documents in the table of rarity: exact below 16, then sixteen steps
/// to each doubling.
pub(crate) fn bucket(count: u32) -> usize {
    if count < 16 {
        return count as usize;
    }
    let octave = count.ilog2() - 4;
    (octave * 16 + (count >> octave)) as usize
}

/// A checksum of bytes, eight at a time; fast rather than strong.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut chunks = bytes.chunks_exact(8);
    let mix = |sum: u64, word: u64| {
        (sum ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    let mut sum = mix(0, bytes.len() as u64);
    for chunk in chunks.by_ref() {
        sum = mix(
            sum,
            chunk
                .first_chunk()
                .map_or(0, |chunk| u64::from_le_bytes(*chunk)),
        );
    }
    for byte in chunks.remainder() {
        sum = mix(sum, u64::from(*byte));
    }
    mix(sum, 0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_rise_without_gaps() {
        let mut last = 0;
        for count in 1..5_000 {
            let here = bucket(count);
            assert!(here == last || here == last + 1, "{count}");
            last = here;
        }
    }
}
