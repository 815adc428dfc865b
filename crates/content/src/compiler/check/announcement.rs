//! What the schema cannot say of announcements: help lists them, and nothing else shows them.

use super::super::diagnostic::Code;
use super::super::node::Node;
use super::super::source::Document;
use super::Findings;
use super::flow::{buttons, flow_word, items};

const KIND: &str = "announcement";
const PUBLISHED: &str = "published";
/// What says how a guide appears by itself.
const APPEARANCE: [&str; 5] = ["triggers", "frequency", "snooze", "experiment", "anonymous"];

impl Findings<'_> {
    /// An announcement has a day and no appearance; any other guide has no day.
    pub(super) fn announcement(&mut self, document: &Document, guide: &Node, path: &str) {
        let kind = guide.get("kind").and_then(Node::text).unwrap_or_default();
        let published = guide.get(PUBLISHED);
        if kind != KIND {
            if let Some(published) = published {
                let message = format!("`{PUBLISHED}` means nothing in a {kind}");
                let mend = format!("leave it out; or make the guide an `{KIND}`");
                let what = (Code::Misplaced, message, mend);
                self.say(document, published.at, format!("{path}.{PUBLISHED}"), what);
            }
            return;
        }
        if published.is_none() {
            let message = format!("the {KIND} does not say when it is published");
            let mend = format!("add the day, such as `\"{PUBLISHED}\": \"2026-11-16\"`");
            let what = (Code::MissingKey, message, mend);
            self.say(document, guide.at, format!("{path}.{PUBLISHED}"), what);
        }
        self.appearance(document, guide, path);
        self.going_on(document, guide, path);
        if let Some(when) = guide.get("when") {
            self.elements(document, when, format!("{path}.when"));
        }
    }

    fn appearance(&mut self, document: &Document, guide: &Node, path: &str) {
        let entries = guide.entries().iter();
        for entry in entries.filter(|entry| APPEARANCE.contains(&entry.key.as_str())) {
            let key = &entry.key;
            let message = format!("`{key}` means nothing in an {KIND}: it never appears by itself");
            let mend = "leave it out; or make the guide a `modal`, which appears".into();
            let what = (Code::Misplaced, message, mend);
            self.say(document, entry.at, format!("{path}.{key}"), what);
        }
    }

    /// Its buttons do something: there is no step to go on to.
    fn going_on(&mut self, document: &Document, guide: &Node, path: &str) {
        for (path, step) in items(guide, "steps", path) {
            for (path, button) in buttons(step, &path) {
                let one = button.get("action");
                let one = one.map(|one| (format!("{path}.action"), one));
                for (path, action) in one.into_iter().chain(items(button, "actions", &path)) {
                    if let Some(word) = flow_word(action) {
                        let message = format!("`{word}` means nothing in an {KIND}");
                        let mend = "leave it out, or let the button do something".into();
                        let what = (Code::Misplaced, message, mend);
                        self.say(document, action.at, path, what);
                    }
                }
            }
        }
    }

    /// Help is the same wherever it is opened: no element decides what it lists.
    fn elements(&mut self, document: &Document, condition: &Node, path: String) {
        for entry in condition.entries() {
            let (key, path) = (entry.key.as_str(), format!("{path}.{}", entry.key));
            match key {
                "all" | "any" => {
                    for (index, member) in entry.value.items().iter().enumerate() {
                        self.elements(document, member, format!("{path}[{index}]"));
                    }
                }
                "not" => self.elements(document, &entry.value, path),
                "element" => {
                    let message = format!("an {KIND} asks about an element of the page");
                    let mend = "ask about the user, the account, the page or the time".into();
                    let what = (Code::Misplaced, message, mend);
                    self.say(document, entry.at, path, what);
                }
                _ => {}
            }
        }
    }
}
