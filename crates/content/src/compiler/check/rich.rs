//! Rich text, and values of the reader in plain texts: what the reading of them found.

use serde_json::Value as Json;

use super::super::diagnostic::Code;
use super::super::hint::{nearest, quoted};
use super::super::markdown::{Flaw, Reading, origin};
use super::super::node::Node;
use super::super::source::Source;
use super::super::{json, markdown, personal};
use super::said::Said;
use super::walk::Walk;
use crate::block::Trait;

impl Walk<'_, '_> {
    /// Markdown in a JSON text: its places are found behind the escapes.
    pub(super) fn markdown(&mut self, node: &Node, text: &str) {
        let literal = &self.file.text[node.at..node.end];
        let place = |offset| json::offset_in_literal(literal, node.at, offset);
        self.reading(markdown::read(text), place);
    }

    /// What a reading of Markdown found, `place` turning its offsets into those of the file.
    pub(super) fn reading(&mut self, read: Reading, place: impl Fn(usize) -> usize) {
        for flaw in read.flaws {
            self.flaw(&flaw, place(flaw.at));
        }
        for (at, slug) in read.articles {
            let mention = self.mention(place(at));
            self.findings.names.refer("article", &slug, mention);
        }
        for (at, said) in read.traits {
            self.says(said, place(at));
        }
        for (at, address) in read.media {
            self.may_show(&address, place(at));
        }
    }

    /// The values of the reader in a plain text. Where `x-personal` is false none can be.
    pub(super) fn personal(&mut self, schema: &Json, node: &Node, text: &str) {
        let Some(may_be) = schema["x-personal"].as_bool() else {
            return;
        };
        let place = |offset| json::offset_in_text(&self.file.text, node, offset);
        let (said, flaws) = if may_be {
            personal::read(text)
        } else {
            (Vec::new(), personal::misplaced(text))
        };
        for (at, one) in said {
            self.says(one, place(at));
        }
        for flaw in flaws {
            self.flaw(&flaw, place(flaw.at));
        }
    }

    fn flaw(&mut self, flaw: &Flaw, at: usize) {
        self.error(flaw.code, at, flaw.message.clone(), &flaw.mend);
    }

    fn says(&mut self, value: Trait, at: usize) {
        let mention = self.mention(at);
        self.findings.said.push(Said { value, mention });
    }

    /// Films and players come from the application itself, and from the origins that are allowed.
    fn may_show(&mut self, address: &str, at: usize) {
        let Some(origin) = origin(address) else {
            return;
        };
        let allowed: Vec<&str> = self.findings.origins.iter().map(String::as_str).collect();
        if allowed.contains(&origin.as_str()) {
            return;
        }
        let message = format!("`{origin}` is none of the origins that may be shown");
        let hosts: Vec<&str> = allowed.iter().map(|one| host(one)).collect();
        let mend = match (nearest(host(&origin), &hosts), allowed.as_slice()) {
            (Some(nearest), _) => format!("did you mean `https://{nearest}`?"),
            (None, []) => {
                format!("allow it in `banso.json`: `\"media\": {{ \"origins\": [\"{origin}\"] }}`")
            }
            (None, all) => format!(
                "add it to `media.origins` of `banso.json`, beside {}",
                quoted(all)
            ),
        };
        self.error(Code::BadMedia, at, message, &mend);
    }
}

fn host(origin: &str) -> &str {
    origin.trim_start_matches("https://")
}

/// The origins from which films and players may come.
pub(super) fn origins(source: &Source) -> Vec<String> {
    let media = source
        .project()
        .and_then(|project| project.root.get("media"));
    let origins = media.and_then(|media| media.get("origins"));
    let origins = origins.map(Node::items).unwrap_or_default().iter();
    let texts = origins.filter_map(Node::text);
    texts.map(str::to_ascii_lowercase).collect()
}
