//! How often an event happened. Counters of one event are ordered: what a narrower one counts, a
//! wider one counts as well, and a longer time has at least as many as a shorter.

use super::ranges::Ranges;
use super::value;
use crate::compiler::authored::PlannedValue;
use crate::rule::{CountTest, Counter, Filter, Window};

/// More ways than this to fail a "so long ago" are not looked through.
const MOST_WAYS: usize = 5;
/// Any number of times, in any time.
const EVER: u64 = u64::MAX;

/// The number of times that one counter counts in the last so many ms.
struct Count<'c> {
    counter: &'c Counter,
    window: u64,
    may_be: Ranges,
}

/// What is planned of a property of an event.
pub(super) type Planned<'p> = &'p dyn Fn(&str, &str) -> Option<&'p PlannedValue>;
/// A test of a counter and whether it is to hold.
pub(super) type Asked<'c> = (&'c Counter, CountTest, bool);

/// Whether the events can have happened so.
pub(super) fn possible(tests: &[Asked], planned: Planned) -> bool {
    let of_age = |(_, test, holds): &&Asked| !holds && matches!(test.window, Window::Before(_));
    let failed: Vec<&Asked> = tests.iter().filter(of_age).collect();
    if failed.len() > MOST_WAYS {
        return true;
    }
    (0..1_u32 << failed.len()).any(|ways| {
        let mut counts = Vec::new();
        for (counter, test, holds) in tests {
            settle(&mut counts, counter, *test, *holds);
        }
        for (way, (counter, test, _)) in failed.iter().enumerate() {
            fail(&mut counts, counter, *test, ways >> way & 1 == 1);
        }
        for count in &mut counts {
            if !can_count(count.counter, planned) {
                count.may_be.narrow(0, 0, true);
            }
        }
        is_ordered(&counts)
    })
}

/// Notes what a test says, unless it fails by its age.
fn settle<'c>(counts: &mut Vec<Count<'c>>, counter: &'c Counter, test: CountTest, holds: bool) {
    let (least, most) = (i128::from(test.least), i128::from(test.most));
    match test.window {
        Window::Ever => narrow(counts, counter, EVER, (least, most), holds),
        Window::Last(span) => narrow(counts, counter, span, (least, most), holds),
        Window::Before(span) if holds => {
            narrow(counts, counter, EVER, (least.max(1), most), true);
            if let Some(later) = span.checked_sub(1) {
                narrow(counts, counter, later, (0, 0), true);
            }
        }
        Window::Before(_) => {}
    }
}

/// A "so long ago" fails because the latest time is later, or because of how often it was.
fn fail<'c>(counts: &mut Vec<Count<'c>>, counter: &'c Counter, test: CountTest, later: bool) {
    let Window::Before(span) = test.window else {
        return;
    };
    if later {
        let window = span.saturating_sub(1);
        let some = if span == 0 {
            (1, 0)
        } else {
            (1, i128::from(u32::MAX))
        };
        narrow(counts, counter, window, some, true);
    } else {
        let often = (i128::from(test.least).max(1), i128::from(test.most));
        narrow(counts, counter, EVER, often, false);
    }
}

fn narrow<'c>(
    counts: &mut Vec<Count<'c>>,
    counter: &'c Counter,
    window: u64,
    (least, most): (i128, i128),
    inside: bool,
) {
    let is_same = |count: &Count| count.counter.key == counter.key && count.window == window;
    let at = counts.iter().position(is_same).unwrap_or_else(|| {
        counts.push(Count {
            counter,
            window,
            may_be: Ranges::of(0, i128::from(u32::MAX)),
        });
        counts.len() - 1
    });
    counts[at].may_be.narrow(least, most, inside);
}

/// Whether every count can have a number while none has more than one that counts at least as much:
/// the smallest that each may have, raised until they are in order.
fn is_ordered(counts: &[Count]) -> bool {
    let mut numbers = vec![0; counts.len()];
    loop {
        let before = numbers.clone();
        for (at, count) in counts.iter().enumerate() {
            let below = counts
                .iter()
                .zip(&numbers)
                .filter(|(other, _)| is_within(other, count));
            let least = below.map(|(_, number)| *number).max().unwrap_or_default();
            match count.may_be.from(least) {
                Some(number) => numbers[at] = number.max(numbers[at]),
                None => return false,
            }
        }
        if numbers == before {
            return true;
        }
    }
}

/// Whether all that the first counts, the second counts.
fn is_within(narrow: &Count, wide: &Count) -> bool {
    let first = |counter: &Counter| counter.first.wrapping_sub(1);
    let filters: &[Filter] = &narrow.counter.filters;
    narrow.window <= wide.window
        && narrow.counter.sign == wide.counter.sign
        && first(narrow.counter) <= first(wide.counter)
        && wide
            .counter
            .filters
            .iter()
            .all(|filter| filters.contains(filter))
}

/// Whether an event can pass the counter's filters at all.
fn can_count(counter: &Counter, planned: Planned) -> bool {
    let event = match &counter.sign {
        crate::rule::Sign::Event(name) => name.as_str(),
        crate::rule::Sign::Click(_) => return true,
    };
    counter.filters.iter().all(|filter| {
        let property = &filter.property;
        let same = counter
            .filters
            .iter()
            .filter(|other| other.property == *property);
        let tests: Vec<_> = same.map(|other| (&other.test, !other.not)).collect();
        value::possible(&tests, planned(event, property))
    })
}
