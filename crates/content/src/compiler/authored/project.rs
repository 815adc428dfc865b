//! The content file, the project's settings, and the front matter of articles.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::experience::{Checklist, Guide, TaskAction};
use super::feature::Feature;
use super::inquiry::InquirySettings;
use super::plan::TrackingPlan;
use super::theme::Theme;
use crate::compiler::learned::Learned;
use crate::compiler::schema::{Environment, LocaleRef, Name, Origin, OwnWords, PagePattern};
use crate::localized::Localized;
use crate::model::{GuideKind, Text};

/// Content for Banso. `banso.json` also says which locales there are, and holds the look, the
/// budgets and the settings of help; every other file may hold any of the lists, split as the team
/// likes.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::compiler) struct ContentFile {
    /// Where this schema is, for editors.
    #[serde(rename = "$schema")]
    pub schema: Option<String>,
    /// The locales, the first being the default. In `banso.json` only.
    #[schemars(length(min = 1))]
    pub locales: Vec<Locale>,
    /// Our own words, such as those on the buttons of a step: by locale. For locales that are neither
    /// English nor Japanese, and to say something else. In `banso.json` only.
    #[schemars(with = "BTreeMap<String, OwnWords>", extend("x-keys" = "locale"))]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// The environments that have an overlay, below `environments/`. In `banso.json` only.
    #[schemars(with = "Vec<Environment>")]
    pub environments: Vec<String>,
    /// The look. In `banso.json` only.
    pub theme: Option<Theme>,
    /// Other looks, each for whoever its condition holds for; the first that holds wins. In
    /// `banso.json` only.
    pub themes: Vec<Themed>,
    /// How many guides may appear by themselves to one user: all of these hold at once. In
    /// `banso.json` only.
    pub budgets: Vec<Budget>,
    /// So many percent of the users see no guide at all, for comparison. In `banso.json` only.
    #[schemars(range(max = 100))]
    pub holdout: u8,
    /// Where films and embedded players may come from. In `banso.json` only.
    pub media: MediaSettings,
    /// The settings of help. In `banso.json` only.
    pub help: Option<HelpSettings>,
    /// What the host sends. In one file only.
    pub tracking_plan: Option<TrackingPlan>,
    /// Inquiries to support. In one file only.
    pub inquiries: Option<InquirySettings>,
    /// The features worth following.
    pub features: Vec<Feature>,
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// The guides.
    pub guides: Vec<Guide>,
    /// What past searches teach, from the files of `banso learn`.
    #[serde(skip)]
    pub learned: Learned,
}

/// A locale of the content and what stands in for it where a text is missing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Locale {
    /// A BCP 47 tag, such as `ja` or `pt-BR`.
    #[schemars(extend("format" = "locale", "x-defines" = "locale"))]
    pub id: String,
    /// Other locales to try, in order.
    #[serde(default)]
    #[schemars(with = "Vec<LocaleRef>")]
    pub fallback: Vec<String>,
}

/// A look for some.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Themed {
    /// For whom.
    pub when: Condition,
    /// The look.
    pub theme: Theme,
}

/// How many guides may appear by themselves to one user, whatever each may by itself.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Budget {
    /// Of this kind. Left out: of all kinds together.
    #[serde(default)]
    pub kind: Option<GuideKind>,
    /// At most so many ...
    #[schemars(range(min = 1, max = 50))]
    pub times: u16,
    /// ... in so much time, such as `1d`.
    #[schemars(extend("format" = "duration"))]
    pub within: String,
}

/// Where films and embedded players may come from, besides the host application itself.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(in crate::compiler) struct MediaSettings {
    /// Their origins, such as `https://cdn.example.com`.
    #[schemars(with = "Vec<Origin>")]
    pub origins: Vec<String>,
}

/// The settings of help.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct HelpSettings {
    /// The title of the help widget.
    #[schemars(with = "Name<60>")]
    pub title: Text,
    /// The categories of articles in their order.
    pub categories: Vec<Category>,
    /// Other ways to get help, in order: somebody to write to, a community, a manual.
    #[serde(default)]
    pub links: Vec<HelpLink>,
    /// Frequent questions with short answers, in order.
    #[serde(default)]
    pub questions: Vec<HelpQuestion>,
    /// Words of readers that mean what articles call otherwise.
    #[serde(default)]
    pub synonyms: Vec<Synonym>,
}

/// Words that mean the same in searches.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Synonym {
    /// The locale whose articles it is for.
    #[schemars(with = "LocaleRef")]
    pub locale: String,
    /// Words or phrases. Without `finds`, each of them finds the articles that say any other.
    #[schemars(length(min = 1))]
    pub words: Vec<String>,
    /// What articles say: `words` find it, and it does not find them.
    #[serde(default)]
    pub finds: Vec<String>,
}

/// Another way to get help.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct HelpLink {
    /// Kebab case, unique.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "link"))]
    pub id: String,
    /// Where it leads: a verb, or a name.
    #[schemars(with = "Name<60>")]
    pub label: Text,
    /// One sentence below the label.
    #[serde(default)]
    #[schemars(with = "Name<160>")]
    pub detail: Text,
    /// The picture beside it.
    pub icon: LinkIcon,
    /// What it does.
    pub action: TaskAction,
}

/// A frequent question with a short answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct HelpQuestion {
    /// Kebab case, unique.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "question"))]
    pub id: String,
    /// The question, as people ask it.
    #[schemars(with = "Name<120>")]
    pub question: Text,
    /// The answer.
    pub answer: Localized<Markdown>,
    /// Page patterns on which it is shown; on every page when left out.
    #[serde(default)]
    #[schemars(with = "Vec<PagePattern>")]
    pub pages: Vec<String>,
    /// What the reader can do then, the most likely first.
    #[serde(default)]
    #[schemars(length(max = 2))]
    pub buttons: Vec<HelpButton>,
}

/// A button below an answer.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct HelpButton {
    /// What it says: a verb.
    #[schemars(with = "Name<24>")]
    pub label: Text,
    /// What it does.
    pub action: TaskAction,
}

/// A picture beside a way to get help.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum LinkIcon {
    /// An envelope.
    Mail,
    /// A speech bubble.
    Chat,
    /// People.
    Community,
    /// A book.
    Book,
}

/// A category of articles.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Category {
    /// Kebab case, unique.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "category"))]
    pub id: String,
    /// What readers see.
    #[schemars(with = "Name<60>")]
    pub name: Text,
}

/// The front matter of an article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct FrontMatter {
    /// The title.
    #[schemars(length(min = 1, max = 60), extend("x-personal" = false))]
    pub title: String,
    /// One sentence below the title, also in lists.
    #[schemars(length(min = 1, max = 160), extend("x-personal" = false))]
    pub summary: String,
    /// The category's id.
    #[schemars(extend("x-refers" = "category"))]
    pub category: String,
    /// Other words that readers search for.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Page patterns on which the article is suggested.
    #[serde(default)]
    #[schemars(with = "Vec<PagePattern>")]
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
/// emphasis, links, images, videos, and values of the reader such as `{{user.name|there}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::compiler) struct Markdown(pub String);
