//! Content: what a product team writes (JSON and Markdown), what the compiler makes of it, and
//! what the browser reads.
//!
//! Authors write the types of `compiler::authored`, as JSON and Markdown. The compiler checks them
//! and turns them into those of [`model`] and [`rule`], which travel as a [`bundle`]. It is behind
//! the feature `compiler` and never reaches the browser.
#![cfg_attr(not(feature = "compiler"), no_std)]

extern crate alloc;

pub mod acts;
#[cfg(feature = "compiler")]
pub mod block;
pub mod bundle;
pub mod codec;
pub mod drawing;
mod encoded;
pub mod glob;
pub mod help;
#[cfg(feature = "compiler")]
pub mod inquiry;
pub mod localized;
pub mod model;
pub mod prose;
pub mod rule;

#[cfg(feature = "compiler")]
pub mod compiler;
