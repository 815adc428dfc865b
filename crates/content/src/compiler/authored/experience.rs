//! Guides and checklists.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::{Condition, PropertyTest, TimeRange};
use super::project::Markdown;
use super::question::Question;
use super::target::Target;
use crate::compiler::schema::{GuideRef, Name, Short};
use crate::localized::Localized;
use crate::model::{GuideKind, Side, Text};

/// A guide: one or more steps that appear when the audience and the moment are right.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Guide {
    /// Kebab case, unique, never changed.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "guide"))]
    pub id: String,
    /// What customer success reads.
    #[schemars(with = "Name<60>")]
    pub name: Text,
    /// How it looks.
    pub kind: GuideKind,
    /// The feature that it is to bring into use: customer success reads how many then do.
    #[serde(default)]
    #[schemars(extend("x-refers" = "feature"))]
    pub feature: Option<String>,
    /// For whom and where; always, when left out.
    #[serde(default)]
    pub when: Condition,
    /// What starts it, any of these. Left out: `load`, as soon as `when` holds.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Which of several guides comes first: the higher.
    #[serde(default)]
    pub priority: i16,
    /// How often.
    #[serde(default)]
    pub frequency: Frequency,
    /// How long it stays away when the user puts it off, such as `3d`. Left out: it cannot be put off.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub snooze: Option<String>,
    /// Of an announcement: the day on which it is published, `2026-11-16`. The newest stands first.
    #[serde(default)]
    #[schemars(extend("format" = "date"))]
    pub published: Option<String>,
    /// In which time it may appear.
    #[serde(default)]
    pub schedule: Option<TimeRange>,
    /// The guides that must have ended before: completed or dismissed.
    #[serde(default)]
    #[schemars(with = "Vec<GuideRef>")]
    pub after: Vec<String>,
    /// A comparison: with those who do not see it, and among other forms of it.
    #[serde(default)]
    pub experiment: Option<Experiment>,
    /// What is sent about it names nobody: neither the user nor the account. For surveys.
    #[serde(default)]
    pub anonymous: bool,
    /// The steps in order: a banner, a hotspot, an embedded guide, a launcher and an announcement have
    /// one, any other kind one or more.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
}

/// What starts a guide.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Trigger {
    /// As soon as `when` holds.
    Load,
    /// A click on, or inside, an element that matches this CSS selector.
    Click(#[schemars(extend("format" = "css-selector"))] String),
    /// The pointer rests on an element that matches this CSS selector.
    Hover(#[schemars(extend("format" = "css-selector"))] String),
    /// An element that matches this CSS selector comes into view.
    Appears(#[schemars(extend("format" = "css-selector"))] String),
    /// An event is tracked.
    Event(#[schemars(extend("x-plan" = "event-test"))] TriggerEvent),
    /// Nobody touched the page for so long, such as `30s`.
    Idle(#[schemars(extend("format" = "duration", "x-longest" = "24h"))] String),
    /// So long on the same page.
    Dwell(#[schemars(extend("format" = "duration", "x-longest" = "24h"))] String),
    /// The page was scrolled down by so many percent.
    Scroll(#[schemars(range(min = 1, max = 100))] u8),
    /// The pointer leaves the page upwards, as if to close it.
    ExitIntent,
    /// The user picks it in the resource centre.
    Launcher,
    /// The address of the page asks for it: `?banso=<guide>`.
    Permalink,
    /// The host asks for it: `banso.show(guide)`. That always works; `host` alone means nothing else does.
    Host,
}

/// An event that starts a guide.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct TriggerEvent {
    /// The event's name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Only with these properties: all of them.
    #[serde(default, rename = "where")]
    pub filters: Vec<PropertyTest>,
}

/// How often a guide may appear by itself to one user.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Frequency {
    /// Once seen, never again.
    Once,
    /// Until it was completed or dismissed.
    #[default]
    UntilInteracted,
    /// Once a visit.
    EveryVisit,
    /// Whenever it may, on each page anew.
    Always,
    /// At most so many times in so much time, once a visit.
    Limit(Limit),
}

/// A number of times in a time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Limit {
    /// At most so many times ...
    #[schemars(range(min = 1, max = 50))]
    pub times: u16,
    /// ... in so much time, such as `7d`.
    #[schemars(extend("format" = "duration"))]
    pub within: String,
}

/// A comparison. Who belongs where hangs on the user and the guide alone, and never changes.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("x-any-of" = ["holdout", "variants"]))]
pub(in crate::compiler) struct Experiment {
    /// So many percent of the users never see the guide.
    #[schemars(range(max = 100))]
    pub holdout: u8,
    /// Other forms. Whoever has none of them sees the guide's own steps.
    pub variants: Vec<Variant>,
}

/// Another form of a guide.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Variant {
    /// Kebab case, unique within the guide, never changed.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "variant", "x-reserved" = ["control", "holdout"]))]
    pub id: String,
    /// So many percent of those who see the guide.
    #[schemars(range(min = 1, max = 100))]
    pub share: u8,
    /// Its steps.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
}

/// A step of a guide.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Step {
    /// Kebab case, unique among the steps. Buttons, branches and conditions about answers name it.
    #[serde(default)]
    #[schemars(extend("format" = "kebab-case", "x-defines" = "step", "x-reserved" = ["end"]))]
    pub id: Option<String>,
    /// The element that the step stands by. None: in the middle. A tooltip and a hotspot need it; a
    /// banner and a slideout stand by none.
    #[serde(default)]
    pub target: Option<Target>,
    /// On which side of the target, if there is room.
    #[serde(default)]
    pub side: Side,
    /// Of a banner: at which edge of the window, or in the page; `top` when left out. Of a survey:
    /// `corner`, which it is when left out, or `center`, where the page waits.
    #[serde(default)]
    pub position: Option<Position>,
    /// Of an embedded guide, a launcher and an inline banner: where in the page, as the target has it.
    #[serde(default)]
    pub insert: Insert,
    /// The page it belongs to; elsewhere the guide pauses. None: any page.
    #[serde(default)]
    #[schemars(extend("format" = "page-pattern"))]
    pub page: Option<String>,
    /// The title; of a step that asks, the question.
    #[schemars(with = "Short<60>")]
    pub title: Text,
    /// The body. A step that asks can do without.
    #[serde(default)]
    pub body: Localized<Markdown>,
    /// Of a survey: how the question is answered. Without one it is the introduction or the thanks.
    #[serde(default)]
    pub question: Option<Question>,
    /// The primary button, instead of "Next" or "Done".
    #[serde(default)]
    pub button: Option<Button>,
    /// Other buttons, in order.
    #[serde(default)]
    pub buttons: Vec<Button>,
    /// Which step comes next: that of the first branch that holds; the one that follows, when none does.
    #[serde(default)]
    pub next: Vec<Branch>,
    /// What goes on to the next step besides the button, any of these: the user's own deed.
    #[serde(default)]
    pub advance: Vec<Advance>,
}

/// A deed of the user's that takes a guide to its next step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Advance {
    /// A click on, or inside, an element that matches this CSS selector.
    Click(#[schemars(extend("format" = "css-selector"))] String),
    /// A field that matches this CSS selector is filled in, or chosen from.
    Input(#[schemars(extend("format" = "css-selector"))] String),
    /// An event is tracked.
    Event(#[schemars(extend("x-plan" = "event-test"))] TriggerEvent),
    /// This holds, such as `{ "page": "/settings" }`. Where it holds already, the step is passed over.
    When(Condition),
}

/// Where an embedded guide, a launcher or an inline banner stands in the page.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Insert {
    /// Inside the target, at its end.
    #[default]
    Append,
    /// Inside the target, at its start.
    Prepend,
    /// Before the target.
    Before,
    /// Behind the target.
    After,
}

/// Where a banner or a survey stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Position {
    /// Above the page.
    Top,
    /// Below it.
    Bottom,
    /// In the page, by its `target`: as a part of it, beside whatever else is shown.
    Inline,
    /// In the lower corner, beside the page.
    Corner,
    /// In the middle, before the page.
    Center,
}

/// A way to another step than the one that follows.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Branch {
    /// When it is taken.
    pub when: Condition,
    /// The id of the step that comes next, or `end`: the guide is complete.
    pub to: String,
}

/// A button. The primary one goes on when it has done the rest, unless it says how the guide goes on;
/// any other does what it says and no more.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-exclusive" = [["action", "actions"]]))]
pub(in crate::compiler) struct Button {
    /// What it says: a verb.
    #[schemars(with = "Short<24>")]
    pub label: Text,
    /// What it does.
    #[serde(default)]
    pub action: Option<Action>,
    /// What it does, where that is more than one thing, in order.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub actions: Vec<Action>,
}

impl Button {
    /// All that it does.
    pub(in crate::compiler) fn does(&self) -> impl Iterator<Item = &Action> {
        self.action.iter().chain(&self.actions)
    }
}

/// What a button does. The last six say how its guide goes on; a button says one of them at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Action {
    /// Open a page of the application, by path.
    Page(#[schemars(extend("format" = "path"))] String),
    /// Open a help article, by slug.
    Article(#[schemars(extend("x-refers" = "article"))] String),
    /// Start a guide, by id.
    Guide(#[schemars(extend("x-refers" = "guide"))] String),
    /// Open a page of another site in a tab of its own, by address: `https:` or `mailto:`.
    Link(#[schemars(extend("format" = "address"))] String),
    /// Track an event of this name, as if the application had.
    Track(#[schemars(extend("x-plan" = "tracked"), length(min = 1))] String),
    /// Tell the application: its listeners of `call:` and this name are called.
    Call(#[schemars(extend("format" = "kebab-case"))] String),
    /// Open help.
    Help,
    /// Open help on the checklist.
    Checklist,
    /// On to the next step; or done.
    Next,
    /// Back to the step before.
    Back,
    /// The guide is complete.
    Finish,
    /// The guide is closed before its end.
    Dismiss,
    /// The guide is put off until later; it needs `snooze`.
    Snooze,
    /// On to the step of this id.
    Go(String),
}

/// What a task does to help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum TaskAction {
    /// Open a page of the application, by path.
    Page(#[schemars(extend("format" = "path"))] String),
    /// Open a help article, by slug.
    Article(#[schemars(extend("x-refers" = "article"))] String),
    /// Start a guide, by id.
    Guide(#[schemars(extend("x-refers" = "guide"))] String),
    /// Open a page of another site in a tab of its own, by address: `https:` or `mailto:`.
    Link(#[schemars(extend("format" = "address"))] String),
    /// Track an event of this name, as if the application had.
    Track(#[schemars(extend("x-plan" = "tracked"), length(min = 1))] String),
    /// Tell the application: its listeners of `call:` and this name are called.
    Call(#[schemars(extend("format" = "kebab-case"))] String),
    /// Open help.
    Help,
}

/// A checklist: tasks that complete themselves.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Checklist {
    /// Kebab case, unique, never changed.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "checklist"))]
    pub id: String,
    /// The title.
    #[schemars(with = "Name<60>")]
    pub title: Text,
    /// One sentence below the title.
    #[serde(default)]
    #[schemars(with = "Name<160>")]
    pub intro: Text,
    /// For whom; everyone, when left out.
    #[serde(default)]
    pub when: Condition,
    /// In which order the tasks are done.
    #[serde(default)]
    pub order: Order,
    /// Whose work counts.
    #[serde(default)]
    pub scope: Scope,
    /// How long after its start it should be complete, such as `14d`.
    #[serde(default)]
    #[schemars(extend("format" = "duration"))]
    pub deadline: Option<String>,
    /// What is said when it is complete.
    #[serde(default)]
    #[schemars(with = "Name<160>")]
    pub celebration: Text,
    /// The tasks in order.
    #[schemars(length(min = 1))]
    pub tasks: Vec<Task>,
}

/// In which order the tasks of a checklist are done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Order {
    /// In any.
    #[default]
    Free,
    /// Each waits for the one before.
    Ordered,
}

/// Whose work counts for a checklist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::compiler) enum Scope {
    /// The user's own.
    #[default]
    User,
    /// That of anyone in the account.
    Account,
}

/// A task of a checklist.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::compiler) struct Task {
    /// Kebab case, unique within the checklist.
    #[schemars(extend("format" = "kebab-case", "x-defines" = "task"))]
    pub id: String,
    /// What to do: a verb first.
    #[schemars(with = "Name<60>")]
    pub title: Text,
    /// Why, in one sentence.
    #[serde(default)]
    #[schemars(with = "Name<160>")]
    pub detail: Text,
    /// The checklist is complete without it as well.
    #[serde(default)]
    pub optional: bool,
    /// When it is done. Once done, it stays done.
    pub done: Condition,
    /// What helps to do it.
    #[serde(default)]
    pub action: Option<TaskAction>,
}
