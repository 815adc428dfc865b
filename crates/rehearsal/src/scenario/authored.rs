//! What authors of scenarios write. The `schemars` attributes are what their files are checked by.

use std::collections::BTreeMap;

use banso_content::model::AdoptionState;
use banso_engine::Hold;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value as Json};

/// A visit told step by step, and what must come of each step.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    /// Where this schema is, for editors.
    #[serde(default, rename = "$schema")]
    pub _schema: Option<String>,
    /// What the scenario shows, in a few words.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The user who is signed in from the start; left out: nobody is.
    #[serde(default)]
    pub user: Option<Identify>,
    /// The account of the user.
    #[serde(default)]
    pub account: Option<Group>,
    /// The language of the page, `en` when left out.
    #[serde(default = "english")]
    #[schemars(extend("format" = "locale"))]
    pub locale: String,
    /// The device, a desktop when left out.
    #[serde(default)]
    pub device: Device,
    /// When the visit begins: `2026-12-01T09:00`, on the clock of `zone`, or with an offset.
    #[schemars(extend("format" = "moment"))]
    pub now: String,
    /// The time zone of the user, such as `Asia/Tokyo`; `UTC` when left out.
    #[serde(default = "utc")]
    #[schemars(extend("format" = "zone"))]
    pub zone: String,
    /// The page that the visit begins on, `/` when left out.
    #[serde(default = "root")]
    #[schemars(extend("format" = "path"))]
    pub page: String,
    /// What happens, in order, and what must come of it.
    #[schemars(length(min = 1))]
    pub steps: Vec<Step>,
}

fn english() -> String {
    "en".into()
}

fn utc() -> String {
    "UTC".into()
}

fn root() -> String {
    "/".into()
}

/// A kind of device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Device {
    /// A window of 1280 by 800 CSS pixels and a mouse.
    #[default]
    Desktop,
    /// A screen of 820 by 1180 CSS pixels and a finger.
    Tablet,
    /// A screen of 390 by 844 CSS pixels and a finger.
    Phone,
}

/// A step: time goes by, something is done, and something must have come of it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("x-any-of" = ["after", "at", "do", "expect"], "x-exclusive" = [["after", "at"]]))]
pub(crate) struct Step {
    /// So long after the step before, such as `90s`, `2h` or `7d`.
    #[schemars(extend("format" = "duration"))]
    pub after: Option<String>,
    /// At this moment, on the clock of `zone`.
    #[schemars(extend("format" = "moment"))]
    pub at: Option<String>,
    /// What happens.
    #[serde(rename = "do")]
    pub deed: Option<Deed>,
    /// What must have come of it.
    pub expect: Option<Expect>,
}

/// Something that happens on the page.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    /// The page tracks an event.
    Track(Track),
    /// The user opens a page of the application, by path; a query and a fragment are welcome.
    Visit(#[schemars(extend("format" = "path"))] String),
    /// The user clicks an element, by a selector that the content names.
    Click(#[schemars(extend("format" = "css-selector"))] String),
    /// The user presses something in the guide that is visible.
    Press(Press),
    /// The user fills in the form of the guide that is visible, by the ids of the steps that ask, and
    /// presses its primary button.
    Answer(Map<String, Json>),
    /// The user presses a task of the checklist, by id.
    Task(String),
    /// The page names the user, or more of the user's traits.
    Identify(Identify),
    /// The page names the account.
    Group(Group),
    /// The user signs out.
    SignOut(bool),
    /// The page asks for a guide, whatever its audience.
    Show(#[schemars(extend("x-refers" = "guide"))] String),
    /// The user picks a guide in the resource centre.
    Launch(#[schemars(extend("x-refers" = "guide"))] String),
    /// The page wants no guide to appear by itself, or does so no more.
    Quiet(bool),
    /// The page is loaded again.
    Reload(bool),
    /// An element of the page changes.
    Element(Element),
    /// The pointer rests on an element.
    Hover(#[schemars(extend("format" = "css-selector"))] String),
    /// An element comes into view.
    Appears(#[schemars(extend("format" = "css-selector"))] String),
    /// The user fills in a field.
    Input(#[schemars(extend("format" = "css-selector"))] String),
    /// Nobody touches the page for so long.
    Idle(#[schemars(extend("format" = "duration"))] String),
    /// The page is scrolled down by so many percent.
    Scroll(#[schemars(range(min = 1, max = 100))] u32),
    /// The pointer leaves the page upwards, as if to close it.
    ExitIntent(bool),
    /// Colleagues have done these tasks, by checklist.
    Colleagues(#[schemars(extend("x-keys" = "checklist"))] BTreeMap<String, Vec<String>>),
    /// The page is now in this language.
    Locale(#[schemars(extend("format" = "locale"))] String),
}

/// An event that the page tracks.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Track {
    /// Its name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Its properties.
    #[serde(default)]
    pub properties: Map<String, Json>,
}

/// A user, or more of a user's traits.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Identify {
    /// The user's id; left out: whoever it is.
    pub id: Option<String>,
    /// The user's traits.
    pub traits: Map<String, Json>,
}

/// An account.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Group {
    /// The account's id.
    #[schemars(length(min = 1))]
    pub id: String,
    /// The account's traits.
    #[serde(default)]
    pub traits: Map<String, Json>,
}

/// What can be pressed in a guide.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Press {
    /// The primary button.
    Next,
    /// Back to the step before.
    Back,
    /// Close it.
    Dismiss,
    /// Put it off.
    Snooze,
    /// Another button, by what it says in the language of the page.
    Button(#[schemars(length(min = 1))] String),
    /// Another button, by its number, from 1.
    Number(#[schemars(range(min = 1))] u16),
}

/// An element and what it is from now on. The targets of guides are there until a step says
/// otherwise; elements that conditions ask about are not.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Element {
    /// The selector, as the content has it.
    #[schemars(extend("format" = "css-selector"))]
    pub selector: String,
    /// What it is.
    pub is: ElementState,
}

/// The state of an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ElementState {
    /// It is there and can be seen.
    Visible,
    /// It is there and cannot be seen.
    Hidden,
    /// It is there, can be seen and is disabled.
    Disabled,
    /// It is not there.
    #[default]
    Absent,
}

/// What must have come of a step. Only what is named is looked at.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expect {
    /// The guide that is visible; `null`: none is.
    #[serde(deserialize_with = "said")]
    #[expect(clippy::option_option, reason = "`null` says more than nothing does")]
    pub guide: Option<Option<Visible>>,
    /// What holds guides back, by guide.
    #[schemars(extend("x-keys" = "guide"))]
    pub held: BTreeMap<String, HoldName>,
    /// The tasks that are done, by checklist: these and no others.
    #[schemars(extend("x-keys" = "checklist"))]
    pub checklist: BTreeMap<String, Vec<String>>,
    /// How far up their ladders features are, by feature.
    #[schemars(extend("x-keys" = "feature"))]
    pub feature: BTreeMap<String, AdoptionState>,
    /// Events of Banso's own that this step brought, in this order; others may stand between them.
    pub events: Vec<Event>,
    /// Events of Banso's own that this step did not bring.
    pub no_events: Vec<String>,
    /// The forms of guides that the user is assigned to, by guide: `control`, `holdout` or a variant.
    #[schemars(extend("x-keys" = "guide"))]
    pub variation: BTreeMap<String, String>,
    /// The page that the user is on, by path.
    #[schemars(extend("format" = "path"))]
    pub page: Option<String>,
}

/// Tells `null` from what is left out.
fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// A guide that is visible.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Visible {
    /// The guide, at any step.
    Guide(#[schemars(extend("x-refers" = "guide"))] String),
    /// The guide at a step.
    Step(GuideStep),
}

/// A guide at a step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuideStep {
    /// The guide's id.
    #[schemars(extend("x-refers" = "guide"))]
    pub id: String,
    /// The step, from 1.
    #[schemars(range(min = 1))]
    pub step: u16,
}

/// An event of Banso's own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Event {
    /// By name.
    Name(String),
    /// By name and some of its properties.
    With(Track),
}

/// The name of what holds a guide back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct HoldName(pub String);

impl JsonSchema for HoldName {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hold".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = Hold::ALL.map(|hold| json_schema!({ "const": hold.name() }));
        json_schema!({ "description": "What holds a guide back.", "oneOf": names })
    }
}
