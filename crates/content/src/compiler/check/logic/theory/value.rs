//! Tests of one value: a trait, or a property of an event.

use super::ranges::Ranges;
use super::text;
use crate::compiler::authored::{PlannedValue, ValueType};
use crate::rule::ValueTest;

/// A test and whether it is to hold.
pub(super) type Asked<'t> = (&'t ValueTest, bool);

/// Whether some value, or none, answers all tests so. What is planned has its type, and where its
/// texts are listed, is one of them.
pub(in super::super) fn possible(tests: &[Asked], planned: Option<&PlannedValue>) -> bool {
    let answers =
        |pass: fn(&ValueTest) -> bool| tests.iter().all(|(test, holds)| pass(test) == *holds);
    let kind = planned.map(|planned| planned.kind);
    let may_be = |one: ValueType| {
        kind.is_none_or(|kind| {
            let is_date = kind == ValueType::Date;
            kind == one || is_date && matches!(one, ValueType::Text | ValueType::Number)
        })
    };
    let texts = planned.filter(|planned| planned.kind == ValueType::Text);
    let texts = texts.map_or(&[][..], |planned| &planned.values);
    let flag = || {
        answers(|test| matches!(test, ValueTest::Present | ValueTest::Flag(true)))
            || answers(|test| matches!(test, ValueTest::Present | ValueTest::Flag(false)))
    };
    let other = || answers(|test| matches!(test, ValueTest::Present));
    answers(|_| false)
        || kind.is_none() && other()
        || may_be(ValueType::Flag) && flag()
        || may_be(ValueType::Number) && number(tests)
        || may_be(ValueType::Text) && text::possible(tests, texts) && date(tests)
        || may_be(ValueType::List) && list(tests)
}

/// Whether a number answers so. A date can be one.
fn number(tests: &[Asked]) -> bool {
    let mut numbers = Ranges::of(rank(f64::MIN), rank(f64::MAX));
    for (test, holds) in tests {
        match test {
            ValueTest::Number(least, most) if least.is_nan() || most.is_nan() => {}
            ValueTest::Number(least, most) => numbers.narrow(rank(*least), rank(*most), *holds),
            ValueTest::Present if !holds => return false,
            ValueTest::Flag(_)
            | ValueTest::Text(..)
            | ValueTest::HasAny(_)
            | ValueTest::HasAll(_)
                if *holds =>
            {
                return false;
            }
            _ => {}
        }
    }
    !numbers.is_empty() && date(tests)
}

/// The place of a number among all numbers; both zeros are one.
fn rank(number: f64) -> i128 {
    let bits = i128::from(number.abs().to_bits());
    if number < 0.0 { -bits } else { bits }
}

/// Whether a date answers so. Where the calendar is asked and the age as well, each by itself: what
/// time it is, is not known.
fn date(tests: &[Asked]) -> bool {
    let is_asked =
        |asked: &Asked| matches!(asked, (ValueTest::Date(..) | ValueTest::Age(..), true));
    if !tests.iter().any(is_asked) {
        return true;
    }
    let mut dates = Ranges::of(i128::from(i64::MIN), i128::from(u64::MAX));
    let mut ages = Ranges::of(i128::from(i64::MIN), i128::from(i64::MAX));
    for (test, holds) in tests {
        match test {
            ValueTest::Date(from, until) => {
                let past = i128::from(*until != u64::MAX);
                dates.narrow(i128::from(*from), i128::from(*until) - past, *holds);
            }
            ValueTest::Age(least, most) => {
                let past = i128::from(*most != i64::MAX);
                ages.narrow(i128::from(*least), i128::from(*most) - past, *holds);
            }
            _ => {}
        }
    }
    !dates.is_empty() && !ages.is_empty()
}

/// Whether a list answers so.
fn list(tests: &[Asked]) -> bool {
    let (mut needed, mut barred): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (test, holds) in tests {
        match (test, holds) {
            (ValueTest::HasAll(texts), true) => needed.extend(texts.iter().map(String::as_str)),
            (ValueTest::HasAny(texts), false) => barred.extend(texts.iter().map(String::as_str)),
            (ValueTest::Present | ValueTest::HasAny(_), true) | (ValueTest::HasAll(_), false) => {}
            (ValueTest::Present, false) | (_, true) => return false,
            (_, false) => {}
        }
    }
    for (test, holds) in tests {
        if let (ValueTest::HasAny(texts), true) = (test, holds) {
            let mut open = texts
                .iter()
                .map(String::as_str)
                .filter(|text| !barred.contains(text));
            match (open.next(), open.next()) {
                (None, _) => return false,
                (Some(only), None) => needed.push(only),
                _ => {}
            }
        }
    }
    let is_refused = |asked: &Asked| match asked {
        (ValueTest::HasAll(texts), false) => {
            texts.iter().all(|text| needed.contains(&text.as_str()))
        }
        _ => false,
    };
    !needed.iter().any(|text| barred.contains(text)) && !tests.iter().any(is_refused)
}
