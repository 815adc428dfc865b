//! The engine: what happened goes in, what to do comes out.
//!
//! There is no clock, no random source and no I/O in here. `now` and the seed are arguments, so the
//! same inputs make the same effects, bit for bit, in a browser and on a server.
//!
//! ```
//! use banso_engine::{Effect, Engine, Input};
//! let mut engine = Engine::new(None, 7, 1_764_000_000_000);
//! engine.handle(Input::Track { name: "Saved".into(), properties: vec![], body: 2 }, 1_764_000_000_000);
//! assert!(matches!(engine.poll(), Some(Effect::Store(message)) if message.properties.is_none()));
//! ```
#![cfg_attr(not(test), no_std)]

extern crate alloc;

pub mod adoption;
pub mod consent;
pub mod counter;
pub mod experiment;
pub mod explain;
pub mod feature;
mod feed;
mod fixture;
#[cfg(feature = "json")]
pub mod json;
pub mod memory;
pub mod place;
pub mod properties;
pub mod queue;
pub mod recording;
pub mod rng;
pub mod view;
pub mod visit;

mod answer;
mod checklist;
mod choice;
mod clock;
mod effect;
mod engine;
mod guide;
mod held;
mod input;
mod leaf;
mod scene;
mod snapshot;
mod tabs;
mod target;
mod tracking;
mod truth;
mod value;
mod watch;

pub use choice::Hold;
pub use effect::{Effect, Message};
pub use engine::Engine;
pub use input::{Input, Outcome, Stored, Traits, Value};
pub use properties::Properties;
