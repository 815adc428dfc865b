//! Stand-ins for values: they pass and fail the same tests, and say nothing else.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::rule::{TextTest, ValueTest};

use crate::input::Value;

/// Fills the gaps of a stand-in, unless a tested text has it.
const FILLER: char = '·';

/// What may stand for `value` when nothing but these tests asks about it.
pub(super) fn stand_in(value: &Value, tests: &[&ValueTest]) -> Value {
    match value {
        Value::Flag(_) | Value::Number(_) => value.clone(),
        Value::List(items) => Value::List(tested_items(items, tests)),
        Value::Date(..) if tests.iter().any(|test| asks_date(test)) => value.clone(),
        Value::Text(text) | Value::Date(text, _) => Value::Text(stand_in_text(text, tests)),
    }
}

fn tested_items(items: &[String], tests: &[&ValueTest]) -> Vec<String> {
    let is_tested = |item: &&String| {
        tests.iter().any(|test| match test {
            ValueTest::HasAny(wanted) | ValueTest::HasAll(wanted) => wanted.contains(item),
            _ => false,
        })
    };
    items.iter().filter(is_tested).cloned().collect()
}

fn asks_date(test: &ValueTest) -> bool {
    matches!(test, ValueTest::Date(..) | ValueTest::Age(..))
}

fn stand_in_text(text: &str, tests: &[&ValueTest]) -> String {
    if parts(tests).any(|(_, part)| part == text) {
        return text.into();
    }
    assemble(text, tests)
}

/// The longest tested beginning that the text has, each tested part, and the longest tested end,
/// with a character between them that no tested text has. So nothing that was not in the text can
/// be found in the stand-in, and it equals no tested text.
fn assemble(text: &str, tests: &[&ValueTest]) -> String {
    let filler = filler(tests);
    let found = |wanted: TextTest, fits: fn(&str, &str) -> bool| {
        parts(tests)
            .filter_map(move |(how, part)| (how == wanted && fits(text, part)).then_some(part))
    };
    let head = found(TextTest::Starts, |text, part| text.starts_with(part));
    let tail = found(TextTest::Ends, |text, part| text.ends_with(part));
    let mut out = String::from(head.max_by_key(|part| part.len()).unwrap_or_default());
    out.push(filler);
    for part in found(TextTest::Contains, |text, part| text.contains(part)) {
        out.push_str(part);
        out.push(filler);
    }
    out.push_str(tail.max_by_key(|part| part.len()).unwrap_or_default());
    out
}

fn parts<'a>(tests: &'a [&ValueTest]) -> impl Iterator<Item = (TextTest, &'a str)> {
    tests.iter().flat_map(|test| {
        let (how, parts): (TextTest, &[String]) = match test {
            ValueTest::Text(how, parts) => (*how, parts),
            _ => (TextTest::Is, &[]),
        };
        parts.iter().map(move |part| (how, part.as_str()))
    })
}

/// A character that no tested text has: the usual one, or else the first such of those that Unicode
/// leaves to private use.
fn filler(tests: &[&ValueTest]) -> char {
    let is_free = |filler: &char| parts(tests).all(|(_, part)| !part.contains(*filler));
    core::iter::once(FILLER)
        .chain('\u{e000}'..='\u{f8ff}')
        .find(is_free)
        .unwrap_or(FILLER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value;
    use proptest::prelude::*;

    fn text_test() -> impl Strategy<Value = ValueTest> {
        let how = prop_oneof![
            Just(TextTest::Is),
            Just(TextTest::IsNot),
            Just(TextTest::Contains),
            Just(TextTest::Starts),
            Just(TextTest::Ends)
        ];
        let parts = proptest::collection::vec("[ab·\u{e000}]{0,3}", 0..4);
        (how, parts).prop_map(|(how, parts)| ValueTest::Text(how, parts))
    }

    fn any_test() -> impl Strategy<Value = ValueTest> {
        let texts = || proptest::collection::vec("[ab]{0,2}", 0..4);
        prop_oneof![
            6 => text_test(),
            1 => Just(ValueTest::Present),
            1 => any::<bool>().prop_map(ValueTest::Flag),
            1 => texts().prop_map(ValueTest::HasAny),
            1 => texts().prop_map(ValueTest::HasAll),
            1 => Just(ValueTest::Age(0, 1 << 40)),
            1 => Just(ValueTest::Date(0, 1 << 41)),
        ]
    }

    fn any_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            5 => "[abc·]{0,6}".prop_map(Value::Text),
            1 => Just(Value::of_text("2025-11-24".into())),
            1 => any::<f64>().prop_map(Value::Number),
            2 => proptest::collection::vec("[ab]{0,3}", 0..4).prop_map(Value::List),
        ]
    }

    proptest! {
        #[test]
        fn passes_and_fails_what_the_value_does(
            value in any_value(),
            tests in proptest::collection::vec(any_test(), 0..6),
        ) {
            let tests: Vec<&ValueTest> = tests.iter().collect();
            let stand_in = stand_in(&value, &tests);
            for now in [0, 1_764_000_000_000, 1 << 42] {
                for test in &tests {
                    prop_assert_eq!(
                        value::ask(test, Some(&value), now),
                        value::ask(test, Some(&stand_in), now),
                        "{:?} for {:?}", stand_in, test
                    );
                }
            }
        }
    }

    #[test]
    fn says_nothing_that_is_not_tested() {
        let tests = [&ValueTest::Text(
            TextTest::Ends,
            vec!["@example.com".into()],
        )];
        let email = Value::Text("hanako.sato@example.com".into());
        let expected = Value::Text("·@example.com".into());
        assert_eq!(stand_in(&email, &tests), expected);
        let plan = [&ValueTest::Text(TextTest::Is, vec!["team".into()])];
        assert_eq!(stand_in(&email, &plan), Value::Text("·".into()));
    }
}
