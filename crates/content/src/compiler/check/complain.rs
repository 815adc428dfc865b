//! What a walk says of the form of a document, and where it says that it is.

use serde_json::Value as Json;

use super::super::diagnostic::Code;
use super::super::hint::hint;
use super::super::node::{Entry, Node, Value};
use super::names::Mention;
use super::walk::{Walk, kind};

impl<'a> Walk<'_, 'a> {
    pub(super) fn duplicate_keys(&mut self, entries: &[Entry]) {
        for (index, entry) in entries.iter().enumerate() {
            if entries[..index]
                .iter()
                .any(|before| before.key == entry.key)
            {
                let message = format!("`{}` is given twice", entry.key);
                self.at(entry.key.clone(), |walk| {
                    walk.error(Code::DuplicateKey, entry.at, message, "keep one of the two");
                });
            }
        }
    }

    pub(super) fn unknown_key<'k>(&mut self, entry: &Entry, known: impl Iterator<Item = &'k str>) {
        let mend = hint(&entry.key, known, "leave it out");
        let message = format!("there is no key `{}` here", entry.key);
        self.at(entry.key.clone(), |walk| {
            walk.error(Code::UnknownKey, entry.at, message, &mend);
        });
    }

    pub(super) fn missing_key(&mut self, key: &str, schema: &Json, node: &Node) {
        let message = format!("{} has no `{key}`", self.subject());
        let what = schema["description"].as_str().unwrap_or("it is needed");
        let mend = format!("add `{key}`: {}", what.lines().next().unwrap_or_default());
        self.at(key.into(), |walk| {
            walk.error(Code::MissingKey, node.at, message, &mend);
        });
    }

    pub(super) fn wrong_type(&mut self, schema: &Json, node: &Node) {
        let message = format!("{} is {}", self.subject(), found(&node.value));
        let mend = match kind(schema) {
            "object" if schema["x-localized"] == true => {
                "write a text for each locale: `{\"en\": \"...\"}`"
            }
            "object" => "write a map in braces: `{...}`",
            "array" => "write a list in brackets: `[...]`",
            "string" => "write a text in quotes",
            "integer" => "write a whole number",
            "number" => "write a number",
            _ => "write `true` or `false`",
        };
        self.error(Code::WrongType, node.at, message, mend);
    }

    /// An error at a byte offset, at the present path.
    pub(super) fn error(&mut self, code: Code, at: usize, message: String, mend: &str) {
        let found = self.mention(at).error(code, message, mend.into());
        self.findings.found.push(found);
    }

    pub(super) fn mention(&self, at: usize) -> Mention<'a> {
        Mention {
            file: self.file,
            at,
            path: self.dotted(self.path.len()),
        }
    }

    /// The innermost key on the path, for the start of a sentence.
    pub(super) fn subject(&self) -> String {
        let key = self.path.iter().rposition(|step| !step.starts_with('['));
        key.map_or("the file".into(), |from| {
            let steps = self.path[from..].concat();
            format!("`{steps}`")
        })
    }

    /// The list entry in which ids of a narrower scope are unique, as a path.
    pub(super) fn scope(&self) -> String {
        let depth = self.path.iter().position(|step| step.starts_with('['));
        let path = self.dotted(depth.map_or(0, |depth| depth + 1));
        format!("{}#{path}", self.file.path)
    }

    /// The list that the present entry is in: names are unique within it.
    pub(super) fn list_scope(&self) -> String {
        let path = self.dotted(self.path.len().saturating_sub(2));
        format!("{}#{path}", self.file.path)
    }

    fn dotted(&self, steps: usize) -> String {
        let mut path = String::new();
        for step in &self.path[..steps] {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        path
    }
}

/// A value in a sentence.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "`true` or `false`",
        Value::Number(_) => "a number of the wrong kind",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}
