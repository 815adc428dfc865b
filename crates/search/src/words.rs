//! The sorted dictionary of words, packed: blocks of [`BLOCK`] words, found by binary search.
//!
//! Index: where the bits of each block begin, u32. Bits, for each word: how many bytes it shares
//! with the word before it in `rice(1)` (not for the first of a block), how many follow in
//! `rice(2)`, and those bytes in `rice(3)` as their rank in the table of symbols, which holds the
//! bytes of all words, commonest first.

#[cfg(feature = "build")]
use alloc::vec::Vec;

use crate::bits::BitReader;
use crate::bytes::u32_at;
use crate::keys::last_block;
use crate::token::WORD_MAX;

/// Words in a block.
pub(crate) const BLOCK: u32 = 16;
/// The parameters of the codes: shared bytes, following bytes, symbols.
const SHARED_K: u32 = 1;
const REST_K: u32 = 2;
const SYMBOL_K: u32 = 3;

/// Reads the dictionary in place.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    pub(crate) symbols: &'a [u8],
    pub(crate) index: &'a [u8],
    pub(crate) bits: &'a [u8],
    pub(crate) count: u32,
}

/// Walks over the words in their order.
pub(crate) struct Cursor<'a> {
    words: Words<'a>,
    reader: BitReader<'a>,
    next: u32,
    word: [u8; WORD_MAX],
    length: usize,
}

impl<'a> Words<'a> {
    /// The words from the beginning of a block.
    fn block(self, block: u32) -> Cursor<'a> {
        let at = u32_at(self.index, block as usize).unwrap_or(u32::MAX) as usize;
        let reader = BitReader::new(self.bits, at);
        Cursor {
            words: self,
            reader,
            next: block * BLOCK,
            word: [0; WORD_MAX],
            length: 0,
        }
    }

    /// All words.
    pub(crate) fn all(self) -> Cursor<'a> {
        self.block(0)
    }

    /// The words of the block where `word` stands or would stand, and all that follow.
    pub(crate) fn near(self, word: &[u8]) -> Cursor<'a> {
        let block = last_block(self.count.div_ceil(BLOCK), |block| {
            self.block(block)
                .next()
                .is_some_and(|(_, first)| first <= word)
        });
        self.block(block.unwrap_or(0))
    }

    /// The place of `word` in the dictionary, from 0.
    pub(crate) fn find(self, word: &[u8]) -> Option<u32> {
        let mut cursor = self.near(word);
        while let Some((place, here)) = cursor.next() {
            if here >= word {
                return (here == word).then_some(place);
            }
        }
        None
    }
}

impl Cursor<'_> {
    /// The next word and its place.
    pub(crate) fn next(&mut self) -> Option<(u32, &[u8])> {
        let place = self.next;
        if place >= self.words.count {
            return None;
        }
        self.next += 1;
        let shared = if place.is_multiple_of(BLOCK) {
            0
        } else {
            self.reader.rice(SHARED_K)
        };
        self.length = self.length.min(shared as usize);
        for _ in 0..self.reader.rice(REST_K).min(WORD_MAX as u32) {
            let rank = self.reader.rice(SYMBOL_K) as usize;
            if let Some(byte) = self.word.get_mut(self.length) {
                *byte = self.words.symbols.get(rank).copied().unwrap_or_default();
                self.length += 1;
            }
        }
        Some((place, self.word.get(..self.length).unwrap_or_default()))
    }
}

/// Packs sorted, distinct `words`: the symbols, the index and the bits.
#[cfg(feature = "build")]
pub(crate) fn pack(words: &[Vec<u8>]) -> [Vec<u8>; 3] {
    let symbols = symbols(words);
    let rank = |byte: u8| {
        symbols
            .iter()
            .position(|other| *other == byte)
            .unwrap_or_default()
    };
    let (mut index, mut writer) = (Vec::new(), crate::bits::BitWriter::default());
    for block in words.chunks(BLOCK as usize) {
        index.extend_from_slice(&(writer.length() as u32).to_le_bytes());
        let mut before: Option<&[u8]> = None;
        for word in block {
            let same = |before: &[u8]| before.iter().zip(word).take_while(|(a, b)| a == b).count();
            let shared = before.map_or(0, same);
            if before.is_some() {
                writer.rice(shared as u32, SHARED_K);
            }
            writer.rice((word.len() - shared) as u32, REST_K);
            for byte in word.get(shared..).unwrap_or_default() {
                writer.rice(rank(*byte) as u32, SYMBOL_K);
            }
            before = Some(word);
        }
    }
    [symbols, index, writer.finish()]
}

/// The bytes of `words`, commonest first.
#[cfg(feature = "build")]
fn symbols(words: &[Vec<u8>]) -> Vec<u8> {
    let mut counts = [0_u32; 256];
    for byte in words.iter().flatten() {
        counts[*byte as usize] += 1;
    }
    let mut symbols: Vec<u8> = (0..=255)
        .filter(|byte| counts[*byte as usize] > 0)
        .collect();
    symbols.sort_by_key(|byte| (core::cmp::Reverse(counts[*byte as usize]), *byte));
    symbols
}

#[cfg(all(test, feature = "build"))]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_has_its_place(words in proptest::collection::btree_set("[a-eж]{1,20}", 0..120), other in "[a-e]{1,3}") {
            let words: Vec<Vec<u8>> = words.into_iter().map(std::string::String::into_bytes).collect();
            let [symbols, index, bits] = pack(&words);
            let packed = Words { symbols: &symbols, index: &index, bits: &bits, count: words.len() as u32 };
            for (place, word) in words.iter().enumerate() {
                prop_assert_eq!(packed.find(word), Some(place as u32));
            }
            let expect = words.binary_search(&other.as_bytes().to_vec()).ok();
            prop_assert_eq!(packed.find(other.as_bytes()), expect.map(|place| place as u32));
            let mut cursor = packed.all();
            for word in &words {
                prop_assert_eq!(cursor.next().map(|(_, word)| word), Some(&word[..]));
            }
            prop_assert!(cursor.next().is_none());
        }
    }
}
