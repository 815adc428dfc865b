//! The engine against a slow model that was written from what the content means: it keeps the full
//! history of everything, decides anew after every input, and knows nothing of leaves and topics.
//!
//! `PROPTEST_CASES=20000 cargo test --release -p banso-engine --test reference` looks longer.
#![allow(
    clippy::unwrap_used,
    clippy::match_bool,
    clippy::default_trait_access,
    clippy::semicolon_if_nothing_returned,
    clippy::float_cmp,
    clippy::explicit_auto_deref,
    reason = "a model is read more easily in its own plain style"
)]

mod compare;
mod condition;
mod eval;
mod generate;
mod guides;
mod model;
mod moment;
mod project;
mod run;
mod scenes;
mod step;
mod tab;
mod timeless;
mod traces;
mod world;

use banso_content::compiler::{Severity, bundle_of};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::moment::Day;
use crate::project::Project;
use crate::run::Run;
use crate::step::Step;

/// Runs one case and hands back how it ended; content that the compiler refuses is no case.
fn agree(project: &Project, start: u64, steps: &[Step]) -> Result<Run, TestCaseError> {
    let json = project.json(Day::of(start));
    let bundle = bundle_of(&[("banso.json", &json)]).map_err(|found| {
        let errors = found.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<String> = errors.map(ToString::to_string).collect();
        TestCaseError::reject(errors.join("\n"))
    })?;
    let mut run = Run::new(project.clone(), bundle, start);
    run.all(steps).map_err(TestCaseError::fail)?;
    Ok(run)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 30_000,
        max_global_rejects: 100_000,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn engine_and_model_agree(
        project in generate::project(),
        start in step::start(),
        steps in vec(step::step(), 1..40),
    ) {
        agree(&project, start, &steps)?;
    }

    /// Rules nested deep, over everything that they can ask about.
    #[test]
    fn deep_rules_agree(
        mut project in generate::project(),
        deep in vec(generate::condition(8), 3),
        start in step::start(),
        steps in vec(step::step(), 1..20),
    ) {
        for (guide, deep) in project.guides.iter_mut().zip(deep) {
            guide.when = deep;
        }
        agree(&project, start, &steps)?;
    }

    /// Where nothing hangs on time, the engine does not wake.
    #[test]
    fn idle_costs_nothing(
        project in generate::project(),
        start in step::start(),
        mut steps in vec(step::step(), 1..20),
    ) {
        steps.extend([Step::Wait(5_000), Step::Wait(5_000)]);
        let run = agree(&project.timeless(), start, &steps)?;
        for tab in run.tabs.iter().filter(|tab| tab.model.loaded) {
            prop_assert_eq!(tab.engine.deadline(), None);
        }
    }
}
