//! The stories that accounts live through: how active they are on each day, who still comes, and
//! which features they have taken up since when.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::dice::Dice;
use crate::world::Plan;

/// A day, counted from the history's last day, which is 0; the days before are negative.
pub(crate) type Day = i32;

/// When card import was released and its news began to appear.
pub(crate) const CARD_IMPORT_RELEASE: Day = -30;

/// The kinds of story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Archetype {
    /// More people and more features, week after week.
    Growing,
    Steady,
    /// Everything, every day.
    Power,
    /// Began, and got stuck in the checklist.
    Stalled,
    /// Came as often as others, and for some weeks does less and less.
    Declining,
    /// Silent for weeks.
    Churned,
    /// Quiet, but for the closing of the month.
    Seasonal,
    /// Nearly stalled, and then found its way.
    SlowStarter,
    /// Signed up within the last weeks and is finding its way, task by task.
    New,
    /// Signed up days ago and only looked around.
    Fresh,
}

/// The order in which generated accounts take their stories: any number of them is a mixture.
pub(crate) const MIXTURE: [Archetype; 23] = {
    use Archetype::{
        Churned, Declining, Growing, New, Power, Seasonal, SlowStarter, Stalled, Steady,
    };
    [
        Steady,
        Growing,
        New,
        Declining,
        Power,
        Stalled,
        Steady,
        Seasonal,
        New,
        Growing,
        Churned,
        Steady,
        SlowStarter,
        New,
        Growing,
        Declining,
        Steady,
        Seasonal,
        Power,
        Stalled,
        New,
        Growing,
        Steady,
    ]
};

/// What everybody does from the first day on.
const BASICS: [&str; 8] = [
    "create-expense",
    "submit-expense",
    "receipt-capture",
    "approve-expense",
    "return-expense",
    "company-profile",
    "invite-member",
    "connect-integration",
];
/// What some take up, sooner or later.
const EXTRAS: [&str; 8] = [
    "report-builder",
    "export-csv",
    "bulk-edit",
    "saved-filter",
    "mileage",
    "delegate-approval",
    "export-accounting",
    "policy-rules",
];

/// The story of one account.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    pub(crate) archetype: Archetype,
    /// When the account was created.
    pub(crate) created: Day,
    /// When the story turns: where the decline, the growth or the recovery begins.
    pub(crate) turn: Day,
    /// The features it has taken up, and since when.
    pub(crate) features: BTreeMap<&'static str, Day>,
}

impl Story {
    /// A story of this kind in a history of so many days.
    pub(crate) fn new(archetype: Archetype, plan: Plan, days: i32, dice: &mut Dice) -> Self {
        let created = created(archetype, days, dice);
        let mut story = Self {
            archetype,
            created,
            turn: 0,
            features: BTreeMap::new(),
        };
        story.turn = story.turning_point(days, dice);
        story.features = story.taken_up(days, plan, dice);
        story
    }

    /// The same kind of story for an account whose creation is known.
    pub(crate) fn since(mut self, created: Day) -> Self {
        for since in self
            .features
            .values_mut()
            .filter(|since| **since <= self.created)
        {
            *since = created;
        }
        self.created = created;
        self
    }

    /// Whether the account uses a feature on a day.
    pub(crate) fn uses(&self, feature: &str, day: Day) -> bool {
        self.features
            .get(feature)
            .is_some_and(|since| *since <= day)
    }

    /// How often people come, compared with an ordinary account.
    pub(crate) fn level(&self, day: Day) -> f64 {
        let age = f64::from(day - self.created);
        let after = f64::from(day - self.turn);
        match self.archetype {
            Archetype::Growing => (1.0 + f64::from(day) / 220.0).clamp(0.55, 1.0) * 1.1,
            Archetype::Steady | Archetype::New | Archetype::Fresh => 1.0,
            Archetype::Power => 1.35,
            Archetype::Stalled => (0.9 - age / 25.0).max(0.3),
            Archetype::Declining => (1.0 - after / 10.0).clamp(0.35, 1.0),
            Archetype::Churned => (1.0 - after / 12.0).clamp(0.0, 1.0),
            Archetype::Seasonal => 0.62,
            Archetype::SlowStarter => (0.3 + after / 14.0).clamp(0.3, 1.1),
        }
    }

    /// How much stronger than elsewhere the rush of the closing day is.
    pub(crate) fn rush(&self) -> f64 {
        if self.archetype == Archetype::Seasonal {
            2.4
        } else {
            1.0
        }
    }

    /// The share of its people who come at all.
    pub(crate) fn crew(&self, day: Day) -> f64 {
        let after = f64::from(day - self.turn);
        match self.archetype {
            Archetype::Declining => (1.0 - after / 12.0).clamp(0.12, 1.0),
            Archetype::Churned => (1.0 - after / 10.0).clamp(0.0, 1.0),
            _ => 1.0,
        }
    }

    /// Whether nobody comes on this day of the week (0 to 6): what is left of a declining account
    /// comes on one day a week, or two.
    pub(crate) fn keeps_away(&self, weekday: i8, day: Day) -> bool {
        let late = day > self.turn + 9;
        self.archetype == Archetype::Declining && late && !matches!(weekday, 2 | 4)
    }

    /// How much of a feature's usual use is left: in a decline, a core feature goes first.
    pub(crate) fn appetite(&self, feature: &str, day: Day) -> f64 {
        let leaving = matches!(self.archetype, Archetype::Declining | Archetype::Churned);
        if leaving && feature == "receipt-capture" && day > self.turn - 10 {
            0.04
        } else {
            1.0
        }
    }

    /// Whether the account is in good health, and so has work to do today.
    pub(crate) fn thrives(&self) -> bool {
        use Archetype::{Churned, Declining, Fresh, Seasonal, Stalled};
        !matches!(
            self.archetype,
            Churned | Declining | Stalled | Seasonal | Fresh
        )
    }

    fn turning_point(&self, days: i32, dice: &mut Dice) -> Day {
        let soon = |low: i64, high: i64, dice: &mut Dice| dice.whole(low, high) as Day;
        match self.archetype {
            Archetype::Declining => soon(-35, -25, dice),
            Archetype::Churned => soon(-60, -34, dice),
            Archetype::SlowStarter => self.created + soon(24, 38, dice),
            _ => -soon(20, i64::from(days.max(21)) * 2 / 3, dice),
        }
    }

    fn taken_up(&self, days: i32, plan: Plan, dice: &mut Dice) -> BTreeMap<&'static str, Day> {
        let mut features = BTreeMap::new();
        let basics = match self.archetype {
            Archetype::Fresh => return features,
            Archetype::Stalled => return self.stuck(dice),
            Archetype::New => return self.finding_its_way(dice),
            _ => BASICS,
        };
        features.extend(basics.map(|feature| (feature, self.created)));
        for feature in EXTRAS {
            features.extend(self.adoption(days, dice).map(|since| (feature, since)));
        }
        if plan != Plan::Starter {
            features.extend(self.card_import(dice).map(|since| ("card-import", since)));
        }
        features
    }

    /// What those who got stuck have done: two or three tasks of the checklist.
    fn stuck(&self, dice: &mut Dice) -> BTreeMap<&'static str, Day> {
        let mut tasks = vec!["company-profile", "create-expense"];
        if dice.chance(0.6) {
            tasks.push(*dice.pick(&["receipt-capture", "invite-member"]));
        }
        tasks.into_iter().map(|task| (task, self.created)).collect()
    }

    /// What a new account has come to, one basic after the other, some of them not yet.
    fn finding_its_way(&self, dice: &mut Dice) -> BTreeMap<&'static str, Day> {
        let mut day = self.created;
        let mut next = |feature| {
            day += (dice.unit() * dice.unit() * 6.0) as Day;
            (feature, day)
        };
        BASICS.map(&mut next).into()
    }

    /// When an extra feature was taken up, if it was.
    fn adoption(&self, days: i32, dice: &mut Dice) -> Option<Day> {
        let start = f64::from(self.created.max(-days));
        let later =
            |low: f64, high: f64, dice: &mut Dice| (start * (1.0 - dice.between(low, high))) as Day;
        let (share, since) = match self.archetype {
            Archetype::Growing => (0.92, later(0.12, 0.95, dice)),
            Archetype::Power => (1.0, self.created),
            Archetype::SlowStarter => (0.6, self.turn + dice.whole(4, 40) as Day),
            Archetype::Seasonal => (0.5, self.created),
            _ => (0.45, self.created),
        };
        dice.chance(share).then_some(since)
    }

    fn card_import(&self, dice: &mut Dice) -> Option<Day> {
        let (share, longest) = match self.archetype {
            Archetype::Power => (0.95, 6),
            Archetype::Growing => (0.75, 20),
            Archetype::Steady | Archetype::SlowStarter => (0.4, 25),
            Archetype::Seasonal => (0.3, 20),
            _ => (0.08, 8),
        };
        dice.chance(share)
            .then(|| CARD_IMPORT_RELEASE + dice.whole(0, longest) as Day)
    }
}

fn created(archetype: Archetype, days: i32, dice: &mut Dice) -> Day {
    let days = i64::from(days);
    let (first, last) = match archetype {
        Archetype::Growing if dice.chance(0.4) => (-days + 5, -45),
        Archetype::Stalled => (-days + 10, -24),
        Archetype::SlowStarter => (-days + 8, -72),
        Archetype::Steady if dice.chance(0.2) => (-days + 10, -40),
        Archetype::New => (-46, -4),
        Archetype::Fresh => (-5, -2),
        _ => (-980, -days - 60),
    };
    dice.whole(first.min(last), last) as Day
}
