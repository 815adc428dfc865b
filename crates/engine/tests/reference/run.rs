//! Runs the engine and the model side by side, and compares them after every input.

use std::fmt::Write as _;

use banso_content::acts::Acts;
use banso_content::bundle::Bundle;
use banso_content::rule::Zone;
use banso_engine::view::{Missing, Press};
use banso_engine::{Engine, Input};
use banso_wire::time::Millis;

use crate::model::Model;
use crate::moment::{Day, changes, zone};
use crate::project::Project;
use crate::step::{Step, facts};
use crate::tab::Tab;
use crate::world::Past;

/// What is wrong, if anything.
pub(crate) type Verdict = Result<(), String>;

/// What an input means to the model.
type Told<'a> = Box<dyn FnOnce(&mut Model, Millis) + 'a>;

pub(crate) struct Run {
    project: Project,
    bundle: Bundle,
    start: Millis,
    pub(crate) now: Millis,
    pub(crate) tabs: Vec<Tab>,
    pub(crate) at: usize,
    /// What the engine wrote last, and the model's past at that time.
    pub(crate) stored: Option<(Vec<u8>, Past)>,
    trace: String,
    /// What happened in the first tab.
    pub(crate) log: Vec<(Millis, Input)>,
}

impl Run {
    pub(crate) fn new(project: Project, bundle: Bundle, start: Millis) -> Self {
        Self {
            project,
            bundle,
            start,
            now: start,
            tabs: Vec::new(),
            at: 0,
            stored: None,
            trace: String::new(),
            log: Vec::new(),
        }
    }

    /// Runs the steps; what is wrong is said with the content and all that led to it.
    pub(crate) fn all(&mut self, steps: &[Step]) -> Verdict {
        let outcome = self.go(steps);
        outcome.map_err(|why| {
            let json = self.project.json(Day::of(self.start));
            format!("{json}\n{}\n{why}", self.trace)
        })
    }

    fn go(&mut self, steps: &[Step]) -> Verdict {
        self.open()?;
        for step in steps {
            self.trace(step);
            self.step(step)?;
            self.content_when_due()?;
        }
        Ok(())
    }

    fn trace(&mut self, step: &Step) {
        let visible = self.tabs[self.at].model.visit.visible;
        let time = banso_wire::time::rfc3339(self.now);
        let _ = writeln!(
            self.trace,
            "{time} tab {} sees {visible:?}: {step:?}",
            self.at
        );
    }

    /// A new page load in the present tab.
    fn open(&mut self) -> Verdict {
        let bytes = self.stored.as_ref().map(|(bytes, _)| bytes.as_slice());
        let engine = Engine::new(bytes, self.now, self.now);
        let past = self.stored.as_ref().map(|(_, past)| past.clone());
        let first = Past {
            first_seen: self.now,
            ..Past::default()
        };
        let origin = Day::of(self.start);
        let tab = Tab {
            engine,
            model: Model::new(self.project.clone(), origin, past.unwrap_or(first)),
            bundle: self.bundle.clone(),
            view: Default::default(),
            clicks: Vec::new(),
            watched: Default::default(),
            elements: Default::default(),
            assigned: Vec::new(),
            content_in: 2,
        };
        match self.at < self.tabs.len() {
            true => self.tabs[self.at] = tab,
            false => self.tabs.push(tab),
        }
        self.step(&Step::Route("/", ""))
    }

    fn content_when_due(&mut self) -> Verdict {
        let tab = &mut self.tabs[self.at];
        if tab.model.loaded {
            return Ok(());
        }
        tab.content_in -= 1;
        match tab.content_in {
            0 => self.step(&Step::Content),
            _ => Ok(()),
        }
    }

    /// Hands an input to the engine and what it means to the model, then does what is due.
    fn feed(&mut self, input: Input, told: impl FnOnce(&mut Model, Millis)) -> Verdict {
        self.feed_tab(self.at, input, Box::new(told), 0)
    }

    fn feed_tab(&mut self, at: usize, input: Input, told: Told<'_>, deep: u32) -> Verdict {
        if deep > 40 {
            return Err("it never settles".into());
        }
        let now = self.now;
        if at == 0 {
            self.log.push((now, input.clone()));
        }
        let tab = &mut self.tabs[at];
        tab.engine.handle(input, now);
        tab.model.browser = tab.engine.anonymous_id().into();
        told(&mut tab.model, now);
        let due = tab.drain(now);
        if due.written.is_some() {
            self.stored.clone_from(&due.written);
        }
        self.compare(at).map_err(|why| format!("tab {at}: {why}"))?;
        if let Some((bytes, past)) = due.written {
            for other in (0..self.tabs.len()).filter(|other| *other != at) {
                let (input, past) = (Input::Remembered(bytes.clone()), past.clone());
                let told = |model: &mut Model, now| model.remembered(past, now);
                self.feed_tab(other, input, Box::new(told), deep + 1)?;
            }
        }
        for input in due.inputs {
            self.answer(at, input, deep + 1)?;
        }
        Ok(())
    }

    fn answer(&mut self, at: usize, input: Input, deep: u32) -> Verdict {
        let mut states = Vec::new();
        if let Input::Probes(found) = &input {
            let tab = &self.tabs[at];
            let known = found
                .iter()
                .map(|(probe, holds)| (tab.state(*probe), *holds));
            states.extend(known.filter_map(|(state, holds)| Some((state?, holds))));
        }
        let told = |model: &mut Model, now| model.elements(&states, now);
        self.feed_tab(at, input, Box::new(told), deep)
    }

    fn step(&mut self, step: &Step) -> Verdict {
        let now = self.now;
        match step {
            Step::Route(path, rest) => self.feed(
                Input::Route {
                    path: (*path).into(),
                    rest: (*rest).into(),
                    origin: "https://app.example".into(),
                    referrer: String::new(),
                },
                |model, now| model.route(path, rest, now),
            ),
            Step::Track(name, given) => {
                let properties = facts(given, self.start);
                let (name, body) = ((*name).to_owned(), 2);
                let input = Input::Track {
                    name: name.clone(),
                    properties: properties.clone(),
                    body,
                };
                self.feed(input, |model, now| model.track(&name, properties, now))
            }
            Step::Identify(user, given) => {
                let traits = facts(given, self.start);
                let input = Input::Identify {
                    user: user.map(Into::into),
                    traits: traits.clone(),
                    body: 2,
                };
                self.feed(input, |model, now| model.identify(*user, &traits, now))
            }
            Step::Group(group, given) => {
                let traits = facts(given, self.start);
                let input = Input::Group {
                    group: (*group).into(),
                    traits: traits.clone(),
                    body: 2,
                };
                self.feed(input, |model, now| model.group(group, &traits, now))
            }
            Step::Click(selectors) => {
                let clicks = self.tabs[self.at].clicks.iter().enumerate();
                let heeded = clicks.filter(|(_, one)| selectors.contains(&one.as_str()));
                let input = Input::Click(heeded.map(|(at, _)| at as u16).collect());
                self.feed(input, |model, now| model.click(selectors, now))
            }
            Step::Element(of, holds) => {
                self.tabs[self.at].elements.insert(of, *holds);
                let reports = self.tabs[self.at].reports(of);
                match reports.is_empty() {
                    true => Ok(()),
                    false => self.answer(self.at, Input::Probes(reports), 0),
                }
            }
            Step::Moment(which) => {
                let moments = self.tabs[self.at].moments();
                let Some((at, moment)) = moments.into_iter().cycle().nth(*which) else {
                    return Ok(());
                };
                let input = Input::Probes(vec![(at, true)]);
                self.feed(input, |model, now| model.moment(moment, now))
            }
            Step::Screen(screen) => self.feed(Input::Screen(*screen), |model, now| {
                model.screen(*screen, now)
            }),
            Step::Zone(name) => {
                let zone = zone(name);
                let input = Input::Zone(Zone(changes(&zone, now)));
                self.feed(input, |model, now| model.zone(zone, now))
            }
            Step::Locale(tag) => self.feed(Input::Locale((*tag).into()), |model, now| {
                model.locale(tag, now)
            }),
            Step::Quiet(quiet) => {
                self.feed(Input::Quiet(*quiet), |model, now| model.quiet(*quiet, now))
            }
            Step::Turn(turn) => self.feed(Input::Turn(*turn), |model, now| model.turn(*turn, now)),
            Step::Link(id) => self.feed(Input::Permalink((*id).into()), |model, now| {
                model.link(id, now)
            }),
            Step::Launch(id) => self.feed(Input::Launch((*id).into()), |model, now| {
                model.launch(id, now)
            }),
            Step::Show(id) => {
                self.feed(Input::Show((*id).into()), |model, now| model.show(id, now))
            }
            Step::Dismiss => self.feed(Input::Dismiss, Model::dismiss),
            Step::Reset => self.feed(Input::Reset, Model::reset),
            Step::Colleagues(group, list, done) => {
                let tasks = done.iter().map(|task| format!("t{task}")).collect();
                let input = Input::AccountDone {
                    account: (*group).into(),
                    done: vec![(format!("c{list}"), tasks)],
                };
                self.feed(input, |model, now| {
                    model.colleagues(group, *list, done, now)
                })
            }
            Step::Shown | Step::TargetMissing => self.painted(matches!(step, Step::Shown)),
            Step::Next => self.feed(Input::Press(Press::Next), Model::next),
            Step::Back => self.feed(Input::Press(Press::Back), Model::back),
            Step::Close => self.feed(Input::Press(Press::Dismiss("close".into())), Model::dismiss),
            Step::Press(guide, answer, flow) => {
                let answer = answer.as_ref().map(|answer| answer.value(self.start));
                let model = &self.tabs[self.at].model;
                let visible = model.visit.visible.map(|at| model.steps(at).len());
                let answers = answer
                    .iter()
                    .map(|answer| ("s0".to_owned(), answer.clone()));
                let input = Input::Press(Press::Do {
                    guide: (*guide).into(),
                    answers: answers.collect(),
                    acts: Acts::new(&[flow.act(visible.unwrap_or(1))]),
                });
                self.feed(input, |model, now| model.pressed(guide, answer, *flow, now))
            }
            Step::EndAll => self.feed(Input::EndAll, Model::end_all),
            Step::Snooze => self.feed(Input::Press(Press::Snooze), Model::snooze),
            Step::Wait(ms) => self.wait(*ms),
            Step::Clock(ms) => {
                self.now = self.now.saturating_add_signed(*ms);
                let mut tabs = 0..self.tabs.len();
                tabs.try_for_each(|at| self.feed_tab(at, Input::Tick, Box::new(Model::tick), 0))
            }
            Step::Reload(goodbye) => {
                if *goodbye {
                    self.feed(Input::Leaving, Model::tick)?;
                }
                self.open()
            }
            Step::Content => {
                let input = Input::Bundle(Box::new(self.bundle.clone()));
                self.feed(input, Model::content)
            }
            Step::Tab => {
                self.at = 1 - self.at;
                match self.at < self.tabs.len() {
                    true => Ok(()),
                    false => self.open(),
                }
            }
        }
    }

    fn painted(&mut self, shown: bool) -> Verdict {
        let Some(guide) = self.tabs[self.at].view.guide.clone() else {
            return Ok(());
        };
        let (guide, step) = (guide.id, guide.step);
        if shown {
            return self.feed(Input::Press(Press::Shown { guide, step }), Model::shown);
        }
        let press = Press::target_missing(&guide, step, "#it", Missing::Absent);
        self.feed(Input::Press(press), Model::target_missing)
    }

    /// Time passes: each tab's timer comes when its engine asked for it.
    fn wait(&mut self, ms: Millis) -> Verdict {
        let end = self.now + ms;
        for _ in 0..3_000 {
            let due = |at: usize| self.tabs[at].engine.deadline();
            let tabs = 0..self.tabs.len();
            let next = tabs.filter_map(|at| Some((due(at)?, at))).min();
            let Some((at, tab)) = next.filter(|(at, _)| *at <= end) else {
                self.now = end;
                return (0..self.tabs.len()).try_for_each(|at| self.compare(at));
            };
            self.now = self.now.max(at);
            self.feed_tab(tab, Input::Tick, Box::new(Model::tick), 0)?;
        }
        Err("the engine wakes all the time".into())
    }
}
