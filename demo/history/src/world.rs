//! The accounts and their people.

use jiff::civil::Date;
use serde::Deserialize;

use crate::archetype::{Archetype, Day, MIXTURE, Story};
use crate::calendar::Country;
use crate::data::{Data, Lang, Named, Persona};
use crate::dice::Dice;

/// The largest of the invented accounts.
const MOST_SEATS: u32 = 60;

/// The plans of Seisan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Plan {
    Starter,
    Team,
    Business,
}

impl Plan {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Starter => "starter",
            Self::Team => "team",
            Self::Business => "business",
        }
    }

    /// US dollars a seat and month.
    fn price(self) -> f64 {
        match self {
            Self::Starter => 9.0,
            Self::Team => 15.0,
            Self::Business => 24.5,
        }
    }

    fn seats(self, dice: &mut Dice) -> u32 {
        let (least, most) = match self {
            Self::Starter => (3, 9),
            Self::Team => (8, 30),
            Self::Business => (24, i64::from(MOST_SEATS)),
        };
        dice.whole(least, most) as u32
    }
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Admin,
    Approver,
    Member,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Approver => "approver",
            Self::Member => "member",
        }
    }
}

/// What an account pays for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Terms {
    pub(crate) plan: Plan,
    pub(crate) seats: u32,
}

impl Terms {
    /// US dollars a month.
    pub(crate) fn mrr(self) -> u32 {
        (f64::from(self.seats) * self.plan.price()).round() as u32
    }
}

/// A customer of Seisan.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domain: String,
    pub(crate) lang: Lang,
    pub(crate) country: Country,
    /// Hours ahead of UTC.
    pub(crate) offset: i8,
    pub(crate) industry: String,
    terms: Terms,
    /// New terms, and the day they begin.
    change: Option<(Day, Terms)>,
    pub(crate) renewal: Day,
    /// The day of the month on which expenses must be in.
    pub(crate) closing: i8,
    pub(crate) story: Story,
    pub(crate) people: Vec<Person>,
}

impl Account {
    /// What it pays for on a day.
    pub(crate) fn terms(&self, day: Day) -> Terms {
        let changed = self.change.filter(|(since, _)| *since <= day);
        changed.map_or(self.terms, |(_, terms)| terms)
    }
}

/// Somebody who works there.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) role: Role,
    pub(crate) joined: Day,
    /// How often they come, compared with others of their role.
    pub(crate) vigor: f64,
    /// How likely they see a guide through, 0 to 1.
    pub(crate) patience: f64,
    /// Which features they like.
    pub(crate) taste: u64,
    /// Who goes first when an account declines: those near 1.
    pub(crate) rank: f64,
}

impl Person {
    /// Whether this person likes a feature: a little more than half do.
    pub(crate) fn likes(&self, feature: &str) -> bool {
        Dice::of(self.taste, feature).chance(0.55)
    }

    /// Whether a guide brings this person to use what it is about: one in three.
    pub(crate) fn heeds(&self, feature: &str) -> bool {
        Dice::of(self.taste, &format!("guide to {feature}")).chance(0.33)
    }
}

/// Builds the accounts: those of the demo app's people first, then invented ones.
pub(crate) fn accounts(data: &Data, seed: u64, count: usize, days: i32) -> Vec<Account> {
    let build = |at: usize| {
        let mut dice = Dice::of(seed, &format!("account {at}"));
        match data.personas.get(at) {
            Some(persona) => known(data, persona, days, &mut dice),
            None => invented(data, at - data.personas.len(), days, &mut dice),
        }
    };
    (0..count).map(build).collect()
}

fn known(data: &Data, persona: &Persona, days: i32, dice: &mut Dice) -> Account {
    let story = Story::new(persona.archetype, persona.plan, days, dice).since(-persona.since);
    let terms = Terms {
        plan: persona.plan,
        seats: persona.seats,
    };
    let mut account = Account {
        id: persona.id.clone(),
        name: persona.name.clone(),
        domain: persona.domain.clone(),
        lang: persona.lang,
        country: if persona.lang == Lang::Ja {
            Country::Japan
        } else {
            Country::UnitedStates
        },
        offset: if persona.lang == Lang::Ja { 9 } else { -8 },
        industry: persona.industry.clone(),
        terms,
        change: None,
        renewal: persona.renews_in,
        closing: 31,
        story,
        people: Vec::new(),
    };
    for (id, name, email, role, since) in &persona.people {
        let who = (id.clone(), name.clone(), email.clone());
        account.people.push(person(who, *role, -since, dice));
    }
    staff(data, &mut account, persona.others, days, dice);
    account
}

fn invented(data: &Data, at: usize, days: i32, dice: &mut Dice) -> Account {
    let lang = [Lang::En, Lang::Ja][at % 2];
    let (name, domain, industry) = company(data, lang, at / 2, dice);
    let archetype = MIXTURE[at % MIXTURE.len()];
    let plan = plan(archetype, dice);
    let seats = plan.seats(dice);
    let terms = Terms { plan, seats };
    let story = Story::new(archetype, plan, days, dice);
    let (country, offset) = place(lang, dice);
    let stem = domain.split('-').next().unwrap_or_default();
    let mut account = Account {
        id: format!("acct_{stem}"),
        name,
        domain,
        lang,
        country,
        offset,
        industry,
        terms,
        change: change(&story, terms, dice),
        // Contracts run for a year.
        renewal: 365 - (-story.created).rem_euclid(365),
        closing: *dice.pick(&[31, 31, 31, 25, 20]),
        story,
        people: Vec::new(),
    };
    staff(
        data,
        &mut account,
        headcount(archetype, seats, dice),
        days,
        dice,
    );
    account
}

/// How many of the seats are taken in the end.
fn headcount(archetype: Archetype, seats: u32, dice: &mut Dice) -> u32 {
    let stalled = archetype == Archetype::Stalled;
    let share = if stalled { 0.3 } else { dice.between(0.5, 0.8) };
    (f64::from(seats) * share).round().clamp(2.0, 26.0) as u32
}

/// Name, domain and industry of a company. Stems do not repeat before all were used.
fn company(data: &Data, lang: Lang, at: usize, dice: &mut Dice) -> (String, String, String) {
    let words = data.companies.of(lang);
    let (stem, ascii) = &words.stems[at % words.stems.len()];
    let (kind, industry) = dice.pick(&words.kinds);
    let name = match lang {
        Lang::En => format!("{stem} {kind}"),
        Lang::Ja if dice.chance(0.5) => format!("株式会社{stem}{kind}"),
        Lang::Ja => format!("{stem}{kind}株式会社"),
    };
    let round = at / words.stems.len();
    let number = if round == 0 {
        String::new()
    } else {
        (round + 1).to_string()
    };
    let domain = format!("{ascii}{number}-{}.example", industry.replace(' ', ""));
    (name, domain, industry.clone())
}

fn plan(archetype: Archetype, dice: &mut Dice) -> Plan {
    let weights = match archetype {
        Archetype::Power => [0.0, 0.4, 0.6],
        Archetype::Stalled => [0.55, 0.45, 0.0],
        _ => [0.32, 0.42, 0.26],
    };
    let plans = [Plan::Starter, Plan::Team, Plan::Business];
    let choices: Vec<(Plan, f64)> = plans.into_iter().zip(weights).collect();
    dice.weighted(&choices).unwrap_or(Plan::Team)
}

fn place(lang: Lang, dice: &mut Dice) -> (Country, i8) {
    match lang {
        Lang::Ja => (Country::Japan, 9),
        Lang::En => *dice.pick(&[
            (Country::UnitedStates, -8),
            (Country::UnitedStates, -5),
            (Country::Elsewhere, 0),
            (Country::Elsewhere, 8),
            (Country::Elsewhere, 10),
        ]),
    }
}

/// How the contract changes on the way: growth buys seats or a plan, decline gives seats back.
fn change(story: &Story, terms: Terms, dice: &mut Dice) -> Option<(Day, Terms)> {
    let more = |share: f64| ((f64::from(terms.seats) * share).ceil() as u32).min(MOST_SEATS);
    let new = match (story.archetype, terms.plan) {
        (Archetype::Growing, Plan::Starter) => Terms {
            plan: Plan::Team,
            seats: more(1.4),
        },
        (Archetype::Growing, plan) => Terms {
            plan,
            seats: more(dice.between(1.15, 1.5)),
        },
        (Archetype::Declining, plan) if dice.chance(0.4) => Terms {
            plan,
            seats: more(0.75),
        },
        _ => return None,
    };
    let since = if story.archetype == Archetype::Declining {
        story.turn + 12
    } else {
        story.turn
    };
    Some((since, new))
}

/// Adds colleagues: an administrator if there is none yet, approvers, and members.
fn staff(data: &Data, account: &mut Account, count: u32, days: i32, dice: &mut Dice) {
    let mut names: Vec<(&Named, &Named)> = Vec::new();
    let words = data.names.of(account.lang);
    let led = !account.people.is_empty();
    for at in 0..count as usize {
        let who = loop {
            let who = (dice.pick(&words.family), dice.pick(&words.given));
            if !names.contains(&who) {
                break who;
            }
        };
        names.push(who);
        let role = if led { colleague(dice) } else { role(at, dice) };
        let joined = joined(&account.story, role, at, days, dice);
        let who = identity(account, who);
        account.people.push(person(who, role, joined, dice));
    }
}

fn role(at: usize, dice: &mut Dice) -> Role {
    match at {
        0 => Role::Admin,
        1 => Role::Approver,
        // Who works alone sets up alone: a second administrator is the rule.
        2 if dice.chance(0.7) => Role::Admin,
        _ => colleague(dice),
    }
}

fn colleague(dice: &mut Dice) -> Role {
    let roles = [
        (Role::Admin, 0.04),
        (Role::Approver, 0.17),
        (Role::Member, 0.79),
    ];
    dice.weighted(&roles).unwrap_or(Role::Member)
}

/// When somebody joined: the administrator with the account, others soon after; in a growing
/// account, all the time.
fn joined(story: &Story, role: Role, at: usize, days: i32, dice: &mut Dice) -> Day {
    if role == Role::Admin || at == 0 {
        return story.created;
    }
    let soon = story.created + 1 + (dice.unit() * dice.unit() * 40.0) as Day;
    let first = story.created.max(-days);
    let later = first + (f64::from(-first) * dice.between(0.05, 0.97)) as Day;
    let latecomers = match story.archetype {
        Archetype::Growing => 0.6,
        Archetype::SlowStarter => 0.5,
        Archetype::Declining | Archetype::Churned | Archetype::Stalled => 0.0,
        _ => 0.12,
    };
    if dice.chance(latecomers) { later } else { soon }
}

/// Id, name and e-mail of a new colleague.
fn identity(account: &Account, (family, given): (&Named, &Named)) -> (String, String, String) {
    let stem = account.id.trim_start_matches("acct_");
    let id = format!("usr_{stem}_{:02}", account.people.len() + 1);
    let name = match account.lang {
        Lang::Ja => format!("{} {}", family.0, given.0),
        Lang::En => format!("{} {}", given.0, family.0),
    };
    (
        id,
        name,
        format!("{}.{}@{}", given.1, family.1, account.domain),
    )
}

fn person(who: (String, String, String), role: Role, joined: Day, dice: &mut Dice) -> Person {
    let (id, name, email) = who;
    let rank = if role == Role::Admin {
        0.0
    } else {
        dice.between(0.05, 1.0)
    };
    Person {
        id,
        name,
        email,
        role,
        joined,
        vigor: dice.between(0.55, 1.35),
        patience: dice.unit(),
        taste: dice.bits(),
        rank,
    }
}

/// The date of a day, where the last day is `last`.
pub(crate) fn date(last: Date, day: Day) -> Date {
    last.saturating_add(jiff::Span::new().days(i64::from(day)))
}
