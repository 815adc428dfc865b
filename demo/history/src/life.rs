//! The life of an account: day by day, who comes when, and what each visit is about.

use std::collections::BTreeSet;

use banso_content::bundle::Bundle;
use banso_wire::time::{HOUR, MINUTE, Millis};
use jiff::civil::Date;
use jiff::tz::Offset;
use serde_json::{Value, json};

use crate::archetype::{Archetype, Day};
use crate::calendar;
use crate::data::Data;
use crate::deeds::{Books, Desk, Figures, invite};
use crate::dice::Dice;
use crate::help::Help;
use crate::out::Line;
use crate::visit::{Moment, Visit};
use crate::voice::Voice;
use crate::world::{Account, Person, Role, date};

/// So many days before the history begins, accounts are lived through already, unwritten: who has
/// been there for long must not look like a beginner on the first day.
const WARM_UP: i32 = 28;
/// The least business of the last day: however it falls, the dashboard's "today" has something.
const LEAST_TODAY: f64 = 0.5;
/// Local hours of the day, and how many begin a visit then.
const HOURS: [(i8, f64); 14] = [
    (8, 0.6),
    (9, 1.6),
    (10, 1.5),
    (11, 1.2),
    (12, 0.5),
    (13, 1.1),
    (14, 1.3),
    (15, 1.3),
    (16, 1.3),
    (17, 1.1),
    (18, 0.6),
    (19, 0.3),
    (20, 0.2),
    (21, 0.12),
];

/// What every account lives by.
pub(crate) struct Stage<'a> {
    pub(crate) data: &'a Data,
    pub(crate) help: &'a Help<'a>,
    /// The content since its first day and since each day that added to it, in order.
    pub(crate) editions: &'a [(Day, Bundle)],
    pub(crate) days: i32,
    pub(crate) until: Millis,
}

/// One person so far.
#[derive(Default)]
struct Past {
    memory: Option<Vec<u8>>,
    visits: u32,
    drafts: Vec<Figures>,
    invited: bool,
    /// The features that guides have taught.
    learnt: BTreeSet<String>,
}

/// One account so far.
struct Life<'a> {
    stage: &'a Stage<'a>,
    account: &'a Account,
    last: Date,
    books: Books,
    pasts: Vec<Past>,
    dice: Dice,
    lines: Vec<Line>,
}

/// Lives through an account's days and returns its messages, those of the warm-up included.
pub(crate) fn live(stage: &Stage<'_>, account: &Account, dice: Dice) -> Vec<Line> {
    let mut life = Life {
        stage,
        account,
        last: local(stage.until, account.offset),
        books: Books {
            next: 100,
            pending: Vec::new(),
        },
        pasts: account.people.iter().map(|_| Past::default()).collect(),
        dice,
        lines: Vec::new(),
    };
    let first = account.story.created.max(-stage.days - WARM_UP);
    for day in first..=0 {
        life.day(day);
    }
    life.lines
}

/// The date of a moment in a place so many hours ahead of UTC.
fn local(at: Millis, offset: i8) -> Date {
    let shifted = at as i64 + i64::from(offset) * HOUR as i64;
    jiff::Timestamp::from_millisecond(shifted)
        .map_or(Date::ZERO, |at| Offset::UTC.to_datetime(at).date())
}

impl Life<'_> {
    fn day(&mut self, day: Day) {
        let mut starts: Vec<(Millis, usize)> = Vec::new();
        for at in 0..self.account.people.len() {
            for _ in 0..self.visits_of(at, day) {
                starts.extend(self.start(day).map(|start| (start, at)));
            }
        }
        if day == 0 {
            starts.extend(self.just_now());
        }
        starts.sort_unstable();
        for (start, at) in starts {
            self.visit(at, day, start);
        }
    }

    /// How often a person comes on a day: mostly not at all.
    fn visits_of(&mut self, at: usize, day: Day) -> u32 {
        let person = &self.account.people[at];
        let story = &self.account.story;
        let away = self
            .account
            .story
            .keeps_away(date(self.last, day).weekday().to_monday_one_offset(), day);
        if person.joined > day || person.rank >= story.crew(day) && person.rank > 0.0 || away {
            return 0;
        }
        let usual = match person.role {
            Role::Admin => 0.72,
            Role::Approver => 0.36,
            Role::Member => 0.145,
        };
        let new = if day - person.joined < 8 { 1.8 } else { 1.0 };
        let likely = usual * person.vigor * new * story.level(day) * self.busyness(day);
        let first = day == person.joined;
        if !(first || self.dice.chance(likely.min(0.96))) {
            return 0;
        }
        1 + u32::from(
            person.role != Role::Member && self.dice.chance(0.22 * self.busyness(day).min(1.5)),
        )
    }

    fn busyness(&self, day: Day) -> f64 {
        let date = date(self.last, day);
        let account = self.account;
        let busy = calendar::busyness(account.country, account.closing, date);
        let rush = calendar::closing_rush(account.closing, date);
        let busy = if rush > 1.0 {
            busy * account.story.rush()
        } else {
            busy
        };
        if day == 0 && account.story.thrives() {
            busy.max(LEAST_TODAY)
        } else {
            busy
        }
    }

    /// When a visit begins, if that is not in the future.
    fn start(&mut self, day: Day) -> Option<Millis> {
        let date = date(self.last, day);
        let hour = if calendar::is_off(self.account.country, date) {
            self.dice.whole(9, 22) as i8
        } else {
            self.dice.weighted(&HOURS)?
        };
        let at = self.at(date, hour)? + self.dice.whole(0, 3_599_999) as Millis;
        if at + 3 * MINUTE < self.stage.until {
            return Some(at);
        }
        self.earlier_today(self.at(date, 7)?)
    }

    /// Who would come later today has come already, where there is work to do: today so far is as
    /// rich as a day.
    fn earlier_today(&mut self, from: Millis) -> Option<Millis> {
        let latest = self.stage.until - 5 * MINUTE;
        (from < latest && self.account.story.thrives())
            .then(|| self.dice.whole(from as i64, latest as i64) as Millis)
    }

    /// A full hour of the account's own clock.
    fn at(&self, date: Date, hour: i8) -> Option<Millis> {
        let offset = Offset::constant(self.account.offset);
        let at = offset.to_timestamp(date.at(hour, 0, 0, 0)).ok()?;
        at.as_millisecond().try_into().ok()
    }

    /// Somebody who is there at this moment, so that the live page is alive.
    fn just_now(&mut self) -> Option<(Millis, usize)> {
        let hour = (self.stage.until / HOUR) as i64 + i64::from(self.account.offset);
        let awake = (7..22).contains(&hour.rem_euclid(24));
        let likely = if awake { 0.6 } else { 0.1 };
        if !self.account.story.thrives() || !self.dice.chance(likely) {
            return None;
        }
        let here = self
            .account
            .people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.joined <= 0);
        let here: Vec<usize> = here.map(|(at, _)| at).collect();
        let at = *self.dice.pick(&here);
        let before = self.dice.whole(1, 13) as Millis * MINUTE;
        Some((self.stage.until - before, at))
    }

    /// One visit of one person.
    fn visit(&mut self, at: usize, day: Day, start: Millis) {
        let (account, person) = (self.account, &self.account.people[at]);
        let mut past = std::mem::take(&mut self.pasts[at]);
        let dice = Dice::new(self.dice.bits());
        let moment = Moment {
            start,
            until: self.stage.until,
            offset: account.offset,
        };
        let memory = past.memory.as_deref();
        let fares = if account.story.thrives() { 0.45 } else { 0.1 };
        let voice = Voice {
            mood: fares + 0.3 * person.patience + 0.25 * person.vigor.min(1.0),
            verbatims: self.stage.data.verbatims.of(account.lang),
        };
        let mut visit = Visit::begin(
            memory,
            &moment,
            person.patience,
            voice,
            dice,
            &mut self.lines,
        );
        let user = user_traits(account, person, self.last, day);
        let group = group_traits(account, self.last, day);
        let (user, group) = ((&*person.id, &user), (&*account.id, &group));
        visit.load(account.lang.tag(), self.stage.content(day), user, group);
        let mut desk = Desk {
            account,
            person,
            day,
            rush: calendar::closing_rush(account.closing, date(self.last, day)),
            data: self.stage.data,
            books: &mut self.books,
            drafts: &mut past.drafts,
            learnt: &past.learnt,
        };
        if person.role == Role::Admin {
            invite_newcomers(&mut visit, account, day, &mut self.pasts);
        }
        spend(&mut desk, &mut visit, self.stage.help, past.visits < 4);
        past.learnt.extend(visit.learnt.drain(..));
        past.memory = Some(visit.end());
        past.visits += 1;
        self.pasts[at] = past;
    }
}

impl Stage<'_> {
    /// The content that is published on a day.
    fn content(&self, day: Day) -> &Bundle {
        let published = self.editions.partition_point(|(since, _)| *since <= day);
        &self.editions[published.saturating_sub(1)].1
    }
}

/// What a visit is spent on.
fn spend(desk: &mut Desk<'_>, visit: &mut Visit<'_>, help: &Help<'_>, newcomer: bool) {
    onboard(desk, visit);
    work(desk, visit);
    if visit.dice.chance(if newcomer { 0.24 } else { 0.045 }) {
        help.visit(visit);
    }
}

/// A few things in a row.
fn work(desk: &mut Desk<'_>, visit: &mut Visit<'_>) {
    for _ in 0..4 {
        let deed = desk.choose(&mut visit.dice);
        desk.act(deed, visit);
        if visit.over() || visit.dice.chance(0.5) {
            return;
        }
    }
}

/// Does tasks of the checklist that are still open, as far as the account gets and the role may.
fn onboard(desk: &mut Desk<'_>, visit: &mut Visit<'_>) {
    let pace = match desk.account.story.archetype {
        Archetype::SlowStarter if desk.day < desk.account.story.turn => 0.06,
        Archetype::SlowStarter => 0.35,
        Archetype::Stalled => 0.7,
        _ => 0.5,
    };
    for task in visit.open_tasks() {
        let admins = matches!(
            task.as_str(),
            "company-profile" | "invite-member" | "connect-integration"
        );
        let may = !admins || desk.person.role == Role::Admin;
        if !may || !desk.account.story.uses(&task, desk.day) || !visit.dice.chance(pace) {
            continue;
        }
        if visit.dice.chance(0.45) {
            visit.think(2.0, 12.0);
            visit.press(banso_engine::view::Press::Task(task.clone()));
            Help::read_opened(visit);
        }
        desk.do_task(&task, visit);
    }
}

/// Invites those who join in the next days.
fn invite_newcomers(visit: &mut Visit<'_>, account: &Account, day: Day, pasts: &mut [Past]) {
    for (person, past) in account.people.iter().zip(pasts) {
        let soon = (day..=day + 3).contains(&person.joined) && person.role != Role::Admin;
        if soon && !past.invited && account.story.uses("invite-member", day) {
            past.invited = true;
            invite(visit, person.role);
        }
    }
}

/// What the app says of the user; marked as demo data.
fn user_traits(account: &Account, person: &Person, last: Date, day: Day) -> Value {
    json!({
        "name": person.name,
        "email": person.email,
        "role": person.role.name(),
        "locale": account.lang.tag(),
        "plan": account.terms(day).plan.name(),
        "created_at": date(last, person.joined).to_string(),
        "demo": true,
    })
}

/// What the app says of the account; marked as demo data.
fn group_traits(account: &Account, last: Date, day: Day) -> Value {
    let terms = account.terms(day);
    json!({
        "name": account.name,
        "plan": terms.plan.name(),
        "seats": terms.seats,
        "mrr": terms.mrr(),
        "industry": account.industry,
        "renewal_at": date(last, account.renewal).to_string(),
        "created_at": date(last, account.story.created).to_string(),
        "demo": true,
    })
}
