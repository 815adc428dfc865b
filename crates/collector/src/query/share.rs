//! Shares that remember their n, and medians.

/// A part of a whole, kept as both numbers: a share is never shown without its n.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: u64,
    /// Out of how many.
    pub whole: u64,
}

impl Share {
    /// Below this many in the whole, a share is marked as resting on few.
    pub const FEW: u64 = 10;

    /// `part` of `whole`.
    pub fn of(part: usize, whole: usize) -> Self {
        Self {
            part: part as u64,
            whole: whole as u64,
        }
    }

    /// The share from 0 to 1, or `None` of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whether it rests on fewer than [`Share::FEW`].
    pub fn is_few(self) -> bool {
        self.whole < Self::FEW
    }
}

/// The median: of an even number of values, the mean of the middle two, rounded down.
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = values[values.len() / 2 - 1];
    Some(lower + (upper - lower) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![7]), Some(7));
        assert_eq!(median(vec![9, 1, 5]), Some(5));
        assert_eq!(
            median(vec![4, 1, 9, 7]),
            Some(5),
            "(4 + 7) / 2 = 5.5, rounded down"
        );
    }

    #[test]
    fn a_share_of_nothing_is_no_number() {
        assert_eq!(Share::of(0, 0).ratio(), None);
        assert_eq!(Share::of(1, 4).ratio(), Some(0.25));
        assert!(Share::of(1, 9).is_few() && !Share::of(1, 10).is_few());
    }
}
