//! What must be the same in the engine and in the model, after every input.

use std::fmt::Debug;

use banso_content::rule::{Leaf, ProbeKind};
use banso_engine::memory::find;
use banso_engine::visit::Turn;
use banso_wire::time::{DAY, HOUR, Millis, SECOND};

use crate::condition::Condition;
use crate::eval::Known;
use crate::model::Model;
use crate::project::Trigger;
use crate::run::{Run, Verdict};
use crate::tab::Tab;
use crate::world::{Happening, Past};

fn same<T: PartialEq + Debug>(what: &str, engine: T, model: T) -> Verdict {
    if engine == model {
        return Ok(());
    }
    Err(format!(
        "{what}: the engine says {engine:?}, the model {model:?}"
    ))
}

impl Run {
    pub(crate) fn compare(&self, at: usize) -> Verdict {
        let tab = &self.tabs[at];
        if !tab.model.loaded {
            return Ok(());
        }
        tab.same_rules(self.now)?;
        tab.same_past(self.now)?;
        tab.same_guide()?;
        tab.right_watch(self.now)?;
        tab.right_deadline(self.now)?;
        let stored = self.stored.as_ref().map(|(_, past)| lasting(past));
        same("what is stored", stored, Some(lasting(&tab.model.past)))
    }
}

/// What is written at once: what is only counted may wait a second.
fn lasting(past: &Past) -> Past {
    Past {
        events: Vec::new(),
        clicks: Vec::new(),
        uses: Default::default(),
        ..past.clone()
    }
}

impl Tab {
    fn same_rules(&self, now: Millis) -> Verdict {
        let check = |what: String, rule: u16, condition: &Condition| {
            let engine = self.engine.holds(rule);
            same(&what, engine, self.model.is(condition, now))
        };
        for guide in &self.bundle.guides {
            let at: usize = guide.id[1..].parse().expect("a number");
            check(
                format!("when of {}", guide.id),
                guide.when,
                &self.model.needs(at),
            )?;
        }
        for (list, authored) in self.bundle.checklists.iter().zip(&self.model.project.lists) {
            check(format!("when of {}", list.id), list.when, &authored.when)?;
            for (task, (_, done)) in list.tasks.iter().zip(&authored.tasks) {
                check(format!("{} of {}", task.id, list.id), task.done, done)?;
            }
        }
        for (feature, authored) in self
            .bundle
            .features
            .iter()
            .zip(&self.model.project.features)
        {
            let what = format!("eligible of {}", feature.id);
            check(what, feature.eligible, &authored.eligible)?;
        }
        Ok(())
    }

    fn same_past(&self, now: Millis) -> Verdict {
        let (memory, past) = (self.engine.memory(), &self.model.past);
        for (at, feature) in self.bundle.features.iter().enumerate() {
            let known = find(&memory.adoption, &feature.id)
                .cloned()
                .unwrap_or_default();
            let state = known.state(feature.adoption, now);
            same(&feature.id, state, self.model.state(at, now))?;
        }
        for (at, list) in self.bundle.checklists.iter().enumerate() {
            let known = find(&memory.checklists, &list.id);
            let model = past.lists.get(&at);
            same(&list.id, known.is_some(), model.is_some())?;
            let (Some(known), Some(model)) = (known, model) else {
                continue;
            };
            let done: Vec<bool> = list
                .tasks
                .iter()
                .map(|task| known.done.contains(&task.id))
                .collect();
            let expected = (0..list.tasks.len()).map(|task| model.done.contains(&task));
            same(&format!("tasks of {}", list.id), done, expected.collect())?;
            let what = format!("completion of {}", list.id);
            same(&what, known.completed.is_some(), model.complete)?;
        }
        same("the assignments", &self.assigned, &self.model.assigned)
    }

    fn same_guide(&self) -> Verdict {
        let engine = self.view.guide.as_ref();
        let engine = engine.map(|guide| (guide.id.clone(), usize::from(guide.step)));
        let visible = self.model.visit.visible;
        let model = visible.and_then(|at| Some((format!("g{at}"), self.model.way(at)?.step)));
        same("the visible guide", engine, model)
    }

    /// What a guide waits for is watched; and nothing else is, while no guide may appear.
    fn right_watch(&self, now: Millis) -> Verdict {
        let (model, visit) = (&self.model, &self.model.visit);
        if model.loaded {
            self.right_facts()?;
        }
        if visit.visible.is_some() || visit.rested || visit.quiet || visit.turn != Turn::Ours {
            let open = |at: usize| model.past.lists.get(&at).is_none_or(|list| !list.complete);
            let idle = !(0..model.project.lists.len()).any(open);
            let facts_alone = self.watched.values().all(|probe| probe.kind.is_fact());
            return match idle && !facts_alone && !self.steps_ask(visit.visible) {
                true => Err(format!("watched for nothing: {:?}", self.watched)),
                false => Ok(()),
            };
        }
        let watched = self.moments();
        for at in 0..model.project.guides.len() {
            if model.way(at).is_none() && model.may_start_but_for_its_trigger(at, now) {
                for moment in model.project.guides[at].triggers.iter().filter_map(moment) {
                    if !watched.iter().any(|(_, one)| *one == moment) {
                        return Err(format!("g{at} waits for {moment:?}, which is not watched"));
                    }
                }
            }
            if model.way(at).is_none() && model.waits_for_elements(at, now) {
                let mut elements = Vec::new();
                elements_of(&model.needs(at), &mut elements);
                for element in elements {
                    if !visit.elements.contains_key(&element)
                        && !self
                            .watched
                            .keys()
                            .any(|at| self.state(*at) == Some(element))
                    {
                        return Err(format!("g{at} waits for {element:?}, which is not watched"));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the step that is visible, if any, asks about elements.
    fn steps_ask(&self, visible: Option<usize>) -> bool {
        let step = visible.and_then(|at| Some((at, self.model.way(at)?.step)));
        let step = step.and_then(|(at, step)| self.model.steps(at).get(step));
        let mut elements = Vec::new();
        if let Some(step) = step {
            let next = step.next.iter().map(|(when, _)| when);
            next.chain(&step.over)
                .for_each(|when| elements_of(when, &mut elements));
        }
        !elements.is_empty()
    }

    /// The facts that the content asks about are watched, and no others.
    fn right_facts(&self) -> Verdict {
        for kind in [ProbeKind::Screen, ProbeKind::Zone] {
            let asked = self.bundle.graph.leaves.iter().any(|leaf| match leaf {
                Leaf::Screen(_) => kind == ProbeKind::Screen,
                Leaf::Time(test) => kind == ProbeKind::Zone && test.zone == 0 && test.asks_clock(),
                _ => false,
            });
            let watched = self.watched.values().any(|probe| probe.kind == kind);
            same(&format!("the watch of {kind:?}"), watched, asked)?;
        }
        Ok(())
    }

    /// Before the engine's deadline nothing changes by itself, and it does not wake at once.
    fn right_deadline(&self, now: Millis) -> Verdict {
        let deadline = self.engine.deadline();
        if let Some(at) = deadline.filter(|at| *at <= now) {
            return Err(format!("the deadline {at} is not after {now}"));
        }
        let end = deadline.unwrap_or(now + 40 * DAY);
        let steps = [
            1,
            SECOND,
            HOUR,
            HOUR * 7,
            DAY,
            DAY + HOUR * 5,
            3 * DAY,
            11 * DAY,
            30 * DAY,
        ];
        let times = steps.iter().map(|step| now + step).chain([end - 1]);
        let before = outcome(&self.model, now);
        for at in times.filter(|at| *at > now && *at < end) {
            let mut later = self.model.clone();
            later.tick(at);
            let after = outcome(&later, at);
            if before != after {
                let wakes = deadline.map(banso_wire::time::rfc3339);
                let at = banso_wire::time::rfc3339(at);
                return Err(format!(
                    "at {at} something changes, but the engine wakes at {wakes:?}: {before:?} -> {after:?}"
                ));
            }
        }
        Ok(())
    }
}

/// All that can be told of a model from outside.
fn outcome(model: &Model, now: Millis) -> (Past, Option<usize>, Vec<bool>) {
    let guides = 0..model.project.guides.len();
    let guides = guides.map(|at| model.is(&model.needs(at), now));
    (model.past.clone(), model.visit.visible, guides.collect())
}

impl Model {
    fn waits_for_elements(&self, at: usize, now: Millis) -> bool {
        self.may_come_back(at, now) && self.judge(&self.needs(at), now, Known::All).is_none()
    }
}

fn elements_of(condition: &Condition, out: &mut Vec<(&'static str, &'static str)>) {
    match condition {
        Condition::All(all) | Condition::Any(all) => {
            for one in all {
                elements_of(one, out);
            }
        }
        Condition::Not(one) => elements_of(one, out),
        Condition::Element(selector, state) if *state != "clicked" => out.push((*selector, *state)),
        _ => {}
    }
}

fn moment(trigger: &Trigger) -> Option<Happening> {
    Some(match trigger {
        Trigger::Hover(selector) => Happening::Hover(selector),
        Trigger::Appears(selector) => Happening::Appears(selector),
        Trigger::Idle(span) => Happening::Idle(span.1),
        Trigger::Scroll(percent) => Happening::Scroll(*percent),
        Trigger::ExitIntent => Happening::Exit,
        _ => return None,
    })
}
