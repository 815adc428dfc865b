//! The value of a leaf: what is known of one fact, and until when that holds by itself.

use alloc::string::String;

use banso_content::bundle::Bundle;
use banso_content::glob;
use banso_content::model::{AdoptionState, GuideFate};
use banso_content::rule::{ChecklistTest, CountTest, Leaf, Scope, ScreenTest, ValueTest, Window};
use banso_wire::time::Millis;

use crate::clock;
use crate::memory::{Memory, find};
use crate::value;
use crate::visit::{Screen, Visit};

/// Does not hold.
pub(crate) const NO: u8 = 0;
/// Not known, because the shell does not watch it or has not told it yet.
pub(crate) const UNKNOWN: u8 = 1;
/// Holds.
pub(crate) const YES: u8 = 2;
/// For ever, as far as the clock goes.
pub(crate) const NEVER: Millis = Millis::MAX;

/// The shorter side of a phone's screen is less than this; CSS pixels.
const PHONE: u16 = 600;

/// What leaves are asked about.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub bundle: &'a Bundle,
    pub memory: &'a Memory,
    pub visit: &'a Visit,
    pub now: Millis,
}

/// The value of a leaf now, and when it may change though nothing happens.
#[inline(never)]
pub(crate) fn ask(leaf: &Leaf, facts: &Facts<'_>) -> (u8, Millis) {
    let visit = facts.visit;
    match leaf {
        Leaf::Page(pattern) => still(glob::matches(pattern, &visit.page.address)),
        Leaf::Probe(at) => (probe(*at, visit), NEVER),
        Leaf::Time(test) => clock::ask(test, facts),
        Leaf::Screen(test) => (screen(test, visit), NEVER),
        Leaf::Locale(tag) => still(speaks(&visit.locale, tag)),
        Leaf::Trait(at, test) => of_trait(*at, test, facts),
        Leaf::Count(at, test) => count(*at, test, facts),
        Leaf::Feature(at, least, most) => feature(*at, *least, *most, facts),
        Leaf::Checklist(at, test) => still(checklist(*at, *test, facts)),
        Leaf::Guide(at, fate, window) => guide(*at, *fate, *window, facts),
    }
}

/// The value of a leaf that asks about a trait.
pub(crate) fn of_trait(at: u16, test: &ValueTest, facts: &Facts<'_>) -> (u8, Millis) {
    let named = facts.bundle.graph.traits.get(usize::from(at));
    let value = named.and_then(|named| {
        let traits = match named.scope {
            Scope::User => &facts.visit.user,
            Scope::Account => &facts.visit.account,
            Scope::Answer => &facts.memory.answers,
        };
        find(traits, &named.name)
    });
    value::ask(test, value, facts.now)
}

/// A value that no time changes.
pub(crate) fn still(holds: bool) -> (u8, Millis) {
    timed(holds, NEVER)
}

/// A value that may change at a time.
pub(crate) fn timed(holds: bool, until: Millis) -> (u8, Millis) {
    (if holds { YES } else { NO }, until)
}

/// The earlier of two times, the second only if it is still to come.
pub(crate) fn sooner(until: Millis, at: Millis, now: Millis) -> Millis {
    if at > now && at < until { at } else { until }
}

fn probe(at: u16, visit: &Visit) -> u8 {
    for (known, holds) in &visit.probes {
        if *known == at {
            return if *holds { YES } else { NO };
        }
    }
    UNKNOWN
}

fn screen(test: &ScreenTest, visit: &Visit) -> u8 {
    let Some(screen) = visit.screen else {
        return UNKNOWN;
    };
    let fits = test.devices & device(screen) != 0
        && (test.min_width..=test.max_width).contains(&screen.width)
        && (test.min_height..=test.max_height).contains(&screen.height);
    if fits { YES } else { NO }
}

/// The kind of device, as a bit of [`ScreenTest::devices`].
pub(crate) fn device(screen: Screen) -> u8 {
    match (screen.coarse, screen.short_side < PHONE) {
        (true, true) => 1,
        (true, false) => 2,
        (false, _) => 4,
    }
}

/// Whether a page in `tag` is one in `wanted`: the same tag, or a region of it.
fn speaks(tag: &str, wanted: &str) -> bool {
    let (head, rest) = tag.split_at_checked(wanted.len()).unwrap_or((tag, ""));
    head.eq_ignore_ascii_case(wanted) && (rest.is_empty() || rest.as_bytes()[0] == b'-')
}

fn count(at: u16, test: &CountTest, facts: &Facts<'_>) -> (u8, Millis) {
    let counter = facts.bundle.graph.counters.get(usize::from(at));
    let counted = counter.and_then(|counter| find(&facts.memory.counts, &counter.key));
    match counted {
        Some(counted) => happened(counted.total, &counted.times, test, facts.now),
        None => happened(0, &[], test, facts.now),
    }
}

/// Whether something happened as often as `test` asks: `total` times, the latest at `times`, oldest first.
fn happened(total: u32, times: &[Millis], test: &CountTest, now: Millis) -> (u8, Millis) {
    let (mut count, mut until, mut fits) = (total, NEVER, true);
    match test.window {
        Window::Ever => {}
        Window::Before(span) => {
            let ripe = times.last().map_or(NEVER, |at| at.saturating_add(span));
            fits = ripe <= now;
            until = sooner(until, ripe, now);
        }
        Window::Last(span) => {
            count = 0;
            for at in times {
                // Still in the window at `at + span`, out of it one millisecond later.
                let out = at.saturating_add(span).saturating_add(1);
                if out > now {
                    count += 1;
                    until = sooner(until, out, now);
                }
            }
        }
    }
    timed(fits && (test.least..=test.most).contains(&count), until)
}

fn feature(at: u16, least: AdoptionState, most: AdoptionState, facts: &Facts<'_>) -> (u8, Millis) {
    let Some(feature) = facts.bundle.features.get(usize::from(at)) else {
        return still(false);
    };
    let adoption = find(&facts.memory.adoption, &feature.id);
    let (state, until) = adoption.map_or((AdoptionState::Unused, NEVER), |adoption| {
        let rule = feature.adoption;
        (
            adoption.state(rule, facts.now),
            adoption.changes_at(rule, facts.now),
        )
    });
    timed(least <= state && state <= most, until)
}

fn checklist(at: u16, test: ChecklistTest, facts: &Facts<'_>) -> bool {
    let Some(list) = facts.bundle.checklists.get(usize::from(at)) else {
        return false;
    };
    let Some(progress) = find(&facts.memory.checklists, &list.id) else {
        return false;
    };
    match test {
        ChecklistTest::Started => true,
        ChecklistTest::Complete => progress.completed.is_some(),
        ChecklistTest::Done(count) => progress.done.len() >= usize::from(count),
        ChecklistTest::Task(task) => {
            let task = list.tasks.get(usize::from(task));
            task.is_some_and(|task| has(&progress.done, &task.id))
        }
    }
}

fn guide(at: u16, fate: GuideFate, window: Window, facts: &Facts<'_>) -> (u8, Millis) {
    let guide = facts.bundle.guides.get(usize::from(at));
    let memory = guide.and_then(|guide| facts.memory.guide(&guide.id));
    let once = CountTest {
        least: 1,
        most: 1,
        window,
    };
    match memory.and_then(|memory| memory.when(fate)) {
        Some(when) => happened(1, &[when], &once, facts.now),
        None => still(false),
    }
}

/// Whether a list has a text.
pub(crate) fn has(list: &[String], text: &str) -> bool {
    for one in list {
        if one == text {
            return true;
        }
    }
    false
}
