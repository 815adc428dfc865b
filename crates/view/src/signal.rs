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
    /// Something may have moved, in the frame after it may have: a scroll, a resize, a mutation.
    Moved,
    /// A target has been covered for a while.
    Cover,
    /// A target is late.
    Late,
    /// The host's scheme may have changed.
    Scheme,
    /// The pointer came upon a beacon or its hint.
    Hint,
    /// It has left them.
    Close,
    /// The page changed, where fixtures have their places.
    Changed,
    /// The place of a fixture is late.
    Unplaced,
}

impl Signal {
    /// Every signal, at the position that is its number.
    const ALL: [Self; 12] = [
        Self::Click,
        Self::Key,
        Self::HostKey,
        Self::Cancel,
        Self::Moved,
        Self::Cover,
        Self::Late,
        Self::Scheme,
        Self::Hint,
        Self::Close,
        Self::Changed,
        Self::Unplaced,
    ];

    /// The signal with this number.
    pub(crate) fn of(code: u32) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}
