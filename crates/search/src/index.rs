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
    /// Opens an index after checking it as a whole: about 0.2 ms for a megabyte.
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
        let mut scores = vec![0.0_f32; self.len()];
        for (place, weight) in Query::read(&self.parts, query).terms {
            self.add(place, weight, &mut scores);
        }
        best(&scores, k)
    }

    /// Adds what one term is worth to each document that has it.
    fn add(&self, place: u32, weight: f32, scores: &mut [f32]) {
        let Some(list) = self.parts.postings.list(place) else {
            return;
        };
        let fields = [0, 1, 2].map(|field| self.parts.weights.field(field));
        let weight = weight * self.parts.rarity(list.count);
        for posting in list {
            let doc = posting.doc as usize;
            let Some(score) = scores.get_mut(doc) else {
                return;
            };
            let mut worth = 0.0;
            for (number, field) in fields.iter().enumerate() {
                let count = posting
                    .counts
                    .get(number)
                    .map_or(0.0, |count| *count as f32);
                if count > 0.0 {
                    let at = number * self.parts.docs as usize + doc;
                    let length = self
                        .parts
                        .lengths
                        .get(at)
                        .map_or(0.0, |length| f32::from(*length));
                    worth += field.gain * count / (count + field.base + field.slope * length);
                }
            }
            *score += weight * worth;
        }
    }
}

/// The `k` best of `scores`, best first.
fn best(scores: &[f32], k: usize) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut floor = 0.0;
    for (doc, score) in scores.iter().enumerate() {
        if *score > floor {
            let at = hits
                .iter()
                .position(|hit| hit.score < *score)
                .unwrap_or(hits.len());
            hits.truncate(k.saturating_sub(1));
            hits.insert(
                at.min(hits.len()),
                Hit {
                    doc: doc as u32,
                    score: *score,
                },
            );
            if hits.len() >= k {
                floor = hits.last().map_or(0.0, |hit| hit.score);
            }
        }
    }
    hits.truncate(k);
    hits
}
