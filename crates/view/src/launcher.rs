//! What the launcher says, the round button that opens help: `js/launcher.js` paints it.

use alloc::string::String;

use banso_content::prose::word;
use banso_engine::view::View;
use banso_ui::dom::number;
use banso_ui::{Progress, fill, title};

/// What the launcher is called: its title, the progress, and how much is new. None when there is nothing to
/// open.
pub(crate) fn label(view: &View) -> Option<String> {
    let mut label = String::from(title(view)?);
    if let Some(progress) = progress(view) {
        let [done, all] = [progress.done, progress.all].map(|count| number(count as i32));
        label = fill(view.word(word::LAUNCHER), &[&label, &done, &all]);
    }
    let unread = unread(view);
    if unread > 0 {
        label = fill(view.word(word::UNREAD), &[&label, &number(unread)]);
    }
    Some(label)
}

/// How many announcements nobody has seen.
pub(crate) fn unread(view: &View) -> i32 {
    let mut unread = 0;
    for entry in &view.feed {
        unread += i32::from(entry.is_unread());
    }
    unread
}

/// How far the checklist is, in percent; -1 when nothing is left to do.
pub(crate) fn percent(view: &View) -> i32 {
    progress(view).map_or(-1, Progress::percent)
}

/// The progress of the checklist while there is something left to do.
fn progress(view: &View) -> Option<Progress> {
    let progress = view.checklist.as_ref().map(Progress::of);
    progress.filter(|progress| !progress.is_complete())
}
