//! A help pack: the articles of one locale and their search index, as one part that the browser
//! downloads when help is opened. Articles are decoded one at a time, in place.

use alloc::string::String;
use alloc::vec::Vec;

use crate::block::Block;
use crate::bundle::{BundleError, open_part, seal_part};
use crate::codec;

const MAGIC: [u8; 4] = *b"BNSH";

/// The articles of one locale, borrowed from the bytes that were downloaded.
#[derive(Debug, PartialEq, Eq)]
pub struct HelpPack<'a> {
    /// The locale of every article in the pack.
    pub locale: &'a str,
    /// What lists show, in the order of `bodies` and of the index's document numbers.
    pub articles: Vec<ArticleMeta<'a>>,
    /// The categories in their order, with their names in this locale.
    pub categories: Vec<(&'a str, &'a str)>,
    /// The index, for `banso_search::Index::open`.
    pub index: &'a [u8],
    /// The bodies, each a list of blocks; see [`HelpPack::body`].
    pub bodies: Vec<&'a [u8]>,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleMeta<'a> {
    /// Kebab case, the same in every locale.
    pub slug: &'a str,
    /// The title.
    pub title: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// The category's id.
    pub category: &'a str,
    /// Page patterns on which the article is suggested.
    pub pages: Vec<&'a str>,
    /// The feature it teaches.
    pub feature: Option<&'a str>,
    /// When it was last revised, `2026-09-14`.
    pub updated: &'a str,
}

impl<'a> HelpPack<'a> {
    /// Opens a pack, refusing a foreign or damaged one.
    pub fn open(bytes: &'a [u8]) -> Result<Self, BundleError> {
        open_part(MAGIC, bytes)
    }

    /// The pack's bytes.
    pub fn seal(&self) -> Vec<u8> {
        seal_part(MAGIC, self)
    }

    /// The body of an article by its position, or an empty one when there is no such article.
    pub fn body(&self, article: usize) -> Vec<Block> {
        self.bodies
            .get(article)
            .and_then(|bytes| codec::decode(bytes))
            .unwrap_or_default()
    }

    /// The position of an article by its slug.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.articles
            .iter()
            .position(|article| article.slug == slug)
    }
}

/// Where the browser finds the pack of a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRef {
    /// The locale.
    pub locale: String,
    /// The pack's content hash, which is its address: `GET /v1/parts/{hash}`.
    pub hash: String,
    /// Its size in bytes before compression.
    pub bytes: u32,
}
