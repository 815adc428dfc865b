//! Inquiries to support, as the compiler hands them to the collector: the categories with the rules
//! that tell them apart. The browser never downloads the rules.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by locale.
pub type ByLocale = BTreeMap<String, String>;

/// The categories, in the order in which the form offers them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiries {
    /// The categories.
    pub categories: Vec<Category>,
}

/// A category of inquiries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Kebab case, unique.
    pub id: String,
    /// What readers see.
    pub name: ByLocale,
    /// By locale, what tells it apart; `*` stands for anything in between.
    pub keywords: BTreeMap<String, Vec<String>>,
    /// Page patterns that speak for it.
    pub pages: Vec<String>,
    /// When an answer can be expected.
    pub answer: ByLocale,
    /// What the form asks besides.
    pub questions: Vec<Question>,
}

/// A question of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Kebab case, unique in the category.
    pub id: String,
    /// The question.
    pub label: ByLocale,
    /// Whether it must be answered.
    pub required: bool,
    /// What can be chosen; a line to write in when there is nothing.
    pub choices: Vec<ByLocale>,
}

/// The text in a locale, else in any: the first by tag.
pub fn said<'a>(text: &'a ByLocale, locale: &str) -> Option<&'a str> {
    let exact = text.get(locale);
    exact.or_else(|| text.values().next()).map(String::as_str)
}
