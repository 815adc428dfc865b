//! Tests of a text.

use super::value::Asked;
use crate::rule::{TextTest, ValueTest};

/// Whether some text answers all tests so: one of `texts`, or any where there are none.
pub(super) fn possible(tests: &[Asked], texts: &[String]) -> bool {
    let fits_type = |(test, holds): &Asked| match test {
        ValueTest::Present => *holds,
        ValueTest::Text(..) | ValueTest::Date(..) | ValueTest::Age(..) => true,
        _ => !holds,
    };
    if !tests.iter().all(fits_type) {
        return false;
    }
    let tests: Vec<_> = tests.iter().filter_map(text_test).collect();
    match candidates(&tests, texts) {
        Some(candidates) => candidates.iter().any(|text| agrees(&tests, text)),
        None => any(&tests),
    }
}

type TextAsked<'t> = (TextTest, &'t [String], bool);

fn text_test<'t>((test, holds): &Asked<'t>) -> Option<TextAsked<'t>> {
    match test {
        ValueTest::Text(how, wanted) => Some((*how, wanted.as_slice(), *holds)),
        _ => None,
    }
}

/// The texts among which the answer is, if they are few.
fn candidates<'t>(tests: &[TextAsked<'t>], texts: &'t [String]) -> Option<&'t [String]> {
    if !texts.is_empty() {
        return Some(texts);
    }
    tests
        .iter()
        .find_map(|(how, wanted, holds)| match (how, holds) {
            (TextTest::Is, true) | (TextTest::IsNot, false) => Some(*wanted),
            _ => None,
        })
}

fn agrees(tests: &[TextAsked], text: &str) -> bool {
    tests
        .iter()
        .all(|(how, wanted, holds)| wanted.iter().any(|one| compares(*how, text, one)) == *holds)
}

fn compares(how: TextTest, text: &str, part: &str) -> bool {
    match how {
        TextTest::Is => text == part,
        TextTest::IsNot => text != part,
        TextTest::Contains => text.contains(part),
        TextTest::Starts => text.starts_with(part),
        TextTest::Ends => text.ends_with(part),
    }
}

/// Whether some text of any length does. It has a beginning, an end, and parts that it must have;
/// a text long enough has all, so what is left to fail is two beginnings, two ends, or a refusal of
/// what it must have.
fn any(tests: &[TextAsked]) -> bool {
    let demanded = |how: TextTest| tests.iter().filter_map(move |test| demand(test, how));
    let longest = |how| {
        demanded(how)
            .max_by_key(|part| part.len())
            .unwrap_or_default()
    };
    let (beginning, end) = (longest(TextTest::Starts), longest(TextTest::Ends));
    let parts: Vec<&str> = demanded(TextTest::Contains)
        .chain([beginning, end])
        .collect();
    let is_refused = |(how, wanted, holds): &TextAsked| {
        !holds
            && wanted.iter().any(|one| match how {
                TextTest::Starts => beginning.starts_with(one.as_str()),
                TextTest::Ends => end.ends_with(one.as_str()),
                TextTest::Contains => parts.iter().any(|part| part.contains(one.as_str())),
                TextTest::Is | TextTest::IsNot => false,
            })
    };
    demanded(TextTest::Starts).all(|part| beginning.starts_with(part))
        && demanded(TextTest::Ends).all(|part| end.ends_with(part))
        && !tests.iter().any(is_refused)
}

/// The part that a test demands. Of several, which one is open.
fn demand<'t>((how, wanted, holds): &TextAsked<'t>, asked: TextTest) -> Option<&'t str> {
    match wanted {
        [only] if *holds && *how == asked => Some(only),
        _ => None,
    }
}
