//! Selectors that outlive a change of the page: names that the developers gave, before roles, before
//! places.

use web_sys::{Document, Element};

use crate::door::Door;
use crate::written::Known;

/// Attributes that exist to be found by, the best first.
const NAMES: [&str; 5] = [
    "data-testid",
    "data-test-id",
    "data-test",
    "data-cy",
    "data-qa",
];
/// Attributes that tell an element from its like, where its name does not.
const MARKS: [&str; 4] = ["aria-label", "name", "href", "type"];
/// What people press: a part of it stands for all of it.
const PRESSED: &str = "a[href],button,input,select,textarea,label,summary,[role=button],[role=link],[role=tab],[role=menuitem],[data-testid]";
/// The roles that tags have by themselves.
const BY_TAG: [(&str, &str); 12] = [
    (
        "button",
        "button,summary,input:is([type=button],[type=submit],[type=reset])",
    ),
    ("link", "a[href]"),
    ("checkbox", "[type=checkbox]"),
    ("radio", "[type=radio]"),
    ("slider", "[type=range]"),
    ("spinbutton", "[type=number]"),
    ("searchbox", "[type=search]"),
    (
        "textbox",
        "textarea,input:is(:not([type]),[type=text],[type=email],[type=tel],[type=url])",
    ),
    ("combobox", "select:not([multiple],[size])"),
    ("heading", "h1,h2,h3,h4,h5,h6"),
    ("navigation", "nav"),
    ("dialog", "dialog"),
];
/// The most steps of a path.
const MOST_STEPS: usize = 6;

/// An element that was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picked {
    /// What it is known by; its selector above all.
    pub(crate) known: Known,
    /// How many elements of the page it matches.
    pub(crate) count: u32,
    /// How well it will last.
    pub(crate) quality: Quality,
    /// The element's tag and what names it.
    pub(crate) label: String,
}

/// How well a selector will last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quality {
    /// It rests on a name that was given for this.
    Good,
    /// It rests on an id, a role or a label.
    Fair,
    /// It rests on where the element stands.
    Weak,
}

/// What is pressed at an element: itself, or what it is a part of.
pub(crate) fn pressed(element: &Element) -> Element {
    let around = element.closest(PRESSED).ok().flatten();
    around.unwrap_or_else(|| element.clone())
}

/// A selector for an element.
pub(crate) fn pick(document: &Document, element: &Element, door: &Door) -> Picked {
    let (css, quality) = selector(document, element);
    let test_id = element.get_attribute(NAMES[0]);
    Picked {
        count: count(document, &css),
        label: label(element),
        known: Known {
            test_id: test_id.filter(|id| is_stable(id)).unwrap_or_default(),
            role: role(element),
            name: door.name_of(element),
            text: door.text_of(element),
            css,
        },
        quality,
    }
}

/// The role that an element is given, or that its tag has by itself; empty when it has none that
/// people know.
fn role(element: &Element) -> String {
    if let Some(given) = element.get_attribute("role") {
        return given.split_whitespace().next().unwrap_or_default().into();
    }
    let of = |selector| element.matches(selector).unwrap_or_default();
    let known = BY_TAG.iter().find(|(_, selector)| of(selector));
    known.map_or("", |(role, _)| role).into()
}

fn selector(document: &Document, element: &Element) -> (String, Quality) {
    let own = candidates(element);
    for (selector, quality) in &own {
        if count(document, selector) == 1 {
            return (selector.clone(), *quality);
        }
    }
    within(document, element, &own).unwrap_or_else(|| (path(document, element), Quality::Weak))
}

/// What an element is known by, the best first.
fn candidates(element: &Element) -> Vec<(String, Quality)> {
    let tag = element.local_name();
    let value = |name: &str| element.get_attribute(name).filter(|value| is_stable(value));
    let mut out = Vec::new();
    for name in NAMES
        .iter()
        .map(|name| (*name).to_owned())
        .chain(other_names(element))
    {
        if let Some(value) = value(&name) {
            out.push((format!("[{name}={}]", quoted(&value)), Quality::Good));
        }
    }
    if let Some(id) = value("id") {
        out.push((format!("#{}", web_sys::css::escape(&id)), Quality::Fair));
    }
    let role =
        value("role").map_or_else(|| tag.clone(), |role| format!("[role={}]", quoted(&role)));
    for name in MARKS {
        if let Some(value) = value(name) {
            out.push((format!("{role}[{name}={}]", quoted(&value)), Quality::Fair));
        }
    }
    out
}

/// The other data attributes of an element.
fn other_names(element: &Element) -> impl Iterator<Item = String> {
    let all = element.get_attribute_names().into_iter();
    let names = all.filter_map(|name| name.as_string());
    names.filter(|name| {
        name.starts_with("data-") && !NAMES.contains(&name.as_str()) && !name.starts_with("data-v-")
    })
}

/// A selector inside the nearest element around that has one of its own.
fn within(
    document: &Document,
    element: &Element,
    own: &[(String, Quality)],
) -> Option<(String, Quality)> {
    let tag = (element.local_name(), Quality::Weak);
    let mut around = element.parent_element();
    while let Some(outer) = around {
        for (home, _) in candidates(&outer) {
            for (part, quality) in own.iter().chain([&tag]) {
                let selector = format!("{home} {part}");
                if count(document, &selector) == 1 {
                    return Some((selector, *quality));
                }
            }
        }
        around = outer.parent_element();
    }
    None
}

/// Where an element stands, from the nearest element around that is known by itself.
fn path(document: &Document, element: &Element) -> String {
    let mut path = step(element);
    let mut around = element.parent_element();
    for _ in 0..MOST_STEPS {
        let Some(outer) = around else { break };
        if count(document, &path) == 1 {
            break;
        }
        let known = candidates(&outer)
            .into_iter()
            .find(|one| count(document, &one.0) == 1);
        let home = known.map_or_else(|| step(&outer), |known| known.0);
        path = format!("{home} > {path}");
        around = outer.parent_element();
    }
    path
}

/// An element among its siblings.
fn step(element: &Element) -> String {
    let tag = element.local_name();
    let (mut place, mut alone) = (1, true);
    let mut before = element.previous_element_sibling();
    while let Some(one) = before {
        if one.local_name() == tag {
            (place, alone) = (place + 1, false);
        }
        before = one.previous_element_sibling();
    }
    let mut after = element.next_element_sibling();
    while let Some(one) = after {
        alone &= one.local_name() != tag;
        after = one.next_element_sibling();
    }
    if alone {
        tag
    } else {
        format!("{tag}:nth-of-type({place})")
    }
}

/// Whether a value looks as if a person had written it, and will stand in the next version as well.
fn is_stable(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let odd = value.contains([':', '{', '\n']) || value.starts_with("radix-");
    !value.is_empty() && value.len() <= 60 && digits < 3 && !odd
}

fn quoted(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// How many elements of the page a selector matches.
pub(crate) fn count(document: &Document, selector: &str) -> u32 {
    document
        .query_selector_all(selector)
        .map_or(0, |found| found.length())
}

fn label(element: &Element) -> String {
    let named = ["aria-label", "data-testid", "id", "name"];
    let name = named
        .into_iter()
        .find_map(|name| element.get_attribute(name));
    let tag = element.local_name();
    name.map_or_else(|| format!("<{tag}>"), |name| format!("<{tag}> {name}"))
}
