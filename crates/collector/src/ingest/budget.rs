//! The memory that request bodies may take together. A request that would exceed it is told to
//! come back, before its body is read: at ten times the load the memory stays the same.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::problem::Problem;

const TOTAL: usize = 64 * 1024 * 1024;

/// A share of memory, given back when dropped.
pub(super) type Share = OwnedSemaphorePermit;

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

    /// Takes `bytes` or turns the request away.
    pub(super) fn take(&self, bytes: usize) -> Result<Share, Problem> {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.0.clone().try_acquire_many_owned(bytes).map_err(|_| {
            Problem::busy("Nothing was stored. Send the same request again after Retry-After.")
        })
    }
}
