//! What came of scenarios, for people and for tools.

mod junit;
mod text;

pub use junit::junit;
pub use text::text;
