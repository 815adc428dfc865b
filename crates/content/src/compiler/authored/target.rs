//! The element that a step stands by.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::compiler::schema::Name;
use crate::model::Text;

/// The element that a step stands by: one that is visible and alone fits.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(in crate::compiler) enum Target {
    /// A CSS selector. `a >>> b` means `b` inside the open shadow root, or the frame of the same
    /// origin, that is `a`.
    Selector(#[schemars(extend("format" = "css-selector"))] String),
    /// Ways to find it, tried in this order: `testId`, `role`, `css`, `text`.
    Ways(Box<Ways>),
}

/// Ways to find an element. One that fits no visible element, or several, gives way to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
#[schemars(extend("x-any-of" = ["testId", "role", "css", "text"], "x-ways" = true))]
pub(in crate::compiler) struct Ways {
    /// The value of its `data-testid`.
    #[schemars(extend("format" = "test-id"), length(min = 1))]
    pub test_id: Option<String>,
    /// Its role, such as `button`: the one that it is given, or that its tag has by itself.
    #[schemars(extend("format" = "aria-role"))]
    pub role: Option<String>,
    /// Its accessible name, beside `role`: what a screen reader calls it, in each language.
    #[schemars(with = "Name<120>")]
    pub name: Text,
    /// A CSS selector.
    #[schemars(extend("format" = "css-selector"))]
    pub css: Option<String>,
    /// The text that the element itself says, in each language.
    #[schemars(with = "Name<120>")]
    pub text: Text,
    /// A CSS selector of an element around it, for every way.
    #[schemars(extend("format" = "css-selector"))]
    pub within: Option<String>,
}
