//! How it goes: who is active, compared with before, and which accounts need a look.

use super::features::{active, active_accounts};
use super::history::History;
use super::window::{Window, date, start};

const DAY: i64 = 86_400_000;

/// A number and the same number of the period before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Now.
    pub now: u64,
    /// In the period before.
    pub before: u64,
}

impl Count {
    /// The change relative to before, or `None` when there was nothing.
    pub fn change(self) -> Option<f64> {
        let difference = self.now as f64 - self.before as f64;
        (self.before > 0).then(|| difference / self.before as f64)
    }
}

/// Activity today, over 7 and 30 days, and by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Active users today so far, over 7 and over 30 calendar days including today. Before: the same
    /// span 1, 7 and 30 days earlier, ending at the same time of day.
    pub users: [Count; 3],
    /// Active accounts, likewise.
    pub accounts: [Count; 3],
    /// Active users on each day of the window.
    pub daily: Vec<u64>,
    /// Active users on each day of the window before, the same weekdays.
    pub daily_before: Vec<u64>,
    /// Events (`track`, `page`, `screen`) of signed-in users on each day of the window.
    pub events: Vec<u64>,
    /// Users active in the window.
    pub window_users: u64,
    /// Accounts active in the window.
    pub window_accounts: u64,
}

/// The overview of a window.
pub fn overview(history: &History, window: &Window) -> Overview {
    let spans = [1, 7, 30];
    let before = window.before();
    Overview {
        users: spans.map(|days| counted(window, days, |from, to| users(history, from, to))),
        accounts: spans.map(|days| counted(window, days, |from, to| accounts(history, from, to))),
        daily: daily_users(history, window),
        daily_before: daily_users(history, &before),
        events: daily_events(history, window),
        window_users: active(history, window).count() as u64,
        window_accounts: active_accounts(history, window) as u64,
    }
}

fn counted(window: &Window, days: i64, count: impl Fn(i64, i64) -> u64) -> Count {
    let today = start(date(window.now, &window.zone), &window.zone);
    let from = today - (days - 1) * DAY;
    Count {
        now: count(from, window.now + 1),
        before: count(from - days * DAY, window.now + 1 - days * DAY),
    }
}

fn users(history: &History, from: i64, to: i64) -> u64 {
    let active = |person: &&super::history::Person| !person.between(from, to).is_empty();
    history.people().iter().filter(active).count() as u64
}

fn accounts(history: &History, from: i64, to: i64) -> u64 {
    let mut seen = vec![false; history.account_count()];
    for person in history.people() {
        for activity in person.between(from, to) {
            if let Some(account) = activity.account {
                seen[account as usize] = true;
            }
        }
    }
    seen.into_iter().filter(|seen| *seen).count() as u64
}

fn daily_users(history: &History, window: &Window) -> Vec<u64> {
    let mut days = vec![0; window.days.len()];
    for person in history.people() {
        let mut seen: Vec<usize> = days_of(person, window).collect();
        seen.dedup();
        for day in seen {
            days[day] += 1;
        }
    }
    days
}

/// The positions of the window's days with activity of a person, in order, repeated.
pub(super) fn days_of<'a>(
    person: &'a super::history::Person,
    window: &'a Window,
) -> impl Iterator<Item = usize> + 'a {
    let activity = person.within(window).iter();
    activity.filter_map(|activity| window.day(activity.ts()))
}

fn daily_events(history: &History, window: &Window) -> Vec<u64> {
    let mut days = vec![0; window.days.len()];
    for activity in history
        .people()
        .iter()
        .flat_map(|person| person.within(window))
    {
        if let Some(day) = window.day(activity.ts()) {
            days[day] += u64::from(activity.events);
        }
    }
    days
}
