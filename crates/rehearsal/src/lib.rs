//! Content tried out before anybody sees it, with the engine that runs in browsers:
//!
//! - [`scenario`]: a visit told step by step, and what must come of each step;
//! - [`replay`]: a recording of a real visit, gone through again;
//! - [`simulate`]: the history of all users, gone through with content that is still a draft.

mod browser;
pub mod content;
pub mod replay;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod words;
