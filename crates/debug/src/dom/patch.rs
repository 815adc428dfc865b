//! Makes an element of the page like a value, with as few changes as keep focus, scroll positions
//! and opened details.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, Node};

use super::html::{El, Kid};

/// Makes what stands in `parent` like these elements.
pub(crate) fn patch(document: &Document, parent: &Element, kids: Vec<El>) {
    let kids: Vec<Kid> = kids.into_iter().map(Kid::El).collect();
    patch_kids(document, parent, &kids);
}

fn patch_kids(document: &Document, parent: &Element, kids: &[Kid]) {
    let mut next = parent.first_child();
    for kid in kids {
        let found = find(next.as_ref(), kid);
        let node = match found {
            Some(node) => node,
            None => match make(document, kid) {
                Some(node) => node,
                None => continue,
            },
        };
        if Some(&node) == next.as_ref() {
            next = node.next_sibling();
        } else {
            let _ = parent.insert_before(&node, next.as_ref());
        }
        match kid {
            Kid::El(el) => patch_one(document, &node, el),
            Kid::Text(text) => {
                if node.node_value().as_deref() != Some(text) {
                    node.set_node_value(Some(text));
                }
            }
        }
    }
    while let Some(left) = next {
        next = left.next_sibling();
        let _ = parent.remove_child(&left);
    }
}

/// The node that becomes the kid: the one in its place, or for one with a key, the one of that key.
fn find(next: Option<&Node>, kid: &Kid) -> Option<Node> {
    let mut node = next.cloned();
    let keyed = matches!(kid, Kid::El(el) if el.attribute("data-key").is_some());
    while let Some(one) = node {
        if suits(&one, kid) {
            return Some(one);
        }
        node = if keyed { one.next_sibling() } else { None };
    }
    None
}

fn suits(node: &Node, kid: &Kid) -> bool {
    match (kid, node.dyn_ref::<Element>()) {
        (Kid::Text(_), element) => element.is_none(),
        (Kid::El(el), Some(element)) => {
            element.local_name() == el.tag
                && element.get_attribute("data-key").as_deref() == el.attribute("data-key")
        }
        (Kid::El(_), None) => false,
    }
}

fn make(document: &Document, kid: &Kid) -> Option<Node> {
    match kid {
        Kid::Text(text) => Some(document.create_text_node(text).into()),
        Kid::El(el) => document.create_element(el.tag).ok().map(Into::into),
    }
}

fn patch_one(document: &Document, node: &Node, el: &El) {
    let Some(element) = node.dyn_ref::<Element>() else {
        return;
    };
    for name in element.get_attribute_names() {
        let name = name.as_string().unwrap_or_default();
        // Whether details are open is the reader's.
        if el.attribute(&name).is_none() && name != "open" {
            let _ = element.remove_attribute(&name);
        }
    }
    for (name, value) in &el.attributes {
        if element.get_attribute(name).as_ref() != Some(value) {
            let _ = element.set_attribute(name, value);
        }
    }
    if let (Some(input), Some(value)) =
        (element.dyn_ref::<HtmlInputElement>(), el.attribute("value"))
        && input.value() != value
    {
        input.set_value(value);
    }
    patch_kids(document, element, &el.kids);
}
