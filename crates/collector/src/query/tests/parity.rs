//! One person's visits, through the engine as in the browser and through the log as here: the
//! dashboard says of a person what the person's browser knows.

mod assignment;
mod browser;
mod ladder;
mod reasons;

/// Acts with the pauses before them, as acts with their times, from 0 on; and the time of the last.
fn in_time<A>(steps: Vec<(i64, A)>) -> (Vec<(i64, A)>, i64) {
    let mut at = 0;
    let acts = steps.into_iter().map(|(pause, act)| {
        at += pause;
        (at, act)
    });
    (acts.collect(), at)
}
