//! What was seen since the panel's module came: a copy of the page's engine, its history and a log.

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_engine::explain::words::Language;
use banso_engine::recording::Recorder;
use banso_engine::{Engine, Input};
use banso_wire::time::Millis;

use crate::history::History;
use crate::log::Log;

/// What was seen since the panel's module came.
pub(crate) struct Session {
    recorder: Recorder,
    history: History,
    log: Log,
    latest: Millis,
}

impl Session {
    /// Begins with a copy of the page's engine; None when the snapshot and the content do not fit.
    pub(crate) fn begin(snapshot: &[u8], bundle: &[u8], now: Millis) -> Option<Self> {
        let bundle = if bundle.is_empty() {
            Bundle::default()
        } else {
            Bundle::open(bundle).ok()?
        };
        let engine = Engine::restore(snapshot, bundle, now)?;
        Some(Self {
            history: History::new(engine.clone(), now),
            recorder: Recorder::new(engine, now),
            log: Log::default(),
            latest: now,
        })
    }

    /// Takes what the page's engine took. `read` answers with the whole JSON of a message, `refused` with why
    /// the collector refused it for good.
    pub(crate) fn take(
        &mut self,
        input: &[u8],
        now: Millis,
        read: impl Fn(&str) -> Option<String>,
        refused: impl Fn(&str) -> Option<String>,
    ) {
        let Some(input) = codec::decode::<Input>(input) else {
            return;
        };
        let effects = self.recorder.take(now, &input);
        self.log.take(now, &input, &effects, read, refused);
        self.history.take(now, input, self.recorder.engine());
        self.latest = now;
    }

    /// The copy of the page's engine.
    pub(crate) fn engine(&self) -> &Engine {
        self.recorder.engine()
    }

    /// What happened.
    pub(crate) fn history(&self) -> &History {
        &self.history
    }

    /// What came of it.
    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    /// A recording to pass on, without who it was.
    pub(crate) fn recording(&self) -> Vec<u8> {
        self.recorder.recording().seal()
    }

    /// The language that the panel speaks: the page's.
    pub(crate) fn language(&self) -> Language {
        Language::of(&self.engine().visit().locale)
    }
}
