//! What every part of a module works with: the platform, the room that it paints into, and the
//! ways to the core, to the other module and to the screen reader.

use alloc::string::String;

use banso_content::codec;
use banso_engine::view::Press;

use crate::dom::{El, el};
use crate::platform::Platform;

/// The surroundings of one module.
pub struct Env {
    /// What the facade does for the module.
    pub platform: Platform,
    /// The element that the module paints into.
    pub room: El,
    /// The locale of the texts.
    pub locale: String,
    status: El,
}

impl Env {
    /// Furnishes the module's room.
    pub fn new(platform: Platform) -> Self {
        let room = platform.room();
        let status = el("div", "unseen").with("role", "status").in_(&room);
        Self {
            platform,
            room,
            locale: String::new(),
            status,
        }
    }

    /// Queues a press for the core.
    pub fn press(&self, press: &Press) {
        self.platform.press(codec::encode(press));
    }

    /// Tells a screen reader without moving the focus.
    pub fn say(&self, text: &str) {
        self.status.set_text(text);
    }

    /// What has the focus inside the root.
    pub fn active(&self) -> Option<El> {
        self.platform.shadow().active()
    }

    /// Whether the locale is Japanese.
    pub fn is_japanese(&self) -> bool {
        self.locale == "ja" || self.locale.starts_with("ja-")
    }
}
