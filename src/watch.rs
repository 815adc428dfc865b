//! What the page tells: clicks, its address, its language, its size, and whether it is being left.

use crate::host;

/// The parts of the page that `js/page.js` knows how to watch, in its order.
const PARTS: usize = 5;

/// A watch on one part of the page. Dropping it leaves that part as it was found.
#[must_use]
struct Watch(usize);

impl Watch {
    fn begin(part: usize) -> Self {
        host::watch(part);
        Self(part)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        host::unwatch(self.0);
    }
}

/// The watches on every part of the page.
pub(crate) struct Watches {
    _parts: [Watch; PARTS],
}

impl Watches {
    /// Begins to watch.
    pub(crate) fn begin() -> Self {
        Self {
            _parts: core::array::from_fn(Watch::begin),
        }
    }
}
