//! What help lists of the guides.

use std::cmp::Reverse;

use super::Lower;
use crate::bundle::Entry;
use crate::compiler::authored::{Guide, Trigger};
use crate::model::GuideKind;

/// The announcements, the newest first, those of one day by priority; behind them the guides that
/// people can start. The guides stand by priority.
pub(super) fn feed(lower: &Lower, guides: &[Guide]) -> Vec<Entry> {
    let mut listed: Vec<(usize, &Guide)> = guides
        .iter()
        .enumerate()
        .filter(|(_, guide)| is_news(guide) || is_offered(guide))
        .collect();
    listed.sort_by_key(|(_, guide)| {
        let published = guide.published.as_deref().filter(|_| is_news(guide));
        Reverse(published.unwrap_or_default())
    });
    let entry = |(at, guide)| Entry {
        guide: at as u16,
        said: lower.entry_text(guide),
    };
    listed.into_iter().map(entry).collect()
}

fn is_news(guide: &Guide) -> bool {
    guide.kind == GuideKind::Announcement
}

/// Whether people can start it from help.
pub(in crate::compiler) fn is_offered(guide: &Guide) -> bool {
    let mut triggers = guide.triggers.iter();
    triggers.any(|one| matches!(one, Trigger::Launcher))
}
