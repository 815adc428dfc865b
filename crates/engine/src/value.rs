//! Tests of values: traits, and properties of events.

use alloc::string::String;

use banso_content::rule::{Filter, TextTest, ValueTest};
use banso_wire::time::Millis;

use crate::input::{Traits, Value};
use crate::leaf::{NEVER, NO, YES, has, sooner, still, timed};
use crate::memory::find;

/// A number of this size or more is a date in ms, a smaller one in seconds: 1973 in ms, 5138 in s.
const MS_FROM: f64 = 1e11;

/// No clock of a browser goes further, in ms: ECMA-262, "Time Values and Time Range".
const END_OF_TIME: i64 = 8_640_000_000_000_000;

/// Whether a value passes a test, and when that may change though nothing happens.
pub(crate) fn ask(test: &ValueTest, value: Option<&Value>, now: Millis) -> (u8, Millis) {
    let Some(value) = value else {
        return still(false);
    };
    match (test, value) {
        (ValueTest::Present, _) => still(true),
        (ValueTest::Flag(wanted), Value::Flag(flag)) => still(flag == wanted),
        (ValueTest::Number(least, most), Value::Number(number)) => {
            still(least <= number && number <= most)
        }
        (ValueTest::Text(how, wanted), Value::Text(text) | Value::Date(text, _)) => {
            still(any_text(*how, wanted, text))
        }
        (ValueTest::HasAny(wanted), Value::List(list)) => still(count_in(wanted, list) > 0),
        (ValueTest::HasAll(wanted), Value::List(list)) => {
            still(count_in(wanted, list) == wanted.len())
        }
        (ValueTest::Date(from, until), value) => {
            let fits = |at: i64| (*from == 0 || at >= bound(*from)) && at < bound(*until);
            still(date(value).is_some_and(fits))
        }
        (ValueTest::Age(least, most), value) => {
            date(value).map_or((NO, NEVER), |at| age(at, *least, *most, now))
        }
        _ => still(false),
    }
}

/// Whether properties pass all filters.
pub(crate) fn passes(filters: &[Filter], properties: &Traits, now: Millis) -> bool {
    for filter in filters {
        let value = find(properties, &filter.property);
        if (ask(&filter.test, value, now).0 == YES) == filter.not {
            return false;
        }
    }
    true
}

fn any_text(how: TextTest, wanted: &[String], text: &str) -> bool {
    for one in wanted {
        if compares(how, text.as_bytes(), one.as_bytes()) {
            return true;
        }
    }
    false
}

/// By bytes: the text patterns of the standard library weigh more than this file.
fn compares(how: TextTest, text: &[u8], part: &[u8]) -> bool {
    match how {
        TextTest::Is => text == part,
        TextTest::IsNot => text != part,
        TextTest::Starts => text.starts_with(part),
        TextTest::Ends => text.ends_with(part),
        TextTest::Contains => {
            let mut rest = text;
            while !rest.starts_with(part) {
                let Some((_, tail)) = rest.split_first() else {
                    return false;
                };
                rest = tail;
            }
            true
        }
    }
}

fn count_in(wanted: &[String], list: &[String]) -> usize {
    let mut count = 0;
    for one in wanted {
        count += usize::from(has(list, one));
    }
    count
}

/// A date as UTC ms: a text that is one, or a number of seconds or milliseconds.
fn date(value: &Value) -> Option<i64> {
    match value {
        Value::Date(_, at) => Some(*at as i64),
        Value::Number(number) if number.abs() >= MS_FROM => Some(*number as i64),
        Value::Number(number) => Some((*number * 1_000.0) as i64),
        _ => None,
    }
}

fn age(at: i64, least: i64, most: i64, now: Millis) -> (u8, Millis) {
    let age = bound(now).saturating_sub(at);
    let moment = |limit: i64| match at.checked_add(limit) {
        Some(moment) if moment < END_OF_TIME => moment.max(0).cast_unsigned(),
        _ => NEVER,
    };
    let until = sooner(NEVER, moment(least), now);
    let until = sooner(until, moment(most), now);
    timed(least <= age && age < most, until)
}

/// A time as a signed one; the end of time stays the end.
fn bound(at: Millis) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_without_an_end_never_changes_again() {
        let test = ValueTest::Age(10, i64::MAX);
        let date = Value::Number(1e12);
        assert_eq!(
            ask(&test, Some(&date), 1_000_000_000_000),
            (NO, 1_000_000_000_010)
        );
        assert_eq!(
            ask(&test, Some(&date), 1_000_000_000_010),
            (YES, NEVER),
            "nothing wakes the engine any more"
        );
    }
}
