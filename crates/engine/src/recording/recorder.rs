//! Records, beside the page, what happens on it.

use alloc::vec::Vec;

use banso_content::codec;
use banso_wire::time::Millis;

use super::redact::Redactor;
use super::{Recording, Step, digest};
use crate::effect::Effect;
use crate::engine::Engine;
use crate::input::Input;

/// A recording starts over after so many inputs ...
const MOST_STEPS: usize = 20_000;
/// ... or so many bytes of them.
const MOST_BYTES: usize = 2_000_000;

/// Records what happens to an engine. It holds two copies of it: one that goes on as the page's
/// does, and one that knows only what the recording may hold, whose answers are recorded.
#[derive(Clone, Debug)]
pub struct Recorder {
    engine: Engine,
    copy: Engine,
    redactor: Redactor,
    recording: Recording,
    bytes: usize,
}

impl Recorder {
    /// Begins at `now` with a copy of the page's engine; see [`Engine::restore`].
    pub fn new(engine: Engine, now: Millis) -> Self {
        let mut recorder = Self {
            copy: engine.clone(),
            engine,
            redactor: Redactor::default(),
            recording: Recording::default(),
            bytes: 0,
        };
        recorder.begin(now);
        recorder
    }

    /// Takes in what happened on the page, and gives back what the page's engine says to it. New
    /// content begins the recording anew, because positions in the old one mean nothing in it.
    pub fn take(&mut self, now: Millis, input: &Input) -> Vec<Effect> {
        let effects = run(&mut self.engine, input.clone(), now);
        if matches!(input, Input::Bundle(_)) {
            self.begin(now);
        } else {
            self.record(input, now);
        }
        effects
    }

    /// The copy that goes on as the page's engine does.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What is recorded so far.
    pub fn recording(&self) -> &Recording {
        &self.recording
    }

    /// The recording.
    pub fn finish(self) -> Recording {
        self.recording
    }

    fn begin(&mut self, now: Millis) {
        self.redactor.learn(self.engine.bundle());
        let redacted = self.redactor.engine(&self.engine);
        let start = redacted.snapshot();
        let bundle = self.engine.bundle().clone();
        self.recording = Recording {
            bundle: bundle.version.clone(),
            began: now,
            steps: Vec::new(),
            start,
        };
        self.bytes = self.recording.start.len();
        // From the bytes, as whoever replays them will.
        self.copy = Engine::restore(&self.recording.start, bundle, now).unwrap_or(redacted);
    }

    fn record(&mut self, input: &Input, now: Millis) {
        let input = self.redactor.input(input, self.engine.bundle());
        let bytes = codec::encode(&input);
        let effects = run(&mut self.copy, input, now);
        self.bytes += bytes.len();
        self.recording.steps.push(Step {
            at: now,
            input: bytes,
            digest: digest(&effects),
        });
        if self.recording.steps.len() >= MOST_STEPS || self.bytes >= MOST_BYTES {
            self.begin(now);
        }
    }
}

/// Lets an engine take an input, and collects what it says.
pub(super) fn run(engine: &mut Engine, input: Input, now: Millis) -> Vec<Effect> {
    engine.handle(input, now);
    core::iter::from_fn(|| engine.poll()).collect()
}
