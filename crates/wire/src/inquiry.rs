//! How much an inquiry may hold. What is beyond is cut off, in the browser and again at the collector.

/// The longest text of an inquiry, in characters.
pub const MAX_TEXT: usize = 4_000;
/// The longest answer to a question of the form, and the longest reason of a rating, in characters.
pub const MAX_ANSWER: usize = 1_000;
/// The most answers.
pub const MAX_ANSWERS: usize = 10;
/// The longest search, slug or id, in characters.
pub const MAX_NAME: usize = 200;
/// The most searches, and the most articles: the latest of them.
pub const MAX_BEFORE: usize = 20;
/// The longest e-mail address, in characters.
pub const MAX_CONTACT: usize = 254;
