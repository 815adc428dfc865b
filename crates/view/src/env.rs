//! What every part of the view works with: the platform, the shell that everything is painted
//! into, the words, and the way to the core and to the screen reader.

use alloc::string::String;

use banso_content::codec;
use banso_engine::view::{Press, View};

use crate::dom::{El, Platform, el};
use crate::theme;
use crate::words::{self, Words};

pub(crate) struct Env {
    pub(crate) platform: Platform,
    pub(crate) shell: El,
    pub(crate) words: &'static Words,
    pub(crate) locale: String,
    status: El,
}

impl Env {
    pub(crate) fn new(platform: Platform) -> Self {
        platform.dress(concat!(
            include_str!("style/base.css"),
            include_str!("style/card.css"),
            include_str!("style/panel.css"),
        ));
        let shell = el("div", "shell").in_(&platform.shadow());
        let status = el("div", "unseen").with("role", "status").in_(&shell);
        Self {
            platform,
            shell,
            words: words::for_locale(""),
            locale: String::new(),
            status,
        }
    }

    /// Follows the locale of the view and the look of the host.
    pub(crate) fn dress(&mut self, view: &View) {
        if self.locale != view.locale {
            self.locale.clone_from(&view.locale);
            self.words = words::for_locale(&view.locale);
            self.shell.set("lang", &view.locale);
        }
        theme::apply(self, &view.theme);
    }

    /// Queues a press for the core.
    pub(crate) fn press(&self, press: &Press) {
        self.platform.press(codec::encode(press));
    }

    /// Tells a screen reader without moving the focus.
    pub(crate) fn say(&self, text: &str) {
        self.status.set_text(text);
    }

    /// The element that has the focus, inside the root or on the page.
    pub(crate) fn focused(&self) -> Option<El> {
        self.platform
            .shadow()
            .active()
            .or_else(|| self.platform.document().active())
    }
}
