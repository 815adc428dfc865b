//! Guides: how many people saw one, how far they went, and where they left.
//!
//! Everything counts people, not showings: a user, or a visitor by the anonymous id. Only people who
//! were shown the guide in the window count. None of it says what a guide caused: for that, some
//! people would have to be held out.

use std::collections::BTreeMap;

use banso_content::model::Guide;
use banso_wire::event;
use rusqlite::Connection;

use super::share::{Share, median};
use super::sql::{integer, string};
use super::window::Window;

/// A guide in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct GuideRow {
    /// The guide's id.
    pub guide: String,
    /// People who saw its first step in the window.
    pub shown: u64,
    /// Who finished its last step, of those shown.
    pub completed: Share,
    /// Who closed it before its end and did not complete it, of those shown.
    pub dismissed: Share,
    /// Median time from start to completion, ms.
    pub median: Option<i64>,
    /// The steps in order.
    pub steps: Vec<StepRow>,
    /// People with a step whose element was not found; the guide may not have been shown to them.
    pub missing: u64,
}

/// A step of a guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepRow {
    /// Who saw it, of those shown the guide.
    pub viewed: Share,
    /// Who closed the guide at it.
    pub dismissed: u64,
    /// Who did not get it because its element was not found.
    pub missing: u64,
}

#[derive(Default)]
struct Run {
    shown: bool,
    completed: bool,
    duration: Option<i64>,
    dismissed: Option<i64>,
    viewed: Vec<i64>,
    missing: Vec<i64>,
}

const RUNS: &str = "
    SELECT json_extract(properties, ?8), coalesce(person, anonymous_id), event,
      json_extract(properties, ?9), json_extract(properties, ?10)
    FROM events
    WHERE event IN (?3, ?4, ?5, ?6, ?7) AND ts >= ?1 AND ts < ?2
      AND coalesce(person, anonymous_id) IS NOT NULL
    ORDER BY ts";

/// Every guide of the bundle, in its order.
pub fn guides(
    conn: &Connection,
    guides: &[Guide],
    window: &Window,
) -> rusqlite::Result<Vec<GuideRow>> {
    let runs = runs(conn, window)?;
    let none = BTreeMap::new();
    let row = |guide: &Guide| {
        let runs = runs.get(&guide.id).unwrap_or(&none);
        guide_row(&guide.id, guide.steps.len(), runs)
    };
    Ok(guides.iter().map(row).collect())
}

/// By guide and person.
type Runs = BTreeMap<String, BTreeMap<String, Run>>;

fn runs(conn: &Connection, window: &Window) -> rusqlite::Result<Runs> {
    let mut statement = conn.prepare_cached(RUNS)?;
    let mut rows = statement.query((
        window.from,
        window.to,
        event::GUIDE_SHOWN,
        event::GUIDE_STEP_VIEWED,
        event::GUIDE_COMPLETED,
        event::GUIDE_DISMISSED,
        event::GUIDE_TARGET_MISSING,
        format!("$.{}", event::GUIDE),
        format!("$.{}", event::STEP),
        format!("$.{}", event::DURATION_MS),
    ))?;
    let mut runs = Runs::new();
    while let Some(row) = rows.next()? {
        let people = runs.entry(string(row, 0)?).or_default();
        let run = people.entry(string(row, 1)?).or_default();
        run.take(&string(row, 2)?, integer(row, 3)?, integer(row, 4)?);
    }
    Ok(runs)
}

impl Run {
    fn take(&mut self, name: &str, step: Option<i64>, duration: Option<i64>) {
        match name {
            event::GUIDE_SHOWN => self.shown = true,
            event::GUIDE_COMPLETED => (self.completed, self.duration) = (true, duration),
            event::GUIDE_DISMISSED => self.dismissed = step,
            event::GUIDE_TARGET_MISSING => self.missing.extend(step),
            _ => self.viewed.extend(step),
        }
    }
}

fn guide_row(guide: &str, steps: usize, runs: &BTreeMap<String, Run>) -> GuideRow {
    let shown: Vec<&Run> = runs.values().filter(|run| run.shown).collect();
    let share = |has: &dyn Fn(&Run) -> bool| {
        Share::of(shown.iter().filter(|run| has(run)).count(), shown.len())
    };
    let left = |run: &Run| run.dismissed.filter(|_| !run.completed);
    let step = |at: i64| StepRow {
        viewed: share(&|run| run.viewed.contains(&at)),
        dismissed: share(&|run| left(run) == Some(at)).part,
        missing: runs
            .values()
            .filter(|run| run.missing.contains(&at))
            .count() as u64,
    };
    GuideRow {
        guide: guide.to_owned(),
        shown: shown.len() as u64,
        completed: share(&|run| run.completed),
        dismissed: share(&|run| left(run).is_some()),
        median: median(shown.iter().filter_map(|run| run.duration).collect()),
        steps: (0..steps as i64).map(step).collect(),
        missing: runs.values().filter(|run| !run.missing.is_empty()).count() as u64,
    }
}
