//! What content says that the host sends: events, their properties, and traits, with the tests that
//! are made of them. The schema's `x-plan` says where.

use banso_wire::event;
use serde_json::Value as Json;

use super::super::diagnostic::Code;
use super::super::node::{Node, Value};
use super::names::Mention;
use super::walk::Walk;

/// Something that the host sends, as content speaks of it.
pub(super) struct Use<'a> {
    pub what: Sent,
    pub mention: Mention<'a>,
    pub test: Option<Test<'a>>,
}

/// Something that the host sends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sent {
    /// An event.
    Event(String),
    /// A property of an event: the event's name and its own.
    Property(String, String),
    /// A trait: whose it is, `user` or `account`, and its name.
    Trait(String, String),
}

/// What must be true of it.
pub(super) struct Test<'a> {
    pub operator: String,
    pub mention: Mention<'a>,
    /// The texts that it is compared with.
    pub texts: Vec<(String, Mention<'a>)>,
}

impl<'a> Walk<'_, 'a> {
    /// Notes what a value says that the host sends.
    pub(super) fn planned(&mut self, schema: &Json, node: &Node) {
        match schema["x-plan"].as_str() {
            Some("event" | "tracked") => self.event(node),
            Some("event-test") => self.event_test(node),
            Some(whose) => self.tested(node, "name", |name| Sent::Trait(whose.into(), name)),
            None => {}
        }
    }

    fn event(&mut self, node: &Node) {
        let mention = self.mention(node.at);
        let what = node.text().map(|name| Sent::Event(name.into()));
        self.findings.uses.extend(what.map(|what| Use {
            what,
            mention,
            test: None,
        }));
    }

    fn event_test(&mut self, node: &Node) {
        let Some(name) = node.get("name") else { return };
        self.at("name".into(), |walk| {
            walk.event(name);
            walk.never_counted(name);
        });
        let filters = node.get("where").map(Node::items).unwrap_or_default();
        let event = name.text().unwrap_or_default();
        self.at("where".into(), |walk| {
            for (index, filter) in filters.iter().enumerate() {
                let what = |name| Sent::Property(event.into(), name);
                walk.at(format!("[{index}]"), |walk| {
                    walk.tested(filter, "property", what);
                });
            }
        });
    }

    /// The engine counts what the host tracks. What Banso tracks by itself is known in other ways.
    fn never_counted(&mut self, name: &Node) {
        let text = name.text().unwrap_or_default();
        if event::OWN.contains(&text) || text == event::FEATURE_USED {
            let message =
                format!("Banso tracks `{text}` by itself, and counts none of its own events");
            let mend = "ask what became of a guide, a checklist or a feature: `guide`, `checklist`, `feature`";
            self.error(Code::UnknownValue, name.at, message, mend);
        }
    }

    /// A map with a name below `key` and a test.
    fn tested(&mut self, node: &Node, key: &str, what: impl FnOnce(String) -> Sent) {
        let Some((name, at)) = node.get(key).and_then(|name| Some((name.text()?, name.at))) else {
            return;
        };
        let mention = self.mention(at).below(key, at);
        let test = node.get("test").and_then(|test| self.test(test));
        self.findings.uses.push(Use {
            what: what(name.into()),
            mention,
            test,
        });
    }

    fn test(&mut self, node: &Node) -> Option<Test<'a>> {
        let mention = self.mention(node.at).below("test", node.at);
        if let Some(word) = node.text() {
            let (operator, texts) = (word.into(), Vec::new());
            return Some(Test {
                operator,
                mention,
                texts,
            });
        }
        let entry = node.entries().first()?;
        let mention = mention.below(&entry.key, entry.at);
        let texts = texts(&entry.value, &mention);
        let operator = entry.key.clone();
        Some(Test {
            operator,
            mention,
            texts,
        })
    }
}

/// The text, or the texts of the list, with their places.
fn texts<'a>(node: &Node, mention: &Mention<'a>) -> Vec<(String, Mention<'a>)> {
    let place = |text: &Node, path: String| Mention {
        at: text.at,
        path,
        ..mention.clone()
    };
    match &node.value {
        Value::Text(text) => vec![(text.clone(), place(node, mention.path.clone()))],
        Value::List(items) => {
            let items = items.iter().enumerate();
            let text = |(index, item): (usize, &Node)| {
                let path = format!("{}[{index}]", mention.path);
                Some((item.text()?.to_owned(), place(item, path)))
            };
            items.filter_map(text).collect()
        }
        _ => Vec::new(),
    }
}
