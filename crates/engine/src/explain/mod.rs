//! Why a guide is shown, or is not: a tree of reasons with what was asked and what was found, every
//! gate that holds it back, and the least that would have to change.
//!
//! The engine decides without any of this; [`explain`] asks the same questions again and keeps the
//! answers. The debug panel and the collector's dashboard say them in the same [`words`].

mod answer;
mod away;
mod facts;
mod gates;
mod near;
mod question;
#[cfg(feature = "serde")]
mod serial;
mod tree;
pub mod words;

#[cfg(test)]
mod tests;

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::RuleId;
use banso_wire::time::Millis;

pub use away::{Away, explain_away};
pub use facts::{Fact, Often, Spent, Start};
pub use near::Miss;
pub use question::{Asked, Device, Found, Progress, Question, Size, Window};
pub use tree::{Known, Node};

use crate::choice::Hold;
use crate::engine::Engine;
use crate::experiment;
use away::Place;
use gates::Gates;

/// Why a guide is shown, or is not.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "camelCase"))]
pub struct Explanation {
    /// The guide's id.
    pub guide: String,
    /// What it is doing.
    pub state: State,
    /// Everything that holds it back now, each by itself, the engine's own reason first. Empty when
    /// it is shown, or would be.
    pub holds: Vec<Reason>,
    /// Its audience, schedule and dependencies.
    pub rule: Node,
    /// The fewest answers that would have to turn for the rule to hold: `only role is not admin`.
    /// Empty when it holds, or when its questions contradict each other.
    pub near: Vec<Miss>,
    /// When it would start if nothing but time went by; UTC ms. None: never, or it is shown already.
    pub opens_at: Option<Millis>,
    /// Which form of it the user sees, where it is compared: `control`, `holdout`, or a variant.
    pub variation: Option<String>,
}

/// What a guide is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum State {
    /// It is visible.
    Shown,
    /// It has started and waits to go on.
    UnderWay,
    /// Nothing holds it back: it starts as soon as the engine looks again.
    WouldShow,
    /// Something holds it back.
    Held,
}

/// Something that holds a guide back.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Reason {
    /// What.
    #[cfg_attr(feature = "serde", serde(serialize_with = "serial::hold"))]
    pub hold: Hold,
    /// When it ends though nothing happens; UTC ms. None: not by itself.
    pub until: Option<Millis>,
    /// What there is to say about it.
    pub fact: Option<Fact>,
}

/// A rule, and what would make it hold.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Rule {
    /// The rule.
    pub rule: Node,
    /// The fewest answers that would have to turn for it to hold.
    pub near: Vec<Miss>,
}

/// Why this guide is shown, or is not, at `now`. None: there is no such guide in the content.
pub fn explain(engine: &Engine, guide: &str, now: Millis) -> Option<Explanation> {
    let at = engine.position_of(guide)?;
    Some(explained(engine, at, now, Place::Here))
}

/// Every guide of the content, in the order in which they may appear.
pub fn explain_all(engine: &Engine, now: Millis) -> Vec<Explanation> {
    let guides = 0..engine.bundle.guides.len();
    guides
        .map(|at| explained(engine, at, now, Place::Here))
        .collect()
}

/// A rule of the content, such as that of a checklist or a task.
pub fn explain_rule(engine: &Engine, rule: RuleId, now: Millis) -> Rule {
    ruled(engine, rule, now, Place::Here)
}

fn ruled(engine: &Engine, rule: RuleId, now: Millis, place: Place) -> Rule {
    let rule = tree::of(engine, rule, now, place);
    let near = near::misses(&rule);
    Rule { rule, near }
}

fn explained(engine: &Engine, at: usize, now: Millis, place: Place) -> Explanation {
    let guide = &engine.bundle.guides[at];
    let gates = Gates { engine, at, place };
    let Rule { rule, near } = ruled(engine, guide.when, now, place);
    let holds = gates.holds(now);
    let state = state(engine, at, holds.is_empty());
    let waits = matches!(state, State::UnderWay | State::Held);
    Explanation {
        guide: guide.id.clone(),
        state,
        holds,
        rule,
        near,
        opens_at: waits.then(|| gates.opens_at(now)).flatten(),
        variation: variation(engine, at),
    }
}

fn state(engine: &Engine, at: usize, free: bool) -> State {
    if engine.is_shown(at) {
        State::Shown
    } else if engine.is_under_way(at) {
        State::UnderWay
    } else if free {
        State::WouldShow
    } else {
        State::Held
    }
}

fn variation(engine: &Engine, at: usize) -> Option<String> {
    let guide = &engine.bundle.guides[at];
    let holdout = engine.bundle.holdout;
    experiment::is_experiment(guide, holdout)
        .then(|| experiment::name(guide, gates::assigned(engine, at)).into())
}
