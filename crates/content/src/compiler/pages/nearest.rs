//! What an author may have meant: the element on the page that is nearest to a selector.

use std::collections::BTreeSet;

use scraper::{ElementRef, Selector};

use super::super::hint;
use super::super::selector::parts::{Part, parts};
use super::page::Parsed;

/// Attributes that name one element, the most lasting first.
const NAMES: [&str; 8] = [
    "data-banso",
    "data-testid",
    "data-test",
    "data-cy",
    "id",
    "name",
    "aria-label",
    "href",
];

/// The attribute selector that is nearest to what the selector asks for and the page lacks.
pub(super) fn nearest(page: &Parsed, selector: &str) -> Option<String> {
    let complexes = parts(selector);
    let asked = complexes.iter().flatten().flat_map(|one| &one.parts);
    asked.into_iter().find_map(|part| match part {
        Part::Attribute(name, Some(value)) => near(page, name, value),
        Part::Id(id) => near(page, "id", id),
        Part::Class(class) => near(page, "class", class),
        _ => None,
    })
}

fn near(page: &Parsed, name: &str, value: &str) -> Option<String> {
    let known = values(page, name);
    if known.contains(value) {
        return None;
    }
    let known: Vec<&str> = known.into_iter().collect();
    hint::nearest(value, &known)
        .map(|near| written(name, near))
        .or_else(|| elsewhere(page, value))
}

/// The same value in another attribute that names elements.
fn elsewhere(page: &Parsed, value: &str) -> Option<String> {
    let mut names = NAMES.into_iter().filter(|name| *name != "href");
    let name = names.find(|name| values(page, name).contains(value))?;
    Some(written(name, value))
}

/// Every value of an attribute on the page; of classes, each.
fn values<'p>(page: &'p Parsed, name: &str) -> BTreeSet<&'p str> {
    let values = page.elements().filter_map(|element| element.attr(name));
    match name {
        "class" => values.flat_map(str::split_whitespace).collect(),
        _ => values.collect(),
    }
}

fn written(name: &str, value: &str) -> String {
    match name {
        "class" => format!(".{value}"),
        name => format!(
            "[{name}=\"{}\"]",
            value.replace('\\', "\\\\").replace('"', "\\\"")
        ),
    }
}

/// A selector that matches this element alone.
pub(super) fn own_name(page: &Parsed, element: &ElementRef) -> Option<String> {
    NAMES.into_iter().find_map(|name| {
        let selector = written(name, element.attr(name)?);
        let alone = Selector::parse(&selector).ok()?;
        let matches = page.elements().filter(|element| alone.matches(element));
        (matches.count() == 1).then_some(selector)
    })
}
