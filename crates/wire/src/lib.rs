//! The vocabulary that the SDK and the collector share: the Segment HTTP tracking API, and the
//! names Banso adds to it. Everything else in the workspace may depend on this crate; it depends
//! on nothing of ours.
//!
//! The encoding half is `no_std` and writes JSON by hand, because a serializer costs the browser
//! more than the whole format does. The decoding half (feature `serde`) is native.
//!
//! Source of the format: the Segment specification, <https://segment.com/docs/connections/spec/>.
#![cfg_attr(not(feature = "serde"), no_std)]

extern crate alloc;

pub mod event;
pub mod id;
pub mod inquiry;
pub mod json;
pub mod mask;
pub mod message;
pub mod time;

#[cfg(feature = "serde")]
pub mod decode;
#[cfg(feature = "serde")]
pub mod receipt;

/// The version of the SDK and the collector, as sent in `context.library.version`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The largest message the Segment specification allows, in bytes of JSON.
pub const MAX_MESSAGE_BYTES: usize = 32 * 1024;

/// The largest batch body the Segment specification allows, in bytes of JSON.
pub const MAX_BATCH_BYTES: usize = 500 * 1024;

/// The most messages the Segment specification allows in a batch.
pub const MAX_BATCH_MESSAGES: usize = 2_500;

/// The longest `messageId` the Segment specification allows, in characters.
pub const MAX_MESSAGE_ID_CHARS: usize = 100;
