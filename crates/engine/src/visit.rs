//! What is known of the present page load, and forgotten with it.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::rule::Zone;
use banso_content::{choice, record};
use banso_wire::time::Millis;

use crate::input::Traits;
use crate::properties::Properties;

/// What is known of the present page load.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visit {
    /// The address of the page.
    pub page: Page,
    /// Since when the page has this path; UTC ms.
    pub since: Millis,
    /// The BCP 47 tag of the page's language.
    pub locale: String,
    /// The user's traits.
    pub user: Traits,
    /// The account's traits.
    pub account: Traits,
    /// The user's own time zone, as far ahead as the shell knows it; empty until it is told.
    pub zone: Zone,
    /// The window, once it is told.
    pub screen: Option<Screen>,
    /// What the shell said of the probes, by their position in the bundle.
    pub probes: Vec<(u16, bool)>,
    /// The tasks that anyone in the account has done, by checklist.
    pub account_done: Vec<(String, Vec<String>)>,
    /// The host wants no guide to appear by itself.
    pub quiet: bool,
    /// Whether guides are this window's to show.
    pub turn: Turn,
    /// A guide has ended on this page: none starts by itself before the next.
    pub rested: bool,
    /// The guide that is visible, by its position in the bundle.
    pub visible: Option<u16>,
    /// Guides that ended during this page load, by their position in the bundle.
    pub ended: Vec<u16>,
    /// Guides that gave up during this page load because a target did not come, or went, each with what
    /// the view said of it.
    pub missing: Vec<(u16, Properties)>,
    /// The guide that the address of the page asked for, until it appears; empty: none.
    pub link: String,
    /// What the user has not agreed to, by the bits of [`crate::consent::denied`].
    pub denied: u8,
}

/// The address of the page. Only the path is ever sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The path.
    pub path: String,
    /// Path, query and fragment, for page patterns.
    pub address: String,
}

/// Which of the windows that are open shows guides: one does, so that none appears twice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// This one.
    #[default]
    Ours,
    /// Nobody sees this one: what is visible stays, and nothing begins.
    Hidden,
    /// Another one.
    Theirs,
}

/// The window and the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// The window's width, in CSS pixels.
    pub width: u16,
    /// The window's height, in CSS pixels.
    pub height: u16,
    /// The shorter side of the screen, in CSS pixels.
    pub short_side: u16,
    /// The pointer is coarse: a finger.
    pub coarse: bool,
}

record!(Visit {
    page,
    since,
    locale,
    user,
    account,
    zone,
    screen,
    probes,
    account_done,
    quiet,
    turn,
    rested,
    visible,
    ended,
    missing,
    link,
    denied,
});
choice!(Turn { 0 Ours, 1 Hidden, 2 Theirs });
record!(Page { path, address });
record!(Screen {
    width,
    height,
    short_side,
    coarse
});
