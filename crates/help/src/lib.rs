//! What help asks of Rust, a file of the browser module that is downloaded when help is first opened: the search in a help
//! pack. Bytes go in and bytes come out, in the form of [`banso_content::codec`]; the panel around it is `js/help/`.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec;
use banso_content::glob;
use banso_content::help::{ArticleMeta, HelpPack};
use banso_search::{Index, Lang, highlights};
use spin::Mutex;
use wasm_bindgen::prelude::*;

/// How many results are found.
const RESULTS: usize = 20;

/// The help pack of the page's language, checked as a whole, its index too.
static PACK: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps a help pack in place of the last; false when it is foreign or damaged.
#[wasm_bindgen]
pub fn help_keep(bytes: &[u8]) -> bool {
    let whole = HelpPack::open(bytes).is_ok_and(|pack| Index::open(pack.index).is_ok());
    if whole {
        codec::discard(core::mem::replace(&mut *PACK.lock(), bytes.into()));
    }
    whole
}

/// The positions of the articles that are suggested on a page, by its path.
#[wasm_bindgen]
pub fn help_near(path: &[u8]) -> Vec<u8> {
    let bytes = PACK.lock();
    let pack = HelpPack::open(&bytes).ok();
    let near = pack.map(|pack| near(&pack, codec::decode(path).unwrap_or_default()));
    codec::encode(&near.unwrap_or_default())
}

/// The positions of what is typed, the best first: of the articles, and behind them of the guides. Among equals come first
/// the articles for the page, and then those that are apt.
/// `input`: what is typed, in Unicode's NFKC form and in lower case, the path of the page, and what is apt: features and
/// articles by their ids.
#[wasm_bindgen]
pub fn help_search(input: &[u8]) -> Vec<u8> {
    let (query, (path, apt)): (&str, (&str, Vec<&str>)) = codec::decode(input).unwrap_or_default();
    let bytes = PACK.lock();
    let mut found: Vec<u32> = Vec::new();
    if let Ok(pack) = HelpPack::open(&bytes)
        && let Ok(index) = Index::reopen(pack.index)
    {
        // What suits the page counts for more than what is apt.
        let mut gain = near(&pack, path);
        gain.extend(near(&pack, path));
        for (at, meta) in (0..).zip(&pack.articles) {
            if apt.contains(&meta.slug) || meta.feature.is_some_and(|id| apt.contains(&id)) {
                gain.push(at);
            }
        }
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
    let bytes = PACK.lock();
    let locale = HelpPack::open(&bytes).map_or("", |pack| pack.locale);
    let (mut pieces, mut at): (Vec<String>, usize) = (Vec::new(), 0);
    let mut piece = |from: usize, to: usize| {
        pieces.push(text.get(from..to).unwrap_or_default().into());
    };
    for range in highlights(Lang::from_tag(locale), text, query) {
        piece(at, range.start);
        piece(range.start, range.end);
        at = range.end;
    }
    piece(at, text.len());
    codec::encode(&pieces)
}

fn near(pack: &HelpPack<'_>, path: &str) -> Vec<u32> {
    let mut near = Vec::new();
    for (at, meta) in (0..).zip(&pack.articles) {
        if suits(meta, path) {
            near.push(at);
        }
    }
    near
}

/// Whether an article is suggested on a page.
fn suits(meta: &ArticleMeta<'_>, path: &str) -> bool {
    meta.pages.iter().any(|page| glob::matches(page, path))
}
