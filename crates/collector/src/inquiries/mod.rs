//! Inquiries: from the log to whoever answers them.
//!
//! The transaction that stores a message `Help Inquiry Sent` also notes it as an inquiry. A chore,
//! [`run`], then classifies it by the rules of the content ([`classify`](mod@classify)) and, in the
//! same transaction, plans its delivery to each [`Target`]. What is planned is on disk, so a crash
//! loses nothing; a delivery may be made twice, and says by its key which one it is. Ingest waits for
//! none of this.
//!
//! Targets are given on the command line or in the environment, by whoever runs the collector, and
//! nowhere else: neither content nor the dashboard can make it call an address.

mod classify;
mod deliver;
mod letter;
mod mail;
mod queue;
mod target;
mod webhook;

pub use classify::{Reason, classify};
pub use deliver::{Patience, run};
pub use queue::retry;
pub use target::{BadTarget, Mail, Target, Webhook};
