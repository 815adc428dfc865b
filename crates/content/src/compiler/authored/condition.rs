//! Conditions: for whom, where and when.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::compiler::schema::Clock;
use crate::model::{AdoptionState, GuideFate};

/// A rule over what the client knows. Groups nest freely.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Condition {
    /// All of these hold; an empty list always holds.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(#[schemars(length(min = 1))] Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
    /// The page matches a pattern: `/expenses/:id`, `/reports/**`, `/settings?tab=team`, `/#/inbox`.
    Page(#[schemars(extend("format" = "page-pattern"))] String),
    /// An element of the page.
    Element(ElementCondition),
    /// How often an event was tracked, and when.
    Event(#[schemars(extend("x-plan" = "event-test"))] EventCondition),
    /// A trait of the user.
    User(#[schemars(extend("x-plan" = "user"))] TraitCondition),
    /// A trait of the account.
    Account(#[schemars(extend("x-plan" = "account"))] TraitCondition),
    /// How far up its ladder a feature is.
    Feature(FeatureCondition),
    /// What became of a guide.
    Guide(GuideCondition),
    /// A survey was answered.
    SurveyAnswered(SurveyCondition),
    /// What the user answered to a question of a survey.
    Answer(AnswerCondition),
    /// How far a checklist is.
    Checklist(ChecklistCondition),
    /// A range of time, days of the week, hours of the day.
    Time(TimeRange),
    /// The kind of device.
    Device(#[schemars(length(min = 1))] Vec<Device>),
    /// The size of the window, in CSS pixels.
    Viewport(ViewportCondition),
    /// The locale of the page: `ja` also holds for `ja-JP`.
    Locale(#[schemars(extend("x-refers" = "locale"))] String),
}

impl Default for Condition {
    /// The condition that always holds.
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

/// An element of the page and its state.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct ElementCondition {
    /// A CSS selector.
    #[schemars(extend("format" = "css-selector"))]
    pub selector: String,
    /// Its state.
    #[serde(default)]
    pub is: ElementState,
}

/// The state of an element.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum ElementState {
    /// It is there.
    #[default]
    Present,
    /// It is there, has a size and is not hidden.
    Visible,
    /// It is there and disabled.
    Disabled,
    /// The user has clicked it, ever.
    Clicked,
}

/// How often an event was tracked by this user, and when. Without a count: at least once.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-exclusive" = [["exactly", "at_least"], ["exactly", "at_most"], ["within", "before"]]))]
#[schemars(extend("x-ordered" = [["at_least", "at_most"]]))]
pub(in crate::compiler) struct EventCondition {
    /// The event's name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Only with these properties: all of them.
    #[serde(default, rename = "where")]
    pub filters: Vec<PropertyTest>,
    /// At least so often.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub at_least: Option<u16>,
    /// At most so often.
    #[serde(default)]
    pub at_most: Option<u16>,
    /// Exactly so often.
    #[serde(default)]
    pub exactly: Option<u16>,
    /// Only in the last so much time, such as `7d` or `12h`.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub within: Option<String>,
    /// The latest time was at least so long ago.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub before: Option<String>,
    /// Only in so much time after the user was first seen.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub since_first_seen: Option<String>,
}

/// A property of an event and what must be true of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct PropertyTest {
    /// The property's name.
    #[schemars(length(min = 1))]
    pub property: String,
    /// What must be true of its value.
    pub test: ValueTest,
}

/// A trait and what must be true of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct TraitCondition {
    /// The trait's name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What must be true of its value.
    pub test: ValueTest,
}

/// What must be true of a value. A value that is absent or of another type fails every test but
/// the negative ones: `absent`, `empty`, `is_not`, `not_contains`, `includes_none`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum ValueTest {
    /// There is a value.
    Present,
    /// There is no value.
    Absent,
    /// There is no value, no text, or the empty text.
    Empty,
    /// Text: equal.
    Is(String),
    /// Text: any other, or no value.
    IsNot(String),
    /// Text: one of these.
    OneOf(#[schemars(length(min = 1))] Vec<String>),
    /// Text: has this in it.
    Contains(#[schemars(length(min = 1))] String),
    /// Text: has not this in it, or no value.
    NotContains(#[schemars(length(min = 1))] String),
    /// Text: begins with this.
    StartsWith(#[schemars(length(min = 1))] String),
    /// Text: ends with this.
    EndsWith(#[schemars(length(min = 1))] String),
    /// Number: equal.
    Equals(f64),
    /// Number: this or more.
    AtLeast(f64),
    /// Number: this or less.
    AtMost(f64),
    /// Number: more than this.
    MoreThan(f64),
    /// Number: less than this.
    LessThan(f64),
    /// Number: from the first to the second, both included.
    Between(#[schemars(length(min = 2, max = 2), extend("x-ends" = "ascending"))] Vec<f64>),
    /// Boolean: this.
    Flag(bool),
    /// List of texts: at least one of these.
    IncludesAny(#[schemars(length(min = 1))] Vec<String>),
    /// List of texts: all of these.
    IncludesAll(#[schemars(length(min = 1))] Vec<String>),
    /// List of texts: none of these, or no value.
    IncludesNone(#[schemars(length(min = 1))] Vec<String>),
    /// Date: in the past, less than so many days ago.
    LessThanDaysAgo(#[schemars(range(min = 1))] u16),
    /// Date: more than so many days ago.
    MoreThanDaysAgo(u16),
    /// Date: so many whole days ago; 0 is within the last 24 hours.
    ExactlyDaysAgo(u16),
    /// Date: in the future, in less than so many days.
    InLessThanDays(#[schemars(range(min = 1))] u16),
    /// Date: in the future, in more than so many days.
    InMoreThanDays(u16),
    /// Date: before this one.
    Before(#[schemars(extend("format" = "moment"))] String),
    /// Date: on this day, UTC.
    On(#[schemars(extend("format" = "date"))] String),
    /// Date: after this one; after the day, when a day is given.
    After(#[schemars(extend("format" = "moment"))] String),
}

/// How far up its ladder a feature is. Without either: at least `tried`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-exclusive" = [["reached", "is"]]))]
pub(in crate::compiler) struct FeatureCondition {
    /// The feature's id.
    #[schemars(extend("x-refers" = "feature"))]
    pub id: String,
    /// At least this state.
    #[serde(default)]
    pub reached: Option<AdoptionState>,
    /// Exactly this state.
    #[serde(default)]
    pub is: Option<AdoptionState>,
}

/// What became of a guide, and when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-exclusive" = [["within", "before"]]))]
pub(in crate::compiler) struct GuideCondition {
    /// The guide's id.
    #[schemars(extend("x-refers" = "guide"))]
    pub id: String,
    /// What must have become of it.
    pub was: GuideFate,
    /// Only in the last so much time.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub within: Option<String>,
    /// At least so long ago.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub before: Option<String>,
}

/// A survey that was answered: the event `Survey Answered` with this id in the property `survey`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct SurveyCondition {
    /// The survey's id.
    #[schemars(length(min = 1))]
    pub id: String,
    /// Only in the last so much time.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub within: Option<String>,
}

/// An answer and what must be true of it.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-step-of" = "survey"))]
pub(in crate::compiler) struct AnswerCondition {
    /// The survey: the id of its guide.
    #[schemars(extend("x-refers" = "guide"))]
    pub survey: String,
    /// The id of the step that asks.
    pub question: String,
    /// What must be true of the answer: of a text, a number, or a list of texts.
    pub test: ValueTest,
}

/// How far a checklist is. Without more than the id: complete.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-exclusive" = [["started", "done_at_least", "task"]], "x-task-of" = "id"))]
pub(in crate::compiler) struct ChecklistCondition {
    /// The checklist's id.
    #[schemars(extend("x-refers" = "checklist"))]
    pub id: String,
    /// The user has it.
    #[serde(default)]
    pub started: bool,
    /// At least so many tasks are done.
    #[serde(default)]
    #[schemars(range(min = 1))]
    pub done_at_least: Option<u16>,
    /// This task is done.
    #[serde(default)]
    pub task: Option<String>,
}

/// A range of time, days of the week, hours of the day: all that are given.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("x-any-of" = ["from", "until", "weekdays", "hours"]))]
#[schemars(extend("x-ordered" = [["from", "until"]]))]
pub(in crate::compiler) struct TimeRange {
    /// Not before, `2026-12-01` or `2026-12-01T09:00`, on the clock of `zone`.
    #[schemars(extend("format" = "moment"))]
    pub from: Option<String>,
    /// Before, on the clock of `zone`.
    #[schemars(extend("format" = "moment"))]
    pub until: Option<String>,
    /// A time zone such as `Asia/Tokyo`. Left out: the user's own for `weekdays` and `hours`, UTC
    /// for `from` and `until`.
    #[schemars(extend("format" = "zone"))]
    pub zone: Option<String>,
    /// On these days.
    #[schemars(length(min = 1))]
    pub weekdays: Vec<Weekday>,
    /// From the first to before the second, `["09:00", "17:30"]`; over midnight when the second is
    /// the smaller.
    #[schemars(with = "Option<Vec<Clock>>", length(min = 2, max = 2), extend("x-ends" = "distinct"))]
    pub hours: Option<Vec<String>>,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// A kind of device, by its pointer and its screen.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Device {
    /// A coarse pointer, and a short side of less than 600 CSS pixels.
    Phone,
    /// A coarse pointer, and a larger screen.
    Tablet,
    /// A fine pointer.
    Desktop,
}

/// The size of the window, in CSS pixels, both ends included.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("x-any-of" = ["min_width", "max_width", "min_height", "max_height"]))]
#[schemars(extend("x-ordered" = [["min_width", "max_width"], ["min_height", "max_height"]]))]
pub(in crate::compiler) struct ViewportCondition {
    /// At least so wide.
    pub min_width: Option<u16>,
    /// At most so wide.
    pub max_width: Option<u16>,
    /// At least so high.
    pub min_height: Option<u16>,
    /// At most so high.
    pub max_height: Option<u16>,
}
