//! What came of a simulation, in numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use banso_content::bundle::Bundle;
use banso_wire::time::{Millis, rfc3339};
use serde::Serialize;

use super::{GuideTally, Tally};

/// What came of a simulation.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The version of the draft.
    pub draft: String,
    /// Whether it is held against other content; otherwise against what users were really shown.
    pub compared: bool,
    /// The beginning of the window, RFC 3339 in UTC.
    pub from: String,
    /// The end of the window, RFC 3339 in UTC.
    pub to: String,
    /// The messages that were gone through, those before the window included.
    pub messages: usize,
    /// The users who were active in the window.
    pub active_users: usize,
    /// The accounts that they belong to.
    pub active_accounts: usize,
    /// The guides of the draft, in the order in which they may appear.
    pub guides: Vec<GuideReport>,
    /// Guides that are shown now and are not in the draft: how many users they reached.
    pub gone: BTreeMap<String, usize>,
    /// How many prompts users get with the draft.
    pub prompts: Prompts,
    /// How many they get now.
    pub prompts_now: Prompts,
    /// Users who would not be shown a guide that they are shown now.
    pub displaced: Vec<Displaced>,
    /// The checklists of the draft.
    pub checklists: Vec<ChecklistReport>,
}

/// Whom a guide would reach.
#[derive(Clone, Debug, Serialize)]
pub struct GuideReport {
    /// The guide.
    pub guide: String,
    /// So many users.
    pub users: usize,
    /// So many of 100 active users.
    pub percent: f64,
    /// In so many accounts.
    pub accounts: usize,
    /// So often in all.
    pub shown: usize,
    /// So many users are shown it now.
    pub users_now: usize,
    /// The users who would not be shown it, by the furthest of the gates that held it back.
    pub held: BTreeMap<&'static str, usize>,
}

/// How many prompts a user gets on a day on which the user is active.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Prompts {
    /// On average.
    pub mean: f64,
    /// At most so many on 95 of 100 such days.
    pub p95: usize,
    /// At most.
    pub max: usize,
}

/// Users who would not be shown a guide any more.
#[derive(Clone, Debug, Serialize)]
pub struct Displaced {
    /// The guide that they are shown now.
    pub guide: String,
    /// The guide that they would see instead; none: nothing stands in its place.
    pub by: Option<String>,
    /// So many.
    pub users: usize,
}

/// How far users come with a checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ChecklistReport {
    /// The checklist.
    pub checklist: String,
    /// So many users would start it in the window.
    pub started: usize,
    /// So many would complete it.
    pub completed: usize,
    /// So many start it with the content that is compared.
    pub started_now: Option<usize>,
    /// So many complete it with the content that is compared.
    pub completed_now: Option<usize>,
}

pub(super) fn report(
    draft: &Bundle,
    window: Range<Millis>,
    compared: bool,
    tally: Tally,
) -> Report {
    let guides = draft.guides.iter().zip(&tally.guides);
    let known = |id: &str| draft.guides.iter().any(|guide| guide.id == id);
    let gone = tally.now.iter().filter(|(id, _)| !known(id));
    Report {
        draft: draft.version.clone(),
        compared,
        from: rfc3339(window.start),
        to: rfc3339(window.end),
        messages: tally.messages,
        active_users: tally.active,
        active_accounts: tally.accounts.len(),
        gone: gone.map(|(id, users)| (id.clone(), *users)).collect(),
        guides: guides
            .map(|(guide, of)| guide_report(&guide.id, of, &tally))
            .collect(),
        prompts: prompts(&tally.prompts),
        prompts_now: prompts(&tally.prompts_now),
        displaced: displaced(&tally),
        checklists: checklists(draft, compared, &tally),
    }
}

fn guide_report(id: &str, of: &GuideTally, tally: &Tally) -> GuideReport {
    let held = of.held.iter().map(|(hold, users)| (hold.name(), *users));
    GuideReport {
        guide: id.into(),
        users: of.users,
        percent: 100.0 * of.users as f64 / tally.active.max(1) as f64,
        accounts: of.accounts.len(),
        shown: of.shown,
        users_now: tally.now.get(id).copied().unwrap_or_default(),
        held: held.collect(),
    }
}

fn prompts(days: &BTreeMap<usize, usize>) -> Prompts {
    let all: usize = days.values().sum();
    let sum: usize = days.iter().map(|(prompts, days)| prompts * days).sum();
    let mut left = (all * 95).div_ceil(100);
    let p95 = days.iter().find(|(_, days)| {
        left = left.saturating_sub(**days);
        left == 0
    });
    Prompts {
        mean: sum as f64 / all.max(1) as f64,
        p95: p95.map_or(0, |(prompts, _)| *prompts),
        max: days.keys().next_back().copied().unwrap_or_default(),
    }
}

fn displaced(tally: &Tally) -> Vec<Displaced> {
    let all = tally.displaced.iter();
    let mut all: Vec<Displaced> = all
        .map(|((by, guide), users)| Displaced {
            guide: guide.clone(),
            by: by.clone(),
            users: *users,
        })
        .collect();
    all.sort_by(|a, b| b.users.cmp(&a.users).then_with(|| a.guide.cmp(&b.guide)));
    all
}

fn checklists(draft: &Bundle, compared: bool, tally: &Tally) -> Vec<ChecklistReport> {
    let lists = draft.checklists.iter().zip(&tally.checklists);
    lists
        .map(|(list, (started, completed))| {
            let now = tally.checklists_now.get(&list.id).copied();
            let now = compared.then(|| now.unwrap_or_default());
            ChecklistReport {
                checklist: list.id.clone(),
                started: *started,
                completed: *completed,
                started_now: now.map(|(started, _)| started),
                completed_now: now.map(|(_, completed)| completed),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_counted_by_day() {
        let days = BTreeMap::from([(0, 90), (1, 6), (4, 4)]);
        let expected = Prompts {
            mean: 0.22,
            p95: 1,
            max: 4,
        };
        assert_eq!(prompts(&days), expected);
        assert_eq!(prompts(&BTreeMap::new()), Prompts::default());
    }
}
