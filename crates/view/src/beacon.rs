//! The beacon of a hotspot: a small button on the target that opens the hint.

use banso_engine::place::{Rect, Size};
use banso_ui::dom::{El, computed};
use banso_ui::{Env, Handle};

use crate::signal::Signal;

pub(crate) struct Beacon {
    button: El,
    is_open: bool,
    /// Whether the hint was asked for: then it does not close by itself.
    is_pinned: bool,
    _hover: Handle,
}

impl Beacon {
    /// A beacon with this face, closed, and the hint that it opens.
    pub(crate) fn new(env: &Env, button: El, hint: &El) -> Self {
        let (enter, leave) = (Signal::Hint as u32, Signal::Close as u32);
        Self {
            _hover: env.platform.on_hover(&button, hint, enter, leave),
            button,
            is_open: false,
            is_pinned: false,
        }
    }

    /// The hint stays until it is closed.
    pub(crate) fn pin(&mut self) {
        self.is_pinned = true;
    }

    /// Whether it stays open though the pointer leaves.
    pub(crate) fn is_pinned(&self) -> bool {
        self.is_pinned
    }

    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    pub(crate) fn open(&mut self, open: bool) {
        self.is_open = open;
        self.is_pinned &= open;
        let expanded = if open { "true" } else { "false" };
        self.button.set("aria-expanded", expanded);
    }

    /// Stands on the corner of the target where its line begins to end, and returns where that is.
    pub(crate) fn stand(&self, env: &Env, target: &El, rect: Rect, viewport: Size) -> Rect {
        if !self.button.is_connected() {
            env.platform.settle();
            env.room.append(&self.button);
        }
        let half = self.button.rect().width / 2.0;
        let rtl = computed(target).get("direction") == "rtl";
        let x = if rtl { rect.x } else { rect.x + rect.width };
        // At an edge of the window it stays whole, but it leaves the window with its target.
        let top = if rect.y + rect.height > 0.0 {
            half
        } else {
            rect.y
        };
        let (x, y) = (x.min(viewport.width - half).max(half), rect.y.max(top));
        self.button.px("left", x);
        self.button.px("top", y);
        Rect {
            x: x - half,
            y: y - half,
            width: half * 2.0,
            height: half * 2.0,
        }
    }

    pub(crate) fn focus(&self) {
        self.button.focus();
    }

    pub(crate) fn remove(&self) {
        self.button.remove();
    }
}
