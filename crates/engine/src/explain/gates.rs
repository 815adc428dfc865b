//! The gates that a guide must pass, each asked by itself.

use alloc::vec::Vec;

use banso_content::model::Step;
use banso_content::rule::Leaf;
use banso_wire::time::Millis;

use super::Reason;
use super::away::Place;
use super::facts;
use super::tree::{Known, decided};
use crate::choice::{Held, Hold};
use crate::engine::Engine;
use crate::experiment;
use crate::leaf::NEVER;
use crate::memory::Variation;
use crate::visit::Turn;
use crate::watch::is_no_probe;

/// How many changes of the clock are looked ahead.
const LOOK_AHEAD: usize = 400;

/// The gates of one guide.
#[derive(Clone, Copy)]
pub(super) struct Gates<'a> {
    pub(super) engine: &'a Engine,
    pub(super) at: usize,
    pub(super) place: Place,
}

impl Gates<'_> {
    /// Everything that holds the guide back, in the engine's order.
    pub(super) fn holds(self, now: Millis) -> Vec<Reason> {
        if self.engine.is_shown(self.at) {
            return Vec::new();
        }
        let mut held = self.by_itself(now);
        held.extend(self.by_others().into_iter().map(|hold| (hold, NEVER)));
        if self.is_drawn_out() {
            held.push((Hold::Holdout, NEVER));
        }
        held.into_iter()
            .map(|held| self.reason(held, now))
            .collect()
    }

    /// When everything is open if nothing but time goes by.
    pub(super) fn opens_at(self, now: Millis) -> Option<Millis> {
        if !self.by_others().is_empty() || self.is_drawn_out() {
            return None;
        }
        self.first(now, |at| self.by_itself(at).is_empty())
    }

    /// What holds the guide back, whatever else is on the screen.
    fn by_itself(self, now: Millis) -> Vec<Held> {
        let (engine, at) = (self.engine, self.at);
        let mut held = Vec::new();
        if engine.is_lost(at as u16) {
            held.push((Hold::Target, NEVER));
        }
        if self.is_held_out() {
            held.push((Hold::Holdout, NEVER));
        }
        if engine.is_barred(at) {
            held.push((Hold::Consent, NEVER));
        }
        held.extend(engine.snooze_gate(at, now));
        if engine.is_under_way(at) {
            if engine.bundle.guides[at].fixture {
                held.extend(self.rule(now));
            } else if self.is_here() && !engine.fits_page(at) {
                held.push((Hold::Page, NEVER));
            }
            return held;
        }
        held.extend(self.frequency(now));
        held.extend(self.rule(now));
        if self.is_here() {
            held.extend(engine.trigger_gate(at, now));
        }
        held.extend(engine.budget_gate(at, now));
        held
    }

    fn by_others(self) -> Vec<Hold> {
        let visit = &self.engine.visit;
        let mut held = Vec::new();
        if !self.is_here() || self.engine.bundle.guides[self.at].fixture {
            return held;
        }
        for (holds, hold) in [
            (visit.turn != Turn::Ours, Hold::Elsewhere),
            (visit.quiet, Hold::Quiet),
            (visit.rested, Hold::Rested),
            (visit.visible.is_some(), Hold::Outranked),
        ] {
            if holds {
                held.push(hold);
            }
        }
        held
    }

    fn frequency(self, now: Millis) -> Option<Held> {
        let ended = self.engine.visit.ended.contains(&(self.at as u16));
        if ended && !self.is_held_out() {
            return Some((Hold::Frequency, NEVER));
        }
        self.engine.limit_gate(self.at, now)
    }

    /// What the rule, and the page of the first step, hold against it.
    fn rule(self, now: Millis) -> Vec<Held> {
        let rule = self.engine.bundle.guides[self.at].when;
        let says = |known| decided(self.engine, rule, now, self.place, known).0;
        let value = says(|_| true);
        let mut holds = Vec::new();
        if !self.is_here() && value == Known::Unknown {
            return Vec::new();
        }
        let decides = |known| value != Known::Yes && says(known) == Known::No;
        if self.is_here() && !self.engine.fits_page(self.at) || decides(is_page) {
            holds.push(Hold::Page);
        }
        if decides(is_time) {
            holds.push(Hold::Schedule);
        }
        let hangs_on_element = value == Known::Unknown || says(is_no_probe) != Known::No;
        if value != Known::Yes && hangs_on_element {
            holds.push(Hold::Element);
        }
        if decides(is_audience) || value != Known::Yes && holds.is_empty() {
            holds.push(Hold::Audience);
        }
        if decides(is_probe) && !holds.contains(&Hold::Element) {
            holds.push(Hold::Element);
        }
        holds.into_iter().map(|hold| (hold, NEVER)).collect()
    }

    fn reason(self, (hold, until): Held, now: Millis) -> Reason {
        let until = match hold {
            Hold::Schedule | Hold::Audience | Hold::Element | Hold::Page => {
                self.first(now, |at| !self.rule(at).iter().any(|held| held.0 == hold))
            }
            _ => (until < NEVER).then_some(until),
        };
        Reason {
            hold,
            until,
            fact: facts::of(self.engine, self.at, hold, now),
        }
    }

    /// The first time from `now` on at which this is so, going from one change of the clock to the
    /// next.
    fn first(self, now: Millis, is_so: impl Fn(Millis) -> bool) -> Option<Millis> {
        let mut at = now;
        for _ in 0..LOOK_AHEAD {
            if is_so(at) {
                return Some(at);
            }
            at = self.next(at);
            if at == NEVER {
                return None;
            }
        }
        None
    }

    /// The next time at which a gate may open or close.
    fn next(self, now: Millis) -> Millis {
        let rule = self.engine.bundle.guides[self.at].when;
        let gates = [
            self.engine.snooze_gate(self.at, now),
            self.engine.limit_gate(self.at, now),
            self.engine.trigger_gate(self.at, now),
            self.engine.budget_gate(self.at, now),
        ];
        let times = gates.iter().flatten().map(|held| held.1);
        let times = times.chain([decided(self.engine, rule, now, self.place, |_| true).1]);
        times.filter(|at| *at > now).min().unwrap_or(NEVER)
    }

    fn is_here(self) -> bool {
        self.place == Place::Here
    }

    fn is_held_out(self) -> bool {
        let known = self.engine.known(self.at);
        known.is_some_and(|memory| memory.variation == Some(Variation::Holdout))
    }

    /// The user will be held out as soon as the guide would start.
    fn is_drawn_out(self) -> bool {
        !self.is_held_out()
            && !self.engine.is_under_way(self.at)
            && assigned(self.engine, self.at) == Variation::Holdout
    }
}

/// The variation that the user has, or will have.
pub(super) fn assigned(engine: &Engine, at: usize) -> Variation {
    let guide = &engine.bundle.guides[at];
    let memory = &engine.memory;
    let known = engine.known(at).and_then(|memory| memory.variation);
    known.unwrap_or_else(|| {
        let user = memory.user_id.as_ref().unwrap_or(&memory.anonymous_id);
        experiment::assign(guide, user, engine.bundle.holdout)
    })
}

/// The steps that the user sees, or will see.
pub(super) fn steps(engine: &Engine, at: usize) -> &[Step] {
    let guide = &engine.bundle.guides[at];
    match assigned(engine, at) {
        Variation::Variant(variant) => guide
            .variants
            .get(usize::from(variant))
            .map_or(&guide.steps, |variant| &variant.steps),
        _ => &guide.steps,
    }
}

fn is_page(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Page(_))
}

fn is_time(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Time(_))
}

fn is_probe(leaf: &Leaf) -> bool {
    !is_no_probe(leaf)
}

fn is_audience(leaf: &Leaf) -> bool {
    !matches!(leaf, Leaf::Page(_) | Leaf::Time(_) | Leaf::Probe(_))
}
