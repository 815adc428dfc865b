//! The engine: what happened goes in, what to do comes out.
//!
//! There is no clock, no random source and no I/O in here. `now` and the seed are arguments, so the
//! same inputs make the same effects, bit for bit, in a browser and on a server.
//!
//! ```
//! use banso_engine::{Effect, Engine, Input};
//! let mut engine = Engine::new(None, 7, 1_764_000_000_000);
//! engine.handle(Input::Track { name: "Saved".into(), body: 2 }, 1_764_000_000_000);
//! assert!(matches!(engine.poll(), Some(Effect::Store { host_body: true, .. })));
//! ```
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod adoption;
pub mod condition;
pub mod feature;
pub mod memory;
pub mod place;
pub mod queue;
pub mod rng;
pub mod view;

mod checklist;
mod counted;
mod effect;
mod engine;
mod guide;
mod input;
mod scene;
mod tracking;

pub use effect::Effect;
pub use engine::Engine;
pub use input::{Input, Outcome, Stored, Traits, Value};
