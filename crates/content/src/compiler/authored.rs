//! The forms that only authors write: the content file, the project's settings, the front matter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bundle::{Locale, Theme};
use crate::model::{Checklist, Feature, Guide, Text};

/// Content for Banso. `banso.json` also says which locales there are, and holds the look and the
/// settings of help; every other file may hold any of the lists, split as the team likes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ContentFile {
    /// Where this schema is, for editors.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The locales, the first being the default. In `banso.json` only.
    #[schemars(length(min = 1))]
    pub locales: Vec<Locale>,
    /// The look. In `banso.json` only.
    pub theme: Option<Theme>,
    /// The settings of help. In `banso.json` only.
    pub help: Option<HelpSettings>,
    /// The features worth following.
    pub features: Vec<Feature>,
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// The guides.
    pub guides: Vec<Guide<Markdown>>,
}

/// The settings of help.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct HelpSettings {
    /// The title of the help widget.
    #[schemars(with = "super::schema::Short<60>")]
    pub title: Text,
    /// The categories of articles in their order.
    pub categories: Vec<Category>,
}

/// A category of articles.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Category {
    /// Kebab case, unique.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "category"))]
    pub id: String,
    /// What readers see.
    #[schemars(with = "super::schema::Short<60>")]
    pub name: Text,
}

/// The front matter of an article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    /// The title.
    #[schemars(length(min = 1, max = 60))]
    pub title: String,
    /// One sentence below the title, also in lists.
    #[schemars(length(min = 1, max = 160))]
    pub summary: String,
    /// The category's id.
    #[schemars(extend("x-refers" = "category"))]
    pub category: String,
    /// Other words that readers search for.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Page patterns on which the article is suggested.
    #[serde(default)]
    #[schemars(with = "Vec<super::schema::PagePattern>")]
    pub pages: Vec<String>,
    /// The feature it teaches.
    #[serde(default)]
    #[schemars(extend("x-refers" = "feature"))]
    pub feature: Option<String>,
    /// When it was last revised, `2026-09-14`.
    #[schemars(extend("format" = "date"))]
    pub updated: String,
}

/// A text in Markdown: paragraphs, `##` and `###`, lists, tables, quotes as notes, code, strong,
/// emphasis and links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Markdown(pub String);
