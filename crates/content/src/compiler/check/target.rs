//! The ways to the element that a step stands by: whether they say something, and whether they last.

use super::super::diagnostic::Code;
use super::super::hint::hint;
use super::super::node::Node;
use super::super::role;
use super::super::selector::lint;
use super::walk::Walk;

impl Walk<'_, '_> {
    pub(super) fn aria_role(&mut self, node: &Node, text: &str) {
        if role::selector(text).is_none() {
            let message = format!("`{text}` is not a role that elements are found by");
            let mend = hint(
                text,
                role::names(),
                "write a role of WAI-ARIA such as `button`, or use `css`",
            );
            self.error(Code::UnknownValue, node.at, message, &mend);
        }
    }

    pub(super) fn test_id(&mut self, node: &Node, text: &str) {
        if let Some(why) = lint::brittle_id(text) {
            let message = format!("`{text}` will not outlive a change of the page: it is {why}");
            let mend =
                "give the element a `data-testid` of its own, the same in every row and visit";
            self.error(Code::BrittleSelector, node.at, message, mend);
            self.findings.soften();
        }
    }

    /// What the ways of a target say of each other.
    pub(super) fn ways(&mut self, node: &Node) {
        let given = |key: &str| node.get(key).is_some();
        if let Some(name) = node.get("name").filter(|_| !given("role")) {
            let message = "`name` says what an element of a role is called, and there is no `role`";
            let mend = "add `role`, such as `\"role\": \"button\"`, or say it with `text`";
            self.error(Code::MissingKey, name.at, message.into(), mend);
        }
        if let Some(role) = node.get("role").filter(|_| !given("name"))
            && let Some(name) = role.text().filter(|name| is_common(name))
        {
            let message = format!("several elements may have the role `{name}`");
            let mend = "add `name`, what a screen reader calls the element, in each language";
            self.error(Code::AmbiguousSelector, role.at, message, mend);
            self.findings.soften();
        }
        if let Some(text) = node
            .get("text")
            .filter(|_| !["testId", "role", "css"].into_iter().any(given))
        {
            let message = "the only way to the element is the text that it says, which changes with each edit of it";
            let mend = "mark the element and add `testId`, or add `role` and `name`";
            self.error(Code::BrittleSelector, text.at, message.into(), mend);
            self.findings.soften();
        }
    }
}

/// Whether pages have several elements of a role.
fn is_common(role: &str) -> bool {
    !matches!(
        role,
        "banner" | "contentinfo" | "main" | "navigation" | "search"
    )
}
