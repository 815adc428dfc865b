//! The engine: what happened goes in, what to do comes out.
//!
//! There is no clock, no random source and no I/O in here. `now` and the seed are arguments, so the
//! same inputs make the same effects, bit for bit, in a browser and on a server.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod adoption;
pub mod feature;
pub mod place;
pub mod view;
