//! What the reader of the panel has chosen.

use crate::selector::Picked;

/// A tab of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Why each guide is shown or not.
    #[default]
    Guides,
    /// What happened, and where each message is.
    Events,
    /// Features, checklists and tasks.
    Adoption,
    /// What is known of the page and its user.
    Facts,
    /// Going back to an earlier moment.
    Time,
    /// Picking an element of the page.
    Pick,
}

impl Tab {
    /// In their order, each with its name in attributes.
    pub(crate) const ALL: [(Self, &'static str); 6] = [
        (Self::Guides, "guides"),
        (Self::Events, "events"),
        (Self::Adoption, "adoption"),
        (Self::Facts, "facts"),
        (Self::Time, "time"),
        (Self::Pick, "pick"),
    ];

    pub(crate) fn of(name: &str) -> Option<Self> {
        let found = Self::ALL.into_iter().find(|known| known.1 == name);
        found.map(|known| known.0)
    }

    pub(crate) fn name(self) -> &'static str {
        let found = Self::ALL.into_iter().find(|known| known.0 == self);
        found.map_or("", |known| known.1)
    }

    /// The tab so many places further on.
    pub(crate) fn beside(self, by: isize) -> Self {
        let count = Self::ALL.len() as isize;
        let at = Self::ALL.iter().position(|known| known.0 == self);
        let at = (at.unwrap_or(0) as isize + by).rem_euclid(count);
        Self::ALL[at as usize].0
    }
}

/// What the list of events shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Filter {
    /// Messages and inputs.
    #[default]
    All,
    /// Messages alone.
    Messages,
    /// Inputs alone.
    Inputs,
}

/// The narrowest that the panel may be; CSS pixels.
pub(crate) const NARROWEST: i32 = 320;
/// The widest; CSS pixels.
pub(crate) const WIDEST: i32 = 960;
const WIDTH: i32 = 440;

/// What the reader of the panel has chosen.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) tab: Tab,
    pub(crate) filter: Filter,
    /// The moment that every tab shows: after so many inputs. None: now.
    pub(crate) moment: Option<usize>,
    /// An element of the page is being picked.
    pub(crate) picking: bool,
    pub(crate) picked: Option<Picked>,
    /// What was copied last: the name of its button.
    pub(crate) copied: String,
    /// The panel is folded to its head.
    pub(crate) folded: bool,
    /// The panel stands on the left.
    pub(crate) left: bool,
    /// How wide the panel is; CSS pixels.
    pub(crate) width: i32,
}

impl Default for State {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            filter: Filter::default(),
            moment: None,
            picking: false,
            picked: None,
            copied: String::new(),
            folded: false,
            left: false,
            width: WIDTH,
        }
    }
}
