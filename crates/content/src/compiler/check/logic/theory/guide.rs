//! What became of one guide.

use super::ranges::Ranges;
use crate::model::GuideFate;
use crate::rule::Window;

const LONGEST: i128 = u64::MAX as i128;
/// How long ago, when it never was.
const NEVER: i128 = LONGEST + 1;

/// A fate, when, and whether it is to hold.
pub(super) type Asked = (GuideFate, Window, bool);

/// Whether all of this can have become of a guide. Each fate has one time, the latest: how long ago
/// it was is one number.
pub(super) fn possible(tests: &[Asked]) -> bool {
    let under_way = ages(tests, GuideFate::UnderWay);
    let (seen, ended) = (ages(tests, GuideFate::Seen), ages(tests, GuideFate::Ended));
    let mut completed = ages(tests, GuideFate::Completed);
    let mut dismissed = ages(tests, GuideFate::Dismissed);
    if seen.from(0) == Some(NEVER) {
        // Nobody completes or dismisses what was never seen.
        completed.narrow(NEVER, NEVER, true);
        dismissed.narrow(NEVER, NEVER, true);
    }
    !under_way.is_empty()
        && !seen.is_empty()
        && (is_latest(&ended, &completed, &dismissed) || is_latest(&ended, &dismissed, &completed))
}

/// How long ago a fate can have been, in ms.
fn ages(tests: &[Asked], fate: GuideFate) -> Ranges {
    let mut ages = Ranges::of(0, NEVER);
    for (_, window, holds) in tests.iter().filter(|test| test.0 == fate) {
        let (least, most) = match window {
            Window::Ever => (0, LONGEST),
            Window::Last(span) => (0, i128::from(*span)),
            Window::Before(span) => (i128::from(*span), LONGEST),
        };
        ages.narrow(least, most, *holds);
    }
    ages
}

/// Whether the first can be the second, while the third was no later.
fn is_latest(ended: &Ranges, one: &Ranges, other: &Ranges) -> bool {
    let age = ended.meet(one).from(0);
    age.is_some_and(|age| other.from(age).is_some())
}
