//! The ways to the element that a step stands by, as the facade reads them. It finds the element, or
//! refuses to guess, in `js/anchors.js`.

use alloc::string::String;

use banso_content::prose::Way;
use banso_engine::view::{Missing, Press};
use banso_ui::dom::{El, number};
use banso_ui::{Env, fill};

/// What stands in the way of a target, as `js/anchors.js` numbers it: nothing.
pub(crate) const FREE: u32 = 0;
/// Something covers it, perhaps not for long.
pub(crate) const COVERED: u32 = 2;

/// How long a step waits for its target, in milliseconds.
pub(crate) const PATIENCE: u32 = 8000;
/// What the developer is told when it does not come.
const GAVE_UP: &str = "the target of guide %, step % (from 0) is %; visible matches: %";

/// The ways to an element, the first way first.
pub(crate) struct Ways {
    /// What the first is called, for the event.
    label: String,
    /// All of them in one text: selector, name and whether the name is the element's own text.
    packed: String,
}

impl Ways {
    pub(crate) fn new(ways: &[Way]) -> Self {
        let mut packed = String::new();
        for way in ways {
            if !packed.is_empty() {
                packed.push('\x02');
            }
            packed.push_str(&way.css);
            packed.push('\x01');
            packed.push_str(&way.name);
            if way.text {
                packed.push_str("\x01t");
            }
        }
        let label = ways.first().map_or("", Way::label).into();
        Self { label, packed }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// The only element that fits, be it as empty as a place that is still to be filled.
    pub(crate) fn place(&self, env: &Env) -> Option<El> {
        env.platform.find(&self.packed, true)
    }

    /// The only visible element that fits. The page scrolls to it if it is not `known` and if that may
    /// help.
    pub(crate) fn look(&self, env: &Env, known: Option<&El>, scrolls: bool) -> Option<El> {
        env.platform.look(&self.packed, known, scrolls)
    }

    /// Tells the core and the developer that there is none.
    pub(crate) fn give_up(&self, env: &Env, guide: &str, step: u16, why: Missing) {
        let counts = env.platform.counts(&self.packed);
        let said = [guide, &number(step.into()), why.name(), &counts];
        env.platform.warn(fill(GAVE_UP, &said));
        env.press(&Press::target_missing(guide, step, &self.label, why));
    }
}

/// Why a target cannot be stood by, as the facade found just now.
pub(crate) fn why(env: &Env) -> Missing {
    match env.platform.why() {
        0 => Missing::Absent,
        1 => Missing::Hidden,
        4 => Missing::Ambiguous,
        _ => Missing::Covered,
    }
}
