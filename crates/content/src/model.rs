//! The typed content: features, checklists, guides and the conditions that decide about them.
//!
//! `B` is the body of a step: authored Markdown (`String`) before the compiler, [`crate::block::Body`] after.
//! The `schemars` attributes are what the compiler checks by: formats, limits, ids and references.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

#[cfg(feature = "compiler")]
use serde::{Deserialize, Serialize};

#[cfg(feature = "compiler")]
use crate::compiler::schema::Short;
use crate::localized::Localized;

/// Text for people, per locale.
pub type Text = Localized<String>;

/// Something a user can do in the host application, worth following.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Feature {
    /// Kebab case, unique, never changed: the collector's history hangs on it.
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "kebab-case", "x-defines" = "feature")))]
    pub id: String,
    /// What customer success reads.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<60>"))]
    pub name: Text,
    /// Whether the feature counts for breadth and for churn risk.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub core: bool,
    /// How a use is recognised: any of these.
    #[cfg_attr(feature = "compiler", schemars(length(min = 1)))]
    pub any: Vec<Source>,
    /// When it counts as adopted.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub adoption: AdoptionRule,
}

/// How a use of a feature is recognised.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum Source {
    /// A click on, or inside, an element that matches this CSS selector.
    Click(#[cfg_attr(feature = "compiler", schemars(extend("format" = "css-selector")))] String),
    /// A visit to a page that matches this pattern, see [`crate::glob`].
    Page(#[cfg_attr(feature = "compiler", schemars(extend("format" = "page-pattern")))] String),
    /// A tracked event of this name.
    Event(#[cfg_attr(feature = "compiler", schemars(length(min = 1)))] String),
}

/// The rule of the adoption ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields, default))]
pub struct AdoptionRule {
    /// This many uses ...
    #[cfg_attr(feature = "compiler", schemars(range(min = 1)))]
    pub uses: u16,
    /// ... within this many days make an adopter.
    #[cfg_attr(feature = "compiler", schemars(range(min = 1)))]
    pub within_days: u16,
    /// An adopter who still uses it this many days after adopting is retained.
    #[cfg_attr(feature = "compiler", schemars(range(min = 1)))]
    pub retained_after_days: u16,
    /// An adopter without a use for this many days has lapsed.
    #[cfg_attr(feature = "compiler", schemars(range(min = 1)))]
    pub lapsed_after_days: u16,
}

impl Default for AdoptionRule {
    fn default() -> Self {
        Self {
            uses: 3,
            within_days: 14,
            retained_after_days: 28,
            lapsed_after_days: 28,
        }
    }
}

/// Where a user stands on the adoption ladder of a feature. Ordered: a later state is further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum AdoptionState {
    /// Never used.
    #[default]
    Unused,
    /// Used, the rule not met yet.
    Tried,
    /// The rule was met, long ago, and no use since.
    Lapsed,
    /// The rule is met.
    Adopted,
    /// The rule is met and the use has lasted.
    Retained,
}

impl AdoptionState {
    /// The state's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unused => "unused",
            Self::Tried => "tried",
            Self::Lapsed => "lapsed",
            Self::Adopted => "adopted",
            Self::Retained => "retained",
        }
    }
}

/// A rule over what the client knows. Groups nest freely.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum Condition {
    /// All of these hold; an empty list always holds.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(#[cfg_attr(feature = "compiler", schemars(length(min = 1)))] Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// The page matches a pattern, see [`crate::glob`].
    Page(#[cfg_attr(feature = "compiler", schemars(extend("format" = "page-pattern")))] String),
    /// An event was tracked often enough, lately enough.
    Event(EventTest),
    /// A trait of the user.
    User(TraitTest),
    /// A trait of the account.
    Account(TraitTest),
    /// A feature is at least this far up its ladder.
    Feature(FeatureTest),
    /// What became of a guide.
    Guide(GuideTest),
    /// A checklist is complete.
    ChecklistComplete(
        #[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "checklist")))] String,
    ),
    /// The locale of the page: `ja` also holds for `ja-JP`.
    Locale(#[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "locale")))] String),
}

impl Default for Condition {
    /// The condition that always holds.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// How often an event must have been tracked by this user on this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct EventTest {
    /// The event's name.
    #[cfg_attr(feature = "compiler", schemars(length(min = 1)))]
    pub name: String,
    /// At least this many times.
    #[cfg_attr(feature = "compiler", serde(default = "one"))]
    #[cfg_attr(feature = "compiler", schemars(range(min = 1)))]
    pub at_least: u16,
    /// Within the last so many days; 0 is ever.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub within_days: u16,
}

#[cfg(feature = "compiler")]
fn one() -> u16 {
    1
}

/// A test of one trait.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct TraitTest {
    /// The trait's name.
    #[cfg_attr(feature = "compiler", schemars(length(min = 1)))]
    pub name: String,
    /// What must be true of its value.
    pub test: ValueTest,
}

/// What must be true of a value. A value that is absent or of another type fails every test but
/// [`ValueTest::Absent`] and [`ValueTest::IsNot`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum ValueTest {
    /// Equal text.
    Is(String),
    /// Any other text, or no value.
    IsNot(String),
    /// One of these texts.
    OneOf(#[cfg_attr(feature = "compiler", schemars(length(min = 1)))] Vec<String>),
    /// At least this number.
    AtLeast(f64),
    /// At most this number.
    AtMost(f64),
    /// This boolean.
    Flag(bool),
    /// There is a value.
    Present,
    /// There is no value.
    Absent,
}

/// A feature and the least state of its ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct FeatureTest {
    /// The feature's id.
    #[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "feature")))]
    pub id: String,
    /// At least this state.
    #[cfg_attr(feature = "compiler", serde(default = "tried"))]
    pub reached: AdoptionState,
}

#[cfg(feature = "compiler")]
fn tried() -> AdoptionState {
    AdoptionState::Tried
}

/// A guide and what must have become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct GuideTest {
    /// The guide's id.
    #[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "guide")))]
    pub id: String,
    /// What must have become of it.
    pub was: GuideFate,
}

/// What can become of a guide for one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum GuideFate {
    /// Its first step was visible.
    Seen,
    /// Its last step was finished.
    Completed,
    /// It was closed before its end.
    Dismissed,
}

/// A guide: one or more steps that appear by themselves when the audience and the moment are right.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Guide<B> {
    /// Kebab case, unique, never changed.
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "kebab-case", "x-defines" = "guide")))]
    pub id: String,
    /// What customer success reads.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<60>"))]
    pub name: Text,
    /// How it looks.
    pub kind: GuideKind,
    /// For whom and where; always, when left out.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub when: Condition,
    /// Which of several guides comes first: the higher.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub priority: i16,
    /// How often.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub frequency: Frequency,
    /// The steps in order; a tooltip and a modal have one or more as well.
    #[cfg_attr(feature = "compiler", schemars(length(min = 1)))]
    pub steps: Vec<Step<B>>,
}

/// How a guide looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum GuideKind {
    /// Several steps, each by an element, the element in a spotlight.
    Tour,
    /// A card by an element.
    Tooltip,
    /// A dialog in the middle; the page waits.
    Modal,
}

impl GuideKind {
    /// The kind's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tour => "tour",
            Self::Tooltip => "tooltip",
            Self::Modal => "modal",
        }
    }
}

/// How often a guide may appear by itself to one user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum Frequency {
    /// Once seen, never again.
    Once,
    /// Until it was completed or dismissed.
    #[default]
    UntilInteracted,
    /// Whenever its condition holds, once a visit.
    EveryVisit,
}

/// A step of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Step<B> {
    /// A CSS selector of the element that the step stands by. None: in the middle.
    #[cfg_attr(feature = "compiler", serde(default))]
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "css-selector")))]
    pub target: Option<String>,
    /// On which side of the target, if there is room.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub side: Side,
    /// The page it belongs to; elsewhere the guide pauses. None: any page.
    #[cfg_attr(feature = "compiler", serde(default))]
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "page-pattern")))]
    pub page: Option<String>,
    /// The title.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<60>"))]
    pub title: Text,
    /// The body.
    pub body: Localized<B>,
    /// The primary button, instead of "Next" or "Done".
    #[cfg_attr(feature = "compiler", serde(default))]
    pub button: Option<Button>,
}

/// A button and what it does besides going on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Button {
    /// What it says: a verb.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<24>"))]
    pub label: Text,
    /// What it does before the guide goes on.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub action: Option<Action>,
}

/// Something a button or a task can do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum Action {
    /// Open a page of the host application, by path.
    Page(#[cfg_attr(feature = "compiler", schemars(extend("format" = "path")))] String),
    /// Open a help article, by slug.
    Article(#[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "article")))] String),
    /// Start a guide, by id.
    Guide(#[cfg_attr(feature = "compiler", schemars(extend("x-refers" = "guide")))] String),
}

/// The side of its target that a step stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum Side {
    /// Below it.
    #[default]
    Bottom,
    /// Above it.
    Top,
    /// To its left.
    Left,
    /// To its right.
    Right,
}

/// A checklist: tasks that complete themselves.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Checklist {
    /// Kebab case, unique, never changed.
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "kebab-case", "x-defines" = "checklist")))]
    pub id: String,
    /// The title.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<60>"))]
    pub title: Text,
    /// One sentence below the title.
    #[cfg_attr(feature = "compiler", serde(default))]
    #[cfg_attr(feature = "compiler", schemars(with = "Short<160>"))]
    pub intro: Text,
    /// For whom; everyone, when left out.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub when: Condition,
    /// The tasks in order.
    #[cfg_attr(feature = "compiler", schemars(length(min = 1)))]
    pub tasks: Vec<Task>,
}

/// A task of a checklist.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "compiler", derive(Serialize, Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(deny_unknown_fields))]
pub struct Task {
    /// Kebab case, unique within the checklist.
    #[cfg_attr(feature = "compiler", schemars(extend("format" = "kebab-case", "x-defines" = "task")))]
    pub id: String,
    /// What to do: a verb first.
    #[cfg_attr(feature = "compiler", schemars(with = "Short<60>"))]
    pub title: Text,
    /// Why, in one sentence.
    #[cfg_attr(feature = "compiler", serde(default))]
    #[cfg_attr(feature = "compiler", schemars(with = "Short<160>"))]
    pub detail: Text,
    /// When it is done. Once done, it stays done.
    pub done: Condition,
    /// What helps to do it.
    #[cfg_attr(feature = "compiler", serde(default))]
    pub action: Option<Action>,
}
