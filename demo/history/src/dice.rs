//! Chance, seeded: the same seed makes the same history on every machine.

use banso_engine::rng::Rng;

/// A seeded source of chance with the shapes that the simulation needs.
pub(crate) struct Dice(Rng);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Rng::new(seed))
    }

    /// A source of its own for one thing, so that changing that thing leaves all others alone.
    pub(crate) fn of(seed: u64, name: &str) -> Self {
        Self::new(seed ^ banso_content::bundle::fnv1a(name.as_bytes()))
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0.bits()
    }

    /// A number from 0 up to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number from `low` up to `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn whole(&mut self, low: i64, high: i64) -> i64 {
        low + self.0.below((high - low).max(0) as u64 + 1) as i64
    }

    /// One of these; the slice must not be empty.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.below(of.len() as u64) as usize]
    }

    /// One of these by weight; None when nothing weighs anything.
    pub(crate) fn weighted<T: Copy>(&mut self, of: &[(T, f64)]) -> Option<T> {
        let total: f64 = of.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * total;
        let chosen = of.iter().find(|(_, weight)| {
            left -= weight;
            left < 0.0
        });
        chosen.map(|(value, _)| *value)
    }
}
