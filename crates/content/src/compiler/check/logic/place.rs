//! Where something stands in the documents.

use serde::de::DeserializeOwned;

use crate::compiler::diagnostic::{Code, Diagnostic, Severity};
use crate::compiler::file::File;
use crate::compiler::node::{Node, Value};

/// The longest piece of a document that a message shows, in characters.
const LONGEST_QUOTE: usize = 70;

/// A value in a document and the way to it.
#[derive(Clone, Debug)]
pub(super) struct Place<'a> {
    pub file: &'a File,
    pub node: &'a Node,
    pub path: String,
}

impl Place<'_> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let path = match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        };
        let node = self.node.get(key)?;
        (!matches!(node.value, Value::Null)).then_some(Self {
            node,
            path,
            ..*self
        })
    }

    /// The entries of a list.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.node.items().iter().enumerate();
        items
            .map(|(at, node)| Self {
                node,
                path: format!("{}[{at}]", self.path),
                ..*self
            })
            .collect()
    }

    /// The entries of the list at a key.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).map(|list| list.items()).unwrap_or_default()
    }

    /// The value as a type, if it is one.
    pub(super) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_value(self.node.to_json()).ok()
    }

    /// Where it begins, for a sentence: the line alone, when the sentence is about the same file.
    pub(super) fn seen_from(&self, other: &Place) -> String {
        let (line, column) = self.file.place(self.node.at);
        let path = self.file.path_at(self.node.at);
        if path == other.file.path_at(other.node.at) {
            format!("line {line}")
        } else {
            format!("{path}:{line}:{column}")
        }
    }

    /// What it says, on one line, not too long.
    pub(super) fn quote(&self) -> String {
        let text = self.node.to_json().to_string();
        match text.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("`{}...`", &text[..end]),
            None => format!("`{text}`"),
        }
    }

    /// An error here.
    pub(super) fn error(&self, code: Code, message: String, mend: &str) -> Diagnostic {
        Diagnostic {
            path: self.path.clone(),
            ..self.file.error(code, self.node.at, message, mend.into())
        }
    }

    /// A warning here.
    pub(super) fn warning(&self, code: Code, message: String, mend: &str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..self.error(code, message, mend)
        }
    }
}
