//! What a share, and a difference of two, say about people in general: 95 % intervals.

use super::share::Share;

/// The normal distribution's quantile for a two-sided 95 % interval.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// A difference of two shares, in shares of one, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The first share less the second.
    pub value: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

impl Difference {
    /// The difference `a - b` of shares of two groups of people, with Newcombe's hybrid score
    /// interval: method 10 of R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890. It holds
    /// for small groups and for shares near 0 and 1. `None` of an empty group.
    pub fn of(a: Share, b: Share) -> Option<Self> {
        let (first, second) = (a.ratio()?, b.ratio()?);
        let ((low_a, high_a), (low_b, high_b)) = (wilson(a)?, wilson(b)?);
        let value = first - second;
        Some(Self {
            value,
            low: value - (first - low_a).hypot(high_b - second),
            high: value + (high_a - first).hypot(second - low_b),
        })
    }

    /// Whether the interval leaves out zero: chance alone rarely makes such a difference.
    pub fn is_clear(self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The score interval of one share: E. B. Wilson, Journal of the American Statistical Association
/// 22 (1927), 209–212.
fn wilson(share: Share) -> Option<(f64, f64)> {
    let (ratio, n) = (share.ratio()?, share.whole as f64);
    let square = Z * Z / n;
    let middle = ratio + square / 2.0;
    let half = Z * (ratio * (1.0 - ratio) / n + square / (4.0 * n)).sqrt();
    let at = |edge: f64| (edge / (1.0 + square)).clamp(0.0, 1.0);
    Some((at(middle - half), at(middle + half)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The examples of Newcombe's table II, method 10.
    #[test]
    fn intervals_are_those_that_newcombe_published() {
        for (a, b, low, high) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0),
            ((10, 10), (0, 10), 0.6075, 1.0),
        ] {
            let found = Difference::of(Share::of(a.0, a.1), Share::of(b.0, b.1)).unwrap();
            assert!((found.low - low).abs() < 0.000_06, "{a:?} {b:?} {found:?}");
            assert!(
                (found.high - high).abs() < 0.000_06,
                "{a:?} {b:?} {found:?}"
            );
        }
    }

    #[test]
    fn an_interval_with_zero_in_it_is_not_clear() {
        let of = |a, b| Difference::of(a, b).unwrap();
        assert!(of(Share::of(56, 70), Share::of(48, 80)).is_clear());
        assert!(of(Share::of(48, 80), Share::of(56, 70)).is_clear());
        assert!(!of(Share::of(5, 56), Share::of(0, 29)).is_clear());
        assert_eq!(Difference::of(Share::of(1, 2), Share::of(0, 0)), None);
    }
}
