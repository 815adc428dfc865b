//! Rules as formulas over leaves, negations at the leaves only.

/// A formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Formula {
    /// Nothing is known of it: it may hold and may not.
    Open,
    /// The leaf at this position holds, or does not.
    Leaf(usize, bool),
    /// All of these hold.
    All(Vec<Formula>),
    /// Any of these holds.
    Any(Vec<Formula>),
}

impl Formula {
    /// What always holds.
    pub(super) fn yes() -> Self {
        Self::All(Vec::new())
    }

    /// The opposite.
    pub(super) fn not(&self) -> Self {
        let each = |members: &[Self]| members.iter().map(Self::not).collect();
        match self {
            Self::Open => Self::Open,
            Self::Leaf(at, holds) => Self::Leaf(*at, !holds),
            Self::All(members) => Self::Any(each(members)),
            Self::Any(members) => Self::All(each(members)),
        }
    }

    /// This, or the opposite.
    pub(super) fn when(&self, holds: bool) -> Self {
        if holds { self.clone() } else { self.not() }
    }

    /// The leaves in it.
    pub(super) fn leaves(&self, out: &mut Vec<usize>) {
        match self {
            Self::Open => {}
            Self::Leaf(at, _) => out.push(*at),
            Self::All(members) | Self::Any(members) => {
                for member in members {
                    member.leaves(out);
                }
            }
        }
    }
}
