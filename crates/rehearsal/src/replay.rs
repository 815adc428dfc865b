//! A recording gone through again, as a timeline: what happened, what the engine said to it, and why
//! guides appeared or did not.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_engine::explain::words::{Language, summary};
use banso_engine::explain::{Explanation, State, explain_all};
use banso_engine::recording::{Failure, Played, Player, Recording};
use banso_engine::view::View;
use banso_engine::{Effect, Engine, Hold, Input};
use banso_wire::time::{Millis, rfc3339};
use serde::Serialize;

use crate::words;

const QUIET: Style = Style::new().dimmed();
const STRONG: Style = Style::new().bold();
const BAD: Style = AnsiColor::Red.on_default();
const GOOD: Style = AnsiColor::Green.on_default();

/// How much of a recording is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling {
    /// Up to this step, from 1; all of them when left out.
    pub until: Option<usize>,
    /// Steps and effects that no decision hangs on as well, and every guide after every step.
    pub verbose: bool,
}

/// A recording that was gone through.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// The version of the content.
    pub bundle: String,
    /// When it began, RFC 3339 in UTC.
    pub began: String,
    /// How many steps it has.
    pub steps: usize,
    /// What is told of them.
    pub told: Vec<Told>,
    /// The first step that came out otherwise than recorded; none: all came out the same.
    pub divergence: Option<Diverged>,
}

/// A step as it is told.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Told {
    /// The step, from 1.
    pub step: usize,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What happened.
    pub input: String,
    /// What the engine said to it.
    pub effects: Vec<String>,
    /// Why guides are shown or not, where that is another reason than before.
    pub guides: BTreeMap<String, String>,
}

/// A step that came out otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct Diverged {
    /// The digest that was recorded, in hexadecimal.
    pub expected: String,
    /// The digest of what came now, in hexadecimal.
    pub found: String,
    /// The step, with what the engine says to it now.
    pub now: Told,
}

/// Goes through a recording with the content that it was made with.
pub fn replay(
    recording: &Recording,
    bundle: Bundle,
    telling: Telling,
) -> Result<Timeline, Failure> {
    let mut player = recording.player(bundle.clone())?;
    let mut teller = Teller::new(telling, player.engine(), recording.began);
    let mut timeline = Timeline {
        bundle: bundle.version.clone(),
        began: rfc3339(recording.began),
        steps: recording.steps.len(),
        told: Vec::new(),
        divergence: None,
    };
    let until = telling.until.unwrap_or(usize::MAX);
    for step in 1..=until {
        let told = match player.step() {
            Ok(Some(played)) => teller.tell(step, &played, player.engine()),
            Ok(None) => break,
            Err(Failure::Diverged(found)) => {
                let now = again(recording, bundle, found.step)?;
                teller.telling.verbose = true;
                let told = teller.tell(step, &now, player.engine()).unwrap_or_default();
                timeline.divergence = Some(Diverged {
                    expected: format!("{:016x}", found.expected),
                    found: format!("{:016x}", found.found),
                    now: told,
                });
                break;
            }
            Err(other) => return Err(other),
        };
        timeline.told.extend(told);
    }
    Ok(timeline)
}

/// What the engine says to a step that came out otherwise.
fn again(recording: &Recording, bundle: Bundle, step: usize) -> Result<Played, Failure> {
    let mut player: Player<'_> = recording.player(bundle)?;
    for _ in 0..step {
        player.step()?;
    }
    let mut engine = player.engine().clone();
    let at = recording.steps[step].at;
    let input: Input = codec::decode(&recording.steps[step].input).ok_or(Failure::Input(step))?;
    engine.handle(input.clone(), at);
    let effects = std::iter::from_fn(|| engine.poll()).collect();
    Ok(Played { at, input, effects })
}

/// Tells steps, and remembers what was told before.
struct Teller {
    telling: Telling,
    guide: Option<(String, u16)>,
    done: usize,
    reasons: BTreeMap<String, (State, Vec<Hold>)>,
}

impl Teller {
    fn new(telling: Telling, engine: &Engine, began: Millis) -> Self {
        let visit = engine.visit();
        let at = visit.visible.map(usize::from);
        let guide = at.and_then(|at| engine.bundle().guides.get(at));
        let way = guide.and_then(|guide| engine.memory().guide(&guide.id)?.under_way.as_ref());
        let mut teller = Self {
            telling,
            guide: guide
                .zip(way)
                .map(|(guide, way)| (guide.id.clone(), way.step)),
            done: 0,
            reasons: BTreeMap::new(),
        };
        teller.guides(engine, began);
        teller
    }

    /// None: nothing that a decision hangs on.
    fn tell(&mut self, step: usize, played: &Played, engine: &Engine) -> Option<Told> {
        let effects: Vec<String> = played
            .effects
            .iter()
            .filter_map(|effect| self.effect(effect))
            .collect();
        let guides = self.guides(engine, played.at);
        let dull = matches!(
            played.input,
            Input::Tick | Input::Settled { .. } | Input::Flush
        );
        if dull && effects.is_empty() && guides.is_empty() && !self.telling.verbose {
            return None;
        }
        Some(Told {
            step,
            at: rfc3339(played.at),
            input: words::input(&played.input, engine.bundle()),
            effects,
            guides,
        })
    }

    fn effect(&mut self, effect: &Effect) -> Option<String> {
        match effect {
            Effect::Paint(bytes) => self.paint(&codec::decode(bytes)?),
            Effect::Ask { .. } | Effect::Navigate(_) | Effect::Emit { .. } | Effect::Warn(_) => {
                Some(words::effect(effect))
            }
            other => self.telling.verbose.then(|| words::effect(other)),
        }
    }

    /// What of a paint is another thing than before.
    fn paint(&mut self, view: &View) -> Option<String> {
        let guide = view
            .guide
            .as_ref()
            .map(|guide| (guide.id.clone(), guide.step));
        let tasks = view.checklist.as_ref().map(|list| &list.tasks);
        let done = tasks.map_or(0, |tasks| tasks.iter().filter(|task| task.done).count());
        let before = std::mem::replace(&mut self.guide, guide);
        let done_before = std::mem::replace(&mut self.done, done);
        if self.guide != before {
            return Some(match &view.guide {
                Some(guide) => {
                    format!("show {}, step {}", guide.id, guide.step + 1)
                }
                None => "show no guide".into(),
            });
        }
        if done != done_before {
            let all = tasks.map_or(0, Vec::len);
            return Some(format!("show {done} of {all} tasks done"));
        }
        self.telling.verbose.then(|| "paint".into())
    }

    fn guides(&mut self, engine: &Engine, now: Millis) -> BTreeMap<String, String> {
        let mut told = BTreeMap::new();
        for one in explain_all(engine, now) {
            let holds = one.holds.iter().map(|reason| reason.hold).collect();
            let reason = (one.state, holds);
            let known = self.reasons.insert(one.guide.clone(), reason.clone());
            if self.telling.verbose || known.is_some_and(|known| known != reason) {
                told.insert(one.guide.clone(), why(&one, now));
            }
        }
        told
    }
}

fn why(explanation: &Explanation, now: Millis) -> String {
    summary(explanation, now, Language::En)
}

impl Timeline {
    /// Writes the timeline for people, in colours, which the stream takes out where they are not
    /// wanted.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{QUIET}Content {}, {} steps from {}{QUIET:#}",
            self.bundle, self.steps, self.began
        )?;
        for told in &self.told {
            told.write(out)?;
        }
        match &self.divergence {
            None => writeln!(
                out,
                "{GOOD}Every answer is the one that was recorded.{GOOD:#}"
            ),
            Some(divergence) => divergence.write(out),
        }
    }
}

impl Told {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Self {
            step, at, input, ..
        } = self;
        let time = at.get(11..23).unwrap_or(at);
        writeln!(
            out,
            "{QUIET}{step:>5}  {time}{QUIET:#}  {STRONG}{input}{STRONG:#}"
        )?;
        for effect in &self.effects {
            writeln!(out, "                       -> {effect}")?;
        }
        for (guide, why) in &self.guides {
            writeln!(out, "                       {QUIET}{guide}: {why}{QUIET:#}")?;
        }
        Ok(())
    }
}

impl Diverged {
    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let step = self.now.step;
        writeln!(
            out,
            "{BAD}Step {step} came out otherwise: {} was recorded, {} came now, which is{BAD:#}",
            self.expected, self.found
        )?;
        self.now.write(out)
    }
}
