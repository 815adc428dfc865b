//! The content as the browser and the collector use it: features, checklists and guides.
//!
//! What authors write is richer; see `compiler::authored`. References are positions in the bundle:
//! a `RuleId` is one in `Graph::rules`.

use alloc::string::String;
use alloc::vec::Vec;

use crate::acts::Acts;
use crate::localized::Localized;
use crate::prose::Prose;
use crate::rule::Millis;

/// Text for people, per locale, as authored.
pub type Text = Localized<String>;

/// The position of a rule in [`crate::rule::Graph::rules`].
pub type RuleId = u16;

/// Something a user can do in the host application, worth following.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feature {
    /// Unique, never changed: the collector's history hangs on it.
    pub id: String,
    /// What customer success reads.
    pub name: Prose,
    /// Whether the feature counts for breadth and for churn risk.
    pub core: bool,
    /// How a use is recognised: any of these.
    pub any: Vec<Source>,
    /// The pages on which whoever is eligible sees it.
    pub exposed_on: Vec<String>,
    /// Who may use it. Asks about traits alone, so that the collector can answer as well.
    pub eligible: RuleId,
    /// When it counts as adopted.
    pub adoption: AdoptionRule,
}

/// How a use of a feature is recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A click in an element that `Graph::clicks` names at this position.
    Click(u16),
    /// A visit to a page that matches this pattern, see [`crate::glob`].
    Page(String),
    /// A tracked event of this name.
    Event(String),
}

/// The rule of the adoption ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize, serde::Deserialize))]
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
#[cfg_attr(feature = "compiler", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum AdoptionState {
    /// Never used, and never met.
    #[default]
    Unused,
    /// Met on a page that has it, not used.
    Exposed,
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
            Self::Exposed => "exposed",
            Self::Tried => "tried",
            Self::Lapsed => "lapsed",
            Self::Adopted => "adopted",
            Self::Retained => "retained",
        }
    }
}

/// What can become of a guide for one user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum GuideFate {
    /// Its first step was visible.
    #[default]
    Seen,
    /// It started, and has not ended.
    UnderWay,
    /// Its last step was finished.
    Completed,
    /// It was closed before its end.
    Dismissed,
    /// It was completed or dismissed.
    Ended,
}

/// A guide: one or more steps that appear when the audience and the moment are right.
#[derive(Clone, Debug, PartialEq)]
pub struct Guide {
    /// Unique, never changed.
    pub id: String,
    /// What customer success reads.
    pub name: Prose,
    /// How it looks.
    pub kind: GuideKind,
    /// The id of the feature that it is to bring into use.
    pub feature: Option<String>,
    /// For whom, where, and when: audience, schedule and dependencies in one.
    pub when: RuleId,
    /// What starts it, any of these.
    pub triggers: Vec<Trigger>,
    /// The probes that `when` and the triggers ask about.
    pub probes: Vec<u16>,
    /// Which of several guides comes first: the higher.
    pub priority: i16,
    /// How often.
    pub frequency: Frequency,
    /// How long it stays away when the user puts it off; ms, 0: it cannot be put off.
    pub snooze: Millis,
    /// How many of 10,000 users never see it, for comparison.
    pub holdout: u16,
    /// Other forms of it, each for a share of those who see it.
    pub variants: Vec<Variant>,
    /// It stands on the page beside whatever else is shown, while `when` holds and until it ends.
    pub fixture: bool,
    /// What is sent about it names nobody: neither user nor account, and each time another browser.
    pub anonymous: bool,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// Another form of a guide.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Unique within the guide, never changed.
    pub id: String,
    /// How many of 10,000 of those who see the guide see this form.
    pub share: u16,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// What starts a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// As soon as `when` holds.
    Load,
    /// A click in an element that `Graph::clicks` names at this position.
    Click(u16),
    /// This counter's event.
    Event(u16),
    /// This probe's moment.
    Probe(u16),
    /// So many ms on the same page.
    Dwell(Millis),
    /// The user picks it in the resource centre.
    Launcher,
    /// The address of the page asks for it.
    Permalink,
    /// The host asks for it.
    Host,
}

/// How a guide looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "compiler", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "compiler", serde(rename_all = "snake_case"))]
pub enum GuideKind {
    /// Several steps, each by an element, the element in a spotlight.
    Tour,
    /// A card by an element.
    Tooltip,
    /// A dialog in the middle; the page waits.
    Modal,
    /// A bar along an edge of the window, of one step.
    Banner,
    /// A card in the lower corner; the page does not wait.
    Slideout,
    /// A small beacon on an element, which opens a card; one step.
    Hotspot,
    /// Questions in a card in the lower corner; the page does not wait.
    Survey,
    /// A card by an element, the element in a spotlight; one or more steps.
    Spotlight,
    /// A part of the page, inside or beside an element; one step.
    Embedded,
    /// A button that starts something: inside or beside an element, or at the edge of the window; one
    /// step.
    Launcher,
    /// News, listed in help. It never appears by itself.
    Announcement,
}

impl GuideKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Tour,
        Self::Tooltip,
        Self::Modal,
        Self::Banner,
        Self::Slideout,
        Self::Hotspot,
        Self::Survey,
        Self::Spotlight,
        Self::Embedded,
        Self::Launcher,
        Self::Announcement,
    ];

    /// The kind's name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tour => "tour",
            Self::Tooltip => "tooltip",
            Self::Modal => "modal",
            Self::Banner => "banner",
            Self::Slideout => "slideout",
            Self::Hotspot => "hotspot",
            Self::Survey => "survey",
            Self::Spotlight => "spotlight",
            Self::Embedded => "embedded",
            Self::Launcher => "launcher",
            Self::Announcement => "announcement",
        }
    }
}

/// How often a guide may appear by itself to one user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frequency {
    /// Once seen, never again.
    Once,
    /// Until it was completed or dismissed.
    #[default]
    UntilInteracted,
    /// Once a visit.
    EveryVisit,
    /// Whenever it may, on each page anew.
    Always,
    /// At most so many times in so many ms, once a visit.
    Limit(u16, Millis),
}

/// How many guides may appear by themselves to one user, whatever each may by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Of this kind; None: of all kinds together.
    pub kind: Option<GuideKind>,
    /// At most so many ...
    pub times: u16,
    /// ... in so many ms.
    pub within: Millis,
}

/// A step of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The page it belongs to; elsewhere the guide pauses. None: any page.
    pub page: Option<String>,
    /// What the primary button does. The flow, if any, stands first; without one the guide goes on.
    pub actions: Acts,
    /// Which step comes next, pairs of a rule and a step: that of the first rule that holds; one past
    /// the last means that the guide is complete. When none holds, the next one.
    pub next: Vec<u16>,
    /// The moments at which the guide goes on by itself, any of these.
    pub advance: Vec<Trigger>,
    /// The guide goes on by itself as soon as this holds.
    pub passed: Option<RuleId>,
    /// The probes that these ask about.
    pub probes: Vec<u16>,
    /// What it says and what it stands by: a [`crate::prose::StepText`].
    pub said: Prose,
}

/// Something that a button, a link or a task can do; see [`Acts`]. The last six are the *flow* of the
/// guide that the button belongs to, and mean nothing elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open a page of the host application, by path.
    Page(String),
    /// Open a help article, by slug.
    Article(String),
    /// Start a guide, by id.
    Guide(String),
    /// Open a page of another site, by address, in a tab of its own.
    Link(String),
    /// Track an event of this name.
    Track(String),
    /// Tell the host's listeners of this event: `call:` and a name of the content's own.
    Call(String),
    /// Open help.
    Help,
    /// Open help on the checklist.
    Checklist,
    /// On to the next step, after what the primary button does; or done.
    Next,
    /// Back to the step before.
    Back,
    /// The guide is complete.
    Finish,
    /// The guide is closed before its end.
    Dismiss,
    /// The guide is put off until later.
    Snooze,
    /// On to this step, by position; one past the last: the guide is complete.
    Go(u16),
}

impl Action {
    /// Whether it belongs to the flow of the guide.
    pub fn is_flow(&self) -> bool {
        matches!(
            self,
            Self::Next | Self::Back | Self::Finish | Self::Dismiss | Self::Snooze | Self::Go(_)
        )
    }
}

/// The side of its target that a step stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "compiler", derive(serde::Serialize, serde::Deserialize))]
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checklist {
    /// Unique, never changed.
    pub id: String,
    /// For whom.
    pub when: RuleId,
    /// Each task waits for the one before.
    pub ordered: bool,
    /// The work of anyone in the account counts.
    pub shared: bool,
    /// How long after its start it should be complete; ms, 0: without end.
    pub deadline: Millis,
    /// The tasks in order.
    pub tasks: Vec<Task>,
    /// The probes that `when` and the tasks ask about.
    pub probes: Vec<u16>,
    /// What it says: a [`crate::prose::ChecklistText`].
    pub said: Prose,
}

/// A task of a checklist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Unique within the checklist, never changed.
    pub id: String,
    /// The checklist is complete without it as well.
    pub optional: bool,
    /// When it is done. Once done, it stays done.
    pub done: RuleId,
    /// What helps to do it.
    pub actions: Acts,
    /// What it says: a [`crate::prose::TaskText`].
    pub said: Prose,
}
