//! A tree of values that remember where they were written. JSON files and front matter both become
//! one, so that the same rules check them and every mistake has its place.

use serde_json::{Map, Number, Value as Json};

/// A value and where it was written.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// The byte offset of its first character in the file.
    pub at: usize,
    /// The byte offset after its last character.
    pub end: usize,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Nothing.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order it was written.
    Map(Vec<Entry>),
}

/// A key of a map and its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The key.
    pub key: String,
    /// The byte offset of the key.
    pub at: usize,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The value of a key, if this is a map that has it.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.value)
    }

    /// The entries, if this is a map, else none.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The same, to change them.
    pub(super) fn entries_mut(&mut self) -> &mut [Entry] {
        match &mut self.value {
            Value::Map(entries) => entries,
            _ => &mut [],
        }
    }

    /// Where in the document the value at a byte offset is: `guides[0].steps[2].target`.
    pub(super) fn path_at(&self, at: usize) -> String {
        let mut path = String::new();
        self.descend(at, &mut path);
        path
    }

    fn descend(&self, at: usize, path: &mut String) {
        let mut items = self.items().iter().enumerate();
        if let Some((index, item)) = items.find(|(_, item)| (item.at..item.end).contains(&at)) {
            path.extend(["[", &index.to_string(), "]"]);
            return item.descend(at, path);
        }
        let mut entries = self.entries().iter();
        if let Some(entry) = entries.find(|entry| (entry.at..entry.value.end).contains(&at)) {
            let dot = if path.is_empty() { "" } else { "." };
            path.extend([dot, &entry.key]);
            entry.value.descend(at, path);
        }
    }

    /// The items, if this is a list, else none.
    pub(super) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text, if this is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value without its places.
    pub(super) fn to_json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(text) => text.parse::<Number>().map_or(Json::Null, Json::Number),
            Value::Text(text) => Json::String(text.clone()),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(entries) => Json::Object(
                entries
                    .iter()
                    .map(|entry| (entry.key.clone(), entry.value.to_json()))
                    .collect::<Map<_, _>>(),
            ),
        }
    }
}
