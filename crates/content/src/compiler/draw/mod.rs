//! What guides and articles look like, drawn once here instead of in every browser.

mod blocks;
mod card;
mod element;
mod media;
#[cfg(test)]
mod tests;

pub(super) use blocks::blocks;
pub(super) use card::{Card, look_of};
