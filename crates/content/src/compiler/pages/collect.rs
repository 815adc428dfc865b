//! Every selector of the content, found by the schema, so that a new place for one is a place here.

use serde_json::Value as Json;

use super::super::file::File;
use super::super::node::{Node, Value};
use super::super::schema;
use super::super::selector::flaw;
use super::super::selector::role::Role;
use super::super::source::{Document, Source};
use super::scope::Scope;
use super::way::{Way, ways};

/// A selector where it is used.
#[derive(Debug)]
pub(super) struct Use<'s> {
    pub file: &'s File,
    pub at: usize,
    pub path: String,
    /// What it is called in messages: a selector, or the ways to an element.
    pub selector: String,
    /// The ways to find it, the best first; a selector is one.
    pub ways: Vec<Way>,
    pub role: Role,
    /// All of them must allow a page.
    pub scopes: Vec<Scope<'s>>,
}

/// The selectors of the content that a browser takes, in the order of files and places.
pub(super) fn selectors(source: &Source) -> Vec<Use<'_>> {
    let schema = schema::content();
    let in_document = |document| {
        let mut walk = Walk::new(schema, document);
        walk.value(schema, &document.root);
        // One place may fit several forms.
        walk.uses.sort_by_key(|one| one.at);
        walk.uses.dedup_by_key(|one| one.at);
        walk.uses
    };
    source.documents.iter().flat_map(in_document).collect()
}

struct Walk<'s> {
    schema: &'s Json,
    file: &'s File,
    path: Vec<String>,
    scopes: Vec<Scope<'s>>,
    uses: Vec<Use<'s>>,
}

impl<'s> Walk<'s> {
    fn new(schema: &'s Json, document: &'s Document) -> Self {
        Self {
            schema,
            file: &document.file,
            path: Vec::new(),
            scopes: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// Follows every form that the schema allows; those that do not fit lead to nothing.
    fn value(&mut self, schema: &'s Json, node: &'s Node) {
        if let Some(target) = schema["$ref"].as_str() {
            let target = self.schema.pointer(target.trim_start_matches('#'));
            return self.value(target.unwrap_or(&Json::Null), node);
        }
        for forms in ["anyOf", "oneOf", "allOf"] {
            for form in schema[forms].as_array().into_iter().flatten() {
                self.value(form, node);
            }
        }
        match &node.value {
            Value::Map(_) => self.map(schema, node),
            Value::List(items) => self.list(&schema["items"], items),
            Value::Text(text) if schema["format"] == "css-selector" => self.selector(node, text),
            _ => {}
        }
    }

    fn map(&mut self, schema: &'s Json, node: &'s Node) {
        if schema["x-ways"] == true {
            return self.add(node, ways(node));
        }
        let outer = self.scopes.clone();
        self.enter(node);
        for entry in node.entries() {
            if let Some(schema) = schema["properties"].get(&entry.key) {
                self.path.push(entry.key.clone());
                self.value(schema, &entry.value);
                self.path.pop();
            }
        }
        self.scopes = outer;
    }

    /// What a map says of its pages. A page of its own stands for those of the map around it: a
    /// tour that starts on one page may go on to another.
    fn enter(&mut self, node: &'s Node) {
        if let Some(pattern) = node.get("page").or_else(|| node.get("pages")) {
            self.scopes = vec![Scope::Pattern(pattern)];
        }
        if let Some(condition) = node.get("when") {
            self.scopes.push(Scope::Condition(condition));
        }
        if node.get("all").is_some() {
            self.scopes.push(Scope::Condition(node));
        }
    }

    fn list(&mut self, schema: &'s Json, items: &'s [Node]) {
        for (index, item) in items.iter().enumerate() {
            self.path.push(format!("[{index}]"));
            self.value(schema, item);
            self.path.pop();
        }
    }

    fn selector(&mut self, node: &'s Node, text: &str) {
        if flaw(text).is_none() {
            self.add(node, vec![Way::css(text)]);
        }
    }

    fn add(&mut self, node: &'s Node, ways: Vec<Way>) {
        let labels: Vec<&str> = ways.iter().map(|way| way.label.as_str()).collect();
        if labels.is_empty() {
            return;
        }
        self.uses.push(Use {
            file: self.file,
            at: node.at,
            path: self.path.join(".").replace(".[", "["),
            selector: labels.join(", else "),
            ways,
            role: Role::of(&self.path),
            scopes: self.scopes.clone(),
        });
    }
}
