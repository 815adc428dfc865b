//! What the view and help are made of, the two parts that paint. They are files of one WebAssembly module
//! with the core, and know nothing of each other; both paint into one shadow root, which their facade `js/view.js` owns.
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
