//! Every moment since the panel's module came, to go back to.

use std::collections::VecDeque;

use banso_engine::{Engine, Input};
use banso_wire::time::Millis;

/// Between two copies of the engine there are so many inputs.
const STRIDE: usize = 64;
/// So many copies are kept, and the inputs between them.
const MOST_MARKS: usize = 64;

/// Every moment since the panel's module came, as far back as is kept.
pub(crate) struct History {
    /// Copies of the engine: each before the input at this count, and when.
    marks: VecDeque<(usize, Millis, Engine)>,
    /// The inputs since the first mark.
    inputs: VecDeque<(Millis, Input)>,
    /// How many inputs there were in all.
    count: usize,
}

impl History {
    pub(crate) fn new(engine: Engine, now: Millis) -> Self {
        Self {
            marks: VecDeque::from([(0, now, engine)]),
            inputs: VecDeque::new(),
            count: 0,
        }
    }

    /// Takes an input and the engine after it.
    pub(crate) fn take(&mut self, now: Millis, input: Input, engine: &Engine) {
        self.inputs.push_back((now, input));
        self.count += 1;
        if self.count.is_multiple_of(STRIDE) {
            self.marks.push_back((self.count, now, engine.clone()));
        }
        if self.marks.len() > MOST_MARKS {
            self.marks.pop_front();
            self.inputs.drain(..STRIDE);
        }
    }

    /// The first moment that is kept, and the last: counts of inputs.
    pub(crate) fn range(&self) -> (usize, usize) {
        (self.first(), self.count)
    }

    /// The engine after so many inputs, and when the last of them was.
    pub(crate) fn at(&self, count: usize) -> (Engine, Millis) {
        let count = count.clamp(self.first(), self.count);
        let mark = self.marks.iter().rev().find(|mark| mark.0 <= count);
        let (from, mut when, mut engine) = mark.unwrap_or(&self.marks[0]).clone();
        let (skip, take) = (from - self.first(), count - from);
        for (at, input) in self.inputs.iter().skip(skip).take(take) {
            when = *at;
            engine.handle(input.clone(), when);
            while engine.poll().is_some() {}
        }
        (engine, when)
    }

    fn first(&self) -> usize {
        self.marks.front().map_or(0, |mark| mark.0)
    }
}
