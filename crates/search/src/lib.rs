//! The help index of Banso: built natively when content is published, read in place by the browser.
//!
//! Text is cut by script, without a dictionary (see [`tokenize`]), and ranked by BM25 over two
//! fields, with fall-backs for words that the collection has never seen. Everything that needs a
//! logarithm, a Unicode table or an allocation per term happens in [`build`]; the reader adds,
//! multiplies and divides, so it ranks alike on every machine.
//!
//! ```
//! use banso_search::{Document, Index, Lang, Settings, build, normalize};
//!
//! let docs = [Document { title: "Import card transactions", body: "Connect a card first.", ..Document::default() }];
//! let bytes = build(Lang::En, &Settings::for_lang(Lang::En), &docs);
//! let index = Index::open(&bytes)?;
//! assert_eq!(index.search(&normalize("Importing cards"), 10)[0].doc, 0);
//! # Ok::<(), banso_search::IndexError>(())
//! ```
//!
//! Without the feature `build` the crate is `no_std` and depends on nothing.
#![no_std]

extern crate alloc;
#[cfg(feature = "build")]
extern crate std;

mod bits;
#[cfg(feature = "build")]
mod build;
mod bytes;
#[cfg(feature = "build")]
pub mod eval;
mod fold;
mod format;
mod highlight;
mod index;
mod kana;
mod keys;
mod lang;
mod porter;
mod postings;
mod query;
mod readings;
mod script;
#[cfg(feature = "build")]
mod settings;
mod stem;
mod token;
mod words;

#[cfg(feature = "build")]
pub use build::{Document, build, normalize};
pub use format::IndexError;
pub use highlight::highlights;
pub use index::{Hit, Index};
pub use lang::Lang;
#[cfg(feature = "build")]
pub use settings::Settings;
pub use token::{Kind, Term, Token, run_hash, tokenize};
