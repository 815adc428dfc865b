//! The index, opened in place, and the ranking.

use alloc::vec;
use alloc::vec::Vec;

use crate::bytes::u32_at;
use crate::format::{IndexError, MAGIC, Parts, checksum};
use crate::query::Query;

/// A document that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The document's number, in the order in which they were built.
    pub doc: u32,
    /// Its score; more is better, and scores compare within one search only.
    pub score: f32,
}

/// An index, read in place from its bytes.
#[derive(Clone, Copy)]
pub struct Index<'a> {
    parts: Parts<'a>,
}

impl<'a> Index<'a> {
    /// Opens an index after checking it as a whole: about 0.3 ms for a megabyte in a browser.
    ///
    /// # Errors
    /// [`IndexError::Foreign`] for bytes of another kind or version, [`IndexError::Damaged`] for an
    /// index that was cut short or changed.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IndexError> {
        if bytes.first_chunk() != Some(&MAGIC) {
            return Err(IndexError::Foreign);
        }
        let body = bytes.get(8..).unwrap_or_default();
        if u32_at(bytes, 1) != Some(checksum(body)) {
            return Err(IndexError::Damaged);
        }
        Self::reopen(bytes)
    }

    /// Opens bytes that [`Index::open`] has accepted before, at no cost. Bytes that were changed
    /// since give wrong results, never a panic.
    ///
    /// # Errors
    /// As [`Index::open`], as far as the header shows it.
    pub fn reopen(bytes: &'a [u8]) -> Result<Self, IndexError> {
        Parts::read(bytes)
            .map(|parts| Self { parts })
            .ok_or(IndexError::Damaged)
    }

    /// Number of documents.
    pub fn len(&self) -> usize {
        self.parts.docs as usize
    }

    /// Whether there is no document.
    pub fn is_empty(&self) -> bool {
        self.parts.docs == 0
    }

    /// The best `k` documents for a query, best first; equal scores in the order of the documents.
    ///
    /// `query` is normalised: NFKC and lower case, `normalize("NFKC").toLowerCase()` in a browser.
    /// A query without a term that the collection knows finds nothing. The work is bounded however
    /// long the query is.
    pub fn search(&self, query: &str, k: usize) -> Vec<Hit> {
        let mut tally = vec![Tally::default(); self.len()];
        let mut asked = 0.0;
        for (place, weight) in Query::read(&self.parts, query).terms {
            asked += self.add(place, weight, &mut tally);
        }
        let bonus = self.parts.weights.coverage() / asked;
        best(
            tally
                .iter()
                .map(|doc| doc.score * (1.0 + bonus * doc.covered)),
            k,
        )
    }

    /// Adds what one term is worth to each document that has it; returns what it could cover.
    fn add(&self, place: u32, weight: f32, tally: &mut [Tally]) -> f32 {
        let Some(list) = self.parts.postings.list(place) else {
            return 0.0;
        };
        let fields = [0, 1, 2].map(|field| self.parts.weights.field(field));
        let weight = weight * self.parts.rarity(list.count);
        for posting in list {
            let number = posting.doc as usize;
            let Some(doc) = tally.get_mut(number) else {
                break;
            };
            let mut at = number;
            let mut worth = 0.0;
            for (count, field) in posting.counts.iter().zip(&fields) {
                if *count > 0 {
                    let count = *count as f32;
                    let length = self.parts.lengths.get(at).copied().unwrap_or_default();
                    worth +=
                        field.gain * count / (count + field.base + field.slope * f32::from(length));
                }
                at += self.len();
            }
            doc.score += weight * worth;
            doc.covered += weight;
        }
        weight
    }
}

/// What a document has gathered.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: f32,
    /// Weight of the query's terms that it has.
    covered: f32,
}

/// The `k` best of the scores of all documents, best first.
fn best(scores: impl Iterator<Item = f32>, k: usize) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut floor = 0.0;
    for (doc, score) in (0..).zip(scores) {
        if score > floor && k > 0 {
            let at = hits.iter().position(|hit| hit.score < score);
            hits.truncate(k - 1);
            hits.insert(at.unwrap_or(usize::MAX).min(hits.len()), Hit { doc, score });
            if hits.len() == k {
                floor = hits.last().map_or(0.0, |hit| hit.score);
            }
        }
    }
    hits
}
