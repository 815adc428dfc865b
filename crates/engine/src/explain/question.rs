//! The questions that rules ask, by name, and what was found.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::{AdoptionState, GuideFate};
use banso_content::rule::{self, ProbeKind, TimeTest, ValueTest};
use banso_wire::time::Millis;

#[cfg(feature = "serde")]
use super::serial;
use super::tree::Known;
use crate::input::Value;

/// A question, the answer, and what the answer rests on.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Asked {
    /// The position of the question among those of the content; equal questions have the same.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub at: usize,
    /// Whether it holds.
    pub value: Known,
    /// The question.
    #[cfg_attr(feature = "serde", serde(rename = "question"))]
    pub asks: Question,
    /// What was found.
    pub found: Found,
    /// When the answer may change though nothing happens; UTC ms.
    pub until: Option<Millis>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "snake_case", rename_all_fields = "camelCase")
)]
pub enum Question {
    /// The page matches a pattern.
    Page {
        /// The pattern.
        pattern: String,
    },
    /// The state of an element of the page.
    Element {
        /// Its CSS selector.
        selector: String,
        /// What it should be.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::probe"))]
        is: ProbeKind,
    },
    /// A range of time, days of the week and hours of the day.
    #[cfg_attr(feature = "serde", serde(serialize_with = "serial::time"))]
    Time(TimeTest),
    /// The kind of device and the size of the window.
    Screen {
        /// Any of these devices.
        devices: Vec<Device>,
        /// From so wide, CSS pixels ...
        min_width: u16,
        /// ... to so wide, 65535 being no limit.
        max_width: u16,
        /// From so high, CSS pixels ...
        min_height: u16,
        /// ... to so high, 65535 being no limit.
        max_height: u16,
    },
    /// The locale of the page.
    Locale {
        /// A BCP 47 tag.
        tag: String,
    },
    /// A trait.
    Trait {
        /// Of the account; otherwise of the user.
        account: bool,
        /// Its name.
        name: String,
        /// What must be true of it.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::test"))]
        test: ValueTest,
    },
    /// What the user answered to a question of a survey; found as a trait is.
    Answer {
        /// The id of the survey's guide.
        survey: String,
        /// The id of the step that asks.
        question: String,
        /// What must be true of the answer.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::test"))]
        test: ValueTest,
    },
    /// How often something happened.
    Count {
        /// What: the name of an event, or the selector of what was clicked.
        of: String,
        /// It is a click.
        click: bool,
        /// Only with certain properties, or only in the first time after the user was first seen.
        narrowed: bool,
        /// At least so often.
        least: u32,
        /// At most so often; None: no limit.
        most: Option<u32>,
        /// When.
        #[cfg_attr(feature = "serde", serde(flatten))]
        window: Window,
    },
    /// How far up its ladder a feature is, both ends included.
    Feature {
        /// Its id.
        id: String,
        /// At least this state.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::adoption"))]
        least: AdoptionState,
        /// At most this state.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::adoption"))]
        most: AdoptionState,
    },
    /// How far a checklist is.
    Checklist {
        /// Its id.
        id: String,
        /// What is asked of it.
        test: Progress,
    },
    /// What became of a guide.
    Guide {
        /// Its id.
        id: String,
        /// What.
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::fate"))]
        was: GuideFate,
        /// When.
        #[cfg_attr(feature = "serde", serde(flatten))]
        window: Window,
    },
}

/// A kind of device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Device {
    /// A finger, and a small screen.
    Phone,
    /// A finger, and a larger screen.
    Tablet,
    /// A mouse.
    Desktop,
}

/// The device and the size of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Size {
    /// The device.
    pub device: Device,
    /// CSS pixels.
    pub width: u16,
    /// CSS pixels.
    pub height: u16,
}

/// When something happened, as seen from now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Window {
    /// Only in the last so many ms.
    pub within: Option<Millis>,
    /// The latest time was at least so many ms ago.
    pub before: Option<Millis>,
}

/// How far a checklist should be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Progress {
    /// The user has it.
    Started,
    /// Every task that is needed is done.
    Complete,
    /// At least so many tasks are done.
    Done(u16),
    /// The task with this id is done.
    Task(String),
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "snake_case", rename_all_fields = "camelCase")
)]
pub enum Found {
    /// Only a browser can tell.
    Elsewhere,
    /// The page's path, query and fragment.
    Page(String),
    /// Whether the element is so; None: the page is not watched for it now.
    Element(Option<bool>),
    /// The time.
    Time {
        /// UTC ms.
        at: Millis,
        /// How many minutes the clock that is asked is ahead of UTC; None: the page has not told yet.
        ahead: Option<i64>,
    },
    /// The device and the size of the window; None: the page has not told yet.
    Screen(Option<Size>),
    /// The page's locale.
    Locale(String),
    /// The value of the trait, if it has one.
    Trait(Option<Value>),
    /// How often it happened in the window, and when last.
    Count {
        /// How often.
        times: u32,
        /// When last; UTC ms.
        latest: Option<Millis>,
    },
    /// The feature's state.
    Feature(
        #[cfg_attr(feature = "serde", serde(serialize_with = "serial::adoption"))] AdoptionState,
    ),
    /// How many tasks are done, of how many; None: the user does not have the checklist.
    Checklist(Option<(u16, u16)>),
    /// When that became of the guide last, if it did; UTC ms.
    Guide(Option<Millis>),
}

impl Window {
    pub(super) fn of(window: rule::Window) -> Self {
        let (within, before) = match window {
            rule::Window::Ever => (None, None),
            rule::Window::Last(span) => (Some(span), None),
            rule::Window::Before(span) => (None, Some(span)),
        };
        Self { within, before }
    }
}
