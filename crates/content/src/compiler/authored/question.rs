//! What a step of a survey asks.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::compiler::schema::Name;
use crate::model::Text;

/// A question. The step's title is what it asks, the step's id is what its answer is known by. An
/// answer is a number on a scale, the id of an option, a list of such ids, or a text.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::compiler) enum Question {
    /// How likely somebody is to recommend something, from 0 to 10: the Net Promoter Score.
    /// F. F. Reichheld, “The One Number You Need to Grow”, Harvard Business Review, December 2003.
    Nps {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What the lowest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        low: Text,
        /// What the highest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        high: Text,
    },
    /// How content somebody is, from 1 to 5: customer satisfaction, the share of 4 and 5.
    /// P. W. Farris and others, “Marketing Metrics”, 2nd edition 2010, section 2.
    Csat {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What the lowest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        low: Text,
        /// What the highest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        high: Text,
    },
    /// How far somebody agrees that something was made easy, from 1 to 7: the Customer Effort Score
    /// in its second form. M. Dixon, N. Toman, R. DeLisi, “The Effortless Experience”, 2013.
    Ces {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What the lowest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        low: Text,
        /// What the highest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        high: Text,
    },
    /// From 1 to 5 stars.
    Stars {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What the lowest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        low: Text,
        /// What the highest means.
        #[serde(default)]
        #[schemars(with = "Name<32>")]
        high: Text,
    },
    /// One of several options.
    Choice {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What can be chosen, in order.
        #[schemars(length(min = 2, max = 20))]
        options: Vec<Choosable>,
        /// The last option is "Other", with a text of one's own: the answer to `<step>.other`.
        #[serde(default)]
        other: bool,
    },
    /// Any of several options.
    #[schemars(extend("x-ordered" = [["least", "most"]]))]
    Choices {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What can be chosen, in order.
        #[schemars(length(min = 2, max = 20))]
        options: Vec<Choosable>,
        /// The last option is "Other", with a text of one's own: the answer to `<step>.other`.
        #[serde(default)]
        other: bool,
        /// At least so many.
        #[serde(default)]
        #[schemars(range(min = 1, max = 21))]
        least: Option<u16>,
        /// At most so many.
        #[serde(default)]
        #[schemars(range(min = 1, max = 21))]
        most: Option<u16>,
    },
    /// A line of text.
    #[schemars(extend("x-ordered" = [["least", "most"]]))]
    Text {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What stands in the field while it is empty: an example.
        #[serde(default)]
        #[schemars(with = "Name<60>")]
        placeholder: Text,
        /// At least so many characters.
        #[serde(default)]
        #[schemars(range(min = 1, max = 400))]
        least: Option<u16>,
        /// At most so many characters. Left out: 200.
        #[serde(default)]
        #[schemars(range(min = 1, max = 400))]
        most: Option<u16>,
    },
    /// A text of several lines.
    #[schemars(extend("x-ordered" = [["least", "most"]]))]
    LongText {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What stands in the field while it is empty: an example.
        #[serde(default)]
        #[schemars(with = "Name<120>")]
        placeholder: Text,
        /// At least so many characters.
        #[serde(default)]
        #[schemars(range(min = 1, max = 4000))]
        least: Option<u16>,
        /// At most so many characters. Left out: 1000.
        #[serde(default)]
        #[schemars(range(min = 1, max = 4000))]
        most: Option<u16>,
    },
    /// All options in an order of one's own.
    Ranking {
        /// It cannot be passed over.
        #[serde(default)]
        required: bool,
        /// What is put in order.
        #[schemars(length(min = 2, max = 10))]
        options: Vec<Choosable>,
    },
    /// One of the same options for each of several rows: the answers to `<step>.<row>`.
    Matrix {
        /// No row can be passed over.
        #[serde(default)]
        required: bool,
        /// What is asked about, in order.
        #[schemars(length(min = 1, max = 10))]
        rows: Vec<Row>,
        /// What can be chosen for each, in order.
        #[schemars(length(min = 2, max = 7))]
        options: Vec<Choosable>,
    },
}

/// Something to choose.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Choosable {
    /// Kebab case, unique in its question, never changed: the answer.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "option", "x-reserved" = ["other"]))]
    pub id: String,
    /// What it says.
    #[schemars(with = "Name<60>")]
    pub label: Text,
    /// Of `choices`: it is chosen alone, such as "None of these", and `least` does not count then.
    #[serde(default)]
    pub exclusive: bool,
}

/// A row of a matrix.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Row {
    /// Kebab case, unique in its question, never changed.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "row", "x-reserved" = ["other"]))]
    pub id: String,
    /// What it says.
    #[schemars(with = "Name<60>")]
    pub label: Text,
}
