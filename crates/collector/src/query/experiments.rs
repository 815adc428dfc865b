//! Experiments: what a guide causes, where some people are held out from it.
//!
//! Counted over users whose first `Experiment Viewed` for the guide falls in the window, by the
//! variation they were assigned to then: someone who never got as far as seeing the guide stays in
//! the group, so that the groups differ by chance alone (intention to treat). What they did later
//! counts up to now.

use std::collections::{BTreeMap, HashMap};

use banso_wire::event;
use rusqlite::Connection;

use super::history::History;
use super::interval::Difference;
use super::share::Share;
use super::sql::string;
use super::window::Window;

/// The variation of those who are not shown the guide.
pub const HOLDOUT: &str = "holdout";
/// The variation of those who are shown the guide as it is.
pub const CONTROL: &str = "control";
/// Fewer people than this in a group say nothing.
pub const ENOUGH: u64 = 20;

/// What counts as success of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A use of this feature, by its position in the bundle, after the assignment.
    Use(usize),
    /// The rule of some core feature met after the assignment; of any feature, where none is core.
    Adoption,
}

/// A guide's experiment in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// What counts as success.
    pub outcome: Outcome,
    /// The variations: the control first, the holdout last.
    pub arms: Vec<Arm>,
    /// What the guide caused.
    pub effect: Effect,
}

/// The people of one variation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm {
    /// The variation's id.
    pub variation: String,
    /// Who reached the outcome later, of all its users.
    pub later: Share,
    /// Who finished the guide; none of those held out.
    pub completed: Option<Share>,
    /// Who closed it before its end and did not finish it later; none of those held out.
    pub dismissed: Option<Share>,
}

/// Those who got the guide, whatever its variation, against those held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// Nobody was held out: the numbers describe and do not prove.
    NotCausal,
    /// One of the groups has fewer than [`ENOUGH`] users.
    TooFew {
        /// Users who got the guide.
        shown: u64,
        /// Users held out.
        held_out: u64,
    },
    /// Both groups are large enough.
    Measured {
        /// Who reached the outcome, of those who got the guide.
        shown: Share,
        /// Who reached the outcome, of those held out.
        held_out: Share,
        /// The former less the latter.
        difference: Difference,
    },
}

/// What became of one user.
#[derive(Default)]
struct Way {
    assigned: Option<(i64, String)>,
    completed: bool,
    dismissed: bool,
}

const WAYS: &str = "
    SELECT person, event, ts, json_extract(properties, ?6) FROM events
    WHERE event IN (?2, ?3, ?4) AND ts < ?1 AND person IS NOT NULL
      AND json_extract(properties, iif(event = ?2, ?7, ?8)) = ?5
    ORDER BY ts, id";

/// The experiment of a guide, or none where nobody was assigned in the window.
pub fn experiment(
    conn: &Connection,
    history: &History,
    guide: &str,
    outcome: Outcome,
    window: &Window,
) -> rusqlite::Result<Option<Experiment>> {
    let mut arms: BTreeMap<String, Vec<(bool, Way)>> = BTreeMap::new();
    for (person, way) in ways(conn, guide, window)? {
        let Some((at, variation)) = &way.assigned else {
            continue;
        };
        if window.holds(*at) && !variation.is_empty() {
            let later = reached(history, &person, outcome, *at);
            arms.entry(variation.clone())
                .or_default()
                .push((later, way));
        }
    }
    let mut arms: Vec<Arm> = arms.into_iter().map(|(id, ways)| arm(id, &ways)).collect();
    arms.sort_by_key(|arm| (arm.variation == HOLDOUT, arm.variation != CONTROL));
    Ok((!arms.is_empty()).then(|| Experiment {
        outcome,
        effect: effect(&arms),
        arms,
    }))
}

fn ways(conn: &Connection, guide: &str, window: &Window) -> rusqlite::Result<HashMap<String, Way>> {
    let mut statement = conn.prepare_cached(WAYS)?;
    let mut rows = statement.query((
        window.to,
        event::EXPERIMENT_VIEWED,
        event::GUIDE_COMPLETED,
        event::GUIDE_DISMISSED,
        guide,
        format!("$.{}", event::VARIATION_ID),
        format!("$.{}", event::EXPERIMENT_ID),
        format!("$.{}", event::GUIDE),
    ))?;
    let mut ways: HashMap<String, Way> = HashMap::new();
    while let Some(row) = rows.next()? {
        let way = ways.entry(string(row, 0)?).or_default();
        way.take(&string(row, 1)?, row.get(2)?, string(row, 3)?);
    }
    Ok(ways)
}

impl Way {
    /// Takes in events in order of time. What came before the assignment is another matter.
    fn take(&mut self, name: &str, ts: i64, variation: String) {
        match name {
            event::EXPERIMENT_VIEWED => drop(self.assigned.get_or_insert((ts, variation))),
            event::GUIDE_COMPLETED => self.completed |= self.assigned.is_some(),
            _ => self.dismissed |= self.assigned.is_some(),
        }
    }
}

/// Whether a user reached the outcome after this time.
fn reached(history: &History, person: &str, outcome: Outcome, after: i64) -> bool {
    let Some(person) = history.person(person) else {
        return false;
    };
    let features = history.features();
    match outcome {
        Outcome::Use(at) => {
            let latest = person.features.get(at).and_then(|used| used.uses.last());
            latest.is_some_and(|used| used.ts > after)
        }
        Outcome::Adoption => {
            let no_core = features.iter().all(|feature| !feature.core);
            let mut used = features.iter().zip(&person.features);
            used.any(|(feature, used)| {
                let adopted = used.adoption.adopted_at;
                (feature.core || no_core) && adopted.is_some_and(|at| at as i64 > after)
            })
        }
    }
}

fn arm(variation: String, ways: &[(bool, Way)]) -> Arm {
    let share = |has: &dyn Fn(&Way) -> bool| {
        let part = ways.iter().filter(|(_, way)| has(way)).count();
        Share::of(part, ways.len())
    };
    let guided = variation != HOLDOUT;
    Arm {
        later: Share::of(ways.iter().filter(|(later, _)| *later).count(), ways.len()),
        completed: guided.then(|| share(&|way| way.completed)),
        dismissed: guided.then(|| share(&|way| way.dismissed && !way.completed)),
        variation,
    }
}

fn effect(arms: &[Arm]) -> Effect {
    let sum = |held: bool| {
        let arms = arms.iter().filter(|arm| (arm.variation == HOLDOUT) == held);
        arms.fold(Share::default(), |sum, arm| Share {
            part: sum.part + arm.later.part,
            whole: sum.whole + arm.later.whole,
        })
    };
    let (shown, held_out) = (sum(false), sum(true));
    if held_out.whole == 0 {
        return Effect::NotCausal;
    }
    let difference = Difference::of(shown, held_out);
    let enough = shown.whole.min(held_out.whole) >= ENOUGH;
    match difference.filter(|_| enough) {
        Some(difference) => Effect::Measured {
            shown,
            held_out,
            difference,
        },
        None => Effect::TooFew {
            shown: shown.whole,
            held_out: held_out.whole,
        },
    }
}
