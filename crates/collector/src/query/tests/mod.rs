//! Every metric on small logs whose answers are counted by hand.
#![allow(clippy::unwrap_used)]

mod adoption;
mod content;
mod experiments;
mod help;
mod history;
mod inquiries;
mod parity;
mod reach;
mod surveys;
mod why;
