//! What content says of an element that was picked, in the form that its authors write.

use serde_json::{Map, Value, json};

/// The roles that content finds elements by, and that people press or read.
pub(crate) const ROLES: [&str; 20] = [
    "button",
    "checkbox",
    "combobox",
    "dialog",
    "heading",
    "img",
    "link",
    "listbox",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "navigation",
    "option",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
];
/// The longest name that content may give, in characters.
const LONGEST: usize = 120;

/// What an element is known by; empty where it is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// The value of its `data-testid`.
    pub(crate) test_id: String,
    /// Its role, given or by its tag.
    pub(crate) role: String,
    /// What a screen reader calls it.
    pub(crate) name: String,
    /// The text that it says itself.
    pub(crate) text: String,
    /// A selector that it alone matches.
    pub(crate) css: String,
}

/// The target of a step: each way that there is, the most lasting first. What it says is written in
/// every locale of the content, to be translated.
pub(crate) fn target(known: &Known, locales: &[String]) -> Value {
    let mut ways = Map::new();
    if !known.test_id.is_empty() {
        ways.insert("testId".into(), known.test_id.as_str().into());
    }
    if ROLES.contains(&&*known.role) && is_said(&known.name) {
        ways.insert("role".into(), known.role.as_str().into());
        ways.insert("name".into(), said(&known.name, locales));
    } else if is_said(&known.text) {
        ways.insert("text".into(), said(&known.text, locales));
    }
    let named = format!("[data-testid={:?}]", known.test_id);
    if known.css != named {
        ways.insert("css".into(), known.css.as_str().into());
    }
    ways.into()
}

/// A step that stands by it.
pub(crate) fn step(known: &Known, locales: &[String]) -> Value {
    json!({
        "target": target(known, locales),
        "title": said(title(known), locales),
        "body": said("...", locales),
    })
}

/// A feature that is used by clicks on it.
pub(crate) fn feature(known: &Known, locales: &[String]) -> Value {
    let letters = title(known).chars().map(|letter| {
        let plain = letter.is_ascii_alphanumeric();
        if plain {
            letter.to_ascii_lowercase()
        } else {
            ' '
        }
    });
    let words: String = letters.collect();
    let id = words.split_whitespace().collect::<Vec<_>>().join("-");
    let id = if id.is_empty() { "feature".into() } else { id };
    json!({ "id": id, "name": said(title(known), locales), "any": [{ "click": known.css }] })
}

/// What to call it until somebody finds better words.
fn title(known: &Known) -> &str {
    let all = [&*known.name, &known.text, &known.test_id];
    let mut fitting = all.into_iter().filter(|name| is_said(name));
    fitting.next().map_or("Title", |name| name)
}

fn is_said(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST
}

fn said(text: &str, locales: &[String]) -> Value {
    let each = locales.iter().map(|locale| (locale.clone(), text.into()));
    Value::Object(each.collect())
}
