//! What the facade may signal to help.

/// Each at the number that the facade repeats.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Signal {
    /// A click inside the room.
    Click,
    /// A key inside the room.
    Key,
    /// Text in the search field, composed or typed.
    Input,
    /// Typing has paused.
    Typed,
    /// A help pack, or undefined when it could not be had.
    Pack,
    /// A part of an announcement came into view.
    Sight,
}

impl Signal {
    /// Every signal, at the position that is its number.
    const ALL: [Self; 6] = [
        Self::Click,
        Self::Key,
        Self::Input,
        Self::Typed,
        Self::Pack,
        Self::Sight,
    ];

    /// The signal with this number.
    pub(crate) fn of(code: u32) -> Option<Self> {
        Self::ALL.get(code as usize).copied()
    }
}
