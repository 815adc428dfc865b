//! Documents beside the content that name what is in it, such as scenarios: checked along a schema
//! of their own, with the same words for the same mistakes.

use serde_json::Value as Json;

use super::check;
use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::json;
use super::node::{Node, Value};
use super::overlay::overlaid;
use super::source::Source;

/// A JSON document beside the content; comments and trailing commas are welcome.
#[derive(Debug)]
pub struct Companion {
    file: File,
    root: Node,
}

impl Companion {
    /// Parses a document. `path` is what mistakes in it call it.
    pub fn parse(path: &str, text: &str) -> Result<Self, Diagnostic> {
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        let file = File::new(path, text);
        let root = json::parse(&file)?;
        Ok(Self { file, root })
    }

    /// Every mistake in it, by place, where it stands beside the content of an environment, or that of
    /// none. `schema` is JSON Schema in the form that `schemars` writes;
    /// `format`, `x-refers` and `x-keys` mean in it what they mean in that of content.
    pub fn check(
        &self,
        schema: &Json,
        content: &Source,
        environment: Option<&str>,
    ) -> Vec<Diagnostic> {
        match environment {
            None => check::beside(content, schema, &self.file, &self.root),
            Some(name) => {
                let content = overlaid(content, name).0;
                check::beside(&content, schema, &self.file, &self.root)
            }
        }
    }

    /// The document without its places.
    pub fn to_json(&self) -> Json {
        self.root.to_json()
    }

    /// What a type says of it that its schema let pass, as a mistake.
    pub fn undecodable(&self, why: &serde_json::Error) -> Diagnostic {
        let mend = "correct the value that the sentence names".into();
        let message = format!("the file cannot be decoded: {why}");
        self.file.error(Code::WrongType, 0, message, mend)
    }

    /// The line and the column, from 1, of the value at a JSON pointer such as `/steps/2/expect`; of
    /// the nearest value around it when there is none.
    pub fn place(&self, pointer: &str) -> (usize, usize) {
        let mut node = &self.root;
        for step in pointer.split('/').skip(1) {
            let next = match &node.value {
                Value::List(items) => step.parse().ok().and_then(|at: usize| items.get(at)),
                _ => node.get(step),
            };
            let Some(next) = next else { break };
            node = next;
        }
        self.file.place(node.at)
    }
}
