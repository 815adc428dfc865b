//! Feature adoption: who uses what, and how far up the ladder they are.
//!
//! A **use** is a `Feature Used` message (a click), or a `track` or `page` message that the
//! feature's own sources match, as the engine counts it: signs within a second of a use are the same
//! use. A feature that is defined today is filled in from the messages of before.

use banso_content::model::AdoptionState;

use super::directory::Directory;
use super::history::{AccountAt, History, Person};
use super::share::{Share, median};
use super::window::Window;

/// Weeks in the trend of a feature, the present one included.
const TREND_WEEKS: usize = 12;

/// How many users stand where on a feature's ladder now, over the whole history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    /// Met it on a page, and has not used it.
    pub exposed: u64,
    /// Used it; the rule is not met yet.
    pub tried: u64,
    /// Met the rule.
    pub adopted: u64,
    /// Met the rule and kept using it for as long as the rule asks.
    pub retained: u64,
    /// Met the rule once, without a use for as long as the rule allows.
    pub lapsed: u64,
}

/// A feature in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureRow {
    /// Its position in the bundle.
    pub feature: usize,
    /// Users with a use in the window, of the users active in it who may use it.
    pub users: Share,
    /// Accounts with a use in the window, of the accounts active in it with someone who may use it.
    pub accounts: Share,
    /// Uses in the window.
    pub uses: u64,
    /// Everyone's present place on the ladder.
    pub ladder: Ladder,
    /// Users with a use in each of the last 12 spans of seven days, the one that ends today last.
    pub weekly: Vec<u64>,
    /// Median time from a user's first message to the first use, ms, over the users active in the
    /// window who ever used it.
    pub time_to_first: Option<i64>,
    /// Of the users active in the window, those who never used it.
    pub never: Share,
}

impl FeatureRow {
    /// Uses in the window per user who used it.
    pub fn uses_per_user(&self) -> Option<f64> {
        (self.users.part > 0).then(|| self.uses as f64 / self.users.part as f64)
    }
}

impl Ladder {
    /// Counts one user more.
    pub fn add(&mut self, state: AdoptionState) {
        match state {
            AdoptionState::Unused => {}
            AdoptionState::Exposed => self.exposed += 1,
            AdoptionState::Tried => self.tried += 1,
            AdoptionState::Adopted => self.adopted += 1,
            AdoptionState::Retained => self.retained += 1,
            AdoptionState::Lapsed => self.lapsed += 1,
        }
    }
}

/// Every feature of the bundle, in its order.
pub fn features(history: &History, directory: &Directory, window: &Window) -> Vec<FeatureRow> {
    let active: Vec<&Person> = active(history, window).collect();
    let trend = Window::last(TREND_WEEKS * 7, window.now, &window.zone);
    let row = |feature| feature_row(history, directory, window, &trend, &active, feature);
    (0..history.features().len()).map(row).collect()
}

fn feature_row(
    history: &History,
    directory: &Directory,
    window: &Window,
    trend: &Window,
    active: &[&Person],
    feature: usize,
) -> FeatureRow {
    let active: Vec<&Person> = active
        .iter()
        .copied()
        .filter(|person| person.counts_for(feature))
        .collect();
    let accounts = accounts(history, window, active.iter().copied());
    let used = |person: &&&Person| !person.features[feature].within(window).is_empty();
    let (mut uses, mut by_account) = (0, vec![false; history.account_count()]);
    for used in active
        .iter()
        .flat_map(|person| person.features[feature].within(window))
    {
        uses += 1;
        if let Some(account) = used.account {
            by_account[account as usize] = true;
        }
    }
    let ever = |person: &&&Person| person.features[feature].adoption.uses > 0;
    let waited = active.iter().filter(ever).map(|person| {
        let first_seen = directory.users.get(&person.id).map(|user| user.first_seen);
        let first = person.features[feature].uses[0].ts;
        (first - first_seen.unwrap_or(first)).max(0)
    });
    let waited: Vec<i64> = waited.collect();
    FeatureRow {
        feature,
        users: Share::of(active.iter().filter(used).count(), active.len()),
        accounts: Share::of(by_account.iter().filter(|used| **used).count(), accounts),
        uses,
        ladder: ladder(history, feature, window.now),
        weekly: weekly(history, trend, feature),
        never: Share::of(active.len() - waited.len(), active.len()),
        time_to_first: median(waited),
    }
}

fn ladder(history: &History, feature: usize, now: i64) -> Ladder {
    let mut ladder = Ladder::default();
    for person in history.people() {
        ladder.add(person.state(history, feature, now));
    }
    ladder
}

/// Users of a feature in each week that ends with the trend's last.
fn weekly(history: &History, trend: &Window, feature: usize) -> Vec<u64> {
    let mut weeks = vec![0; TREND_WEEKS];
    for person in history.people() {
        let days = person.features[feature].within(trend).iter();
        let mut seen: Vec<usize> = days
            .filter_map(|used| trend.day(used.ts))
            .map(|day| day / 7)
            .collect();
        seen.dedup();
        for week in seen {
            weeks[week] += 1;
        }
    }
    weeks
}

/// The people who are active in the window.
pub(super) fn active<'a>(
    history: &'a History,
    window: &'a Window,
) -> impl Iterator<Item = &'a Person> {
    let people = history.people().iter();
    people.filter(|person| !person.within(window).is_empty())
}

/// How many accounts are active in the window.
pub(super) fn active_accounts(history: &History, window: &Window) -> usize {
    accounts(history, window, history.people())
}

/// How many accounts these people are active for in the window.
fn accounts<'a>(
    history: &History,
    window: &Window,
    people: impl IntoIterator<Item = &'a Person>,
) -> usize {
    let mut seen = vec![false; history.account_count()];
    for activity in people.into_iter().flat_map(|person| person.within(window)) {
        if let Some(account) = activity.account {
            seen[account as usize] = true;
        }
    }
    seen.into_iter().filter(|seen| *seen).count()
}

/// How one account, or one user, uses a feature in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct UseRow {
    /// The id of the account or of the user.
    pub id: String,
    /// Users with a use, of the active users. Of a user: 0 or 1 of 1.
    pub users: Share,
    /// Uses in the window.
    pub uses: u64,
    /// The latest use ever; milliseconds UTC.
    pub last: Option<i64>,
    /// A user's place on the ladder; of an account the furthest of its users.
    pub state: AdoptionState,
}

/// The accounts active in the window, with their use of a feature.
pub fn feature_accounts(history: &History, window: &Window, feature: usize) -> Vec<UseRow> {
    let mut rows: Vec<Option<UseRow>> = vec![None; history.account_count()];
    let people = history.people().iter();
    for person in people.filter(|person| person.counts_for(feature)) {
        let used = &person.features[feature];
        for account in accounts_of(person, window) {
            let Some(at) = account else { continue };
            let own = || {
                used.within(window)
                    .iter()
                    .filter(|used| used.account == account)
            };
            let id = history.account_id(account).unwrap_or_default();
            let row = rows[at as usize].get_or_insert_with(|| UseRow::empty(id));
            row.users.whole += 1;
            row.users.part += u64::from(own().next().is_some());
            row.uses += own().count() as u64;
            let last = used.uses.iter().rev().find(|used| used.account == account);
            row.last = row.last.max(last.map(|used| used.ts));
            row.state = row.state.max(person.state(history, feature, window.now));
        }
    }
    rows.into_iter().flatten().collect()
}

/// The users active in the window, of one account or of all, with their use of a feature.
pub fn feature_users(
    history: &History,
    window: &Window,
    feature: usize,
    account: Option<&str>,
) -> Vec<UseRow> {
    let at = account.map(|account| history.account_at(account));
    let belongs = |person: &&Person| {
        let mut activity = person.within(window).iter();
        at.is_none_or(|at| activity.any(|activity| activity.account == at))
    };
    let people = active(history, window).filter(belongs);
    let people = people.filter(|person| person.counts_for(feature));
    people
        .map(|person| {
            let used = &person.features[feature];
            let uses = used.within(window).len();
            UseRow {
                users: Share::of(usize::from(uses > 0), 1),
                uses: uses as u64,
                last: used.uses.last().map(|used| used.ts),
                state: person.state(history, feature, window.now),
                ..UseRow::empty(&person.id)
            }
        })
        .collect()
}

impl UseRow {
    fn empty(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            users: Share::default(),
            uses: 0,
            last: None,
            state: AdoptionState::Unused,
        }
    }
}

/// The accounts that a person was active for in the window.
pub(super) fn accounts_of(person: &Person, window: &Window) -> Vec<AccountAt> {
    let mut accounts: Vec<AccountAt> = person.within(window).iter().map(|a| a.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    accounts
}

/// Accounts against features: users with a use in the window, of the users active in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The accounts active in the window, each with a share for every feature of the bundle.
    pub rows: Vec<(String, Vec<Share>)>,
}

/// Accounts against features.
pub fn matrix(history: &History, window: &Window) -> Matrix {
    let features = history.features().len();
    let mut rows: Vec<Vec<Share>> = vec![vec![Share::default(); features]; history.account_count()];
    for person in active(history, window) {
        for account in accounts_of(person, window) {
            let Some(at) = account else { continue };
            let shares = rows[at as usize]
                .iter_mut()
                .zip(&person.features)
                .enumerate();
            for (feature, (share, used)) in shares {
                share.whole += u64::from(person.counts_for(feature));
                let mut own = used.within(window).iter();
                share.part += u64::from(own.any(|used| used.account == account));
            }
        }
    }
    let active = rows.into_iter().enumerate();
    let active = active.filter(|(_, shares)| shares.iter().any(|share| share.whole > 0));
    let named = |(at, shares)| Some((history.account_id(Some(at as u32))?.to_owned(), shares));
    Matrix {
        rows: active.filter_map(named).collect(),
    }
}
