//! What guides and articles look like, drawn once here instead of in every browser.

mod blocks;
mod card;
mod centre;
mod element;
mod media;
mod question;
#[cfg(test)]
mod survey_tests;
#[cfg(test)]
mod tests;

pub(super) use blocks::blocks;
pub(super) use card::{Card, Place, look_of};
pub(super) use centre::{Way, announcement, answer, links};
pub(super) use question::{Asking, Form, Labelled};
