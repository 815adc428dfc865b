//! The least that would have to change for a rule to hold.

use alloc::vec::Vec;

use super::question::{Asked, Found, Question};
use super::tree::{Known, Node};
use crate::choice::Hold;

/// Of the ways to make a part hold, so many of the shortest are followed up.
const BREADTH: usize = 64;

/// An answer that would have to turn.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Miss {
    /// The question and its present answer.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub asked: Asked,
    /// Whether it must hold; otherwise it must not.
    pub wanted: bool,
}

impl Miss {
    /// The gate that the question belongs to.
    pub fn hold(&self) -> Hold {
        match self.asked.asks {
            _ if self.asked.value == Known::Unknown => Hold::Element,
            Question::Page { .. } => Hold::Page,
            Question::Element { .. } => Hold::Element,
            Question::Time(_) => Hold::Schedule,
            _ => Hold::Audience,
        }
    }
}

/// A way to make a part of a rule come out as wanted: the answers that it rests on, by leaf, and
/// how many of them are otherwise now, and how many only a browser can tell.
#[derive(Clone, Default)]
struct Way<'a> {
    answers: Vec<(&'a Asked, bool)>,
    turned: usize,
    open: usize,
}

impl<'a> Way<'a> {
    fn of(asked: &'a Asked, wanted: bool) -> Self {
        Self::default().and(asked, wanted)
    }

    fn and(mut self, asked: &'a Asked, wanted: bool) -> Self {
        if asked.found == Found::Elsewhere {
            self.open += 1;
        } else {
            self.turned += usize::from(!asked.value.is(wanted));
        }
        self.answers.push((asked, wanted));
        self
    }

    /// Both ways at once; None when they contradict each other.
    fn with(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (asked, wanted) in &other.answers {
            match self.answers.iter().find(|known| known.0.at == asked.at) {
                Some(known) if known.1 != *wanted => return None,
                Some(_) => {}
                None => both = both.and(asked, *wanted),
            }
        }
        Some(both)
    }
}

/// The fewest answers that would have to turn for the rule to hold. Questions about the same fact
/// are taken to be independent.
pub(super) fn misses(rule: &Node) -> Vec<Miss> {
    let Some(way) = ways(rule, true).into_iter().next() else {
        return Vec::new();
    };
    let turned = way.answers.into_iter();
    turned
        .filter(|(asked, wanted)| !asked.value.is(*wanted))
        .map(|(asked, wanted)| Miss {
            asked: asked.clone(),
            wanted,
        })
        .collect()
}

/// The ways to make a part come out as wanted, the shortest first.
fn ways(node: &Node, wanted: bool) -> Vec<Way<'_>> {
    match node {
        Node::Leaf(asked) => [Way::of(asked, wanted)].into(),
        Node::Not { member, .. } => ways(member, !wanted),
        Node::All { members, .. } if wanted => every(members, wanted),
        Node::Any { members, .. } if !wanted => every(members, wanted),
        Node::All { members, .. } | Node::Any { members, .. } => one(members, wanted),
    }
}

fn one(members: &[Node], wanted: bool) -> Vec<Way<'_>> {
    shortest(
        members
            .iter()
            .flat_map(|member| ways(member, wanted))
            .collect(),
    )
}

fn every(members: &[Node], wanted: bool) -> Vec<Way<'_>> {
    let mut all = Vec::from([Way::default()]);
    for member in members {
        let more = ways(member, wanted);
        let pairs = all
            .iter()
            .flat_map(|way| more.iter().filter_map(|other| way.with(other)));
        all = shortest(pairs.collect());
    }
    all
}

fn shortest(mut ways: Vec<Way<'_>>) -> Vec<Way<'_>> {
    ways.sort_by_key(|way| (way.turned, way.open));
    ways.truncate(BREADTH);
    ways
}
