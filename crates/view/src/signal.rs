//! What the facade may signal to the view.

/// Each at the number that the facade repeats.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Signal {
    /// A click inside the room.
    Click,
    /// A key inside the room.
    Key,
    /// A key on the page outside.
    HostKey,
    /// A native way to close a dialog, such as the back gesture.
    Cancel,
    /// Something may have moved: a scroll, a resize, a mutation.
    Moved,
    /// The frame that was asked for.
    Frame,
    /// A target is late.
    Late,
    /// The host's scheme may have changed.
    Scheme,
    /// The pointer came upon a beacon.
    Hint,
    /// The page changed, where fixtures have their places.
    Changed,
}

impl Signal {
    /// Every signal, at the position that is its number.
    const ALL: [Self; 10] = [
        Self::Click,
        Self::Key,
        Self::HostKey,
        Self::Cancel,
        Self::Moved,
        Self::Frame,
        Self::Late,
        Self::Scheme,
        Self::Hint,
        Self::Changed,
    ];

    /// The signal with this number.
    pub(crate) fn of(code: u32) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}
