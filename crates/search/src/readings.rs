//! How the Chinese characters of a collection are read: a query in kana finds what is written in
//! kanji, and the browser needs no dictionary.
//!
//! A key is the hash of a reading, shifted left by [`NTH`] bits, plus a number from 0: one reading
//! has several values where words sound alike, or a word is more than two characters long. The keys
//! are packed as those of the grams (see `keys`); the values, places among all lists, follow in the
//! same order, each in as many bits as the highest place needs.

use crate::bits::BitReader;
use crate::keys::Keys;

/// Bits that number the values of one reading.
pub(crate) const NTH: u32 = 2;
/// Bits of a reading's hash that are kept: few readings are taken for another.
const HASH_BITS: u32 = 26;

/// Reads the readings in place.
#[derive(Clone, Copy)]
pub(crate) struct Readings<'a> {
    pub(crate) keys: Keys<'a>,
    pub(crate) places: &'a [u8],
    /// Number of lists in the index.
    pub(crate) lists: u32,
}

impl Readings<'_> {
    /// The `nth` list of what is read as the text with this hash, see `run_hash`.
    pub(crate) fn find(&self, hash: u32, nth: u32) -> Option<u32> {
        let at = self.keys.find(key(hash, nth))?;
        let width = width(self.lists);
        let mut reader = BitReader::new(self.places, (at * width) as usize);
        Some(reader.bits(width))
    }
}

/// The key of the `nth` value of a reading.
fn key(hash: u32, nth: u32) -> u32 {
    (hash & ((1 << HASH_BITS) - 1)) << NTH | nth
}

/// Bits that the place of a list needs.
fn width(lists: u32) -> u32 {
    u32::BITS - lists.leading_zeros()
}

#[cfg(feature = "build")]
pub use native::in_kana;
#[cfg(feature = "build")]
pub(crate) use native::{pack, words};

#[cfg(feature = "build")]
mod native {
    use std::collections::{BTreeMap, BTreeSet, HashMap};
    use std::io::Read as _;
    use std::string::String;
    use std::sync::LazyLock;
    use std::vec::Vec;

    use flate2::read::GzDecoder;

    use super::{NTH, key, width};
    use crate::bits::BitWriter;
    use crate::keys;
    use crate::script::{Script, script};

    /// Words and their readings; see `data/README.md`.
    static PACKED: &[u8] = include_bytes!("../data/readings.tsv.gz");
    static LINES: LazyLock<String> = LazyLock::new(|| {
        let mut text = String::new();
        // The bytes are a part of this program.
        let _ = GzDecoder::new(PACKED).read_to_string(&mut text);
        text
    });
    /// The readings of a word, with spaces between, by the word.
    static DICTIONARY: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        LINES
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .collect()
    });
    /// Characters of the longest word.
    static LONGEST: LazyLock<usize> = LazyLock::new(|| {
        let lengths = DICTIONARY.keys().map(|word| word.chars().count());
        lengths.max().unwrap_or(0)
    });

    /// Adds the words of a text that have a reading: from the left, the longest.
    pub(crate) fn words(text: &str, found: &mut BTreeSet<&'static str>) {
        let mut rest = text;
        while let Some(ch) = rest.chars().next() {
            let word = (script(ch) == Script::Han).then(|| longest(rest)).flatten();
            found.extend(word);
            rest = &rest[word.map_or(ch.len_utf8(), str::len)..];
        }
    }

    /// The longest word that a text begins with.
    fn longest(text: &str) -> Option<&'static str> {
        let ends = text.char_indices().map(|(at, ch)| at + ch.len_utf8());
        let ends: Vec<usize> = ends.take(*LONGEST).collect();
        let known = |end: &usize| DICTIONARY.get_key_value(&text[..*end]);
        ends.iter().rev().find_map(known).map(|(word, _)| *word)
    }

    /// A text as it is said, in hiragana; what has no reading stays. Of several readings the first
    /// in the order of the kana is taken, so it is for trying the search out.
    pub fn in_kana(text: &str) -> String {
        let mut said = String::new();
        let mut rest = text;
        while let Some(ch) = rest.chars().next() {
            let word = (script(ch) == Script::Han).then(|| longest(rest)).flatten();
            let reading = word.and_then(|word| DICTIONARY.get(word)?.split(' ').next());
            let length = word.map_or(ch.len_utf8(), str::len);
            said.push_str(reading.unwrap_or(&rest[..length]));
            rest = &rest[length..];
        }
        let hiragana = |ch| match ch {
            'ァ'..='ヶ' => char::from_u32(ch as u32 - 0x60).unwrap_or(ch),
            _ => ch,
        };
        said.chars().map(hiragana).collect()
    }

    /// Packs the readings of `words`: the index and the bits of the keys, their number, and the
    /// places. `places` says which lists stand for a word, `hash` is that of a run.
    pub(crate) fn pack(
        words: &BTreeSet<&'static str>,
        lists: u32,
        hash: impl Fn(&str) -> u32,
        places: impl Fn(&str) -> Vec<u32>,
    ) -> (Vec<u8>, Vec<u8>, u32, Vec<u8>) {
        let mut by_hash: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for word in words {
            let readings = DICTIONARY
                .get(word)
                .into_iter()
                .flat_map(|all| all.split(' '));
            for reading in readings.filter(|reading| reading.chars().count() > 1) {
                let places = places(word);
                by_hash
                    .entry(key(hash(reading), 0))
                    .or_default()
                    .extend(places);
            }
        }
        let (mut all, mut writer) = (Vec::new(), BitWriter::default());
        for (first, places) in by_hash {
            for (nth, place) in (0..1 << NTH).zip(places) {
                all.push(first | nth);
                writer.bits(place, width(lists));
            }
        }
        let (index, bits) = keys::pack(&all);
        (index, bits, all.len() as u32, writer.finish())
    }
}
