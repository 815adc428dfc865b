//! A rule as a tree, with the answer to every question in it.

use alloc::boxed::Box;
use alloc::vec::Vec;

use banso_content::model::RuleId;
use banso_content::rule::{Code, Leaf};
use banso_wire::time::Millis;

use super::answer;
use super::away::{Place, is_of_browser};
use super::question::Asked;
use crate::engine::Engine;
use crate::leaf::{self, NEVER, NO, YES};

/// Whether something holds, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Known {
    /// It does not hold.
    No,
    /// It is not known, because the page is not watched for it now.
    Unknown,
    /// It holds.
    Yes,
}

/// A part of a rule.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case", tag = "kind"))]
pub enum Node {
    /// All of these must hold; none: it always holds.
    All {
        /// Whether they do.
        value: Known,
        /// The parts.
        members: Vec<Node>,
    },
    /// At least one of these must hold.
    Any {
        /// Whether one does.
        value: Known,
        /// The parts.
        members: Vec<Node>,
    },
    /// This must not hold.
    Not {
        /// Whether it does not.
        value: Known,
        /// The part.
        member: Box<Node>,
    },
    /// A question about one fact.
    Leaf(Box<Asked>),
}

impl Known {
    pub(super) fn of(value: u8) -> Self {
        match value {
            YES => Self::Yes,
            NO => Self::No,
            _ => Self::Unknown,
        }
    }

    fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }

    pub(super) fn is(self, wanted: bool) -> bool {
        self == if wanted { Self::Yes } else { Self::No }
    }
}

impl Node {
    /// Whether this part holds.
    pub fn value(&self) -> Known {
        match self {
            Self::All { value, .. } | Self::Any { value, .. } | Self::Not { value, .. } => *value,
            Self::Leaf(asked) => asked.value,
        }
    }

    fn all(members: Vec<Node>) -> Self {
        let value = members.iter().map(Self::value).min();
        Self::All {
            value: value.unwrap_or(Known::Yes),
            members,
        }
    }

    fn any(members: Vec<Node>) -> Self {
        let value = members.iter().map(Self::value).max();
        Self::Any {
            value: value.unwrap_or(Known::No),
            members,
        }
    }

    fn not(member: Node) -> Self {
        Self::Not {
            value: member.value().not(),
            member: Box::new(member),
        }
    }
}

/// The tree of a rule at `now`.
pub(super) fn of(engine: &Engine, rule: RuleId, now: Millis, place: Place) -> Node {
    let mut stack: Vec<Node> = Vec::new();
    for code in codes(engine, rule) {
        let node = match code {
            Code::Leaf(at) => match answer::ask(engine, at, now, place) {
                Some(asked) => Node::Leaf(Box::new(asked)),
                None => Node::any(Vec::new()),
            },
            Code::All(count) => Node::all(spliced(&mut stack, count, as_all)),
            Code::Any(count) => Node::any(spliced(&mut stack, count, as_any)),
            Code::Not => match stack.pop() {
                Some(Node::Not { member, .. }) => *member,
                Some(node) => Node::not(node),
                None => Node::any(Vec::new()),
            },
        };
        stack.push(lone(node));
    }
    stack.pop().unwrap_or_else(|| Node::any(Vec::new()))
}

/// The topmost so many nodes; a group within a group of its kind gives its members to it.
fn spliced(
    stack: &mut Vec<Node>,
    count: usize,
    inner: fn(Node) -> Result<Vec<Node>, Node>,
) -> Vec<Node> {
    let members = stack.split_off(stack.len().saturating_sub(count));
    let mut out = Vec::new();
    for member in members {
        match inner(member) {
            Ok(members) => out.extend(members),
            Err(node) => out.push(node),
        }
    }
    out
}

fn as_all(node: Node) -> Result<Vec<Node>, Node> {
    match node {
        Node::All { members, .. } => Ok(members),
        node => Err(node),
    }
}

fn as_any(node: Node) -> Result<Vec<Node>, Node> {
    match node {
        Node::Any { members, .. } => Ok(members),
        node => Err(node),
    }
}

/// A group of one is that one.
fn lone(node: Node) -> Node {
    match node {
        Node::All { mut members, .. } | Node::Any { mut members, .. } if members.len() == 1 => {
            members.remove(0)
        }
        node => node,
    }
}

/// What a rule says at `now` as far as the leaves that are `known` decide it, and when the first of
/// its leaves may change though nothing happens.
pub(super) fn decided(
    engine: &Engine,
    rule: RuleId,
    now: Millis,
    place: Place,
    known: fn(&Leaf) -> bool,
) -> (Known, Millis) {
    let (mut stack, mut next): (Vec<Known>, Millis) = (Vec::new(), NEVER);
    for code in codes(engine, rule) {
        let value = match code {
            Code::Leaf(at) => match engine.bundle.graph.leaves.get(at) {
                Some(leaf) if place == Place::Away && is_of_browser(leaf, &engine.bundle) => {
                    Known::Unknown
                }
                Some(leaf) => {
                    let (value, until) = leaf::ask(leaf, &engine.facts(now));
                    next = next.min(until);
                    if known(leaf) {
                        Known::of(value)
                    } else {
                        Known::Unknown
                    }
                }
                None => Known::Unknown,
            },
            Code::All(count) => top(&mut stack, count)
                .into_iter()
                .min()
                .unwrap_or(Known::Yes),
            Code::Any(count) => top(&mut stack, count)
                .into_iter()
                .max()
                .unwrap_or(Known::No),
            Code::Not => stack.pop().unwrap_or(Known::No).not(),
        };
        stack.push(value);
    }
    (stack.pop().unwrap_or(Known::No), next)
}

fn top(stack: &mut Vec<Known>, count: usize) -> Vec<Known> {
    stack.split_off(stack.len().saturating_sub(count))
}

fn codes(engine: &Engine, rule: RuleId) -> impl Iterator<Item = Code> + '_ {
    let rule = engine.bundle.graph.rules.get(usize::from(rule));
    rule.into_iter()
        .flat_map(|rule| rule.0.iter().map(|code| Code::of(*code)))
}
