//! The beacon of a hotspot: a small button on the target that opens the hint.

use banso_engine::place::{Rect, Size};
use banso_ui::dom::{El, computed};
use banso_ui::{Env, Handle};

use crate::signal::Signal;

pub(crate) struct Beacon {
    button: El,
    is_open: bool,
    _hover: Handle,
}

impl Beacon {
    /// A beacon with this face, closed.
    pub(crate) fn new(env: &Env, button: El) -> Self {
        Self {
            _hover: env
                .platform
                .on(&button, "pointerenter", Signal::Hint as u32),
            button,
            is_open: false,
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.is_open
    }

    pub(crate) fn open(&mut self, open: bool) {
        self.is_open = open;
        let expanded = if open { "true" } else { "false" };
        self.button.set("aria-expanded", expanded);
    }

    /// Stands on the corner of the target where its line begins to end, and returns where that is.
    pub(crate) fn stand(&self, env: &Env, target: &El, viewport: Size) -> Rect {
        if !self.button.is_connected() {
            env.platform.settle();
            env.room.append(&self.button);
        }
        let rect = target.rect();
        let half = self.button.rect().width / 2.0;
        let rtl = computed(target).get("direction") == "rtl";
        let x = if rtl { rect.x } else { rect.x + rect.width };
        // At an edge of the window it stays whole, but it leaves the window with its target.
        let top = if rect.y + rect.height > 0.0 {
            half
        } else {
            rect.y
        };
        self.button
            .px("left", x.min(viewport.width - half).max(half));
        self.button.px("top", rect.y.max(top));
        self.button.rect()
    }

    pub(crate) fn focus(&self) {
        self.button.focus();
    }

    pub(crate) fn remove(&self) {
        self.button.remove();
    }
}
