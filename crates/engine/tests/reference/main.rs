//! The engine against a slow model that was written from what the content means: it keeps the full
//! history of everything, decides anew after every input, and knows nothing of leaves and topics.
//!
//! `PROPTEST_CASES=20000 cargo test --release -p banso-engine --test reference` looks longer.
#![allow(clippy::unwrap_used, reason = "these are tests")]

mod compare;
mod condition;
mod eval;
mod generate;
mod guides;
mod model;
mod moment;
mod project;
mod run;
mod step;
mod tab;
mod world;

use banso_content::compiler::{Severity, bundle_of};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::moment::Day;
use crate::project::Project;
use crate::run::Run;
use crate::step::Step;

/// Runs one case; content that the compiler refuses is no case.
fn agree(project: &Project, start: u64, steps: &[Step]) -> Result<(), TestCaseError> {
    let json = project.json(Day::of(start));
    let bundle = bundle_of(&[("banso.json", &json)]).map_err(|found| {
        let errors = found.iter().filter(|one| one.severity == Severity::Error);
        let errors: Vec<String> = errors.map(ToString::to_string).collect();
        TestCaseError::reject(errors.join("\n"))
    })?;
    let outcome = Run::new(project.clone(), bundle, start).all(steps);
    outcome.map_err(TestCaseError::fail)
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
}
