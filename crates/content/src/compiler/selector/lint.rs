//! Selectors that a browser takes and that will fail all the same: those that break with the next
//! change of the page, and those that match more than was meant.

use super::generated;
use super::parts::{Complex, Compound, Part, parts};

/// More compounds than this describe how the page is built, not what is meant.
const DEEPEST: usize = 4;

/// This many bare tags in a row, joined by `>`, are a path as in XPath.
const PATH: usize = 3;

/// Classes that say what kind of thing an element is, and stand on many.
const GENERIC: &[&str] = &[
    "active",
    "badge",
    "block",
    "box",
    "btn",
    "button",
    "card",
    "cell",
    "col",
    "column",
    "container",
    "content",
    "dropdown",
    "field",
    "flex",
    "form",
    "grid",
    "group",
    "header",
    "icon",
    "input",
    "item",
    "label",
    "link",
    "list",
    "menu",
    "modal",
    "nav",
    "panel",
    "primary",
    "row",
    "secondary",
    "section",
    "selected",
    "tab",
    "table",
    "text",
    "title",
    "wrapper",
];

/// Tags of which a page has one.
const SINGLE: &[&str] = &["body", "h1", "html", "main"];

/// Why a selector breaks with the next change of the page, as the end of a sentence.
pub(in super::super) fn brittle(selector: &str) -> Option<String> {
    parts(selector).iter().find_map(brittle_complex)
}

/// Why the value of a test id breaks with the next change of the page, as a noun.
pub(in super::super) fn brittle_id(id: &str) -> Option<&'static str> {
    generated::id(id)
}

fn brittle_complex(complex: &Complex) -> Option<String> {
    let named = || complex.iter().flat_map(|compound| &compound.parts);
    let places = named().filter(|part| **part == Part::Place).count();
    named()
        .find_map(made_up)
        .or_else(|| path(complex).then(|| "it is a path of bare tags".into()))
        .or_else(|| (places > 1).then(|| "it counts siblings more than once".into()))
        .or_else(|| {
            let deep = complex.len() > DEEPEST;
            deep.then(|| format!("it goes through {} elements", complex.len()))
        })
}

/// Whether a part names what a tool made up.
fn made_up(part: &Part) -> Option<String> {
    let class = |name: &str| generated::class(name).map(|kind| format!("`{name}` is {kind}"));
    let id = |name: &str| generated::id(name).map(|kind| format!("`{name}` is {kind}"));
    match part {
        Part::Class(name) => class(name),
        Part::Id(name) => id(name),
        Part::Attribute(name, Some(value)) if name == "id" => id(value),
        Part::Attribute(name, Some(value)) if name == "class" => {
            value.split_whitespace().find_map(class)
        }
        Part::Attribute(name, _) => {
            generated::attribute(name).then(|| format!("`{name}` is a generated attribute"))
        }
        Part::Nested(list) => list.iter().find_map(brittle_complex),
        _ => None,
    }
}

/// Whether compounds in a row are bare tags, joined by `>`.
fn path(complex: &Complex) -> bool {
    let mut longest = 0;
    let mut length = 0;
    for compound in complex {
        length = match (is_bare(compound), compound.child) {
            (false, _) => 0,
            (true, true) => length + 1,
            (true, false) => 1,
        };
        longest = longest.max(length);
    }
    longest >= PATH
}

fn is_bare(compound: &Compound) -> bool {
    let bare = |part: &Part| matches!(part, Part::Tag(_) | Part::Place);
    compound.parts.iter().all(bare)
}

/// Why a selector that should match one element may match several, as the end of a sentence.
pub(in super::super) fn ambiguous(selector: &str) -> Option<String> {
    // What is around is in another tree, and need not be alone.
    let (_, inner) = selector.rsplit_once(">>>").unwrap_or(("", selector));
    parts(inner).iter().find_map(|complex| match &complex[..] {
        [alone] => ambiguous_compound(alone),
        _ => None,
    })
}

fn ambiguous_compound(compound: &Compound) -> Option<String> {
    let mut generic = None;
    for part in &compound.parts {
        match part {
            Part::Tag(tag) if SINGLE.contains(&tag.as_str()) || tag.contains('-') => return None,
            Part::Class(class) if is_generic(class) => {
                generic = Some(format!("`{class}` is a class of many elements"));
            }
            Part::Tag(_) | Part::Other => {}
            _ => return None,
        }
    }
    generic.or_else(|| Some("it names nothing but a kind of element".into()))
}

fn is_generic(class: &str) -> bool {
    let first = class.split('-').next().unwrap_or_default();
    GENERIC.contains(&class) || matches!(first, "btn" | "col" | "button")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brittle_selectors_are_told_with_their_reason() {
        for (selector, reason) in [
            (".css-1a2b3c", "`css-1a2b3c` is a generated class name"),
            ("nav :is(.x, .css-1a2b3c)", "generated class name"),
            ("[class=\"x sc-bdVaJa\"]", "generated class name"),
            (".md\\:flex", "utility class"),
            ("#row-4711", "an id with a number"),
            ("[data-v-7ba5bd90]", "generated attribute"),
            ("ul > li:nth-child(2) > a", "a path of bare tags"),
            ("#main div > ul > li", "a path of bare tags"),
            ("#t .r:nth-child(2) .c:last-child", "counts siblings"),
            ("#a .b .c .d .e", "through 5 elements"),
        ] {
            let found = brittle(selector).unwrap_or_default();
            assert!(found.contains(reason), "{selector}: {found}");
        }
    }

    #[test]
    fn lasting_selectors_pass() {
        for selector in [
            "[data-testid=\"new-expense\"]",
            "nav > a",
            "#main .toolbar [role=\"button\"][aria-label=\"Save\"]",
            "table tr:nth-child(2)",
            "a:not(.active)",
        ] {
            assert_eq!(brittle(selector), None, "{selector}");
        }
    }

    #[test]
    fn ambiguous_selectors_are_told() {
        for selector in [
            "button",
            "a",
            "*",
            ".btn",
            "button.btn-primary",
            "a:hover",
            "#a, li",
        ] {
            assert!(ambiguous(selector).is_some(), "{selector}");
        }
        for selector in [
            "main",
            "my-widget",
            ".new-expense",
            ".btn.export",
            "button#save",
            "button[type=\"submit\"]",
            "nav a",
            "",
        ] {
            assert_eq!(ambiguous(selector), None, "{selector}");
        }
    }
}
