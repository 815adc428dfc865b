//! What every leaf and every rule says now. Only what depends on a change is evaluated again.

use alloc::vec::Vec;

use banso_content::rule::{Code, Graph, Leaf, Rule};
use banso_wire::time::Millis;

use crate::leaf::{Facts, NEVER, NO, UNKNOWN, YES, ask, of_trait};

/// A rule is to be evaluated again: a bit beside what it says.
const STALE: u8 = 4;

/// The values of the leaves and the rules of a bundle.
#[derive(Clone, Debug)]
pub(crate) struct Truth {
    leaves: Vec<u8>,
    /// When a leaf may change though nothing happens.
    until: Vec<Millis>,
    /// What each rule says; [`STALE`] beside it while it is among `stale`.
    rules: Vec<u8>,
    /// The rules to evaluate again.
    stale: Vec<u16>,
    /// The earliest of `until`.
    next: Millis,
    /// When the clock was last asked.
    asked: Millis,
}

impl Default for Truth {
    /// Of content without rules.
    fn default() -> Self {
        Self {
            leaves: Vec::new(),
            until: Vec::new(),
            rules: Vec::new(),
            stale: Vec::new(),
            next: NEVER,
            asked: 0,
        }
    }
}

impl Truth {
    /// Everything unknown yet: all leaves must be asked.
    pub(crate) fn of(graph: &Graph) -> Self {
        let rules = graph.rules.len();
        Self {
            leaves: alloc::vec![UNKNOWN; graph.leaves.len()],
            until: alloc::vec![NEVER; graph.leaves.len()],
            rules: alloc::vec![NO | STALE; rules],
            stale: (0..rules as u16).collect(),
            next: NEVER,
            asked: 0,
        }
    }

    /// Whether a rule holds.
    pub(crate) fn holds(&self, rule: u16) -> bool {
        self.value(rule) == YES
    }

    /// What a rule says.
    pub(crate) fn value(&self, rule: u16) -> u8 {
        self.rules
            .get(usize::from(rule))
            .map_or(NO, |value| value & !STALE)
    }

    /// When to ask the clock again.
    pub(crate) fn next(&self) -> Millis {
        self.next
    }

    /// Asks the leaves of a topic again.
    pub(crate) fn topic(&mut self, topic: usize, facts: &Facts<'_>) {
        let starts = &facts.bundle.graph.starts;
        if let (Some(from), Some(to)) = (starts.get(topic), starts.get(topic + 1)) {
            self.ask(*from as usize, *to as usize, facts);
        }
    }

    /// Asks every leaf again.
    pub(crate) fn all(&mut self, facts: &Facts<'_>) {
        self.asked = facts.now;
        self.next = NEVER;
        self.ask(0, self.leaves.len(), facts);
    }

    /// Asks the leaves again whose time has come; all that hang on time, when the clock went back.
    pub(crate) fn clock(&mut self, facts: &Facts<'_>) {
        let back = facts.now < self.asked;
        self.asked = facts.now;
        if facts.now < self.next && !back {
            return;
        }
        self.next = NEVER;
        for at in 0..self.leaves.len() {
            let until = self.until[at];
            if until <= facts.now || back {
                self.ask(at, at + 1, facts);
            } else {
                self.next = self.next.min(until);
            }
        }
    }

    fn ask(&mut self, from: usize, to: usize, facts: &Facts<'_>) {
        for at in from..to {
            let Some(leaf) = facts.bundle.graph.leaves.get(at) else {
                return;
            };
            // Features ask about traits alone; all else is for what is shown.
            let (value, until) = match leaf {
                Leaf::Trait(at, test) => of_trait(*at, test, facts),
                leaf if facts.bundle.shows() => ask(leaf, facts),
                _ => (UNKNOWN, NEVER),
            };
            self.until[at] = until;
            self.next = self.next.min(until);
            if self.leaves[at] != value {
                self.leaves[at] = value;
                self.mark(at, &facts.bundle.graph);
            }
        }
    }

    /// A leaf has another value: its rules are to be evaluated again.
    fn mark(&mut self, leaf: usize, graph: &Graph) {
        let ends = (graph.user_starts.get(leaf), graph.user_starts.get(leaf + 1));
        let (Some(from), Some(to)) = ends else { return };
        for at in *from..*to {
            if let Some(rule) = graph.users.get(at as usize)
                && let Some(value) = self.rules.get_mut(usize::from(*rule))
                && *value < STALE
            {
                *value |= STALE;
                self.stale.push(*rule);
            }
        }
    }

    /// Evaluates the rules that hang on what changed; true when one of them came out differently.
    pub(crate) fn settle(&mut self, graph: &Graph) -> bool {
        let (mut changed, mut stack) = (false, Vec::new());
        while let Some(rule) = self.stale.pop() {
            let at = usize::from(rule);
            let leaf = |at: usize| self.leaves.get(at).copied().unwrap_or(UNKNOWN);
            let value = evaluate(&graph.rules[at], &mut stack, &leaf);
            changed |= self.rules[at] != value | STALE;
            self.rules[at] = value;
        }
        changed
    }

    /// What a rule says as far as the leaves that are `known` decide it.
    pub(crate) fn as_far_as(&self, graph: &Graph, rule: u16, known: fn(&Leaf) -> bool) -> u8 {
        let value = |at: usize| match graph.leaves.get(at) {
            Some(leaf) if known(leaf) => self.leaves[at],
            _ => UNKNOWN,
        };
        let rule = graph.rules.get(usize::from(rule));
        rule.map_or(NO, |rule| evaluate(rule, &mut Vec::new(), &value))
    }
}

/// Kleene's three-valued logic: "all" is the least of its values, "any" the greatest.
fn evaluate(rule: &Rule, stack: &mut Vec<u8>, leaf: &dyn Fn(usize) -> u8) -> u8 {
    stack.clear();
    for code in &rule.0 {
        let value = match Code::of(*code) {
            Code::Leaf(at) => leaf(at),
            Code::Not => YES - stack.pop().unwrap_or(NO),
            Code::All(count) => fold(stack, count, YES, u8::min),
            Code::Any(count) => fold(stack, count, NO, u8::max),
        };
        stack.push(value);
    }
    stack.pop().unwrap_or(NO)
}

/// Whether a rule holds for someone of whom `facts` are known. The engine itself keeps what it has
/// evaluated; this is for those who ask once.
pub(crate) fn holds(rule: u16, facts: &Facts<'_>) -> bool {
    let graph = &facts.bundle.graph;
    let value = |at: usize| {
        graph
            .leaves
            .get(at)
            .map_or(UNKNOWN, |leaf| ask(leaf, facts).0)
    };
    let rule = graph.rules.get(usize::from(rule));
    rule.is_some_and(|rule| evaluate(rule, &mut Vec::new(), &value) == YES)
}

fn fold(stack: &mut Vec<u8>, count: usize, start: u8, join: fn(u8, u8) -> u8) -> u8 {
    let mut value = start;
    for _ in 0..count.min(stack.len()) {
        value = join(value, stack.pop().unwrap_or(NO));
    }
    value
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use banso_content::bundle::Bundle;
    use banso_content::prose::Prose;
    use banso_content::rule::{Scope, Topics, TraitName, ValueTest};

    use super::*;
    use crate::input::Value;
    use crate::memory::Memory;
    use crate::visit::{Page, Visit};

    /// One rule: any of two pages.
    fn content() -> Bundle {
        let pages = ["/a", "/b"].map(|page| Leaf::Page(page.into()));
        let codes = [Code::Leaf(0), Code::Leaf(1), Code::Any(2)].map(Code::packed);
        Bundle {
            graph: Graph {
                rules: vec![Rule(codes.to_vec())],
                leaves: pages.to_vec(),
                starts: vec![0, 2],
                users: vec![0, 0],
                user_starts: vec![0, 1, 2],
                ..Graph::default()
            },
            help: Some(Prose::default()),
            ..Bundle::default()
        }
    }

    #[test]
    fn what_only_features_ask_about_is_known_though_nothing_is_shown() {
        let mut bundle = Bundle {
            help: None,
            ..content()
        };
        let test = ValueTest::Flag(true);
        bundle.graph.leaves[1] = Leaf::Trait(0, test);
        bundle.graph.traits.push(TraitName {
            scope: Scope::User,
            name: "beta".into(),
        });
        let visit = Visit {
            page: Page {
                address: "/a".into(),
                ..Page::default()
            },
            user: vec![("beta".into(), Value::Flag(true))],
            ..Visit::default()
        };
        let facts = Facts {
            bundle: &bundle,
            memory: &Memory::default(),
            visit: &visit,
            now: 0,
        };
        let mut truth = Truth::of(&bundle.graph);
        truth.all(&facts);
        assert_eq!(truth.leaves, [UNKNOWN, YES]);
    }

    #[test]
    fn a_rule_is_evaluated_once_and_only_when_a_leaf_of_it_changed() {
        let (bundle, memory, mut visit) = (content(), Memory::default(), Visit::default());
        let mut truth = Truth::of(&bundle.graph);
        let mut go = |page: &str, truth: &mut Truth| {
            visit.page.address = page.to_string();
            let facts = Facts {
                bundle: &bundle,
                memory: &memory,
                visit: &visit,
                now: 0,
            };
            truth.topic(Topics::PAGE, &facts);
            (truth.stale.len(), truth.settle(&bundle.graph))
        };
        assert_eq!(go("/a", &mut truth), (1, true), "nothing was evaluated yet");
        assert_eq!(
            go("/b", &mut truth),
            (1, false),
            "both leaves, one rule, the same value"
        );
        assert_eq!(go("/b", &mut truth), (0, false), "nothing changed");
        assert_eq!(go("/c", &mut truth), (1, true));
        assert!(!truth.holds(0));
    }
}
