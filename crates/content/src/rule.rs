//! Rules as the browser evaluates them.
//!
//! The compiler takes every condition apart into *leaves*, questions about one fact, and *rules*
//! over them. Equal leaves and equal rules stand once. Leaves are sorted by *topic*, the fact that
//! they ask about, so that a change of one fact touches one range of leaves; see [`Topics`].

use alloc::string::String;
use alloc::vec::Vec;

use crate::model::{AdoptionState, GuideFate};

/// Milliseconds.
pub type Millis = u64;

/// A condition in postfix order, one code an item: `n << 2 | op`. `op` 0 pushes the value of leaf
/// `n`, 1 replaces the `n` topmost values by whether all hold, 2 by whether any holds, 3 negates.
/// "All of none" holds, "any of none" does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule(pub Vec<u32>);

/// What a code of a [`Rule`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The value of this leaf.
    Leaf(usize),
    /// Whether all of so many hold.
    All(usize),
    /// Whether any of so many holds.
    Any(usize),
    /// Whether it does not hold.
    Not,
}

impl Code {
    /// Reads a code.
    pub fn of(code: u32) -> Self {
        let count = (code >> 2) as usize;
        match code & 3 {
            0 => Self::Leaf(count),
            1 => Self::All(count),
            2 => Self::Any(count),
            _ => Self::Not,
        }
    }

    /// Writes a code.
    pub fn packed(self) -> u32 {
        match self {
            Self::Leaf(at) => (at as u32) << 2,
            Self::All(count) => (count as u32) << 2 | 1,
            Self::Any(count) => (count as u32) << 2 | 2,
            Self::Not => 3,
        }
    }
}

/// One question about one fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// The page matches a pattern, see [`crate::glob`].
    Page(String),
    /// What this probe asks of the page holds. Unknown while the shell does not watch it.
    Probe(u16),
    /// The moment is in a range, on a day, at an hour. On the user's own clock, unknown until the
    /// shell has told its zone.
    Time(TimeTest),
    /// The device and the size of the window. Unknown until the shell has told them.
    Screen(ScreenTest),
    /// The locale of the page: `ja` also holds for `ja-JP`.
    Locale(String),
    /// The value of this trait passes a test.
    Trait(u16, ValueTest),
    /// This counter is in a range.
    Count(u16, CountTest),
    /// This feature is so far up its ladder, both ends included.
    Feature(u16, AdoptionState, AdoptionState),
    /// How far this checklist is.
    Checklist(u16, ChecklistTest),
    /// What became of this guide, and when.
    Guide(u16, GuideFate, Window),
}

/// When something happened, as seen from now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// At any time.
    #[default]
    Ever,
    /// In the last so many ms: not before `now - ms`.
    Last(Millis),
    /// The latest time was at least so many ms ago.
    Before(Millis),
}

/// How often something happened, both ends included. With [`Window::Last`] the times in the window
/// are counted; with [`Window::Before`] and [`Window::Ever`] all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountTest {
    /// At least so often.
    pub least: u32,
    /// At most so often.
    pub most: u32,
    /// When.
    pub window: Window,
}

/// What must be true of a value. A value that is absent or of another type fails.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueTest {
    /// There is a value.
    Present,
    /// This boolean.
    Flag(bool),
    /// A number in this range, both ends included.
    Number(f64, f64),
    /// A text that compares so with at least one of these.
    Text(TextTest, Vec<String>),
    /// A list that has at least one of these texts.
    HasAny(Vec<String>),
    /// A list that has all of these texts.
    HasAll(Vec<String>),
    /// A date from the first (included; 0: any before) to the second (excluded); UTC ms.
    Date(Millis, Millis),
    /// A date whose age, `now - date`, is at least the first and less than the second; ms. A date
    /// in the future has a negative age.
    Age(i64, i64),
}

/// How a text compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextTest {
    /// Equal.
    #[default]
    Is,
    /// Another text.
    IsNot,
    /// Has it somewhere.
    Contains,
    /// Begins with it.
    Starts,
    /// Ends with it.
    Ends,
}

/// A range of time, days of the week and hours of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeTest {
    /// Whose clock the days and hours are on: 0 is the user's own, `n` is `Bundle::zones[n - 1]`.
    pub zone: u16,
    /// Not before; UTC ms.
    pub from: Millis,
    /// Before; UTC ms.
    pub until: Millis,
    /// Days of the week, bit 0 being Monday.
    pub weekdays: u8,
    /// From this minute of the day ...
    pub minute_from: u16,
    /// ... to before this one, 1440 being midnight. The smaller one when the range goes over midnight.
    pub minute_until: u16,
}

impl TimeTest {
    /// A minute past the last of a day.
    pub const MIDNIGHT: u16 = 24 * 60;

    /// Whether it asks for days or hours: a mere range of time is the same on every clock.
    pub fn asks_clock(&self) -> bool {
        self.minute_from != 0 || self.minute_until != Self::MIDNIGHT || self.weekdays != 0x7f
    }
}

/// A time zone: from when on how many minutes local time is ahead of UTC, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone(pub Vec<(Millis, i16)>);

/// The kinds of device and the sizes of the window; CSS pixels, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenTest {
    /// Bit 0 phone, bit 1 tablet, bit 2 desktop.
    pub devices: u8,
    /// At least so wide.
    pub min_width: u16,
    /// At most so wide.
    pub max_width: u16,
    /// At least so high.
    pub min_height: u16,
    /// At most so high.
    pub max_height: u16,
}

/// How far a checklist is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChecklistTest {
    /// The user has it.
    Started,
    /// Every task that is needed is done.
    #[default]
    Complete,
    /// At least so many tasks are done.
    Done(u16),
    /// This task is done.
    Task(u16),
}

/// Something that is counted when it happens.
#[derive(Clone, Debug, PartialEq)]
pub struct Counter {
    /// What it is remembered under, the same in every version of the content.
    pub key: String,
    /// What is counted.
    pub sign: Sign,
    /// Only with these properties.
    pub filters: Vec<Filter>,
    /// Only within so many ms after the user was first seen; 0: without end.
    pub first: Millis,
    /// How many of the latest times are remembered.
    pub keep: u16,
}

/// What a [`Counter`] counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A tracked event of this name.
    Event(String),
    /// A click in an element that `Bundle::clicks` names at this position.
    Click(u16),
}

/// A property of an event and what must be true of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter {
    /// The property's name.
    pub property: String,
    /// What must be true of its value.
    pub test: ValueTest,
    /// The opposite must be true.
    pub not: bool,
}

/// A trait that conditions ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraitName {
    /// Whose it is.
    pub scope: Scope,
    /// The trait's name; of an answer the guide's id, a slash, and the id of the step that asked.
    pub name: String,
}

/// Whose trait it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The user's.
    #[default]
    User,
    /// The account's.
    Account,
    /// What the user answered in a survey.
    Answer,
}

/// Something about the page that the shell watches while a guide waits for it; facts, as long as the
/// content asks about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    /// What.
    pub kind: ProbeKind,
    /// The CSS selector of the element, for the kinds that have one.
    pub selector: String,
    /// Milliseconds or percent, for the kinds that have one.
    pub amount: u32,
}

/// What a [`Probe`] watches. The first three are states, the last two facts, the others moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProbeKind {
    /// The element is there.
    #[default]
    Present,
    /// The element is there, has a size and is not hidden.
    Visible,
    /// The element is there and disabled.
    Disabled,
    /// The pointer rests on the element.
    Hover,
    /// The element comes into view.
    Appears,
    /// Nobody touched the page for `amount` ms.
    Idle,
    /// The page was scrolled down by `amount` percent.
    Scroll,
    /// The pointer leaves the page upwards, as if to close it.
    Exit,
    /// The window and the pointer.
    Screen,
    /// The user's own time zone.
    Zone,
    /// A field that matches was filled in: its `change` event.
    Input,
}

impl ProbeKind {
    /// Whether it is a moment that comes, and not a state that lasts.
    pub fn is_moment(self) -> bool {
        !self.is_fact() && !matches!(self, Self::Present | Self::Visible | Self::Disabled)
    }

    /// Whether it is a fact that the shell tells in full, from when the content is here on.
    pub fn is_fact(self) -> bool {
        matches!(self, Self::Screen | Self::Zone)
    }
}

/// The rules of a bundle and what they ask about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    /// The rules. Content refers to them by position.
    pub rules: Vec<Rule>,
    /// The leaves, sorted by topic.
    pub leaves: Vec<Leaf>,
    /// Where each topic's leaves begin, in the order of [`Topics`], and one past the last.
    pub starts: Vec<u32>,
    /// The rules that hang on the leaves, those of the first leaf first.
    pub users: Vec<u16>,
    /// Where the rules of each leaf begin in `users`, and one past the last.
    pub user_starts: Vec<u32>,
    /// The traits.
    pub traits: Vec<TraitName>,
    /// The counters.
    pub counters: Vec<Counter>,
    /// The probes.
    pub probes: Vec<Probe>,
    /// The names of the events whose properties counters ask about.
    pub events: Vec<String>,
    /// The selectors whose clicks matter: to features, counters and triggers.
    pub clicks: Vec<String>,
    /// The time zones.
    pub zones: Vec<Zone>,
}

/// The topics in their order: five of their own, then one for each trait, counter, feature,
/// checklist and guide of the bundle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// How many traits there are.
    pub traits: usize,
    /// How many counters there are.
    pub counters: usize,
    /// How many features there are.
    pub features: usize,
    /// How many checklists there are.
    pub checklists: usize,
}

impl Topics {
    /// The address of the page.
    pub const PAGE: usize = 0;
    /// The probes.
    pub const PROBE: usize = 1;
    /// The clock. Leaves of other topics may change with time as well.
    pub const TIME: usize = 2;
    /// The device and the size of the window.
    pub const SCREEN: usize = 3;
    /// The locale of the page.
    pub const LOCALE: usize = 4;
    const OWN: usize = 5;

    /// The topic of a trait.
    pub fn of_trait(self, at: usize) -> usize {
        Self::OWN + at
    }

    /// The topic of a counter.
    pub fn of_counter(self, at: usize) -> usize {
        self.of_trait(self.traits) + at
    }

    /// The topic of a feature.
    pub fn of_feature(self, at: usize) -> usize {
        self.of_counter(self.counters) + at
    }

    /// The topic of a checklist.
    pub fn of_checklist(self, at: usize) -> usize {
        self.of_feature(self.features) + at
    }

    /// The topic of a guide.
    pub fn of_guide(self, at: usize) -> usize {
        self.of_checklist(self.checklists) + at
    }

    /// The topic of a leaf.
    pub fn of_leaf(self, leaf: &Leaf) -> usize {
        match leaf {
            Leaf::Page(_) => Self::PAGE,
            Leaf::Probe(_) => Self::PROBE,
            Leaf::Time(_) => Self::TIME,
            Leaf::Screen(_) => Self::SCREEN,
            Leaf::Locale(_) => Self::LOCALE,
            Leaf::Trait(at, _) => self.of_trait((*at).into()),
            Leaf::Count(at, _) => self.of_counter((*at).into()),
            Leaf::Feature(at, ..) => self.of_feature((*at).into()),
            Leaf::Checklist(at, _) => self.of_checklist((*at).into()),
            Leaf::Guide(at, ..) => self.of_guide((*at).into()),
        }
    }
}
