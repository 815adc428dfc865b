//! Features and how their use is recognised.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Condition;
use crate::compiler::schema::{Name, PathPattern};
use crate::model::{AdoptionRule, Text};

/// Something a user can do in the host application, worth following.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Feature {
    /// Kebab case, unique, never changed: the collector's history hangs on it.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "feature"))]
    pub id: String,
    /// What customer success reads.
    #[schemars(with = "Name<60>")]
    pub name: Text,
    /// Whether the feature counts for breadth and for churn risk.
    #[serde(default)]
    pub core: bool,
    /// How a use is recognised: any of these.
    #[schemars(length(min = 1))]
    pub any: Vec<Source>,
    /// The pages on which whoever is eligible meets it, by path: the ladder begins at `exposed`
    /// there.
    #[serde(default)]
    #[schemars(with = "Vec<PathPattern>")]
    pub exposed_on: Vec<String>,
    /// Who may use it, by traits of the user and the account alone; everyone, when left out.
    #[serde(default)]
    pub eligible: Condition,
    /// When it counts as adopted.
    #[serde(default)]
    pub adoption: AdoptionRule,
}

/// How a use of a feature is recognised.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Source {
    /// A click on, or inside, an element that matches this CSS selector.
    Click(#[schemars(extend("format" = "css-selector"))] String),
    /// A visit to a page whose path matches this pattern.
    Page(#[schemars(extend("format" = "path-pattern", "pattern" = "^/[^?#]*$"))] String),
    /// A tracked event of this name.
    Event(#[schemars(length(min = 1), extend("x-plan" = "event"))] String),
}
