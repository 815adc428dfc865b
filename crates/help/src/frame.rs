//! The frame of the panel: its head, the search field, and the room for a screen.

use alloc::vec::Vec;

use banso_content::prose::word;
use banso_engine::view::View;
use banso_ui::dom::{El, el, icon, icon_button};
use banso_ui::{Env, title};

const CROSS: &str = "M5 5l10 10M15 5L5 15";
const ARROW: &str = "M12 5l-5 5 5 5";
const LENS: &str = "M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4 4";

/// The open panel. Dropped, it is closed.
pub(crate) struct Frame {
    panel: El,
    title: El,
    /// The search field.
    pub(crate) field: El,
    /// Where a screen is painted.
    pub(crate) body: El,
}

impl Frame {
    pub(crate) fn new(env: &Env, view: &View, query: &str) -> Self {
        let [back, close, hint] = [word::BACK, word::CLOSE, word::SEARCH].map(|at| view.word(at));
        env.platform.settle();
        let panel = el("section", "panel")
            .with("part", "panel")
            .with("role", "dialog")
            .with("aria-labelledby", "help-title")
            .in_(&env.room);
        let head = el("div", "top").in_(&panel);
        icon_button("cross up", "up", back, ARROW)
            .with("part", "close")
            .in_(&head);
        let title = el("h2", "")
            .with("part", "title")
            .with("id", "help-title")
            .with("tabindex", "-1")
            .saying(title(view).unwrap_or_default())
            .in_(&head);
        icon_button("cross", "close", close, CROSS).in_(&head);
        let search = el("div", "find")
            .with("role", "search")
            .with("aria-label", hint)
            .in_(&panel);
        search.append(&icon(LENS));
        let field = el("input", "")
            .with("part", "search")
            .with("type", "search")
            .with("enterkeyhint", "search")
            .with("autocomplete", "off")
            .with("placeholder", hint)
            .with("aria-label", hint)
            .in_(&search);
        field.set_value(query);
        let body = el("div", "body").with("part", "body").in_(&panel);
        Self {
            panel,
            title,
            field,
            body,
        }
    }

    /// Empties the room for another screen. `up`: there is a way back; `search`: the field is of
    /// use here.
    pub(crate) fn turn(&self, up: bool, search: bool) {
        self.body.clear();
        self.body.set_scroll(0);
        self.panel.toggle("data-up", up);
        self.panel.toggle("data-search", search);
    }

    /// Puts the focus where people would go on: into the field, unless that would raise a keyboard.
    pub(crate) fn enter(&self, env: &Env, search: bool) {
        if search && !env.platform.media("(pointer: coarse)") {
            self.field.focus();
        } else {
            self.title.focus();
        }
    }

    /// Keeps a focus that was inside, when what had it is gone.
    pub(crate) fn hold(&self, env: &Env, held: bool) {
        if held && !self.has_focus(env) {
            self.title.focus();
        }
    }

    pub(crate) fn has_focus(&self, env: &Env) -> bool {
        let active = env.active();
        active.is_some_and(|active| self.panel.contains(&active))
    }

    /// Moves the focus by one among the field and the rows below it.
    pub(crate) fn step(&self, env: &Env, down: bool) -> bool {
        let stops: Vec<El> = core::iter::once(self.field.clone())
            .chain(self.body.all(".row"))
            .collect();
        let active = env.active();
        let at = stops.iter().position(|stop| Some(stop) == active.as_ref());
        let next = at.and_then(|at| {
            if down {
                at.checked_add(1)
            } else {
                at.checked_sub(1)
            }
        });
        let stop = next.and_then(|next| stops.get(next));
        if let Some(stop) = stop {
            stop.focus();
        }
        at.is_some()
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.panel.remove();
    }
}
