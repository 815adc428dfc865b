//! What a selector of the content is for.

/// What a selector is for, which decides how many elements it may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Role {
    /// A click on any of the elements counts.
    Click,
    /// A step stands by the element.
    Target,
    /// The element that a step stands by is somewhere within.
    Around,
    /// A condition asks for the element.
    Condition,
    /// A condition asks that the element is not there.
    Absence,
}

impl Role {
    /// The role of the selector at a path, by its innermost key.
    pub(in super::super) fn of(path: &[String]) -> Self {
        if path.iter().any(|step| step == "not") {
            return Self::Absence;
        }
        let key = path.iter().rev().find(|step| !step.starts_with('['));
        match key.map(String::as_str) {
            Some("click") => Self::Click,
            Some("within") => Self::Around,
            Some("target" | "css") => Self::Target,
            _ => Self::Condition,
        }
    }

    /// Whether one element is meant.
    pub(in super::super) fn is_single(self) -> bool {
        matches!(self, Self::Target | Self::Condition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_hangs_on_the_innermost_key() {
        let role = |path: &str| Role::of(&path.split('.').map(Into::into).collect::<Vec<_>>());
        assert_eq!(role("features.[0].any.[0].click"), Role::Click);
        assert_eq!(role("guides.[0].steps.[1].target"), Role::Target);
        assert_eq!(role("guides.[0].steps.[1].target.css"), Role::Target);
        assert_eq!(role("guides.[0].steps.[1].target.within"), Role::Around);
        assert_eq!(role("guides.[0].when.all.[0].element"), Role::Condition);
        assert_eq!(role("guides.[0].when.not.element"), Role::Absence);
    }
}
