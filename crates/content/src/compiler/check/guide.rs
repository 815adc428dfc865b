//! What the schema cannot say of guides.

use super::super::diagnostic::Code;
use super::super::node::Node;
use super::super::source::Document;
use super::Findings;
use super::names::Mention;

impl Findings<'_> {
    /// A tooltip stands by an element: each of its steps needs a target.
    pub(super) fn targets(&mut self, document: &Document) {
        let guides = document.root.get("guides").map(Node::items);
        let is_tooltip = |guide: &Node| guide.get("kind").and_then(Node::text) == Some("tooltip");
        for (number, guide) in guides.unwrap_or_default().iter().enumerate() {
            let steps = guide.get("steps").filter(|_| is_tooltip(guide));
            let steps = steps.map(Node::items).unwrap_or_default();
            for (index, step) in steps.iter().enumerate() {
                if step.get("target").is_none() {
                    let path = format!("guides[{number}].steps[{index}].target");
                    self.without_target(document, step.at, path);
                }
            }
        }
    }

    fn without_target(&mut self, document: &Document, at: usize, path: String) {
        let file = &document.file;
        let message = "a step of a tooltip has no `target` to stand by".into();
        let mend = "add `target`, a CSS selector; or make the guide a `modal`".into();
        let found = Mention { file, at, path }.error(Code::MissingKey, message, mend);
        self.found.push(found);
    }
}
