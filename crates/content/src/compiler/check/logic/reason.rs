//! Whether formulas can hold together: a search through the alternatives, each checked by the
//! theories of the subjects as soon as it is chosen.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::formula::Formula;
use super::theory::{Subject, Things};
use crate::rule::Leaf;

/// More alternatives than this are not tried; then nothing is said.
const MOST_TRIES: usize = 4096;

/// What a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// They cannot hold together.
    Never,
    /// They can.
    Possible,
    /// The search was given up.
    Unknown,
}

/// The leaves, and what is known of which hold together.
#[derive(Debug, Default)]
pub(super) struct Reason {
    things: Things,
    subjects: Vec<Subject>,
    /// The subject of each leaf, by position.
    subject_of: Vec<usize>,
    known: RefCell<BTreeMap<Vec<(usize, bool)>, bool>>,
}

impl Reason {
    pub(super) fn new(things: Things) -> Self {
        let mut numbers = BTreeMap::new();
        let mut subjects = Vec::new();
        let subject_of = things.graph.leaves.iter().map(|leaf| {
            let subject = things.subject(leaf);
            *numbers.entry(subject.clone()).or_insert_with(|| {
                subjects.push(subject);
                subjects.len() - 1
            })
        });
        let subject_of = subject_of.collect();
        Self {
            things,
            subjects,
            subject_of,
            known: RefCell::default(),
        }
    }

    /// What leaves are about.
    pub(super) fn things(&self) -> &Things {
        &self.things
    }

    /// The leaf at a position.
    pub(super) fn leaf(&self, at: usize) -> &Leaf {
        &self.things.graph.leaves[at]
    }

    /// Whether all formulas can hold together.
    pub(super) fn ask<'f>(&self, formulas: impl IntoIterator<Item = &'f Formula>) -> Answer {
        let mut search = Search {
            reason: self,
            chosen: Vec::new(),
            tries: 0,
        };
        match search.find(formulas.into_iter().collect()) {
            false => Answer::Never,
            true if search.tries > MOST_TRIES => Answer::Unknown,
            true => Answer::Possible,
        }
    }

    /// Whether the formulas certainly never hold together.
    pub(super) fn is_never<'f>(&self, formulas: impl IntoIterator<Item = &'f Formula>) -> bool {
        self.ask(formulas) == Answer::Never
    }

    fn is_possible(&self, subject: usize, leaves: Vec<(usize, bool)>) -> bool {
        if let Some(known) = self.known.borrow().get(&leaves) {
            return *known;
        }
        let asked: Vec<_> = leaves
            .iter()
            .map(|(at, holds)| (self.leaf(*at), *holds))
            .collect();
        let possible = self.things.possible(&self.subjects[subject], &asked);
        self.known.borrow_mut().insert(leaves, possible);
        possible
    }
}

/// A search, and what it has chosen so far.
struct Search<'r> {
    reason: &'r Reason,
    chosen: Vec<(usize, bool)>,
    tries: usize,
}

impl Search<'_> {
    /// Whether the rest can hold besides what is chosen; yes, when the search is given up.
    fn find(&mut self, mut rest: Vec<&Formula>) -> bool {
        let mut choices = Vec::new();
        while let Some(formula) = rest.pop() {
            match formula {
                Formula::Open => {}
                Formula::Leaf(at, holds) => {
                    if !self.choose(*at, *holds) {
                        return false;
                    }
                }
                Formula::All(members) => rest.extend(members),
                Formula::Any(members) => choices.push((formula, members)),
            }
        }
        choices.retain(|(_, members)| !members.iter().any(|member| self.holds_already(member)));
        let Some(fewest) = (0..choices.len()).min_by_key(|at| choices[*at].1.len()) else {
            return true;
        };
        let (_, members) = choices.swap_remove(fewest);
        let mark = self.chosen.len();
        for member in members {
            self.tries += 1;
            let mut rest: Vec<&Formula> = choices.iter().map(|choice| choice.0).collect();
            rest.push(member);
            if self.tries > MOST_TRIES || self.find(rest) {
                return true;
            }
            self.chosen.truncate(mark);
        }
        false
    }

    fn holds_already(&self, formula: &Formula) -> bool {
        match formula {
            Formula::Open => true,
            Formula::Leaf(at, holds) => self.chosen.contains(&(*at, *holds)),
            Formula::All(members) => members.iter().all(|member| self.holds_already(member)),
            Formula::Any(members) => members.iter().any(|member| self.holds_already(member)),
        }
    }

    /// Lets a leaf hold, or not, if that fits what is chosen.
    fn choose(&mut self, at: usize, holds: bool) -> bool {
        if self.chosen.contains(&(at, holds)) {
            return true;
        }
        if self.chosen.contains(&(at, !holds)) {
            return false;
        }
        self.chosen.push((at, holds));
        let of = &self.reason.subject_of;
        let same = self.chosen.iter().filter(|(other, _)| of[*other] == of[at]);
        let mut same: Vec<_> = same.copied().collect();
        same.sort_unstable();
        self.reason.is_possible(of[at], same)
    }
}
