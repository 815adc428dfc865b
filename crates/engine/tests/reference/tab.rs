//! One page of the host application: the engine with a shell around it, and the model beside it.

use std::collections::BTreeMap;

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_content::rule::{Probe, ProbeKind};
use banso_engine::view::View;
use banso_engine::{Effect, Engine, Input, Outcome};
use banso_wire::event;
use banso_wire::time::Millis;
use serde_json::Value as Json;

use crate::generate::SELECTORS;
use crate::model::Model;
use crate::world::{Happening, Past};

pub(crate) struct Tab {
    pub(crate) engine: Engine,
    pub(crate) model: Model,
    pub(crate) bundle: Bundle,
    pub(crate) view: View,
    pub(crate) clicks: Vec<String>,
    pub(crate) watched: BTreeMap<u16, Probe>,
    /// The elements as they are on the page.
    pub(crate) elements: BTreeMap<&'static str, bool>,
    pub(crate) assigned: Vec<(usize, String, Millis)>,
    /// The content arrives after so many steps.
    pub(crate) content_in: usize,
}

/// What the shell has to do after an input.
#[derive(Default)]
pub(crate) struct Due {
    pub(crate) inputs: Vec<Input>,
    pub(crate) written: Option<(Vec<u8>, Past)>,
}

impl Tab {
    /// Drains the engine as a shell does.
    pub(crate) fn drain(&mut self, now: Millis) -> Due {
        let mut due = Due::default();
        let mut found = Vec::new();
        while let Some(effect) = self.engine.poll() {
            match effect {
                Effect::Heed { clicks, .. } => {
                    self.clicks = clicks;
                    self.watched.clear();
                }
                Effect::Watch { at, probe } => {
                    if let Some((_, selector)) = state_of(&probe) {
                        let there = self.elements.get(selector).copied();
                        found.push((at, there.unwrap_or_default()));
                    }
                    self.watched.insert(at, probe);
                }
                Effect::Unwatch(at) => {
                    found.retain(|(known, _)| *known != at);
                    let gone = self.watched.remove(&at);
                    if let Some((state, selector)) = gone.as_ref().and_then(state_of) {
                        self.model.visit.elements.remove(&(selector, state));
                    }
                }
                Effect::Persist(bytes) => due.written = Some((bytes, self.model.past.clone())),
                Effect::Paint(bytes) => self.view = codec::decode(&bytes).expect("a view"),
                Effect::Send { batch, ids, .. } => due.inputs.push(Input::Settled {
                    batch,
                    outcome: Outcome::Acknowledged(ids),
                }),
                Effect::Emit {
                    event: name,
                    properties,
                } if name == event::EXPERIMENT_VIEWED => {
                    self.assigned.push(assignment(&properties.json(), now));
                }
                _ => {}
            }
        }
        if !found.is_empty() {
            due.inputs.push(Input::Probes(found));
        }
        due
    }

    /// The states that the shell reports of one element, for the engine and for the model.
    pub(crate) fn reports(&self, of: &str) -> Vec<(u16, bool)> {
        let there = self.elements.get(of).copied().unwrap_or_default();
        let watched = self.watched.iter();
        let about = watched.filter(|(_, probe)| state_of(probe).is_some_and(|(_, one)| one == of));
        about.map(|(at, _)| (*at, there)).collect()
    }

    /// What the shell says of a probe, in the model's words.
    pub(crate) fn state(&self, at: u16) -> Option<(&'static str, &'static str)> {
        let (state, selector) = state_of(self.watched.get(&at)?)?;
        Some((selector, state))
    }

    /// The moments that are watched.
    pub(crate) fn moments(&self) -> Vec<(u16, Happening)> {
        let watched = self.watched.iter();
        watched
            .filter_map(|(at, probe)| Some((*at, moment_of(probe)?)))
            .collect()
    }
}

fn assignment(json: &str, now: Millis) -> (usize, String, Millis) {
    let json: Json = serde_json::from_str(json).expect("JSON");
    let guide = json[event::EXPERIMENT_ID].as_str().expect("an id");
    let variation = json[event::VARIATION_ID].as_str().expect("an id");
    (guide[1..].parse().expect("a number"), variation.into(), now)
}

fn known(selector: &str) -> &'static str {
    let known = SELECTORS.iter().find(|one| **one == selector);
    known.expect("a selector of the content")
}

fn state_of(probe: &Probe) -> Option<(&'static str, &'static str)> {
    let state = match probe.kind {
        ProbeKind::Present => "present",
        ProbeKind::Visible => "visible",
        ProbeKind::Disabled => "disabled",
        _ => return None,
    };
    Some((state, known(&probe.selector)))
}

fn moment_of(probe: &Probe) -> Option<Happening> {
    Some(match probe.kind {
        ProbeKind::Hover => Happening::Hover(known(&probe.selector)),
        ProbeKind::Appears => Happening::Appears(known(&probe.selector)),
        ProbeKind::Idle => Happening::Idle(probe.amount.into()),
        ProbeKind::Scroll => Happening::Scroll(probe.amount as u8),
        ProbeKind::Exit => Happening::Exit,
        _ => return None,
    })
}
