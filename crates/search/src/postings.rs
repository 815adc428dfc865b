//! Which documents have a term, and how often, packed: blocks of [`BLOCK`] terms.
//!
//! Index: where the bits of each block begin, u32. Bits, for each term:
//!
//! 1. the number of documents, `gamma`;
//! 2. how many counts each document has less one, `rice(0)`: in the whole text, and as far as a title
//!    or keywords have the term, in these;
//! 3. from [`LONG`] documents on, the length in bits of what follows, `gamma`: a reader that looks
//!    for a later term skips it;
//! 4. for each document, its distance from the one before, less one, in `rice(k)`, `k` the bits of
//!    three quarters of the documents divided by the documents with the term; then its counts in `rice(0)`, the
//!    first less one where keywords do not have the term, as then the text must.

use crate::bits::BitReader;
use crate::bytes::u32_at;

/// Terms in a block.
pub(crate) const BLOCK: u32 = 32;
/// Documents from which a list says how long it is.
const LONG: u32 = 8;
/// Highest count that is kept: beyond it the score hardly rises.
#[cfg(feature = "build")]
const COUNT_MAX: u32 = 255;

/// How often a document has a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: u32,
    /// Counts in the whole text, in the title, in the keywords.
    pub(crate) counts: [u32; 3],
}

/// Reads the lists in place.
#[derive(Clone, Copy)]
pub(crate) struct Postings<'a> {
    pub(crate) index: &'a [u8],
    pub(crate) bits: &'a [u8],
    /// Number of documents in the collection.
    pub(crate) docs: u32,
}

/// The list of one term, walked from its first document on.
pub(crate) struct List<'a> {
    reader: BitReader<'a>,
    /// Documents in the list.
    pub(crate) count: u32,
    left: u32,
    /// Counts beyond the first.
    fields: u32,
    k: u32,
    /// The last document read, plus one.
    doc: u32,
}

impl<'a> Postings<'a> {
    /// The list of the term at `place`.
    pub(crate) fn list(&self, place: u32) -> Option<List<'a>> {
        let at = u32_at(self.index, (place / BLOCK) as usize)?;
        let mut reader = BitReader::new(self.bits, at as usize);
        for _ in 0..place % BLOCK {
            let (mut list, length) = self.begin(reader);
            match length {
                Some(bits) => list.reader.skip(bits as usize),
                None => while list.next().is_some() {},
            }
            reader = list.reader;
        }
        Some(self.begin(reader).0)
    }

    /// Reads the head of a list, and the length of the rest where it is written.
    fn begin(&self, mut reader: BitReader<'a>) -> (List<'a>, Option<u32>) {
        let count = reader.gamma().min(self.docs);
        let fields = reader.rice(0);
        let length = (count >= LONG).then(|| reader.gamma());
        (
            List {
                reader,
                count,
                left: count,
                fields,
                k: rice_of(self.docs, count),
                doc: 0,
            },
            length,
        )
    }
}

impl Iterator for List<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let doc = self.doc.saturating_add(self.reader.rice(self.k));
        self.doc = doc.saturating_add(1);
        let mut counts = [self.reader.rice(0), 0, 0];
        if self.fields < 2 {
            counts[0] = counts[0].saturating_add(1);
        }
        if self.fields > 0 {
            counts[1] = self.reader.rice(0);
        }
        if self.fields > 1 {
            counts[2] = self.reader.rice(0);
        }
        Some(Posting { doc, counts })
    }
}

/// The parameter of the distances in a list of `count` among `docs` documents.
fn rice_of(docs: u32, count: u32) -> u32 {
    (docs.saturating_mul(3) / 4 / count.max(1)).max(1).ilog2()
}

/// Packs one list for each term: the index and the bits.
#[cfg(feature = "build")]
pub(crate) fn pack<'p>(
    docs: u32,
    lists: impl Iterator<Item = &'p [Posting]>,
) -> (alloc::vec::Vec<u8>, alloc::vec::Vec<u8>) {
    use crate::bits::BitWriter;
    let (mut index, mut writer) = (alloc::vec::Vec::new(), BitWriter::default());
    for (place, list) in lists.enumerate() {
        if (place as u32).is_multiple_of(BLOCK) {
            index.extend_from_slice(&(writer.length() as u32).to_le_bytes());
        }
        let has = |field: usize| list.iter().any(|posting| posting.counts[field] > 0);
        let fields = if has(2) { 2 } else { u32::from(has(1)) };
        let count = list.len() as u32;
        writer.gamma(count);
        writer.rice(fields, 0);
        let packed = pack_list(list, fields, rice_of(docs, count));
        if count >= LONG {
            writer.gamma(packed.length() as u32);
        }
        writer.append(&packed);
    }
    (index, writer.finish())
}

#[cfg(feature = "build")]
fn pack_list(list: &[Posting], fields: u32, k: u32) -> crate::bits::BitWriter {
    let mut writer = crate::bits::BitWriter::default();
    let mut next = 0;
    for posting in list {
        writer.rice(posting.doc - next, k);
        next = posting.doc + 1;
        let [text, title, keywords] = posting.counts.map(|count| count.min(COUNT_MAX));
        writer.rice(text.saturating_sub(u32::from(fields < 2)), 0);
        for count in [title, keywords].iter().take(fields as usize) {
            writer.rice(*count, 0);
        }
    }
    writer
}

#[cfg(all(test, feature = "build"))]
mod tests {
    extern crate std;
    use super::*;
    use proptest::prelude::*;
    use std::vec::Vec;

    const DOCS: u32 = 300;

    fn lists() -> impl Strategy<Value = Vec<Vec<Posting>>> {
        let counts = (1_u32..300, 0_u32..3, 0_u32..2);
        let list = proptest::collection::btree_map(0..DOCS, counts, 1..60);
        proptest::collection::vec(list, 1..80).prop_map(|lists| {
            let posting = |(doc, (a, b, c))| Posting {
                doc,
                counts: [a, b, c],
            };
            lists
                .into_iter()
                .map(|list| list.into_iter().map(posting).collect())
                .collect()
        })
    }

    proptest! {
        #[test]
        fn every_list_is_read_back(lists in lists()) {
            let (index, bits) = pack(DOCS, lists.iter().map(|list| &list[..]));
            let packed = Postings { index: &index, bits: &bits, docs: DOCS };
            for (place, list) in lists.iter().enumerate() {
                let read: Vec<Posting> = packed.list(place as u32).into_iter().flatten().collect();
                let capped = |posting: &Posting| Posting {
                    counts: posting.counts.map(|count| count.min(COUNT_MAX)),
                    ..*posting
                };
                prop_assert_eq!(read, list.iter().map(capped).collect::<Vec<_>>());
            }
        }
    }
}
