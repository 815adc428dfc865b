//! The content of an environment: that of the folder, with the overlay below
//! `environments/<name>/` laid over it. Maps are merged key by key, lists whose entries have an id
//! entry by entry; anything else is replaced. `null` removes a key, `"remove": true` an entry.

use serde_json::Value as Json;

use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::hint::{hint, quoted};
use super::node::{Entry, Node, Value};
use super::schema::{self, resolve};
use super::source::{Document, PROJECT, PROJECT_KEYS, Source};

/// The content as one environment has it, and what is wrong with its overlay.
pub(super) fn overlaid(source: &Source, environment: &str) -> (Source, Vec<Diagnostic>) {
    let mut laying = Laying {
        content: Source {
            documents: source.documents.clone(),
            articles: source.articles.clone(),
            known_articles: source.known_articles.clone(),
            learned: source.learned.clone(),
            overlays: Vec::new(),
            faults: source.faults.clone(),
        },
        found: Vec::new(),
    };
    let overlays = source.overlays.iter();
    for overlay in overlays.filter(|overlay| overlay.environment == environment) {
        laying.document(&overlay.document, environment);
    }
    (laying.content, laying.found)
}

struct Laying {
    content: Source,
    found: Vec<Diagnostic>,
}

/// A part of an overlay, and where it stands in its file.
#[derive(Clone, Copy)]
struct Part<'o> {
    file: &'o File,
    path: &'o str,
    node: &'o Node,
}

impl Laying {
    /// Lays one file over the content. What belongs nowhere yet stays in a document of its own.
    fn document(&mut self, overlay: &Document, environment: &str) {
        let is_project = overlay.file.path == format!("environments/{environment}/{PROJECT}");
        let mut own = Vec::new();
        for entry in overlay.root.entries() {
            let part = Part {
                file: &overlay.file,
                path: &entry.key,
                node: &entry.value,
            };
            let home = match entry.key.as_str() {
                "$schema" => continue,
                "features" | "checklists" | "guides" => {
                    own.extend(self.list(part).map(|rest| with_value(entry, rest)));
                    continue;
                }
                "environments" => None,
                "tracking_plan" => self.position(|root| root.get("tracking_plan").is_some()),
                key if is_project && PROJECT_KEYS.contains(&key) => self.project(),
                _ => None,
            };
            match home {
                Some(home) => self.key(home, entry, &overlay.file),
                None => own.push(entry.clone()),
            }
        }
        let is_map = matches!(overlay.root.value, Value::Map(_));
        if !own.is_empty() || !is_map {
            let mut root = overlay.root.clone();
            if is_map {
                root.value = Value::Map(own);
            }
            let file = overlay.file.clone();
            self.content.documents.push(Document { file, root });
        }
    }

    fn position(&self, has: impl Fn(&Node) -> bool) -> Option<usize> {
        let mut documents = self.content.documents.iter();
        documents.position(|document| has(&document.root))
    }

    fn project(&self) -> Option<usize> {
        let mut documents = self.content.documents.iter();
        documents.position(|document| document.file.path == PROJECT)
    }

    /// Lays a key over the one at the top of a document.
    fn key(&mut self, home: usize, entry: &Entry, file: &File) {
        let home = &mut self.content.documents[home];
        let start = home.file.append(file);
        let over = Node {
            at: start,
            end: start,
            value: Value::Map(vec![shifted_entry(entry, start)]),
        };
        merge(schema::content(), &mut home.root, over);
    }

    /// Lays a list at the top of a file over the entries with the same ids, wherever they stand.
    /// What is left is new.
    fn list(&mut self, part: Part) -> Option<Node> {
        let Value::List(items) = &part.node.value else {
            return Some(part.node.clone());
        };
        let mut rest = Vec::new();
        for (index, node) in items.iter().enumerate() {
            let path = format!("{}[{index}]", part.path);
            let item = Part {
                path: &path,
                node,
                ..part
            };
            if !self.item(part.path, item) {
                rest.push(node.clone());
            }
        }
        (!rest.is_empty()).then(|| Node {
            value: Value::List(rest),
            ..part.node.clone()
        })
    }

    /// Lays an entry over its namesake; false when it is new.
    fn item(&mut self, key: &str, item: Part) -> bool {
        let Some(id) = item.node.get("id").and_then(Node::text) else {
            return false;
        };
        let has = |root: &Node| named(root, key, id).is_some();
        if let Some(home) = self.position(has) {
            let home = &mut self.content.documents[home];
            let start = home.file.append(item.file);
            let list = home
                .root
                .entries_mut()
                .iter_mut()
                .find(|entry| entry.key == key);
            if let Some(Value::List(items)) = list.map(|entry| &mut entry.value.value) {
                lay(items_of(key), items, shifted(item.node, start));
            }
            return true;
        }
        let lacks = lacking(items_of(key), item.node);
        if !lacks.is_empty() {
            let found = self.nothing_to_change(key, id, item, &lacks);
            self.found.push(found);
        }
        !lacks.is_empty()
    }

    /// An entry that is not whole, and not a change of anything.
    fn nothing_to_change(&self, key: &str, id: &str, item: Part, lacks: &[&str]) -> Diagnostic {
        let known = self.content.documents.iter();
        let known =
            known.flat_map(|document| document.root.get(key).map(Node::items).unwrap_or_default());
        let known = known.filter_map(|one| one.get("id")?.text());
        let kind = key.trim_end_matches('s');
        let message = format!("there is no {kind} `{id}` that this could change");
        let whole = format!("for a new {kind}, add {}", quoted(lacks));
        let mend = match hint(id, known, &whole) {
            near if near.starts_with("did you") => format!("{near} {whole}"),
            _ => whole,
        };
        let at = item.node.get("id").map_or(item.node.at, |id| id.at);
        Diagnostic {
            path: format!("{}.id", item.path),
            ..item.file.error(Code::UnknownReference, at, message, mend)
        }
    }
}

/// The schema of the entries of a list at the top of a file.
fn items_of(key: &str) -> &'static Json {
    &schema::content()["properties"][key]["items"]
}

/// The entry with this id in a list at the top of a file.
fn named<'n>(root: &'n Node, key: &str, id: &str) -> Option<&'n Node> {
    let mut items = root.get(key)?.items().iter();
    items.find(|item| has_id(item, id))
}

fn has_id(node: &Node, id: &str) -> bool {
    node.get("id").and_then(Node::text) == Some(id)
}

/// The keys that an entry needs and does not have.
fn lacking<'s>(schema: &'s Json, node: &Node) -> Vec<&'s str> {
    let (schema, _) = resolve(schema::content(), schema);
    let required = schema["required"].as_array().into_iter().flatten();
    let required = required.filter_map(Json::as_str);
    required.filter(|key| node.get(key).is_none()).collect()
}

/// Lays a value over another.
fn merge(schema: &Json, base: &mut Node, over: Node) {
    let (schema, _) = resolve(schema::content(), schema);
    match (&mut base.value, over.value) {
        (Value::Map(entries), Value::Map(over)) if schema["oneOf"].is_null() => {
            for entry in over {
                merge_entry(schema, entries, entry);
            }
        }
        (Value::List(items), Value::List(over)) if has_ids(schema) => {
            for item in over {
                lay(&schema["items"], items, item);
            }
        }
        (value, over_value) => {
            *value = over_value;
            (base.at, base.end) = (over.at, over.end);
        }
    }
}

fn merge_entry(schema: &Json, entries: &mut Vec<Entry>, over: Entry) {
    let known = schema["properties"].get(&over.key);
    let known = known.or_else(|| schema.get("additionalProperties"));
    let position = entries.iter().position(|entry| entry.key == over.key);
    match (position, known) {
        (Some(at), Some(_)) if matches!(over.value.value, Value::Null) => drop(entries.remove(at)),
        (Some(at), Some(schema)) => {
            entries[at].at = over.at;
            merge(schema, &mut entries[at].value, over.value);
        }
        (None, Some(_)) if matches!(over.value.value, Value::Null) => {}
        _ => entries.push(over),
    }
}

/// Whether the entries of a list all have ids.
fn has_ids(schema: &Json) -> bool {
    let (items, _) = resolve(schema::content(), &schema["items"]);
    let mut required = items["required"].as_array().into_iter().flatten();
    required.any(|key| key == "id")
}

/// Lays an entry over its namesake in a list, or adds it.
fn lay(schema: &Json, items: &mut Vec<Node>, over: Node) {
    let id = over.get("id").and_then(Node::text).unwrap_or_default();
    let position = items.iter().position(|item| has_id(item, id));
    let remove = over
        .get("remove")
        .is_some_and(|remove| matches!(remove.value, Value::Bool(true)));
    match position {
        Some(at) if remove => drop(items.remove(at)),
        Some(at) => merge(schema, &mut items[at], over),
        None => items.push(over),
    }
}

fn with_value(entry: &Entry, value: Node) -> Entry {
    Entry {
        value,
        ..entry.clone()
    }
}

/// A copy whose places are so much further on.
fn shifted(node: &Node, by: usize) -> Node {
    let value = match &node.value {
        Value::List(items) => Value::List(items.iter().map(|item| shifted(item, by)).collect()),
        Value::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|entry| shifted_entry(entry, by))
                .collect(),
        ),
        other => other.clone(),
    };
    Node {
        at: node.at + by,
        end: node.end + by,
        value,
    }
}

fn shifted_entry(entry: &Entry, by: usize) -> Entry {
    Entry {
        key: entry.key.clone(),
        at: entry.at + by,
        value: shifted(&entry.value, by),
    }
}
