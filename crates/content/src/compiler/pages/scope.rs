//! The pages that a part of the content is for, as far as the content says them.

use super::super::node::Node;
use crate::glob;

/// Something that says for which pages a part of the content is.
#[derive(Clone, Debug)]
pub(super) enum Scope<'s> {
    /// A page pattern, or a list of them.
    Pattern(&'s Node),
    /// A condition.
    Condition(&'s Node),
}

impl Scope<'_> {
    /// Whether the part may be shown on the page.
    pub(super) fn allows(&self, path: &str) -> bool {
        match self {
            Self::Pattern(pattern) => matches(pattern, path),
            Self::Condition(condition) => holds(condition, path) != Some(false),
        }
    }

    /// Whether it names the pages, so that what is not there is missing.
    pub(super) fn names_pages(&self) -> bool {
        match self {
            Self::Pattern(_) => true,
            Self::Condition(condition) => needs_page(condition),
        }
    }
}

fn matches(pattern: &Node, path: &str) -> bool {
    let one = |pattern: &Node| pattern.text().is_some_and(|text| glob::matches(text, path));
    one(pattern) || pattern.items().iter().any(one)
}

/// Whether a condition holds on the page; none if it hangs on anything else.
fn holds(condition: &Node, path: &str) -> Option<bool> {
    let [entry] = condition.entries() else {
        return None;
    };
    let each = || entry.value.items().iter().map(|inner| holds(inner, path));
    match entry.key.as_str() {
        "page" => Some(matches(&entry.value, path)),
        "not" => holds(&entry.value, path).map(|holds| !holds),
        "all" if each().any(|one| one == Some(false)) => Some(false),
        "all" => each().all(|one| one == Some(true)).then_some(true),
        "any" if each().any(|one| one == Some(true)) => Some(true),
        "any" => each().all(|one| one == Some(false)).then_some(false),
        _ => None,
    }
}

/// Whether a condition holds on pages that it names alone.
fn needs_page(condition: &Node) -> bool {
    let [entry] = condition.entries() else {
        return false;
    };
    let items = entry.value.items();
    match entry.key.as_str() {
        "page" => true,
        "all" => items.iter().any(needs_page),
        "any" => !items.is_empty() && items.iter().all(needs_page),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::super::file::File;
    use super::super::super::json;
    use super::*;

    #[track_caller]
    fn expect(condition: &str, path: &str, expected: Option<bool>, names_pages: bool) {
        let file = File::new("a.json", condition);
        let node = json::parse(&file).unwrap();
        assert_eq!(holds(&node, path), expected, "{condition}");
        let scope = Scope::Condition(&node);
        assert_eq!(scope.allows(path), expected != Some(false), "{condition}");
        assert_eq!(scope.names_pages(), names_pages, "{condition}");
    }

    #[test]
    fn a_condition_is_judged_by_its_pages_alone() {
        let (page, other) = (r#"{"page":"/a"}"#, r#"{"locale":"ja"}"#);
        expect(page, "/a", Some(true), true);
        expect(page, "/b", Some(false), true);
        expect(other, "/a", None, false);
        expect(&format!("{{\"not\":{page}}}"), "/a", Some(false), false);
        expect(&format!("{{\"not\":{other}}}"), "/a", None, false);
        expect(&format!("{{\"all\":[{page},{other}]}}"), "/a", None, true);
        expect(
            &format!("{{\"all\":[{page},{other}]}}"),
            "/b",
            Some(false),
            true,
        );
        expect(&format!("{{\"any\":[{page},{other}]}}"), "/b", None, false);
        expect(
            &format!("{{\"any\":[{page},{page}]}}"),
            "/b",
            Some(false),
            true,
        );
        expect("{\"all\":[]}", "/b", Some(true), false);
    }
}
