//! Selectors: whether a browser takes them, and whether they will last.

use super::super::diagnostic::Code;
use super::super::node::Node;
use super::super::selector::role::Role;
use super::super::selector::{flaw, lint};
use super::walk::Walk;

const MEND: &str =
    "write a selector that `document.querySelector` takes, such as `[data-testid=\\\"save\\\"]`";

/// What lasts: a name of the element's own, which neither looks nor layout change.
const OWN_NAME: &str = "mark the element with `data-testid` or `data-banso` and write `[data-testid=\\\"...\\\"]`, or select by `[role=\\\"...\\\"][aria-label=\\\"...\\\"]`";

impl Walk<'_, '_> {
    pub(super) fn selector(&mut self, node: &Node, text: &str) {
        if let Some(flaw) = flaw(text) {
            let message = format!("`{text}` is not a CSS selector: {flaw}");
            return self.error(Code::BadSelector, node.at, message, MEND);
        }
        if let Some(why) = lint::brittle(text) {
            let message = format!("`{text}` will not outlive a change of the page: {why}");
            self.error(Code::BrittleSelector, node.at, message, OWN_NAME);
            self.findings.soften();
        } else if Role::of(&self.path).is_single() {
            self.ambiguous(node, text);
        }
    }

    fn ambiguous(&mut self, node: &Node, text: &str) {
        if let Some(why) = lint::ambiguous(text) {
            let message = format!("`{text}` may match several elements: {why}");
            self.error(Code::AmbiguousSelector, node.at, message, OWN_NAME);
            self.findings.soften();
        }
    }
}
