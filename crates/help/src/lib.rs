//! What help asks of Rust, a file of the browser module that is downloaded when help is first opened: the search in a help
//! pack. Bytes go in and bytes come out, in the form of [`banso_content::codec`]; the panel around it is `js/help/`.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use banso_content::codec;
use banso_content::glob;
use banso_content::help::{ArticleMeta, HelpPack};
use banso_search::{Index, Lang, highlights};
use spin::Mutex;
use wasm_bindgen::prelude::*;

/// How many results are found.
const RESULTS: usize = 20;

/// The help pack of the page's language.
static PACK: Mutex<Kept> = Mutex::new(Kept {
    bytes: Vec::new(),
    index: 0..0,
    lang: Lang::Other,
});

/// A help pack that was checked as a whole, its index too. To open it again would be to check it again, which takes
/// longer than a search.
struct Kept {
    bytes: Vec<u8>,
    /// Where the index lies in it.
    index: Range<usize>,
    lang: Lang,
}

/// Keeps a help pack in place of the last; false when it is foreign or damaged.
#[wasm_bindgen]
pub fn help_keep(bytes: &[u8]) -> bool {
    let Ok(pack) = HelpPack::open(bytes) else {
        return false;
    };
    let from = (pack.index.as_ptr() as usize).wrapping_sub(bytes.as_ptr() as usize);
    let kept = Kept {
        bytes: bytes.into(),
        index: from..from.wrapping_add(pack.index.len()),
        lang: Lang::from_tag(pack.locale),
    };
    let whole = Index::open(pack.index).is_ok();
    if whole {
        codec::discard(core::mem::replace(&mut *PACK.lock(), kept).bytes);
    }
    whole
}

/// The positions of the articles that are suggested on a page, by its path.
#[wasm_bindgen]
pub fn help_near(path: &[u8]) -> Vec<u8> {
    positions(|meta, near| {
        if suits(&meta.pages, codec::decode(path).unwrap_or_default()) {
            near(1);
        }
    })
}

/// The positions of the articles that come first among equals, for [`help_search`]: those for the page, which count twice,
/// and those that are apt. `input`: the path of the page, and what is apt, features and articles by their ids.
#[wasm_bindgen]
pub fn help_gain(input: &[u8]) -> Vec<u8> {
    let (path, apt): (&str, Vec<&str>) = codec::decode(input).unwrap_or_default();
    positions(|meta, gains| {
        if suits(&meta.pages, path) {
            gains(2);
        }
        if apt.contains(&meta.slug) || meta.feature.is_some_and(|id| apt.contains(&id)) {
            gains(1);
        }
    })
}

/// A list of positions: each article's as often as `chosen` says.
fn positions(chosen: impl Fn(&ArticleMeta<'_>, &mut dyn FnMut(usize))) -> Vec<u8> {
    let pack = PACK.lock();
    let mut all: Vec<u32> = Vec::new();
    if let Ok(pack) = HelpPack::open(&pack.bytes) {
        for (at, meta) in (0..).zip(&pack.articles) {
            chosen(meta, &mut |times| all.resize(all.len() + times, at));
        }
    }
    codec::encode(&all)
}

/// The positions of what is typed, the best first: of the articles, and behind them of the guides.
/// `input`: what is typed, in Unicode's NFKC form and in lower case, and what [`help_gain`] answered.
#[wasm_bindgen]
pub fn help_search(input: &[u8]) -> Vec<u8> {
    let (query, gain): (&str, Vec<u32>) = codec::decode(input).unwrap_or_default();
    let pack = PACK.lock();
    let index = pack.bytes.get(pack.index.clone()).unwrap_or_default();
    let mut found: Vec<u32> = Vec::new();
    if let Ok(index) = Index::reopen(index) {
        for hit in index.search_near(query, RESULTS, &gain) {
            found.push(hit.doc);
        }
    }
    codec::encode(&found)
}

/// A text in pieces, every second of which matches a search. `input`: the text, and what is typed as in [`help_search`].
#[wasm_bindgen]
pub fn help_marks(input: &[u8]) -> Vec<u8> {
    let (text, query): (&str, &str) = codec::decode(input).unwrap_or_default();
    let lang = PACK.lock().lang;
    let (mut pieces, mut at): (Vec<String>, usize) = (Vec::new(), 0);
    let mut piece = |from: usize, to: usize| {
        pieces.push(text.get(from..to).unwrap_or_default().into());
    };
    for range in highlights(lang, text, query) {
        piece(at, range.start);
        piece(range.start, range.end);
        at = range.end;
    }
    piece(at, text.len());
    codec::encode(&pieces)
}

/// Whether a page is one of these. `input`: page patterns, and the path of the page.
#[wasm_bindgen]
pub fn help_suits(input: &[u8]) -> bool {
    let (patterns, path): (Vec<&str>, &str) = codec::decode(input).unwrap_or_default();
    suits(&patterns, path)
}

/// Whether a page is one of these.
fn suits(patterns: &[&str], path: &str) -> bool {
    patterns.iter().any(|page| glob::matches(page, path))
}
