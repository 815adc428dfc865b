//! What there is to say about a gate that holds a guide back.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::{Budget, Frequency, GuideKind, Trigger};
use banso_content::prose::StepText;
use banso_content::rule::{Counter, ProbeKind, Sign};
use banso_wire::event;
use banso_wire::time::Millis;

#[cfg(feature = "serde")]
use super::serial;
use crate::choice::Hold;
use crate::engine::Engine;

/// What there is to say about a gate.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(untagged, rename_all_fields = "camelCase"))]
pub enum Fact {
    /// The page it belongs to.
    Page {
        /// The page's address.
        address: String,
        /// The page that its present step belongs to, where the step names one.
        wanted: Option<String>,
    },
    /// How often it may appear by itself.
    Frequency {
        /// How often it may.
        may: Often,
        /// How often it did, as far as its limit counts; UTC ms.
        shown: Vec<Millis>,
        /// When it was last seen; UTC ms.
        seen: Option<Millis>,
        /// When it was last completed; UTC ms.
        completed: Option<Millis>,
        /// When it was last closed before its end; UTC ms.
        dismissed: Option<Millis>,
    },
    /// What would start it: any of these.
    Trigger {
        /// What.
        waits: Vec<Start>,
    },
    /// The budgets that are spent.
    Budget {
        /// Which.
        spent: Vec<Spent>,
    },
    /// The element that did not come.
    Target {
        /// The first way to find it: its CSS selector, or its name.
        selector: Option<String>,
        /// Why there is none: `absent`, `hidden`, `ambiguous`, `covered` or `gone`.
        why: Option<String>,
    },
    /// The guide that is visible.
    Outranked {
        /// Its id.
        by: String,
    },
}

/// How often a guide may appear by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Often {
    /// Once seen, never again.
    Once,
    /// Until it was completed or dismissed.
    UntilInteracted,
    /// Once a visit.
    EveryVisit,
    /// On each page anew.
    Always,
    /// So many times in so many ms, once a visit.
    Limit {
        /// So many times ...
        times: u16,
        /// ... in so many ms.
        within: Millis,
    },
}

/// What starts a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Start {
    /// As soon as its rule holds.
    Load,
    /// A click in an element that matches this CSS selector.
    Click(String),
    /// An event of this name.
    Event(String),
    /// The pointer rests on the element of this CSS selector.
    Hover(String),
    /// The element of this CSS selector comes into view.
    Appears(String),
    /// Nobody touched the page for so many ms.
    Idle(u32),
    /// The page was scrolled down by so many percent.
    Scroll(u32),
    /// The pointer leaves the page upwards.
    Exit,
    /// So many ms on the same page.
    Dwell(Millis),
    /// The user picks it in the resource centre.
    Launcher,
    /// The address of the page asks for it.
    Permalink,
    /// The host asks for it.
    Host,
}

/// A budget that is spent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Spent {
    /// Of guides of this kind; None: of all.
    #[cfg_attr(feature = "serde", serde(serialize_with = "serial::kind"))]
    pub kind: Option<GuideKind>,
    /// At most so many ...
    pub times: u16,
    /// ... in so many ms.
    pub within: Millis,
    /// How many appeared in that time.
    pub shown: u16,
    /// When it allows one again; UTC ms.
    pub until: Millis,
}

/// What there is to say about `hold`, for the guide at this position.
pub(super) fn of(engine: &Engine, at: usize, hold: Hold, now: Millis) -> Option<Fact> {
    let guide = &engine.bundle.guides[at];
    Some(match hold {
        Hold::Page => Fact::Page {
            address: engine.visit.page.address.clone(),
            wanted: step(engine, at).and_then(|step| step.page.clone()),
        },
        Hold::Frequency => frequency(engine, at),
        Hold::Trigger => Fact::Trigger {
            waits: guide
                .triggers
                .iter()
                .map(|one| start(engine, *one))
                .collect(),
        },
        Hold::Budget => {
            let budgets = engine.bundle.budgets.iter();
            let of_kind = budgets.filter(|one| one.kind.is_none_or(|kind| kind == guide.kind));
            let spent = of_kind.filter_map(|one| spent(engine, *one, now)).collect();
            Fact::Budget { spent }
        }
        Hold::Target => Fact::Target {
            selector: step(engine, at).and_then(|step| target(engine, step)),
            why: why(engine, at),
        },
        Hold::Outranked => Fact::Outranked {
            by: engine.bundle.guides.get(engine.visible()?)?.id.clone(),
        },
        _ => return None,
    })
}

/// The guide's present step, or its first.
fn step(engine: &Engine, at: usize) -> Option<&banso_content::model::Step> {
    let way = engine
        .known(at)
        .and_then(|memory| memory.under_way.as_ref());
    engine
        .steps(at)
        .get(way.map_or(0, |way| usize::from(way.step)))
}

/// The first way to the target of a step.
/// What the view said of the target that is not there.
fn why(engine: &Engine, at: usize) -> Option<String> {
    let mut all = engine.visit.missing.iter();
    let lost = all.find(|lost| usize::from(lost.0) == at)?;
    lost.1.text_of(event::REASON).map(Into::into)
}

fn target(engine: &Engine, step: &banso_content::model::Step) -> Option<String> {
    let said: StepText = step.said.read(engine.content_locale())?;
    said.target.first().map(|way| way.label().into())
}

fn frequency(engine: &Engine, at: usize) -> Fact {
    let memory = engine.known(at).cloned().unwrap_or_default();
    Fact::Frequency {
        may: match engine.bundle.guides[at].frequency {
            Frequency::Once => Often::Once,
            Frequency::UntilInteracted => Often::UntilInteracted,
            Frequency::EveryVisit => Often::EveryVisit,
            Frequency::Always => Often::Always,
            Frequency::Limit(times, within) => Often::Limit { times, within },
        },
        shown: memory.times,
        seen: memory.seen,
        completed: memory.completed,
        dismissed: memory.dismissed,
    }
}

pub(super) fn start(engine: &Engine, trigger: Trigger) -> Start {
    let graph = &engine.bundle.graph;
    let click = |at: u16| {
        graph
            .clicks
            .get(usize::from(at))
            .cloned()
            .unwrap_or_default()
    };
    match trigger {
        Trigger::Load => Start::Load,
        Trigger::Click(at) => Start::Click(click(at)),
        Trigger::Event(at) => match graph.counters.get(usize::from(at)) {
            Some(Counter {
                sign: Sign::Event(name),
                ..
            }) => Start::Event(name.clone()),
            Some(Counter {
                sign: Sign::Click(at),
                ..
            }) => Start::Click(click(*at)),
            None => Start::Host,
        },
        Trigger::Probe(at) => {
            let probe = graph
                .probes
                .get(usize::from(at))
                .cloned()
                .unwrap_or_default();
            match probe.kind {
                ProbeKind::Hover => Start::Hover(probe.selector),
                ProbeKind::Idle => Start::Idle(probe.amount),
                ProbeKind::Scroll => Start::Scroll(probe.amount),
                ProbeKind::Exit => Start::Exit,
                _ => Start::Appears(probe.selector),
            }
        }
        Trigger::Dwell(span) => Start::Dwell(span),
        Trigger::Launcher => Start::Launcher,
        Trigger::Permalink => Start::Permalink,
        Trigger::Host => Start::Host,
    }
}

/// A budget, if it allows none now.
fn spent(engine: &Engine, budget: Budget, now: Millis) -> Option<Spent> {
    let shown = engine.memory.shown.iter();
    let counted = shown.filter(|(kind, at)| {
        budget.kind.is_none_or(|of| of == *kind) && at.saturating_add(budget.within) > now
    });
    let times: Vec<Millis> = counted.map(|(_, at)| *at).collect();
    let first = times.len().checked_sub(budget.times.max(1).into())?;
    Some(Spent {
        kind: budget.kind,
        times: budget.times,
        within: budget.within,
        shown: times.len() as u16,
        until: times[first].saturating_add(budget.within),
    })
}
