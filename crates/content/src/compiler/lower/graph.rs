//! Builds the graph: equal leaves, rules, counters and so on stand once, and leaves by topic.

use std::collections::BTreeMap;

use super::value;
use crate::bundle::fnv1a;
use crate::codec;
use crate::compiler::authored::PropertyTest;
use crate::model::RuleId;
use crate::rule::{
    Code, Counter, Filter, Graph, Leaf, Probe, ProbeKind, Rule, Scope, Sign, Topics, TraitName,
    Zone,
};

/// A graph being built.
#[derive(Default)]
pub(super) struct Builder {
    graph: Graph,
    /// The rules in codes, and the position of each.
    codes: Vec<Vec<Code>>,
    rules: BTreeMap<Vec<u32>, RuleId>,
    leaves: BTreeMap<Vec<u8>, usize>,
}

impl Builder {
    /// The position of a leaf.
    pub(super) fn leaf(&mut self, leaf: Leaf) -> usize {
        let leaves = &mut self.graph.leaves;
        *self.leaves.entry(codec::encode(&leaf)).or_insert_with(|| {
            leaves.push(leaf);
            leaves.len() - 1
        })
    }

    /// The leaf at a position.
    pub(super) fn leaf_at(&self, at: usize) -> Option<&Leaf> {
        self.graph.leaves.get(at)
    }

    /// The position of a rule.
    pub(super) fn rule(&mut self, codes: Vec<Code>) -> RuleId {
        let packed = codes.iter().map(|code| code.packed()).collect();
        let all = &mut self.codes;
        *self.rules.entry(packed).or_insert_with(|| {
            all.push(codes);
            (all.len() - 1) as RuleId
        })
    }

    /// The leaves of a rule.
    pub(super) fn leaves_of(&self, rule: RuleId) -> impl Iterator<Item = &Leaf> {
        let codes = self.codes[usize::from(rule)].iter();
        codes.filter_map(|code| match code {
            Code::Leaf(at) => Some(&self.graph.leaves[*at]),
            _ => None,
        })
    }

    /// The position of a trait.
    pub(super) fn trait_name(&mut self, scope: Scope, name: &str) -> u16 {
        let name = name.into();
        place(&mut self.graph.traits, TraitName { scope, name })
    }

    /// The position of a selector whose clicks matter.
    pub(super) fn click(&mut self, selector: &str) -> u16 {
        place(&mut self.graph.clicks, selector.into())
    }

    /// The position of a probe.
    pub(super) fn probe(&mut self, probe: Probe) -> u16 {
        place(&mut self.graph.probes, probe)
    }

    /// The position of a time zone.
    pub(super) fn zone(&mut self, zone: Zone) -> u16 {
        place(&mut self.graph.zones, zone)
    }

    /// The position of a counter, which remembers at least `keep` times.
    pub(super) fn counter(
        &mut self,
        sign: Sign,
        filters: &[PropertyTest],
        first: u64,
        keep: u16,
    ) -> u16 {
        let mut filters: Vec<Filter> = filters.iter().map(filter).collect();
        // All of them must hold, so that their order means nothing.
        filters.sort_by_cached_key(codec::encode);
        let key = self.key(&sign, &filters, first);
        let at = self.graph.counters.iter().position(|one| one.key == key);
        let at = at.unwrap_or_else(|| {
            self.graph.counters.push(Counter {
                key,
                sign,
                filters,
                first,
                keep,
            });
            self.graph.counters.len() - 1
        });
        let counter = &mut self.graph.counters[at];
        counter.keep = counter.keep.max(keep);
        at as u16
    }

    /// What a counter is remembered under: what is counted, by the event's name or the selector,
    /// and a hash of what narrows it. It does not hang on the order of the content.
    fn key(&self, sign: &Sign, filters: &[Filter], first: u64) -> String {
        let key = match sign {
            Sign::Event(name) => format!("event {name}"),
            Sign::Click(at) => format!("click {}", self.graph.clicks[usize::from(*at)]),
        };
        if !filters.is_empty() || first > 0 {
            let narrowed = codec::encode(&(filters.to_vec(), first));
            return format!("{key} {:016x}", fnv1a(&narrowed));
        }
        key
    }

    /// Has the shell tell the facts that leaves ask about.
    fn ask_for_facts(&mut self) {
        let facts: Vec<ProbeKind> = self.graph.leaves.iter().filter_map(fact).collect();
        for kind in facts {
            self.probe(Probe {
                kind,
                ..Probe::default()
            });
        }
    }

    /// The graph, its leaves in the order they were first asked for; without rules.
    pub(super) fn unsorted(self) -> Graph {
        self.graph
    }

    /// The graph, its leaves sorted by topic.
    pub(super) fn finish(mut self, features: usize, checklists: usize, guides: usize) -> Graph {
        self.ask_for_facts();
        let mut graph = self.graph;
        let topics = Topics {
            traits: graph.traits.len(),
            counters: graph.counters.len(),
            features,
            checklists,
        };
        let mut order: Vec<usize> = (0..graph.leaves.len()).collect();
        order.sort_by_key(|at| topics.of_leaf(&graph.leaves[*at]));
        let mut moved = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            moved[*old] = new;
        }
        let leaves: Vec<Leaf> = order.iter().map(|at| graph.leaves[*at].clone()).collect();
        graph.starts = starts(&leaves, topics, topics.of_guide(guides));
        graph.leaves = leaves;
        graph.rules = self
            .codes
            .iter()
            .map(|codes| packed(codes, &moved))
            .collect();
        (graph.user_starts, graph.users) = users(&graph);
        graph.events = heeded(&graph.counters);
        graph
    }
}

/// The fact that a leaf asks about and the page does not tell by itself.
fn fact(leaf: &Leaf) -> Option<ProbeKind> {
    match leaf {
        Leaf::Screen(_) => Some(ProbeKind::Screen),
        Leaf::Time(test) if test.zone == 0 && test.asks_clock() => Some(ProbeKind::Zone),
        _ => None,
    }
}

/// Where the leaves of each topic begin, and one past the last.
fn starts(leaves: &[Leaf], topics: Topics, count: usize) -> Vec<u32> {
    let begin = |topic| leaves.partition_point(|leaf| topics.of_leaf(leaf) < topic) as u32;
    (0..=count).map(begin).collect()
}

/// Where the rules of each leaf begin, and the rules.
fn users(graph: &Graph) -> (Vec<u32>, Vec<u16>) {
    let mut users = vec![Vec::new(); graph.leaves.len()];
    for (at, rule) in graph.rules.iter().enumerate() {
        for code in &rule.0 {
            if let Code::Leaf(leaf) = Code::of(*code) {
                users[leaf].push(at as u16);
            }
        }
    }
    let mut starts = vec![0];
    for users in &mut users {
        users.dedup();
        starts.push(starts[starts.len() - 1] + users.len() as u32);
    }
    (starts, users.concat())
}

/// The names of the events whose properties counters ask about, each once.
fn heeded(counters: &[Counter]) -> Vec<String> {
    let mut names = Vec::new();
    for counter in counters {
        if let Sign::Event(name) = &counter.sign
            && !counter.filters.is_empty()
            && !names.contains(name)
        {
            names.push(name.clone());
        }
    }
    names
}

fn packed(codes: &[Code], moved: &[usize]) -> Rule {
    let new = |code: &Code| match code {
        Code::Leaf(at) => Code::Leaf(moved[*at]).packed(),
        code => code.packed(),
    };
    Rule(codes.iter().map(new).collect())
}

pub(in crate::compiler) fn filter(test: &PropertyTest) -> Filter {
    let property = test.property.clone();
    let (test, not) = value::test(&test.test);
    Filter {
        property,
        test,
        not,
    }
}

/// The position of a value in a list that has it once.
fn place<T: PartialEq>(list: &mut Vec<T>, value: T) -> u16 {
    let known = list.iter().position(|one| *one == value);
    let at = known.unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    });
    at as u16
}
