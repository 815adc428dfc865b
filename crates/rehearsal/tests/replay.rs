//! Recordings gone through again: the timeline, and where it parts from what was recorded.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use banso_content::bundle::Bundle;
use banso_engine::recording::{Failure, Recorder, Recording};
use banso_engine::view::Press;
use banso_engine::{Engine, Input};
use banso_rehearsal::content::of_folder;
use banso_rehearsal::replay::{Telling, Timeline, replay};

const NOW: u64 = 1_764_000_000_000;

fn bundle() -> Bundle {
    static DEMO: LazyLock<Bundle> = LazyLock::new(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/content");
        of_folder(&content, None).unwrap().1
    });
    DEMO.clone()
}

/// Someone new on the dashboard, who goes to the second step of the tour.
fn recording() -> Recording {
    let mut engine = Engine::new(None, 1, NOW);
    engine.handle(Input::Bundle(Box::new(bundle())), NOW);
    engine.handle(route("/expenses"), NOW);
    while engine.poll().is_some() {}
    let mut recorder = Recorder::new(engine, NOW);
    let shown = |step| {
        Input::Press(Press::Shown {
            guide: "welcome-tour".into(),
            step,
        })
    };
    let inputs = [
        route("/"),
        shown(0),
        Input::Tick,
        Input::Press(Press::Next),
        shown(1),
    ];
    for (at, input) in inputs.iter().enumerate() {
        recorder.take(NOW + at as u64, input);
    }
    recorder.finish()
}

fn route(path: &str) -> Input {
    Input::Route {
        path: path.into(),
        rest: String::new(),
        origin: "https://app.example".into(),
        referrer: String::new(),
    }
}

fn told(timeline: &Timeline) -> String {
    let mut out = Vec::new();
    timeline.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_timeline_tells_what_happened_and_why() {
    let timeline = replay(&recording(), bundle(), Telling::default()).unwrap();
    assert!(timeline.divergence.is_none());
    let text = told(&timeline);
    for part in [
        "route /",
        "show welcome-tour, step 1",
        "welcome-tour: It is visible.",
        "step 1 of welcome-tour is visible",
        "Guide Shown {\"guide\":\"welcome-tour\"",
        "press next",
        "show welcome-tour, step 2",
        "Every answer is the one that was recorded.",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let steps: Vec<usize> = timeline.told.iter().map(|told| told.step).collect();
    assert_eq!(steps, [1, 2, 4, 5], "nothing hangs on the third");
}

#[test]
fn it_stops_where_it_is_told_to_and_tells_all_when_asked() {
    let telling = Telling {
        until: Some(3),
        verbose: true,
    };
    let timeline = replay(&recording(), bundle(), telling).unwrap();
    assert_eq!(timeline.told.len(), 3);
    assert!(told(&timeline).contains("store message"));
}

#[test]
fn a_step_that_comes_out_otherwise_is_told() {
    let mut recording = recording();
    recording.steps[3].digest ^= 1;
    let timeline = replay(&recording, bundle(), Telling::default()).unwrap();
    let found = timeline.divergence.as_ref().unwrap();
    assert_eq!(
        (found.now.step, found.now.input.as_str()),
        (4, "press next")
    );
    assert_ne!(found.expected, found.found);
    assert!(told(&timeline).contains("Step 4 came out otherwise"));
}

#[test]
fn another_content_is_refused() {
    let mut other = bundle();
    other.version = "other".into();
    let why = replay(&recording(), other, Telling::default()).unwrap_err();
    assert!(matches!(why, Failure::Content { .. }));
}
