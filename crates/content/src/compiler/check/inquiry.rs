//! Inquiries: one file says what becomes of them, and a word speaks for one category.

use std::collections::BTreeMap;

use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::node::Node;
use super::super::source::{Document, Source};
use super::Findings;
use super::names::Mention;

const KEY: &str = "inquiries";

impl Findings<'_> {
    /// What schemas cannot say of inquiries.
    pub(super) fn inquiries(&mut self, source: &Source) {
        let documents = source.documents.iter();
        let mut those = documents.filter_map(|one| Some((one, one.root.get(KEY)?)));
        let Some((first, node)) = those.next() else {
            return;
        };
        for (document, node) in those {
            let message = format!("inquiries are said already in `{}`", first.file.path);
            let mention = mention(document, node.at, KEY.into());
            let mend = "put all of it in one file".into();
            self.found
                .push(mention.error(Code::DuplicateKey, message, mend));
        }
        self.found.extend(keywords(first, node));
        self.found.extend(questions(first, node));
    }
}

fn mention(document: &Document, at: usize, path: String) -> Mention<'_> {
    Mention {
        file: &document.file,
        at,
        path,
    }
}

fn categories(node: &Node) -> impl Iterator<Item = (usize, &str, &Node)> {
    let categories = node.get("categories").map(Node::items).unwrap_or_default();
    categories.iter().enumerate().map(|(at, one)| {
        (
            at,
            one.get("id").and_then(Node::text).unwrap_or_default(),
            one,
        )
    })
}

/// Keywords without a letter, and those that speak for two categories.
fn keywords(document: &Document, node: &Node) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, String), &str> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, id, category) in categories(node) {
        let locales = category
            .get("keywords")
            .map(Node::entries)
            .unwrap_or_default();
        for locale in locales {
            for word in locale.value.items() {
                let text = word.text().unwrap_or_default().trim().to_lowercase();
                let path = format!("{KEY}.categories[{at}].keywords.{}", locale.key);
                let mention = mention(document, word.at, path);
                if !text.contains(char::is_alphanumeric) {
                    let message = "the keyword has no letter".into();
                    let mend = "write a word or a phrase, or leave it out".into();
                    found.push(mention.error(Code::EmptyText, message, mend));
                } else if let Some(other) = first.insert((&locale.key, text.clone()), id) {
                    let message = format!("`{text}` speaks for `{other}` as well");
                    let mend = "keep it in one of the two categories".into();
                    found.push(Diagnostic {
                        severity: Severity::Warning,
                        ..mention.error(Code::Contradiction, message, mend)
                    });
                }
            }
        }
    }
    found
}

/// Two questions of a category with one id.
fn questions(document: &Document, node: &Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, _, category) in categories(node) {
        let mut known = Vec::new();
        let questions = category
            .get("questions")
            .map(Node::items)
            .unwrap_or_default();
        for id in questions.iter().filter_map(|one| one.get("id")) {
            let text = id.text().unwrap_or_default();
            if known.contains(&text) {
                let mention = mention(document, id.at, format!("{KEY}.categories[{at}].questions"));
                let message = format!("the category has two questions `{text}`");
                let mend = "give one of the two another id".into();
                found.push(mention.error(Code::DuplicateId, message, mend));
            }
            known.push(text);
        }
    }
    found
}
