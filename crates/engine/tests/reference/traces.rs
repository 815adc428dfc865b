//! Recordings of random visits, for the other machines that the engine runs on: a browser must come
//! to the same digests.

use std::fs;
use std::path::PathBuf;

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::recording::{Recorder, Recording};
use banso_engine::{Engine, Input};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::moment::Day;
use crate::run::Run;
use crate::{generate, step};

const COUNT: usize = 6;

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/traces")
        .join(name)
}

#[test]
fn recorded_visits_have_their_digests() {
    for at in 0..COUNT {
        let read = |kind: &str| fs::read(file(&format!("{at}.{kind}"))).unwrap();
        let bundle = Bundle::open(&read("bundle")).unwrap();
        let replayed = Recording::open(&read("recording")).unwrap().replay(bundle);
        let replayed = replayed.expect(
            "the same effects; where they are to be others, write the recordings anew: \
             cargo test -p banso-engine --test reference -- --ignored",
        );
        assert!(replayed.steps > 20);
    }
}

#[test]
#[ignore = "writes the recordings anew"]
fn write_the_recordings() {
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(ProptestConfig::default(), seed);
    let mut written = 0;
    while written < COUNT {
        let case = (generate::project(), step::start(), vec(step::step(), 60));
        let (project, start, steps) = case.new_tree(&mut runner).unwrap().current();
        let json = project.json(Day::of(start));
        let Ok(bundle) = bundle_of(&[("banso.json", &json)]) else {
            continue;
        };
        let mut run = Run::new(project, bundle.clone(), start);
        run.all(&steps).unwrap();
        fs::write(file(&format!("{written}.bundle")), bundle.seal()).unwrap();
        let recording = recorded(bundle, start, &run.log).seal();
        fs::write(file(&format!("{written}.recording")), recording).unwrap();
        written += 1;
    }
}

fn recorded(bundle: Bundle, start: u64, log: &[(u64, Input)]) -> Recording {
    let mut engine = Engine::new(None, start, start);
    engine.handle(Input::Bundle(Box::new(bundle)), start);
    while engine.poll().is_some() {}
    let mut recorder = Recorder::new(engine, start);
    let told = log
        .iter()
        .filter(|(_, input)| !matches!(input, Input::Bundle(_)));
    for (now, input) in told {
        recorder.take(*now, input);
    }
    recorder.finish()
}
