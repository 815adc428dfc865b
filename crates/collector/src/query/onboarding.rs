//! Onboarding: how far people get with a checklist, and how long it takes them.
//!
//! Someone **started** at their first `Checklist Started`, and **completed** at their first
//! `Checklist Completed`, or when the last task of the checklist was done if that message is missing.
//! Visitors who never signed in count by their anonymous id.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use banso_content::model::Checklist;
use banso_wire::event;
use jiff::civil::Date;
use rusqlite::Connection;

use super::share::{Share, median};
use super::sql::string;
use super::window::Window;

/// Days that people are given to complete a checklist before the rate counts them.
const MATURE_DAYS: i64 = 14;
const MATURE: i64 = MATURE_DAYS * 86_400_000;

/// A checklist, over the people who started it in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Onboarding {
    /// The checklist's id.
    pub checklist: String,
    /// How many started in the window.
    pub started: u64,
    /// How many of them have completed it by now.
    pub completed: u64,
    /// Of those who started at least 14 days ago: who completed within 14 days of starting.
    pub rate: Share,
    /// Median time from start to completion, ms.
    pub median: Option<i64>,
    /// The tasks in the checklist's order.
    pub tasks: Vec<TaskRow>,
    /// By the week of the start, oldest first.
    pub cohorts: Vec<Cohort>,
}

/// A task, over the people who started the checklist in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRow {
    /// The task's id.
    pub task: String,
    /// Who has done it by now, of all who started.
    pub done: Share,
    /// Median time from the checklist's start to the task done, ms.
    pub median: Option<i64>,
    /// Of those who have not completed: whose latest step this was.
    pub stopped: u64,
}

/// The people who started in one week.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// The Monday.
    pub week: Date,
    /// How many started.
    pub started: u64,
    /// Who has completed by now.
    pub completed: Share,
    /// For each task, who has done it by now.
    pub tasks: Vec<Share>,
    /// Whether some of them have had less than 14 days: the numbers may still grow.
    pub open: bool,
}

/// One person's way through a checklist.
#[derive(Clone, Debug, Default)]
struct Way {
    started: Option<i64>,
    completed: Option<i64>,
    tasks: HashMap<String, i64>,
}

const WAYS: &str = "
    SELECT coalesce(person, anonymous_id), event, json_extract(properties, ?5), min(ts)
    FROM events
    WHERE event IN (?1, ?2, ?3) AND json_extract(properties, ?6) = ?4
      AND coalesce(person, anonymous_id) IS NOT NULL
    GROUP BY 1, 2, 3";

/// A checklist in a window.
pub fn onboarding(
    conn: &Connection,
    checklist: &Checklist,
    window: &Window,
) -> rusqlite::Result<Onboarding> {
    let ways = ways(conn, checklist)?;
    let started = ways.iter().filter_map(|way| Some((way.started?, way)));
    let starters: Vec<(i64, &Way)> = started.filter(|(ts, _)| window.holds(*ts)).collect();
    let completed = starters
        .iter()
        .filter_map(|(from, way)| Some(way.completed? - from));
    let completed: Vec<i64> = completed.collect();
    let tasks = checklist.tasks.iter();
    Ok(Onboarding {
        checklist: checklist.id.clone(),
        started: starters.len() as u64,
        completed: completed.len() as u64,
        rate: rate(&starters, window.now),
        median: median(completed),
        tasks: tasks.map(|task| task_row(&task.id, &starters)).collect(),
        cohorts: cohorts(checklist, &starters, window),
    })
}

fn ways(conn: &Connection, checklist: &Checklist) -> rusqlite::Result<Vec<Way>> {
    let mut statement = conn.prepare_cached(WAYS)?;
    let mut rows = statement.query((
        event::CHECKLIST_STARTED,
        event::TASK_COMPLETED,
        event::CHECKLIST_COMPLETED,
        &checklist.id,
        format!("$.{}", event::TASK),
        format!("$.{}", event::CHECKLIST),
    ))?;
    let mut ways: BTreeMap<String, Way> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (name, ts) = (string(row, 1)?, row.get(3)?);
        ways.entry(string(row, 0)?)
            .or_default()
            .take(&name, string(row, 2)?, ts);
    }
    let mut ways: Vec<Way> = ways.into_values().collect();
    for way in &mut ways {
        way.conclude(checklist);
    }
    Ok(ways)
}

impl Way {
    fn take(&mut self, name: &str, task: String, ts: i64) {
        match name {
            event::CHECKLIST_STARTED => self.started = Some(ts),
            event::CHECKLIST_COMPLETED => self.completed = Some(ts),
            _ => drop(self.tasks.insert(task, ts)),
        }
    }

    fn conclude(&mut self, checklist: &Checklist) {
        let done = checklist
            .tasks
            .iter()
            .map(|task| self.tasks.get(&task.id).copied());
        let all: Option<Vec<i64>> = done.collect();
        let last = all.and_then(|all| all.into_iter().max());
        self.completed = self.completed.or(last);
    }

    /// The task done last, of a way that is not completed.
    fn stopped_at(&self) -> Option<&str> {
        let latest = self.tasks.iter().max_by_key(|(task, ts)| (**ts, *task));
        let open = self.completed.is_none();
        latest.filter(|_| open).map(|(task, _)| task.as_str())
    }
}

fn rate(starters: &[(i64, &Way)], now: i64) -> Share {
    let mature = || starters.iter().filter(|(from, _)| from + MATURE <= now);
    let timely = |(from, way): &&(i64, &Way)| way.completed.is_some_and(|at| at - from <= MATURE);
    Share::of(mature().filter(timely).count(), mature().count())
}

fn task_row(task: &str, starters: &[(i64, &Way)]) -> TaskRow {
    let times = starters
        .iter()
        .filter_map(|(from, way)| Some((way.tasks.get(task)? - from).max(0)));
    let times: Vec<i64> = times.collect();
    let stopped = starters
        .iter()
        .filter(|(_, way)| way.stopped_at() == Some(task));
    TaskRow {
        task: task.to_owned(),
        done: Share::of(times.len(), starters.len()),
        median: median(times),
        stopped: stopped.count() as u64,
    }
}

fn cohorts(checklist: &Checklist, starters: &[(i64, &Way)], window: &Window) -> Vec<Cohort> {
    let mut weeks: BTreeMap<Date, Vec<(i64, &Way)>> = BTreeMap::new();
    for starter in starters {
        weeks
            .entry(window.week(starter.0))
            .or_default()
            .push(*starter);
    }
    let cohort = |(week, ways): (Date, Vec<(i64, &Way)>)| {
        let share = |has: &dyn Fn(&Way) -> bool| {
            Share::of(ways.iter().filter(|(_, way)| has(way)).count(), ways.len())
        };
        let tasks = checklist.tasks.iter();
        Cohort {
            week,
            started: ways.len() as u64,
            completed: share(&|way| way.completed.is_some()),
            tasks: tasks
                .map(|task| share(&|way| way.tasks.contains_key(&task.id)))
                .collect(),
            open: ways.iter().any(|(from, _)| from + MATURE > window.now),
        }
    };
    weeks.into_iter().map(cohort).collect()
}

/// The tasks of a checklist that somebody has done, by account and by user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// By account: done by anyone of it.
    pub accounts: HashMap<String, BTreeSet<String>>,
    /// By user.
    pub users: HashMap<String, BTreeSet<String>>,
}

/// Who has done which tasks of a checklist, over the whole history.
pub fn progress(conn: &Connection, checklist: &Checklist) -> rusqlite::Result<Progress> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT person, account, json_extract(properties, ?3) FROM events
         WHERE event = ?1 AND json_extract(properties, ?4) = ?2",
    )?;
    let mut rows = statement.query((
        event::TASK_COMPLETED,
        &checklist.id,
        format!("$.{}", event::TASK),
        format!("$.{}", event::CHECKLIST),
    ))?;
    let mut progress = Progress::default();
    while let Some(row) = rows.next()? {
        let (person, account, task) = (string(row, 0)?, string(row, 1)?, string(row, 2)?);
        if checklist.tasks.iter().any(|known| known.id == task) {
            progress
                .users
                .entry(person)
                .or_default()
                .insert(task.clone());
            progress.accounts.entry(account).or_default().insert(task);
        }
    }
    Ok(progress)
}
