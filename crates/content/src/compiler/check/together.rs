//! What keys of one map, and entries of one list, say of each other. The schema carries it:
//! `x-exclusive` names keys of which one alone may stand, `x-ordered` pairs of which the first must
//! not be the larger, `x-any-of` keys of which one must stand, `x-ends` how the two ends of a range
//! compare; `x-task-of` names the key of the checklist that `task` is one of, and `x-step-of` that of
//! the guide that `question` is a step of.

use serde_json::Value as Json;

use super::super::diagnostic::Code;
use super::super::hint::quoted;
use super::super::lower::{clock, instant};
use super::super::node::{Entry, Node, Value};
use super::names::Member;
use super::walk::Walk;

impl Walk<'_, '_> {
    /// The keys of a map.
    pub(super) fn together(&mut self, schema: &Json, node: &Node) {
        for keys in groups(schema, "x-exclusive") {
            self.exclusive(&keys, node);
        }
        for keys in groups(schema, "x-ordered") {
            self.ordered(&keys, node);
        }
        let needed = words(&schema["x-any-of"]);
        if !needed.is_empty() && needed.iter().all(|key| node.get(key).is_none()) {
            let message = format!("{} says nothing", self.subject());
            let mend = format!("give it at least one of these: {}", quoted(&needed));
            self.error(Code::MissingKey, node.at, message, &mend);
        }
        self.member_of(Member::Task, &schema["x-task-of"], node, "task");
        self.member_of(Member::Step, &schema["x-step-of"], node, "question");
        if schema["x-step-of"].is_string() {
            self.compares(node);
        }
        if schema["x-ways"] == true {
            self.ways(node);
        }
    }

    fn member_of(&mut self, kind: Member, key: &Json, node: &Node, member: &str) {
        let owner = key.as_str().and_then(|key| node.get(key)?.text());
        if let (Some(owner), Some(named)) = (owner, node.get(member))
            && let Some(id) = named.text()
        {
            let mention = self.mention(named.at).below(member, named.at);
            let names = &mut self.findings.names;
            names.refer_member(kind, owner, id, mention);
        }
    }

    fn exclusive(&mut self, keys: &[&str], node: &Node) {
        let given = |entry: &&Entry| keys.contains(&entry.key.as_str());
        let mut given = node.entries().iter().filter(given);
        if let (Some(first), Some(second)) = (given.next(), given.next())
            && first.key != second.key
        {
            let message = format!("`{}` cannot stand beside `{}`", second.key, first.key);
            self.at(second.key.clone(), |walk| {
                walk.error(
                    Code::Contradiction,
                    second.at,
                    message,
                    "keep one of the two",
                );
            });
        }
    }

    fn ordered(&mut self, keys: &[&str], node: &Node) {
        let [first, second] = keys else { return };
        let (Some(low), Some(high)) = (node.get(first), node.get(second)) else {
            return;
        };
        let wrong = match (number(low), number(high)) {
            (Some(low), Some(high)) => low > high,
            _ => moment(low)
                .zip(moment(high))
                .is_some_and(|(low, high)| low >= high),
        };
        if wrong {
            let message = format!("`{second}` leaves nothing of `{first}`");
            self.at((*second).into(), |walk| {
                walk.error(
                    Code::Contradiction,
                    high.at,
                    message,
                    "swap the two, or correct one",
                );
            });
        }
    }

    /// How many entries a list has, and how its two ends compare.
    pub(super) fn entries(&mut self, schema: &Json, node: &Node, items: &[Node]) {
        let count = items.len() as u64;
        let least = schema["minItems"].as_u64().unwrap_or_default();
        let most = schema["maxItems"].as_u64().unwrap_or(u64::MAX);
        if least == most && count != most {
            let message = format!("{} has {count} entries", self.subject());
            let mend = format!("give it exactly {most}");
            self.error(Code::OutOfRange, node.at, message, &mend);
        } else if count > most {
            let message = format!("{} has {count} entries", self.subject());
            let mend = format!("give it {most} at most");
            self.error(Code::OutOfRange, node.at, message, &mend);
        } else if count > 0 && count < least {
            let message = format!("{} has {}", self.subject(), entries(count));
            let mend = format!("give it at least {least}");
            self.error(Code::OutOfRange, node.at, message, &mend);
        } else if count < least {
            let message = format!("{} is empty", self.subject());
            self.error(
                Code::EmptyList,
                node.at,
                message,
                "give it at least one entry",
            );
        }
        self.ends(schema, node, items);
    }

    fn ends(&mut self, schema: &Json, node: &Node, items: &[Node]) {
        let [first, second] = items else { return };
        let nothing = match schema["x-ends"].as_str() {
            Some("ascending") => number(first)
                .zip(number(second))
                .is_some_and(|(a, b)| a > b),
            Some("distinct") => minute(first).is_some_and(|first| minute(second) == Some(first)),
            _ => false,
        };
        if nothing {
            let message = format!("{} is a range with nothing in it", self.subject());
            self.error(
                Code::Contradiction,
                node.at,
                message,
                "write the smaller end first",
            );
        }
    }
}

fn entries(count: u64) -> String {
    let noun = if count == 1 { "entry" } else { "entries" };
    format!("{count} {noun}")
}

/// The lists of words below a keyword.
fn groups<'s>(schema: &'s Json, keyword: &str) -> Vec<Vec<&'s str>> {
    let groups = schema[keyword].as_array().into_iter().flatten();
    groups.map(words).collect()
}

fn words(list: &Json) -> Vec<&str> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Json::as_str).collect()
}

fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}

fn moment(node: &Node) -> Option<u64> {
    instant(node.text()?, None)
}

fn minute(node: &Node) -> Option<u16> {
    clock(node.text()?)
}
