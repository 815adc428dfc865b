//! The tracking plan: what the host sends, so that conditions can be checked against it.

use schemars::JsonSchema;
use serde::Deserialize;

/// What the host tracks and which traits it sends. Optional; where there is one, a condition that
/// names anything else, or compares it as another type, is a mistake.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::compiler) struct TrackingPlan {
    /// The events.
    pub events: Vec<PlannedEvent>,
    /// The traits of users.
    pub user: Vec<PlannedValue>,
    /// The traits of accounts.
    pub account: Vec<PlannedValue>,
}

/// An event that the host tracks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct PlannedEvent {
    /// Its name.
    #[schemars(length(min = 1), extend("x-defines" = "event"))]
    pub name: String,
    /// When it is tracked, for the reader.
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the file")]
    pub description: Option<String>,
    /// Its properties.
    #[serde(default)]
    pub properties: Vec<PlannedValue>,
}

/// A property or a trait.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct PlannedValue {
    /// Its name.
    #[schemars(length(min = 1), extend("x-defines" = "property"))]
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: ValueType,
    /// The texts that it can be, where they are few.
    #[serde(default)]
    pub values: Vec<String>,
    /// What it means, for the reader.
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader of the file")]
    pub description: Option<String>,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum ValueType {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Flag,
    /// A list of texts.
    List,
    /// A date: ISO 8601 text, or a number of seconds or milliseconds since 1970.
    Date,
}
