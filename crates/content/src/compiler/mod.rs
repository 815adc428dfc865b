//! The native half: parsing, checking and building.
//!
//! ```no_run
//! use banso_content::compiler::{build, load};
//! let source = load(std::path::Path::new("content"))?;
//! match build(&source) {
//!     Ok(output) => std::fs::write("content.banso", output.container())?,
//!     Err(diagnostics) => diagnostics.iter().for_each(|found| eprintln!("{found}")),
//! }
//! # Ok::<(), std::io::Error>(())
//! ```

mod authored;
mod build;
mod check;
mod code;
mod color;
mod companion;
pub mod container;
mod diagnostic;
mod draw;
mod file;
mod front_matter;
mod hint;
mod json;
mod learned;
mod lower;
mod markdown;
mod node;
mod overlay;
mod pages;
pub(crate) mod personal;
mod role;
pub(crate) mod schema;
mod search;
mod selector;
mod source;
mod words;

pub use build::{Output, build, build_for, bundle_of};
pub use check::check;
pub use companion::Companion;
pub use diagnostic::{Code, Diagnostic, Severity, has_errors};
pub use learned::Learned;
pub use lower::{instant, span, zone};
pub use pages::{Outcome, Page, PageReport, Sighting, check_pages};
pub use schema::schema;
pub use search::{Searched, search_index};
pub use source::{Source, load};

#[cfg(test)]
mod tests;
