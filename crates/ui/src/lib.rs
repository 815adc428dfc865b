//! What help is made of. It is a file of one WebAssembly module with the core, and paints into the shadow root
//! that its facade `js/view.js` owns.
#![cfg(target_arch = "wasm32")]
#![no_std]

extern crate alloc;

pub mod dom;
mod env;
mod help;
mod platform;
mod words;

pub use env::Env;
pub use help::{HelpState, Progress, title};
pub use platform::{Handle, Platform};
pub use words::fill;
