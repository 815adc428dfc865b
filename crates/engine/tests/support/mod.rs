//! A visit that remembers what the engine said, as a shell would, and the content it meets.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "each test file uses what it needs"
)]

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_content::compiler::bundle_of;
use banso_engine::view::{Press, View};
use banso_engine::{Effect, Engine, Input, Traits};
use serde_json::{Value as Json, json};

pub(crate) const NOW: u64 = 1_764_000_000_000;

fn text(en: &str, ja: &str) -> Json {
    json!({ "en": en, "ja": ja })
}

fn feature(id: &str, source: &Json) -> Json {
    json!({ "id": id, "name": text(id, id), "core": true, "any": [source], "adoption": { "uses": 2 } })
}

/// A guide of two steps by `#new`, with more or other keys.
pub(crate) fn guide(id: &str, more: &Json) -> Json {
    let step = json!({ "target": "#new", "title": text("Hello", "こんにちは"), "body": text("Hi.", "どうも。") });
    let mut guide =
        json!({ "id": id, "name": text(id, id), "kind": "tour", "steps": [step, step] });
    for (key, value) in more.as_object().unwrap() {
        guide[key] = value.clone();
    }
    if guide["kind"] == "survey" {
        // Questions stand by no element.
        for step in guide["steps"].as_array_mut().unwrap() {
            step.as_object_mut().unwrap().remove("target");
        }
    }
    guide
}

fn task(id: &str) -> Json {
    json!({
        "id": id,
        "title": text(id, id),
        "done": { "feature": { "id": id } },
        "action": { "page": "/new" },
    })
}

/// The project's file: three features, a checklist of two of them, and two guides.
pub(crate) fn project() -> Json {
    let new_to_it =
        json!({ "all": [{ "page": "/" }, { "not": { "feature": { "id": "create" } } }] });
    json!({
        "locales": [{ "id": "en" }, { "id": "ja" }],
        "features": [
            feature("create", &json!({ "event": "Created" })),
            feature("capture", &json!({ "click": "#capture" })),
            feature("mileage", &json!({ "page": "/mileage" })),
        ],
        "checklists": [{
            "id": "start",
            "title": text("Start", "はじめる"),
            "tasks": [task("create"), task("capture")],
        }],
        "guides": [
            guide("tour", &json!({ "when": new_to_it, "priority": 1 })),
            guide("tip", &json!({ "when": { "page": "/list" } })),
        ],
    })
}

/// The bundle of a project's file.
pub(crate) fn compiled(project: &Json) -> Bundle {
    match bundle_of(&[("banso.json", &project.to_string())]) {
        Ok(bundle) => bundle,
        Err(found) => panic!(
            "{}",
            found.iter().map(ToString::to_string).collect::<String>()
        ),
    }
}

pub(crate) fn bundle() -> Bundle {
    compiled(&project())
}

/// A visit that remembers what the engine said, as a shell would.
pub(crate) struct Visit {
    pub(crate) engine: Engine,
    pub(crate) now: u64,
    pub(crate) stored: Vec<String>,
    pub(crate) events: Vec<String>,
    pub(crate) memory: Vec<u8>,
    pub(crate) view: View,
    pub(crate) others: Vec<Effect>,
}

impl Visit {
    pub(crate) fn begin(memory: Option<&[u8]>, path: &str) -> Self {
        Self::with(bundle(), memory, path)
    }

    pub(crate) fn with(bundle: Bundle, memory: Option<&[u8]>, path: &str) -> Self {
        let mut visit = Self {
            engine: Engine::new(memory, 1, NOW),
            now: NOW,
            stored: vec![],
            events: vec![],
            memory: vec![],
            view: View::default(),
            others: vec![],
        };
        visit.input(Input::Locale("ja-JP".into()));
        visit.route(path);
        visit.input(Input::Bundle(Box::new(bundle)));
        visit
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.now += 1_000;
        self.engine.handle(input, self.now);
        while let Some(effect) = self.engine.poll() {
            match effect {
                Effect::Store(message) => self.stored.push(message.json("{}")),
                Effect::Emit { event, properties } => {
                    self.events.push(format!("{event} {}", properties.json()));
                }
                Effect::Persist(bytes) => self.memory = bytes,
                Effect::Paint(bytes) => self.view = codec::decode(&bytes).expect("a view"),
                other => self.others.push(other),
            }
        }
    }

    pub(crate) fn route(&mut self, path: &str) {
        let end = path.find(['?', '#']).unwrap_or(path.len());
        self.input(Input::Route {
            path: path[..end].into(),
            rest: path[end..].into(),
            origin: "https://app.example".into(),
            referrer: String::new(),
        });
    }

    pub(crate) fn track(&mut self, name: &str) {
        self.track_with(name, vec![]);
    }

    pub(crate) fn track_with(&mut self, name: &str, properties: Traits) {
        self.input(Input::Track {
            name: name.into(),
            properties,
            body: 2,
        });
    }

    pub(crate) fn press(&mut self, press: Press) {
        self.input(Input::Press(press));
    }

    pub(crate) fn shown(&mut self) {
        let guide = self.view.guide.clone().expect("a guide is visible");
        self.press(Press::Shown {
            guide: guide.id,
            step: guide.step,
        });
    }

    pub(crate) fn guide(&self) -> Option<(&str, u16)> {
        self.view
            .guide
            .as_ref()
            .map(|guide| (guide.id.as_str(), guide.step))
    }

    pub(crate) fn done(&self) -> Vec<bool> {
        self.view
            .checklist
            .as_ref()
            .unwrap()
            .tasks
            .iter()
            .map(|task| task.done)
            .collect()
    }
}
