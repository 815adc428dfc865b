//! What a selector of the content is for.

/// What a selector is for, which decides how many elements it may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// A click on any of the elements counts.
    Click,
    /// A step stands by the element.
    Target,
    /// A condition asks for the element.
    Condition,
}

impl Role {
    /// The role of the selector at a path, by its innermost key.
    pub(in super::super) fn of(path: &[String]) -> Self {
        let key = path.iter().rev().find(|step| !step.starts_with('['));
        match key.map(String::as_str) {
            Some("click") => Self::Click,
            Some("target") => Self::Target,
            _ => Self::Condition,
        }
    }

    /// Whether one element is meant.
    pub(in super::super) fn is_single(self) -> bool {
        self != Self::Click
    }
}
