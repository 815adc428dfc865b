//! The memory that request bodies may take together. A request that would exceed it is told to
//! come back: at ten times the load the memory stays the same.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

const TOTAL: usize = 64 * 1024 * 1024;

/// The memory that all request bodies share.
#[derive(Clone, Debug)]
pub struct Budget(Arc<Semaphore>);

impl Default for Budget {
    /// 64 MiB.
    fn default() -> Self {
        Self::new(TOTAL)
    }
}

impl Budget {
    /// A budget of this many bytes.
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes)))
    }

    /// Takes this many bytes, or turns the request away.
    fn take(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Problem> {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let taken = self.0.clone().try_acquire_many_owned(bytes);
        taken.map_err(|_| Problem::busy(TURNED_AWAY))
    }
}

/// What a request that is turned away is told.
pub(crate) const TURNED_AWAY: &str =
    "Nothing was stored. Send the same request again after Retry-After.";

/// Bytes together with their part of the budget, which they give back when dropped.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) bytes: Vec<u8>,
    share: OwnedSemaphorePermit,
    budget: Budget,
}

impl Held {
    /// No bytes yet.
    pub(super) fn new(budget: &Budget) -> Result<Self, Problem> {
        Ok(Self {
            bytes: Vec::new(),
            share: budget.take(0)?,
            budget: budget.clone(),
        })
    }

    /// Adds bytes, paid for as they arrive: a request that only promises a large body holds nothing.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.share.merge(self.budget.take(bytes.len())?);
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }
}
