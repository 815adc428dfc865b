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
    /// Its score, in parts of what the query asks for: about 1 for a document that is about it.
    pub score: f32,
}

/// By how much a document gains each time that it is near.
const NEAR: f32 = 1.07;
/// What documents below the first must have of the score that the first needs.
const REST: f32 = 0.5;

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
    /// A query without a term that the collection knows finds nothing, and neither does one whose best
    /// document has so little of it that the match is by chance. The work is bounded however
    /// long the query is.
    pub fn search(&self, query: &str, k: usize) -> Vec<Hit> {
        self.search_near(query, k, &[])
    }

    /// The same where some documents are `near`, such as those for the page that the reader is on:
    /// they gain a little, enough to come first among equals. A number may stand there several
    /// times, and gains as often.
    pub fn search_near(&self, query: &str, k: usize, near: &[u32]) -> Vec<Hit> {
        let mut scores = vec![0.0; self.len()];
        let query = Query::read(&self.parts, query);
        let mut asked = query.missed * self.parts.rarity(0);
        for (place, weight) in query.terms {
            asked += self.add(place, weight, &mut scores);
        }
        for doc in near {
            if let Some(score) = scores.get_mut(*doc as usize) {
                *score *= NEAR;
            }
        }
        let mut hits = best(&scores, k);
        // In parts of what was asked for, so that the measure of a chance match is the same for all.
        let cut = self.parts.weights.cut();
        for hit in &mut hits {
            hit.score /= asked;
        }
        let chance = hits.first().is_none_or(|hit| hit.score < cut);
        hits.retain(|hit| !chance && hit.score >= cut * REST);
        hits
    }

    /// Adds what one term is worth to each document that has it; returns its weight.
    fn add(&self, place: u32, weight: f32, scores: &mut [f32]) -> f32 {
        let Some(list) = self.parts.postings.list(place) else {
            return 0.0;
        };
        let fields = [0, 1, 2].map(|field| self.parts.weights.field(field));
        let weight = weight * self.parts.rarity(list.count);
        for posting in list {
            let number = posting.doc as usize;
            let Some(score) = scores.get_mut(number) else {
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
            *score += weight * worth;
        }
        weight
    }
}

/// The `k` best of the scores of all documents, best first.
fn best(scores: &[f32], k: usize) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let mut floor = 0.0;
    for (doc, &score) in (0..).zip(scores) {
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
