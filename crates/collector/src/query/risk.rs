//! Accounts whose use is falling away, by a rule simple enough to argue with.
//!
//! A **login day** is one user active on one day. An account is listed when it had fewer than 60 % of
//! its own usual login days in each of the last two weeks. Usual is the mean over the weeks before
//! those two, at most 12 of them; at least 8 must lie after the account's first activity, and the
//! mean must be at least 5, or the account is too young or too small for the rule.

use super::history::History;
use super::window::{Window, start};
use jiff::ToSpan;

const RECENT_WEEKS: usize = 2;
const BASELINE_WEEKS: usize = 12;
const LEAST_BASELINE_WEEKS: usize = 8;
const LEAST_BASELINE: f64 = 5.0;
const THRESHOLD: f64 = 0.6;

/// An account whose use has fallen away, with the numbers that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct Decline {
    /// The account's id.
    pub account: String,
    /// Login days in the last two weeks, the latest last.
    pub recent: [u64; RECENT_WEEKS],
    /// The mean of login days a week before.
    pub baseline: f64,
}

impl Decline {
    /// The mean of the last two weeks, of the baseline.
    pub fn ratio(&self) -> f64 {
        let mean = self.recent.iter().sum::<u64>() as f64 / RECENT_WEEKS as f64;
        mean / self.baseline
    }
}

/// The accounts that the rule lists, the steepest fall first. Weeks are spans of seven whole days
/// that end with yesterday: today is not over yet.
pub fn declining(history: &History, window: &Window) -> Vec<Decline> {
    let count = (RECENT_WEEKS + BASELINE_WEEKS) * 7;
    let weeks = whole_days(count, window);
    let login_days = login_days(history, &weeks);
    let first_weeks = first_weeks(history, &weeks);
    let judged = login_days.iter().zip(first_weeks).enumerate();
    let mut declines: Vec<Decline> = judged
        .filter_map(|(at, (login_days, first))| {
            let account = history.account_id(Some(at as u32))?;
            judge(account, login_days, first?)
        })
        .collect();
    declines.sort_by(|a, b| a.ratio().total_cmp(&b.ratio()));
    declines
}

fn judge(account: &str, weeks: &[u64], first_week: usize) -> Option<Decline> {
    let (before, recent) = weeks.split_at(BASELINE_WEEKS);
    let before = before.get(first_week..)?;
    if before.len() < LEAST_BASELINE_WEEKS {
        return None;
    }
    let baseline = before.iter().sum::<u64>() as f64 / before.len() as f64;
    let low = |week: &u64| (*week as f64) < baseline * THRESHOLD;
    let listed = baseline >= LEAST_BASELINE && recent.iter().all(low);
    listed.then(|| Decline {
        account: account.to_owned(),
        recent: [recent[0], recent[1]],
        baseline,
    })
}

fn whole_days(count: usize, window: &Window) -> Window {
    let today = super::window::date(window.now, &window.zone);
    let yesterday = today.saturating_sub(1.day());
    let first = today.saturating_sub((count as i64).days());
    Window::between(first, yesterday, window.now, &window.zone)
}

/// Login days by account and week.
fn login_days(history: &History, weeks: &Window) -> Vec<Vec<u64>> {
    let mut days = vec![vec![0; weeks.days.len() / 7]; history.account_count()];
    for person in history.people() {
        let seen = person.within(weeks).iter();
        let mut seen: Vec<(u32, usize)> = seen
            .filter_map(|activity| Some((activity.account?, weeks.day(activity.ts())?)))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        for (account, day) in seen {
            days[account as usize][day / 7] += 1;
        }
    }
    days
}

/// The first whole week after each account's first activity: 0 for one that was there before.
fn first_weeks(history: &History, weeks: &Window) -> Vec<Option<usize>> {
    let mut first: Vec<Option<i64>> = vec![None; history.account_count()];
    for activity in history.people().iter().flat_map(|person| &person.activity) {
        let Some(account) = activity.account else {
            continue;
        };
        let known = &mut first[account as usize];
        *known = Some(known.map_or(activity.ts(), |known| known.min(activity.ts())));
    }
    let starts: Vec<i64> = weeks
        .days
        .iter()
        .step_by(7)
        .map(|day| start(*day, &weeks.zone))
        .collect();
    let week = |ts: i64| starts.partition_point(|start| *start < ts);
    first.into_iter().map(|first| first.map(week)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twelve weeks before, two now.
    fn weeks(before: u64, recent: [u64; 2]) -> Vec<u64> {
        [vec![before; 12], recent.to_vec()].concat()
    }

    #[test]
    fn two_weeks_under_sixty_percent_list_an_account() {
        let listed = |weeks: Vec<u64>, first| judge("a", &weeks, first).is_some();
        assert!(listed(weeks(10, [5, 5]), 0), "5 < 10 x 0.6");
        assert!(!listed(weeks(10, [6, 5]), 0), "6 is not under 10 x 0.6");
        assert!(
            !listed(weeks(4, [0, 0]), 0),
            "4 login days a week are too few to judge by"
        );
        assert!(
            !listed(weeks(10, [0, 0]), 5),
            "7 weeks are too short a baseline"
        );
        assert!(listed(weeks(10, [0, 0]), 4), "8 weeks are enough");
    }

    #[test]
    fn the_reason_carries_both_numbers() {
        let decline = judge("a", &weeks(20, [8, 4]), 0);
        let decline = decline.unwrap_or(Decline {
            account: String::new(),
            recent: [0, 0],
            baseline: 1.0,
        });
        assert_eq!((decline.recent, decline.baseline), ([8, 4], 20.0));
        assert!(
            (decline.ratio() - 0.3).abs() < 1e-9,
            "(8 + 4) / 2 / 20 = 0.3"
        );
    }
}
