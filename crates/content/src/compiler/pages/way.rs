//! The ways to an element, on a page that was saved: selectors, and names as far as HTML says them.

use scraper::{ElementRef, Node as HtmlNode};

use super::super::lower::inside;
use super::super::node::Node;
use super::super::role;
use super::super::selector::flaw;

/// One way to an element.
#[derive(Debug)]
pub(super) struct Way {
    /// What it is called in messages.
    pub label: String,
    /// The selector.
    pub css: String,
    /// What it is called in the languages of the content. Empty: whatever it is called.
    pub names: Vec<String>,
    /// The names are the element's own text.
    pub text: bool,
}

impl Way {
    /// A way by a selector alone.
    pub(super) fn css(css: &str) -> Self {
        Self {
            label: css.into(),
            css: css.into(),
            names: Vec::new(),
            text: false,
        }
    }
}

/// The ways that an object says, the best first; those that are mistakes are left out.
pub(super) fn ways(node: &Node) -> Vec<Way> {
    let said = |key: &str| node.get(key).and_then(Node::text);
    let names = |key: &str| -> Vec<String> {
        let names = node.get(key).map(Node::entries).unwrap_or_default().iter();
        names
            .filter_map(|name| name.value.text().map(tidy))
            .collect()
    };
    let mut ways = Vec::new();
    if let Some(id) = said("testId") {
        ways.push(Way::css(&role::test_id(id)));
    }
    if let Some((name, css)) = said("role").and_then(|name| Some((name, role::selector(name)?))) {
        let names = names("name");
        let label = names
            .first()
            .map_or(name.into(), |first| format!("{name} \"{first}\""));
        ways.push(Way {
            label,
            names,
            ..Way::css(&css)
        });
    }
    ways.extend(said("css").map(Way::css));
    let texts = names("text");
    if let Some(first) = texts.first() {
        ways.push(Way {
            label: format!("\"{first}\""),
            names: texts,
            text: true,
            ..Way::css("*")
        });
    }
    for way in &mut ways {
        way.css = inside(said("within"), &way.css);
    }
    ways.retain(|way| flaw(&way.css).is_none());
    ways
}

/// What an element is called, or says itself: as the view finds it, without labels of forms.
pub(super) fn name(element: &ElementRef, text: bool) -> String {
    if text {
        let own = element
            .children()
            .filter_map(|child| child.value().as_text());
        return tidy(&own.map(|text| &**text).collect::<String>());
    }
    let attribute = |name: &str| element.attr(name).map(tidy).filter(|name| !name.is_empty());
    let pressed = matches!(element.attr("type"), Some("button" | "submit" | "reset"));
    let typed = matches!(element.value().name(), "input" | "select" | "textarea");
    let content = || match (typed, pressed) {
        (true, true) => attribute("value"),
        (true, false) => None,
        (false, _) => Some(tidy(&content(*element))).filter(|name| !name.is_empty()),
    };
    attribute("aria-label")
        .or_else(|| attribute("alt"))
        .or_else(content)
        .or_else(|| attribute("title"))
        .or_else(|| attribute("placeholder"))
        .unwrap_or_default()
}

fn content(element: ElementRef) -> String {
    let parts = element.children().map(|child| match child.value() {
        HtmlNode::Text(text) => text.to_string(),
        HtmlNode::Element(one)
            if one.attr("hidden").is_some() || one.attr("aria-hidden") == Some("true") =>
        {
            String::new()
        }
        HtmlNode::Element(one) => match one.attr("aria-label").or(one.attr("alt")) {
            Some(name) => name.into(),
            None => ElementRef::wrap(child).map(content).unwrap_or_default(),
        },
        _ => String::new(),
    });
    parts.collect()
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
