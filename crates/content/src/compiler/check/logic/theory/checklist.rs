//! How far one checklist is.

use crate::rule::ChecklistTest;

/// A checklist as far as its progress hangs on it.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Tasks {
    /// Whether each task is optional.
    pub optional: Vec<bool>,
    /// Each task waits for those before it that are needed.
    pub ordered: bool,
}

/// Whether a checklist can be so far.
pub(super) fn possible(tasks: &Tasks, tests: &[(ChecklistTest, bool)]) -> bool {
    let mut done: Vec<Option<bool>> = vec![None; tasks.optional.len()];
    let (mut least, mut most) = (0, done.len());
    for (test, holds) in tests {
        match test {
            ChecklistTest::Complete if *holds => {
                if !complete(&tasks.optional, &mut done, tasks.optional.len()) {
                    return false;
                }
            }
            ChecklistTest::Complete | ChecklistTest::Started => {}
            ChecklistTest::Done(count) if *holds => least = least.max((*count).into()),
            ChecklistTest::Done(count) if *count == 0 => return false,
            ChecklistTest::Done(count) => most = most.min(usize::from(*count) - 1),
            ChecklistTest::Task(at) => {
                let before = if *holds && tasks.ordered {
                    usize::from(*at)
                } else {
                    0
                };
                if !complete(&tasks.optional, &mut done, before) || !set(&mut done, *at, *holds) {
                    return false;
                }
            }
        }
    }
    let count = |state| done.iter().filter(|done| **done == state).count();
    most = most.min(done.len() - count(Some(false)));
    least = least.max(count(Some(true)));
    least <= most && start_fits(tests) && may_be_incomplete(tasks, &done, tests)
}

/// Marks the first so many tasks that are needed as done; false when one is not.
fn complete(optional: &[bool], done: &mut [Option<bool>], first: usize) -> bool {
    let needed = optional
        .iter()
        .zip(done)
        .take(first)
        .filter(|(optional, _)| !**optional);
    let mut fits = true;
    for (_, state) in needed {
        fits &= *state != Some(false);
        *state = Some(true);
    }
    fits
}

fn set(done: &mut [Option<bool>], at: u16, holds: bool) -> bool {
    match done.get_mut(usize::from(at)) {
        Some(state) => state.replace(holds).is_none_or(|before| before == holds),
        None => true,
    }
}

/// Nothing is done of a checklist that the user does not have.
fn start_fits(tests: &[(ChecklistTest, bool)]) -> bool {
    let is_absent = tests.contains(&(ChecklistTest::Started, false));
    !is_absent || !tests.iter().any(|(_, holds)| *holds)
}

/// Whether something that is needed may be left to do, where a test says so.
fn may_be_incomplete(
    tasks: &Tasks,
    done: &[Option<bool>],
    tests: &[(ChecklistTest, bool)],
) -> bool {
    let mut needed = tasks
        .optional
        .iter()
        .zip(done)
        .filter(|(optional, _)| !**optional);
    !tests.contains(&(ChecklistTest::Complete, false))
        || tasks.optional.iter().all(|optional| *optional)
        || needed.any(|(_, state)| *state != Some(true))
}
