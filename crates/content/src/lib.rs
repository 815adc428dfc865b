//! Content: what a product team writes (JSON and Markdown), what the compiler makes of it, and
//! what the browser reads.
//!
//! The types of [`model`] are both the authored form (JSON) and the bundle's form ([`codec`]). Only
//! text bodies differ: authored as Markdown, read as [`block::Block`]s. The compiler is behind the
//! feature `compiler` and never reaches the browser.
#![cfg_attr(not(feature = "compiler"), no_std)]

extern crate alloc;

pub mod block;
pub mod bundle;
pub mod codec;
mod encoded;
pub mod glob;
pub mod help;
pub mod localized;
pub mod model;

#[cfg(feature = "compiler")]
pub mod compiler;
