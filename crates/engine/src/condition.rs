//! Conditions: whether a rule holds, given what the client knows.

use alloc::string::String;

use banso_content::glob;
use banso_content::model::{Condition, EventTest, Feature, FeatureTest, TraitTest, ValueTest};
use banso_wire::time::{DAY, Millis};

use crate::input::Value;
use crate::memory::{Memory, find};

/// What the client knows at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The path of the page.
    pub path: &'a str,
    /// The BCP 47 tag of the page's language.
    pub locale: &'a str,
    /// The user's traits.
    pub user: &'a [(String, Value)],
    /// The account's traits.
    pub account: &'a [(String, Value)],
    /// What is remembered.
    pub memory: &'a Memory,
    /// The features of the content.
    pub features: &'a [Feature],
    /// UTC ms.
    pub now: Millis,
}

/// Whether `condition` holds.
pub fn holds(condition: &Condition, facts: &Facts<'_>) -> bool {
    match condition {
        Condition::All(conditions) => conditions.iter().all(|c| holds(c, facts)),
        Condition::Any(conditions) => conditions.iter().any(|c| holds(c, facts)),
        Condition::Not(condition) => !holds(condition, facts),
        Condition::Page(pattern) => glob::matches(pattern, facts.path),
        Condition::Event(test) => event(test, facts),
        Condition::User(test) => of_trait(test, facts.user),
        Condition::Account(test) => of_trait(test, facts.account),
        Condition::Feature(test) => feature(test, facts),
        Condition::Guide(test) => facts
            .memory
            .guide(&test.id)
            .is_some_and(|g| g.was(test.was)),
        Condition::ChecklistComplete(id) => {
            find(&facts.memory.checklists, id).is_some_and(|list| list.completed.is_some())
        }
        Condition::Locale(tag) => speaks(facts.locale, tag),
    }
}

/// Whether the page alone rules `condition` out: it cannot hold here, whatever else is true.
pub fn page_rules_out(condition: &Condition, path: &str) -> bool {
    by_page(condition, path) == Some(false)
}

/// The condition's value as far as the page alone decides it (Kleene's three-valued logic).
fn by_page(condition: &Condition, path: &str) -> Option<bool> {
    match condition {
        Condition::Page(pattern) => Some(glob::matches(pattern, path)),
        Condition::Not(condition) => by_page(condition, path).map(|value| !value),
        Condition::All(conditions) => decided(conditions, path, false),
        Condition::Any(conditions) => decided(conditions, path, true),
        _ => None,
    }
}

/// A group's value: one member with the `deciding` value decides; otherwise all must be known.
fn decided(conditions: &[Condition], path: &str, deciding: bool) -> Option<bool> {
    let mut all_known = true;
    for condition in conditions {
        match by_page(condition, path) {
            Some(value) if value == deciding => return Some(deciding),
            Some(_) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(!deciding)
}

/// Whether a page in `tag` is one in `wanted`: the same tag, or a region of it.
fn speaks(tag: &str, wanted: &str) -> bool {
    let (head, rest) = tag.split_at_checked(wanted.len()).unwrap_or((tag, ""));
    head.eq_ignore_ascii_case(wanted) && (rest.is_empty() || rest.starts_with('-'))
}

fn event(test: &EventTest, facts: &Facts<'_>) -> bool {
    let since = match test.within_days {
        0 => 0,
        days => facts.now.saturating_sub(Millis::from(days) * DAY),
    };
    let times = find(&facts.memory.events, &test.name).map_or(&[][..], |times| times);
    times.iter().filter(|at| **at >= since).count() >= usize::from(test.at_least)
}

fn feature(test: &FeatureTest, facts: &Facts<'_>) -> bool {
    let Some(feature) = facts.features.iter().find(|feature| feature.id == test.id) else {
        return false;
    };
    let adoption = find(&facts.memory.adoption, &test.id);
    let state = adoption
        .map(|a| a.state(feature.adoption, facts.now))
        .unwrap_or_default();
    state >= test.reached
}

fn of_trait(test: &TraitTest, traits: &[(String, Value)]) -> bool {
    value(&test.test, find(traits, &test.name))
}

fn value(test: &ValueTest, value: Option<&Value>) -> bool {
    match (test, value) {
        (ValueTest::Present, value) => value.is_some(),
        (ValueTest::Absent, value) => value.is_none(),
        (ValueTest::Is(wanted), Some(Value::Text(text))) => text == wanted,
        (ValueTest::IsNot(other), value) => !matches!(value, Some(Value::Text(t)) if t == other),
        (ValueTest::OneOf(wanted), Some(Value::Text(text))) => wanted.contains(text),
        (ValueTest::AtLeast(least), Some(Value::Number(number))) => number >= least,
        (ValueTest::AtMost(most), Some(Value::Number(number))) => number <= most,
        (ValueTest::Flag(wanted), Some(Value::Flag(flag))) => flag == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::GuideMemory;
    use banso_content::model::{GuideFate, GuideTest};

    fn check(condition: Condition, expected: bool) {
        let memory = Memory {
            anonymous_id: "a".into(),
            events: vec![("Saved".into(), vec![DAY, 9 * DAY])],
            guides: vec![(
                "tour".into(),
                GuideMemory {
                    seen: Some(1),
                    ..GuideMemory::default()
                },
            )],
            ..Memory::default()
        };
        let user = [
            ("role".into(), Value::Text("admin".into())),
            ("seats".into(), Value::Number(20.0)),
            ("beta".into(), Value::Flag(true)),
        ];
        let facts = Facts {
            path: "/expenses/7",
            locale: "ja-JP",
            user: &user,
            account: &[],
            memory: &memory,
            features: &[],
            now: 10 * DAY,
        };
        assert_eq!(holds(&condition, &facts), expected, "{condition:?}");
    }

    fn user(name: &str, test: ValueTest) -> Condition {
        Condition::User(TraitTest {
            name: name.into(),
            test,
        })
    }

    fn saved(at_least: u16, within_days: u16) -> Condition {
        Condition::Event(EventTest {
            name: "Saved".into(),
            at_least,
            within_days,
        })
    }

    #[test]
    fn leaves() {
        check(Condition::Page("/expenses/:id".into()), true);
        check(Condition::Locale("ja".into()), true);
        check(Condition::Locale("j".into()), false);
        check(saved(2, 0), true);
        check(saved(2, 5), false);
        check(saved(1, 1), true);
        check(
            Condition::Guide(GuideTest {
                id: "tour".into(),
                was: GuideFate::Seen,
            }),
            true,
        );
        check(
            Condition::Guide(GuideTest {
                id: "tour".into(),
                was: GuideFate::Completed,
            }),
            false,
        );
        check(Condition::ChecklistComplete("unknown".into()), false);
    }

    #[test]
    fn values_of_another_type_fail() {
        check(user("role", ValueTest::Is("admin".into())), true);
        check(
            user(
                "role",
                ValueTest::OneOf(vec!["owner".into(), "admin".into()]),
            ),
            true,
        );
        check(user("role", ValueTest::AtLeast(1.0)), false);
        check(user("seats", ValueTest::AtLeast(20.0)), true);
        check(user("seats", ValueTest::AtMost(19.5)), false);
        check(user("beta", ValueTest::Flag(true)), true);
        check(user("plan", ValueTest::IsNot("free".into())), true);
        check(user("plan", ValueTest::Absent), true);
        check(
            Condition::Account(TraitTest {
                name: "plan".into(),
                test: ValueTest::Present,
            }),
            false,
        );
    }

    #[test]
    fn groups_nest() {
        let page = || Condition::Page("/expenses/**".into());
        check(Condition::All(vec![]), true);
        check(Condition::Any(vec![]), false);
        check(
            Condition::Not(Box::new(Condition::Any(vec![page()]))),
            false,
        );
        check(
            Condition::All(vec![page(), Condition::Any(vec![saved(9, 0), page()])]),
            true,
        );
    }

    #[test]
    fn the_page_alone_can_rule_a_condition_out() {
        let here = || Condition::Page("/a".into());
        let role = || user("role", ValueTest::Present);
        for (condition, expected) in [
            (here(), true),
            (role(), false),
            (Condition::All(vec![role(), here()]), true),
            (Condition::Any(vec![role(), here()]), false),
            (Condition::Not(Box::new(here())), false),
        ] {
            assert_eq!(page_rules_out(&condition, "/b"), expected, "{condition:?}");
        }
    }
}
