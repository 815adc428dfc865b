//! What a guide caused: those who got it against those held out.

use serde_json::json;

use crate::query::testkit::{DAY, Log, MINUTE, at, bundle, week};
use crate::query::{Difference, Effect, Experiment, History, Outcome, Share, experiment};

fn share(part: u64, whole: u64) -> Share {
    Share { part, whole }
}

fn assign(log: &mut Log, ts: i64, who: &str, variation: &str) {
    let properties = json!({"experiment_id": "tour", "variation_id": variation});
    log.track(ts, who, "Experiment Viewed", properties);
}

fn measure(log: &Log, outcome: Outcome) -> Option<Experiment> {
    log.stored().ask(move |conn| {
        let mut history = History::default();
        history.refresh(conn, &bundle())?;
        experiment(conn, &history, "tour", outcome, &week())
    })
}

/// `count` users of a variation, of whom `used` use feature 0 a day later.
fn group(log: &mut Log, variation: &str, count: usize, used: usize) {
    for user in 0..count {
        let who = format!("{variation}{user}");
        // A use before the assignment is not its doing.
        log.track(at(7, 1), &who, "Created", json!({}));
        assign(log, at(8, 9), &who, variation);
        if user < used {
            log.track(at(9, 9), &who, "Created", json!({}));
        }
    }
}

#[test]
fn shown_against_held_out_with_its_interval() {
    let mut log = Log::default();
    group(&mut log, "control", 30, 20);
    group(&mut log, "short", 40, 36);
    group(&mut log, "holdout", 80, 48);
    let found = measure(&log, Outcome::Use(0)).unwrap();
    let arms: Vec<_> = found
        .arms
        .iter()
        .map(|arm| (arm.variation.as_str(), arm.later, arm.completed))
        .collect();
    assert_eq!(
        arms,
        [
            ("control", share(20, 30), Some(share(0, 30))),
            ("short", share(36, 40), Some(share(0, 40))),
            ("holdout", share(48, 80), None),
        ]
    );
    let (shown, held_out) = (share(56, 70), share(48, 80));
    let difference = Difference::of(shown, held_out).unwrap();
    let measured = Effect::Measured {
        shown,
        held_out,
        difference,
    };
    assert_eq!(found.effect, measured);
}

#[test]
fn the_first_assignment_counts_and_only_in_its_window() {
    let mut log = Log::default();
    assign(&mut log, at(8, 9), "ann", "holdout");
    assign(&mut log, at(9, 9), "ann", "control");
    // Assigned before the window, on another device again in it.
    assign(&mut log, at(1, 9), "bob", "control");
    assign(&mut log, at(9, 9), "bob", "control");
    // Another guide, no variation, nobody signed in.
    let other = json!({"experiment_id": "tip", "variation_id": "control"});
    log.track(at(9, 9), "cy", "Experiment Viewed", other);
    assign(&mut log, at(9, 9), "dee", "");
    assign(&mut log, at(9, 9), "?eve", "control");
    let found = measure(&log, Outcome::Use(0)).unwrap();
    assert_eq!(found.arms.len(), 1);
    assert_eq!(
        (found.arms[0].variation.as_str(), found.arms[0].later),
        ("holdout", share(0, 1))
    );
}

#[test]
fn finishing_and_closing_count_after_the_assignment() {
    let mut log = Log::default();
    let tour = || json!({"guide": "tour", "step": 0});
    for who in ["ann", "bob", "cy", "dee"] {
        assign(&mut log, at(8, 9), who, "control");
    }
    log.track(at(8, 9) + MINUTE, "ann", "Guide Completed", tour());
    log.track(at(8, 9) + MINUTE, "bob", "Guide Dismissed", tour());
    log.track(at(8, 9) + MINUTE, "cy", "Guide Dismissed", tour());
    log.track(at(9, 9), "cy", "Guide Completed", tour());
    log.track(at(8, 8), "dee", "Guide Dismissed", tour());
    let found = measure(&log, Outcome::Use(0)).unwrap();
    assert_eq!(found.arms[0].completed, Some(share(2, 4)));
    assert_eq!(found.arms[0].dismissed, Some(share(1, 4)), "bob");
}

#[test]
fn without_a_holdout_it_is_not_causal_and_with_few_it_is_not_enough() {
    let mut log = Log::default();
    group(&mut log, "control", 25, 5);
    assert_eq!(
        measure(&log, Outcome::Use(0)).unwrap().effect,
        Effect::NotCausal
    );
    group(&mut log, "holdout", 19, 5);
    let few = Effect::TooFew {
        shown: 25,
        held_out: 19,
    };
    assert_eq!(measure(&log, Outcome::Use(0)).unwrap().effect, few);
    assign(&mut log, at(8, 9), "one more", "holdout");
    let found = measure(&log, Outcome::Use(0)).unwrap().effect;
    assert!(matches!(found, Effect::Measured { .. }), "{found:?}");
    assert_eq!(measure(&Log::default(), Outcome::Use(0)), None);
}

#[test]
fn adoption_of_a_core_feature_counts_from_the_assignment_on() {
    let mut log = Log::default();
    // ann adopts after, bob before, cy adopts what is not core.
    for (who, from, path) in [
        ("ann", 8, None),
        ("bob", 3, None),
        ("cy", 8, Some("/mileage")),
    ] {
        assign(&mut log, at(8, 9), who, "control");
        for day in 0..3 {
            let ts = at(from, 10) + day * DAY;
            match path {
                Some(path) => log.page(ts, who, path),
                None => log.track(ts, who, "Created", json!({})),
            };
        }
    }
    let found = measure(&log, Outcome::Adoption).unwrap();
    assert_eq!(found.arms[0].later, share(1, 3));
}
