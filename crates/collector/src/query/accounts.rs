//! Accounts, and the users of one.

use banso_content::model::AdoptionState;

use super::directory::Directory;
use super::features::accounts_of;
use super::history::{AccountAt, History, Person};
use super::overview::days_of;
use super::share::Share;
use super::window::Window;

/// Weeks in the trend of an account, the present one included.
const TREND_WEEKS: usize = 12;

/// An account in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// The id.
    pub id: String,
    /// Users active in the window, of the users that belong to it.
    pub users: Share,
    /// Login days in the window: one for each user and day.
    pub login_days: u64,
    /// Features with a use in the window, of all.
    pub features: Share,
    /// Core features with a use in the window, of all core features.
    pub core: Share,
    /// Login days in each of the last 12 spans of seven days, the one that ends today last.
    pub weekly: Vec<u64>,
}

/// Every account, the silent ones included.
pub fn accounts(history: &History, directory: &Directory, window: &Window) -> Vec<AccountRow> {
    let trend = Window::last(TREND_WEEKS * 7, window.now, &window.zone);
    let mut tallies = vec![Tally::new(history); history.account_count()];
    for person in history.people() {
        for account in accounts_of(person, window) {
            if let Some(at) = account {
                tallies[at as usize].take(person, account, window);
            }
        }
        for activity in trend_days(person, &trend) {
            tallies[activity.0 as usize].weekly[activity.1 / 7] += 1;
        }
    }
    let none = Tally::new(history);
    let tally = |id: &str| {
        history
            .account_at(id)
            .map_or(&none, |at| &tallies[at as usize])
    };
    let rows = directory.accounts.values();
    rows.map(|account| tally(&account.id).row(history, &account.id, account.users))
        .collect()
}

/// The days on which a person was active for an account, by position in the trend, each once.
fn trend_days(person: &Person, trend: &Window) -> Vec<(u32, usize)> {
    let activity = person.within(trend).iter();
    let mut days: Vec<(u32, usize)> = activity
        .filter_map(|activity| Some((activity.account?, trend.day(activity.ts())?)))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

#[derive(Clone)]
struct Tally {
    active: usize,
    login_days: u64,
    used: Vec<bool>,
    weekly: Vec<u64>,
}

impl Tally {
    fn new(history: &History) -> Self {
        Self {
            active: 0,
            login_days: 0,
            used: vec![false; history.features().len()],
            weekly: vec![0; TREND_WEEKS],
        }
    }

    fn take(&mut self, person: &Person, account: AccountAt, window: &Window) {
        self.active += 1;
        let own = person
            .within(window)
            .iter()
            .filter(|a| a.account == account);
        let mut days: Vec<usize> = own.filter_map(|a| window.day(a.ts())).collect();
        days.dedup();
        self.login_days += days.len() as u64;
        for (used, feature) in self.used.iter_mut().zip(&person.features) {
            *used |= feature
                .within(window)
                .iter()
                .any(|used| used.account == account);
        }
    }

    fn row(&self, history: &History, id: &str, users: usize) -> AccountRow {
        let features = || self.used.iter().zip(history.features());
        let used = |core_only: bool| {
            let counted = features().filter(|(_, feature)| feature.core || !core_only);
            let used = counted.clone().filter(|(used, _)| **used).count();
            Share::of(used, counted.count())
        };
        AccountRow {
            id: id.to_owned(),
            users: Share::of(self.active, users.max(self.active)),
            login_days: self.login_days,
            features: used(false),
            core: used(true),
            weekly: self.weekly.clone(),
        }
    }
}

/// A user of an account in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRow {
    /// The id.
    pub id: String,
    /// Days with activity in the window.
    pub active_days: u64,
    /// Features with a use in the window.
    pub features: u64,
    /// Features that stand at adopted or retained now.
    pub adopted: u64,
    /// The place on each feature's ladder now, in the order of the bundle.
    pub states: Vec<AdoptionState>,
}

/// The users that belong to an account.
pub fn users_of(
    history: &History,
    directory: &Directory,
    window: &Window,
    account: &str,
) -> Vec<UserRow> {
    let users = directory.users.values();
    let members = users.filter(|user| user.account.as_deref() == Some(account));
    members
        .map(|user| user_row(history, window, &user.id))
        .collect()
}

/// One user; a row of zeros for one who was never active.
pub fn user_row(history: &History, window: &Window, id: &str) -> UserRow {
    let Some(person) = history.person(id) else {
        return UserRow {
            id: id.to_owned(),
            active_days: 0,
            features: 0,
            adopted: 0,
            states: vec![AdoptionState::Unused; history.features().len()],
        };
    };
    let mut days: Vec<usize> = days_of(person, window).collect();
    days.dedup();
    let used = person
        .features
        .iter()
        .filter(|used| !used.within(window).is_empty());
    let states: Vec<AdoptionState> = (0..person.features.len())
        .map(|feature| person.state(history, feature, window.now))
        .collect();
    UserRow {
        id: id.to_owned(),
        active_days: days.len() as u64,
        features: used.count() as u64,
        adopted: states
            .iter()
            .filter(|state| **state >= AdoptionState::Adopted)
            .count() as u64,
        states,
    }
}
