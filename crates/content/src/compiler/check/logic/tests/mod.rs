//! The reasoning against brute force: random conditions over a few facts, each evaluated in every
//! small world there is.
#![allow(clippy::unwrap_used)]

mod facts;

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

use super::reason::Answer;
use super::world::World;
use crate::compiler::source::Source;
use facts::{Fact, facts};

const ROUNDS: usize = 3_000;

/// A condition over one or two facts.
#[derive(Clone, Debug)]
enum Tree {
    Leaf(bool, usize),
    All(Vec<Tree>),
    Any(Vec<Tree>),
    Not(Box<Tree>),
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (any::<bool>(), any::<usize>()).prop_map(|(second, at)| Tree::Leaf(second, at));
    leaf.prop_recursive(4, 12, 4, |inner| {
        prop_oneof![
            3 => prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::All),
            2 => prop::collection::vec(inner.clone(), 1..4).prop_map(Tree::Any),
            1 => inner.prop_map(|tree| Tree::Not(Box::new(tree))),
        ]
    })
}

impl Tree {
    fn leaf(at: usize, fact: &Fact) -> &Json {
        &fact.leaves[at % fact.leaves.len()]
    }

    fn json(&self, facts: [&Fact; 2]) -> Json {
        match self {
            Self::Leaf(second, at) => Self::leaf(*at, facts[usize::from(*second)]).clone(),
            Self::All(members) => {
                json!({ "all": members.iter().map(|one| one.json(facts)).collect::<Vec<_>>() })
            }
            Self::Any(members) => {
                json!({ "any": members.iter().map(|one| one.json(facts)).collect::<Vec<_>>() })
            }
            Self::Not(member) => json!({ "not": member.json(facts) }),
        }
    }

    /// For every state of the two facts together, whether it holds.
    fn table(&self, facts: [&Fact; 2]) -> Vec<bool> {
        let (first, second) = (&facts[0].states, &facts[1].states);
        let merge = |members: &[Tree], start: bool, merge: fn(bool, bool) -> bool| {
            let mut all = vec![start; first.len() * second.len()];
            for member in members {
                let table = member.table(facts);
                all.iter_mut()
                    .zip(table)
                    .for_each(|(all, one)| *all = merge(*all, one));
            }
            all
        };
        match self {
            Self::Leaf(is_second, at) => {
                let fact = facts[usize::from(*is_second)];
                let leaf = Self::leaf(*at, fact);
                let column: Vec<bool> = fact
                    .states
                    .iter()
                    .map(|state| (fact.holds)(leaf, state))
                    .collect();
                let row = |one: usize| {
                    (0..second.len()).map(move |two| if *is_second { two } else { one })
                };
                (0..first.len())
                    .flat_map(row)
                    .map(|at| column[at])
                    .collect()
            }
            Self::All(members) => merge(members, true, |all, one| all && one),
            Self::Any(members) => merge(members, false, |any, one| any || one),
            Self::Not(member) => member.table(facts).into_iter().map(|one| !one).collect(),
        }
    }
}

fn content(conditions: &[Json]) -> Source {
    let text = json!({ "en": "T" });
    let steps = json!([{ "title": text, "body": text }]);
    let guides: Vec<Json> = conditions
        .iter()
        .enumerate()
        .map(|(at, when)| json!({ "id": format!("g{at}"), "name": text, "kind": "modal", "when": when, "steps": steps }))
        .collect();
    let task = |at: usize| {
        let done = json!({ "event": { "name": "Done" } });
        json!({ "id": format!("t{at}"), "title": text, "optional": at == 1, "done": done })
    };
    let tasks: Vec<Json> = (0..3).map(task).collect();
    let all = json!({
        "locales": [{ "id": "en" }, { "id": "ja" }, { "id": "ja-JP" }],
        "features": [{ "id": "f", "name": text, "any": [{ "event": "Used" }] }],
        "checklists": [{ "id": "c", "title": text, "tasks": tasks }],
        "guides": guides,
    });
    Source::of([("banso.json", all.to_string())])
}

/// What no world satisfies may be missed, but not often; what a world satisfies is never refused.
#[test]
fn brute_force_agrees() {
    let facts = facts();
    let mut runner = TestRunner::deterministic();
    let strategy = (tree(), 0..facts.len(), 0..facts.len());
    let cases: Vec<_> = (0..ROUNDS)
        .map(|_| strategy.new_tree(&mut runner).unwrap().current())
        .collect();
    // Two facts about one trait are one fact: such a pair would be two worlds at once.
    let distinct =
        |one: usize, two: usize| one != two && !((1..=3).contains(&one) && (1..=3).contains(&two));
    let pair = |one: usize, two: usize| {
        [
            &facts[one],
            &facts[if distinct(one, two) {
                two
            } else {
                (one + 4) % facts.len()
            }],
        ]
    };
    let conditions: Vec<Json> = cases
        .iter()
        .map(|(tree, one, two)| tree.json(pair(*one, *two)))
        .collect();
    let source = content(&conditions);
    let world = World::new(&source, &[]);
    assert_eq!(world.guides.len(), ROUNDS);
    let (mut never, mut proven, mut always, mut missed) = (0, 0, 0, String::new());
    for ((tree, one, two), view) in cases.iter().zip(&world.guides) {
        let table = tree.table(pair(*one, *two));
        let formula = view.when.as_ref().unwrap().formula();
        let json = tree.json(pair(*one, *two));
        let answer = world.reason.ask([&formula]);
        let opposite = world.reason.ask([&formula.not()]);
        assert!(
            !table.contains(&true) || answer != Answer::Never,
            "can hold: {json}"
        );
        assert!(
            !table.contains(&false) || opposite != Answer::Never,
            "can fail: {json}"
        );
        if !table.contains(&true) {
            never += 1;
            proven += usize::from(answer == Answer::Never);
            if answer != Answer::Never {
                writeln!(missed, "{json}").unwrap();
            }
        }
        always += usize::from(opposite == Answer::Never);
    }
    println!(
        "{never} of {ROUNDS} rules never hold; {proven} of them are found; {always} always hold"
    );
    assert!(proven * 100 >= never * 95, "missed:\n{missed}");
    assert!(never > 250);
}
