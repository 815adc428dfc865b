//! What the launcher and the help panel both say of help, and what they tell each other.

use banso_content::prose::word;
use banso_engine::view::{ChecklistView, View};

/// How help is, as the view is told: by the help module, or by the facade, which has the same
/// numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum HelpState {
    /// The panel is open.
    Open,
    /// The panel is closed, or was never opened.
    Closed,
    /// The panel was closed while it had the focus, which goes back to the launcher.
    Left,
    /// Help was asked for, and its module is on its way.
    Busy,
    /// The help module could not be downloaded.
    Failed,
    /// The help module stopped after a fault and will not come back on this page.
    Gone,
}

impl HelpState {
    /// The state with this number.
    pub fn of(number: u32) -> Option<Self> {
        let all = [
            Self::Open,
            Self::Closed,
            Self::Left,
            Self::Busy,
            Self::Failed,
            Self::Gone,
        ];
        all.get(number as usize).copied()
    }
}

/// What the widget is called: by our own word or the content's, or after the checklist when that is
/// all. None when there is nothing to open.
pub fn title(view: &View) -> Option<&str> {
    let more = !view.feed.is_empty() || !view.links.bytes().is_empty();
    if more || view.help.is_some() {
        return Some(view.word(word::HELP));
    }
    view.checklist.as_ref().map(|list| &*list.said.title)
}

/// How far a checklist is. Tasks that it is complete without do not count.
#[derive(Clone, Copy)]
pub struct Progress {
    /// How many tasks are done.
    pub done: usize,
    /// How many tasks there are.
    pub all: usize,
}

impl Progress {
    /// The progress of a checklist.
    pub fn of(list: &ChecklistView) -> Self {
        let mut progress = Self { done: 0, all: 0 };
        for task in list.tasks.iter().filter(|task| !task.optional) {
            progress.all += 1;
            progress.done += usize::from(task.done);
        }
        progress
    }

    /// Whether nothing is left to do.
    pub fn is_complete(self) -> bool {
        self.done == self.all
    }

    /// A whole number of percent.
    pub fn percent(self) -> i32 {
        (self.done * 100 / self.all.max(1)) as i32
    }
}
