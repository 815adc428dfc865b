//! Sets of whole numbers as ranges.

/// A set of whole numbers: ranges with both ends included, in order, apart from one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ranges(Vec<(i128, i128)>);

impl Ranges {
    /// The numbers from the first to the last, both included.
    pub(super) fn of(first: i128, last: i128) -> Self {
        let mut whole = Self(vec![(first, last)]);
        whole.0.retain(|(first, last)| first <= last);
        whole
    }

    /// Keeps what is in the range, or what is not.
    pub(super) fn narrow(&mut self, first: i128, last: i128, inside: bool) {
        if inside {
            self.keep(first, last);
        } else {
            self.remove(first, last);
        }
    }

    fn keep(&mut self, first: i128, last: i128) {
        let cut = |range: &(i128, i128)| (range.0.max(first), range.1.min(last));
        self.0 = self.0.iter().map(cut).collect();
        self.0.retain(|(first, last)| first <= last);
    }

    fn remove(&mut self, first: i128, last: i128) {
        if first > last {
            return;
        }
        let mut rest = Vec::with_capacity(self.0.len() + 1);
        for range in &self.0 {
            rest.push((range.0, range.1.min(first.saturating_sub(1))));
            rest.push((range.0.max(last.saturating_add(1)), range.1));
        }
        rest.retain(|(first, last)| first <= last);
        self.0 = rest;
    }

    /// What is in both.
    pub(super) fn meet(&self, other: &Self) -> Self {
        let both = self.0.iter().flat_map(|one| {
            let cut = other
                .0
                .iter()
                .map(|two| (one.0.max(two.0), one.1.min(two.1)));
            cut.filter(|(first, last)| first <= last)
        });
        Self(both.collect())
    }

    /// Whether there is no number in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The smallest number in it that is at least so large.
    pub(super) fn from(&self, least: i128) -> Option<i128> {
        let range = self.0.iter().find(|range| range.1 >= least)?;
        Some(range.0.max(least))
    }

    /// The ranges.
    pub(super) fn parts(&self) -> &[(i128, i128)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_meet() {
        let mut odd = Ranges::of(1, 9);
        odd.narrow(4, 6, false);
        assert_eq!(odd.meet(&Ranges::of(3, 7)).parts(), [(3, 3), (7, 7)]);
        assert!(odd.meet(&Ranges::of(4, 6)).is_empty());
    }

    #[test]
    fn ranges_are_cut() {
        let mut numbers = Ranges::of(0, 9);
        numbers.narrow(3, 4, false);
        numbers.narrow(1, 7, true);
        assert_eq!(numbers.parts(), [(1, 2), (5, 7)]);
        assert_eq!((numbers.from(3), numbers.from(8)), (Some(5), None));
        numbers.narrow(8, 2, false);
        assert_eq!(numbers.parts().len(), 2, "nothing is taken away");
        numbers.narrow(0, 9, false);
        assert!(numbers.is_empty());
    }
}
