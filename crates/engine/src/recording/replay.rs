//! Goes through a recording again.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_wire::time::Millis;

use super::recorder::run;
use super::{Recording, digest};
use crate::effect::Effect;
use crate::engine::Engine;
use crate::input::Input;

/// The last moment of the year 9999; UTC ms. No clock says more.
const LATEST: Millis = 253_402_300_799_999;

/// Why a recording could not be gone through to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The content is another version than the recorded one.
    Content {
        /// The version that was recorded.
        recorded: String,
        /// The version that was given.
        given: String,
    },
    /// The state that it begins from cannot be read.
    Start,
    /// The input of this step, from 0, cannot be read.
    Input(usize),
    /// The engine answered otherwise than it did.
    Diverged(Divergence),
}

/// The first step at which the engine answered otherwise than it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// The step, from 0.
    pub step: usize,
    /// When; UTC ms.
    pub at: Millis,
    /// The digest of what was recorded.
    pub expected: u64,
    /// The digest of what came now.
    pub found: u64,
}

/// A recording that was gone through to its end.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// How many steps it had.
    pub steps: usize,
    /// The engine as it was at the end.
    pub engine: Engine,
}

/// A step that was gone through.
#[derive(Clone, Debug, PartialEq)]
pub struct Played {
    /// When; UTC ms.
    pub at: Millis,
    /// What happened.
    pub input: Input,
    /// What the engine said.
    pub effects: Vec<Effect>,
}

/// Goes through a recording step by step.
#[derive(Clone, Debug)]
pub struct Player<'a> {
    recording: &'a Recording,
    engine: Engine,
    next: usize,
}

impl Recording {
    /// Goes through the recording with the content that it was made with: every answer is the
    /// recorded one, bit for bit, or it is said where it is not.
    pub fn replay(&self, bundle: Bundle) -> Result<Replayed, Failure> {
        let mut player = self.player(bundle)?;
        while player.step()?.is_some() {}
        Ok(Replayed {
            steps: player.next,
            engine: player.engine,
        })
    }

    /// Begins to go through the recording.
    pub fn player(&self, bundle: Bundle) -> Result<Player<'_>, Failure> {
        if bundle.version != self.bundle {
            return Err(Failure::Content {
                recorded: self.bundle.clone(),
                given: bundle.version,
            });
        }
        let engine = (self.began <= LATEST)
            .then(|| Engine::restore(&self.start, bundle, self.began))
            .flatten();
        Ok(Player {
            recording: self,
            engine: engine.ok_or(Failure::Start)?,
            next: 0,
        })
    }
}

impl Player<'_> {
    /// Goes through the next step, if there is one.
    pub fn step(&mut self) -> Result<Option<Played>, Failure> {
        let Some(step) = self.recording.steps.get(self.next) else {
            return Ok(None);
        };
        let input: Option<Input> = codec::decode(&step.input);
        let input = input
            .filter(|_| step.at <= LATEST)
            .ok_or(Failure::Input(self.next))?;
        let effects = run(&mut self.engine, input.clone(), step.at);
        let found = digest(&effects);
        if found != step.digest {
            return Err(Failure::Diverged(Divergence {
                step: self.next,
                at: step.at,
                expected: step.digest,
                found,
            }));
        }
        self.next += 1;
        Ok(Some(Played {
            at: step.at,
            input,
            effects,
        }))
    }

    /// The engine after the latest step.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Content { recorded, given } => write!(
                f,
                "it was recorded with content {recorded}, and this is {given}: build the content \
                 as it was then"
            ),
            Self::Start => f.write_str("the state that it begins from cannot be read"),
            Self::Input(step) => write!(f, "the input of step {} cannot be read", step + 1),
            Self::Diverged(Divergence {
                step,
                expected,
                found,
                ..
            }) => write!(
                f,
                "step {} came out otherwise: {found:016x}, where {expected:016x} was recorded",
                step + 1
            ),
        }
    }
}

impl core::error::Error for Failure {}
