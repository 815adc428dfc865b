//! Why a guide would be shown, or not, to somebody who is not here: what only a browser can tell is
//! left open, and said to be.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::model::{Source, Trigger};
use banso_content::rule::{Leaf, Sign};
use banso_wire::time::Millis;

use super::facts;
use super::gates;
use super::question::{Found, Question};
use super::tree::{Known, Node};
use super::{Explanation, Miss, Start};
use crate::engine::Engine;

/// Where the questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In the browser, on the page that is open.
    Here,
    /// Elsewhere: the page and what is on it are not known.
    Away,
}

/// Why a guide would be shown, or not, as far as that can be known away from the browser.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Away {
    /// What is known. `holds` and `near` name nothing that only the browser decides; that it
    /// `would show` means that nothing known holds the guide back.
    pub explanation: Explanation,
    /// The pages on which it could be, any of them: their patterns. Empty: on every page, as far as
    /// it says.
    pub pages: Vec<String>,
    /// What else the browser decides.
    pub open: Vec<Miss>,
    /// What would have to happen there, any of it. Empty: nothing.
    pub starts: Vec<Start>,
}

/// Every guide of the content, in the order in which they may appear, for the user whose memory and
/// traits `engine` has. Its page, window, locale and elements are taken to be unknown.
pub fn explain_away(engine: &Engine, now: Millis) -> Vec<Away> {
    let guides = 0..engine.bundle.guides.len();
    guides.map(|at| away(engine, at, now)).collect()
}

fn away(engine: &Engine, at: usize, now: Millis) -> Away {
    let mut explanation = super::explained(engine, at, now, Place::Away);
    let turned = core::mem::take(&mut explanation.near);
    let (open, near): (Vec<Miss>, Vec<Miss>) = turned
        .into_iter()
        .partition(|miss| miss.asked.found == Found::Elsewhere);
    explanation.near = near;
    let is_page = |miss: &Miss| matches!(miss.asked.asks, Question::Page { .. }) && miss.wanted;
    Away {
        pages: pages(engine, at, &explanation.rule),
        open: open.into_iter().filter(|miss| !is_page(miss)).collect(),
        starts: starts(engine, at),
        explanation,
    }
}

/// The page of the guide's present step, or else the pages that its rule asks for.
fn pages(engine: &Engine, at: usize, rule: &Node) -> Vec<String> {
    if let Some(page) = step_page(engine, at) {
        return [page].into();
    }
    let mut pages = Vec::new();
    wanted_pages(rule, &mut pages);
    pages
}

/// A user who will be assigned to a variant sees its steps.
fn step_page(engine: &Engine, at: usize) -> Option<String> {
    let way = engine
        .known(at)
        .and_then(|memory| memory.under_way.as_ref());
    let step = usize::from(way.map_or(0, |way| way.step));
    let steps = gates::steps(engine, at);
    steps.get(step).and_then(|step| step.page.clone())
}

fn wanted_pages(node: &Node, pages: &mut Vec<String>) {
    match node {
        Node::All { members, .. } | Node::Any { members, .. } => {
            for member in members {
                wanted_pages(member, pages);
            }
        }
        Node::Leaf(asked) if asked.value == Known::Unknown => {
            if let Question::Page { pattern } = &asked.asks
                && !pages.contains(pattern)
            {
                pages.push(pattern.clone());
            }
        }
        Node::Leaf(_) | Node::Not { .. } => {}
    }
}

fn starts(engine: &Engine, at: usize) -> Vec<Start> {
    let triggers = &engine.bundle.guides[at].triggers;
    if engine.is_under_way(at) || triggers.contains(&Trigger::Load) {
        return Vec::new();
    }
    let starts = triggers.iter();
    starts.map(|one| facts::start(engine, *one)).collect()
}

/// Whether only a browser can answer: what is open there, and what is not reported from it.
pub(super) fn is_of_browser(leaf: &Leaf, bundle: &Bundle) -> bool {
    match leaf {
        Leaf::Page(_) | Leaf::Probe(_) | Leaf::Screen(_) | Leaf::Locale(_) => true,
        Leaf::Time(test) => test.zone == 0 && test.asks_clock(),
        Leaf::Count(at, _) => {
            let counter = bundle.graph.counters.get(usize::from(*at));
            match counter.map(|counter| &counter.sign) {
                Some(Sign::Click(click)) => !is_reported(*click, bundle),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Clicks are reported only as uses of a feature, by the feature: its first selector stands for it.
fn is_reported(click: u16, bundle: &Bundle) -> bool {
    bundle.features.iter().any(|feature| {
        let mut clicks = feature.any.iter().filter_map(|source| match source {
            Source::Click(at) => Some(*at),
            _ => None,
        });
        clicks.next() == Some(click) && clicks.next().is_none()
    })
}
