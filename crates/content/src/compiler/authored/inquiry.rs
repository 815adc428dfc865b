//! Inquiries to support: their categories, how they are told apart, and what the form asks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::compiler::schema::{Name, PagePattern};
use crate::model::Text;

/// Inquiries to support. In one file only.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct InquirySettings {
    /// The categories, in the order in which the form offers them.
    #[schemars(length(min = 1, max = 12))]
    pub categories: Vec<InquiryCategory>,
    /// Whether the form asks somebody whom the application has not named for an e-mail address to answer to.
    #[serde(default)]
    pub ask_email: bool,
}

/// A category of inquiries.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct InquiryCategory {
    /// Kebab case, unique.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "inquiry-category"))]
    pub id: String,
    /// What readers see.
    #[schemars(with = "Name<60>")]
    pub name: Text,
    /// By locale, the words and phrases that tell it apart where nobody chose a category. `*` stands
    /// for anything in between.
    #[serde(default)]
    #[schemars(extend("x-keys" = "locale"))]
    pub keywords: BTreeMap<String, Vec<String>>,
    /// Page patterns that speak for it.
    #[serde(default)]
    #[schemars(with = "Vec<PagePattern>")]
    pub pages: Vec<String>,
    /// When an answer can be expected, such as "We usually answer within one business day."
    #[serde(default)]
    #[schemars(with = "Name<160>")]
    pub answer: Text,
    /// What the form asks besides.
    #[serde(default)]
    #[schemars(length(max = 5))]
    pub questions: Vec<InquiryQuestion>,
}

/// A question of the form.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct InquiryQuestion {
    /// Kebab case, unique in the category.
    #[schemars(extend("format" = "kebab-case"))]
    pub id: String,
    /// The question.
    #[schemars(with = "Name<120>")]
    pub label: Text,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// What can be chosen; a line to write in when it is left out.
    #[serde(default)]
    #[schemars(with = "Vec<Name<60>>", length(max = 8))]
    pub choices: Vec<Text>,
}
