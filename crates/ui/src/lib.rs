//! What the two modules that paint are made of. Each of them is a WebAssembly instance of its own;
//! both paint into one shadow root, which their facade `js/view.js` owns.
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
