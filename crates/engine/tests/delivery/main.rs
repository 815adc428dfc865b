//! Delivery in virtual time: browsers with tabs that open, freeze, close and are killed, clocks that jump, and a collector
//! that misbehaves, for up to a month a history. At the end everything is well again for a while, and then every message is
//! stored, or its loss is accounted for. What fails is shrunk to the steps that it takes.
#![allow(clippy::unwrap_used)]

mod collector;
mod peak;
mod world;

use banso_wire::time::{DAY, HOUR, MINUTE, Millis, SECOND};
use collector::Mood;
use proptest::prelude::*;
use world::World;

/// What may happen.
#[derive(Clone, Debug)]
enum Step {
    /// A tab tracks so many events, of so many bytes each.
    Track(usize, u16, u32),
    /// What somebody is called, which is kept longer than events.
    Identify(usize),
    /// Time passes.
    Wait(Millis),
    /// Another tab; at most five.
    Open,
    /// A tab is hidden.
    Hide(usize),
    /// A tab is shown.
    Show(usize),
    /// A tab is left, and goes.
    Close(usize),
    /// The process of a tab is killed.
    Kill(usize),
    /// A tab is frozen, or put into the back/forward cache.
    Freeze(usize),
    /// It comes back.
    Resume(usize),
    /// Somebody sets the clock, ahead or back.
    Clock(i64),
    /// From here on the collector is so.
    Collector(Mood),
}

fn waits() -> impl Strategy<Value = Millis> {
    prop_oneof![
        4 => 0..10 * SECOND,
        3 => 0..20 * MINUTE,
        2 => 0..30 * HOUR,
        1 => 0..10 * DAY,
    ]
}

fn moods() -> impl Strategy<Value = Mood> {
    prop_oneof![
        4 => Just(Mood::Well),
        2 => Just(Mood::Gone),
        2 => Just(Mood::Forgets),
        1 => Just(Mood::Portal),
        2 => (0..2 * HOUR).prop_map(Mood::Busy),
        1 => Just(Mood::Slow),
        2 => (1usize..30).prop_map(Mood::Narrow),
        1 => Just(Mood::Half),
        1 => (2u64..40).prop_map(Mood::Strict),
        1 => Just(Mood::Refuses),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let tab = 0usize..5;
    let year = 365 * DAY as i64;
    let step = prop_oneof![
        8 => (tab.clone(), prop_oneof![4 => 1u16..8, 1 => 8u16..60, 1 => 300u16..700], 2u32..3_000)
            .prop_map(|(tab, count, bytes)| Step::Track(tab, count, bytes)),
        1 => tab.clone().prop_map(Step::Identify),
        8 => waits().prop_map(Step::Wait),
        2 => Just(Step::Open),
        2 => tab.clone().prop_map(Step::Hide),
        2 => tab.clone().prop_map(Step::Show),
        2 => tab.clone().prop_map(Step::Close),
        2 => tab.clone().prop_map(Step::Kill),
        2 => tab.clone().prop_map(Step::Freeze),
        2 => tab.prop_map(Step::Resume),
        1 => prop_oneof![-year..year, -(DAY as i64)..DAY as i64].prop_map(Step::Clock),
        6 => moods().prop_map(Step::Collector),
    ];
    proptest::collection::vec(step, 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    /// What was tracked is stored, once, or its loss is accounted for and told.
    #[test]
    fn nothing_is_lost_unaccounted_for(seed: u64, steps in steps()) {
        let mut world = World::new(seed);
        for step in &steps {
            world.step(step);
        }
        world.heal();
        world.check();
    }
}
