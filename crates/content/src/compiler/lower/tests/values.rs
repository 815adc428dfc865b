//! Tests of traits.

use banso_wire::time::DAY;

use super::{leaf, with};
use crate::rule::{Leaf, Scope, TextTest, ValueTest};

#[test]
fn tests_of_values() {
    let text = |how, text: &str| ValueTest::Text(how, vec![text.into()]);
    let days = |count: i64| count * DAY.cast_signed();
    let both = || vec!["a".to_owned(), "b".to_owned()];
    for (test, expected, not) in [
        (r#""present""#, ValueTest::Present, false),
        (r#""absent""#, ValueTest::Present, true),
        (r#""empty""#, text(TextTest::IsNot, ""), true),
        (r#"{ "is": "a" }"#, text(TextTest::Is, "a"), false),
        (r#"{ "is_not": "a" }"#, text(TextTest::Is, "a"), true),
        (
            r#"{ "one_of": ["a", "b"] }"#,
            ValueTest::Text(TextTest::Is, both()),
            false,
        ),
        (
            r#"{ "contains": "a" }"#,
            text(TextTest::Contains, "a"),
            false,
        ),
        (
            r#"{ "not_contains": "a" }"#,
            text(TextTest::Contains, "a"),
            true,
        ),
        (
            r#"{ "starts_with": "a" }"#,
            text(TextTest::Starts, "a"),
            false,
        ),
        (r#"{ "ends_with": "a" }"#, text(TextTest::Ends, "a"), false),
        (r#"{ "equals": 2 }"#, ValueTest::Number(2.0, 2.0), false),
        (
            r#"{ "at_least": 2 }"#,
            ValueTest::Number(2.0, f64::INFINITY),
            false,
        ),
        (
            r#"{ "at_most": 2 }"#,
            ValueTest::Number(f64::NEG_INFINITY, 2.0),
            false,
        ),
        (
            r#"{ "more_than": 2 }"#,
            ValueTest::Number(2f64.next_up(), f64::INFINITY),
            false,
        ),
        (
            r#"{ "less_than": 2 }"#,
            ValueTest::Number(f64::NEG_INFINITY, 2f64.next_down()),
            false,
        ),
        (
            r#"{ "between": [1, 2.5] }"#,
            ValueTest::Number(1.0, 2.5),
            false,
        ),
        (r#"{ "flag": false }"#, ValueTest::Flag(false), false),
        (
            r#"{ "includes_any": ["a", "b"] }"#,
            ValueTest::HasAny(both()),
            false,
        ),
        (
            r#"{ "includes_all": ["a", "b"] }"#,
            ValueTest::HasAll(both()),
            false,
        ),
        (
            r#"{ "includes_none": ["a", "b"] }"#,
            ValueTest::HasAny(both()),
            true,
        ),
        (
            r#"{ "less_than_days_ago": 3 }"#,
            ValueTest::Age(0, days(3)),
            false,
        ),
        (
            r#"{ "more_than_days_ago": 3 }"#,
            ValueTest::Age(days(3) + 1, i64::MAX),
            false,
        ),
        (
            r#"{ "exactly_days_ago": 3 }"#,
            ValueTest::Age(days(3), days(4)),
            false,
        ),
        (
            r#"{ "in_less_than_days": 3 }"#,
            ValueTest::Age(1 - days(3), 0),
            false,
        ),
        (
            r#"{ "in_more_than_days": 3 }"#,
            ValueTest::Age(i64::MIN, -days(3)),
            false,
        ),
        (
            r#"{ "before": "1970-01-03" }"#,
            ValueTest::Date(0, 2 * DAY),
            false,
        ),
        (
            r#"{ "on": "1970-01-03" }"#,
            ValueTest::Date(2 * DAY, 3 * DAY),
            false,
        ),
        (
            r#"{ "after": "1970-01-03" }"#,
            ValueTest::Date(3 * DAY, u64::MAX),
            false,
        ),
        (
            r#"{ "after": "1970-01-03T00:00" }"#,
            ValueTest::Date(2 * DAY + 1, u64::MAX),
            false,
        ),
    ] {
        let user = leaf(&format!(
            r#"{{ "user": {{ "name": "x", "test": {test} }} }}"#
        ));
        assert_eq!(user, (Leaf::Trait(0, expected), not), "{test}");
    }
}

#[test]
fn traits_of_users_and_accounts_are_two() {
    let test = r#"{ "name": "plan", "test": "present" }"#;
    let bundle = with(&format!(
        r#"{{ "all": [{{ "user": {test} }}, {{ "account": {test} }}, {{ "user": {test} }}] }}"#
    ));
    let scopes: Vec<Scope> = bundle.graph.traits.iter().map(|one| one.scope).collect();
    assert_eq!(scopes, [Scope::User, Scope::Account]);
    assert_eq!(bundle.graph.leaves.len(), 2);
}
