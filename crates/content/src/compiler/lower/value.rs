//! Tests of values.

use banso_wire::time::DAY;

use super::zone::instant;
use crate::compiler::authored::ValueTest as Authored;
use crate::rule::{TextTest, ValueTest};

/// A test and whether its opposite is meant.
pub(super) fn test(test: &Authored) -> (ValueTest, bool) {
    match test {
        Authored::Absent => (ValueTest::Present, true),
        Authored::Empty => (text(TextTest::IsNot, ""), true),
        Authored::IsNot(other) => (text(TextTest::Is, other), true),
        Authored::NotContains(part) => (text(TextTest::Contains, part), true),
        Authored::IncludesNone(texts) => (ValueTest::HasAny(texts.clone()), true),
        other => (plain(other), false),
    }
}

fn plain(test: &Authored) -> ValueTest {
    match test {
        Authored::Is(wanted) => text(TextTest::Is, wanted),
        Authored::OneOf(texts) => ValueTest::Text(TextTest::Is, texts.clone()),
        Authored::Contains(part) => text(TextTest::Contains, part),
        Authored::StartsWith(part) => text(TextTest::Starts, part),
        Authored::EndsWith(part) => text(TextTest::Ends, part),
        Authored::Equals(number) => ValueTest::Number(*number, *number),
        Authored::AtLeast(least) => ValueTest::Number(*least, f64::INFINITY),
        Authored::AtMost(most) => ValueTest::Number(f64::NEG_INFINITY, *most),
        Authored::MoreThan(least) => ValueTest::Number(least.next_up(), f64::INFINITY),
        Authored::LessThan(most) => ValueTest::Number(f64::NEG_INFINITY, most.next_down()),
        Authored::Between(ends) => ValueTest::Number(end(ends, 0), end(ends, 1)),
        Authored::Flag(flag) => ValueTest::Flag(*flag),
        Authored::IncludesAny(texts) => ValueTest::HasAny(texts.clone()),
        Authored::IncludesAll(texts) => ValueTest::HasAll(texts.clone()),
        _ => date(test).unwrap_or(ValueTest::Present),
    }
}

fn date(test: &Authored) -> Option<ValueTest> {
    Some(match test {
        Authored::LessThanDaysAgo(count) => ValueTest::Age(0, days(*count)),
        Authored::MoreThanDaysAgo(count) => ValueTest::Age(days(*count) + 1, i64::MAX),
        Authored::ExactlyDaysAgo(count) => ValueTest::Age(days(*count), days(*count) + days(1)),
        Authored::InLessThanDays(count) => ValueTest::Age(1 - days(*count), 0),
        Authored::InMoreThanDays(count) => ValueTest::Age(i64::MIN, -days(*count)),
        Authored::Before(moment) => ValueTest::Date(0, instant(moment, None)?),
        Authored::On(day) => {
            let from = instant(day, None)?;
            ValueTest::Date(from, from + DAY)
        }
        Authored::After(moment) => {
            let past = if moment.contains('T') { 1 } else { DAY };
            ValueTest::Date(instant(moment, None)? + past, u64::MAX)
        }
        _ => return None,
    })
}

fn days(count: u16) -> i64 {
    i64::from(count) * DAY.cast_signed()
}

fn end(ends: &[f64], at: usize) -> f64 {
    ends.get(at).copied().unwrap_or(f64::NAN)
}

fn text(how: TextTest, text: &str) -> ValueTest {
    ValueTest::Text(how, vec![text.into()])
}
