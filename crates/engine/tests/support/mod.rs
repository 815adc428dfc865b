//! A visit that remembers what the engine said, as a shell would, and the content it meets.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "each test file uses what it needs"
)]

use banso_content::block::Body;
use banso_content::bundle::{Bundle, Locale};
use banso_content::codec;
use banso_content::localized::Localized;
use banso_content::model::{
    Action, AdoptionRule, Button, Checklist, Condition, Feature, FeatureTest, Frequency, Guide,
    GuideKind, Side, Source, Step, Task, Text,
};
use banso_engine::view::{Press, View};
use banso_engine::{Effect, Engine, Input};

pub(crate) const NOW: u64 = 1_764_000_000_000;

pub(crate) fn text(en: &str, ja: &str) -> Text {
    Localized(vec![("en".into(), en.into()), ("ja".into(), ja.into())])
}

pub(crate) fn feature(id: &str, source: Source) -> Feature {
    let adoption = AdoptionRule {
        uses: 2,
        ..AdoptionRule::default()
    };
    Feature {
        id: id.into(),
        name: text(id, id),
        core: true,
        any: vec![source],
        adoption,
    }
}

pub(crate) fn used(id: &str) -> Condition {
    let reached = banso_content::model::AdoptionState::Tried;
    Condition::Feature(FeatureTest {
        id: id.into(),
        reached,
    })
}

pub(crate) fn step(page: Option<&str>, button: Option<Button>) -> Step<Body> {
    Step {
        target: Some("#new".into()),
        side: Side::Bottom,
        page: page.map(Into::into),
        title: text("Hello", "こんにちは"),
        body: Localized::default(),
        button,
    }
}

pub(crate) fn guide(id: &str, when: Condition) -> Guide<Body> {
    Guide {
        id: id.into(),
        name: text(id, id),
        kind: GuideKind::Tour,
        when,
        priority: 0,
        frequency: Frequency::UntilInteracted,
        steps: vec![step(None, None), step(None, None)],
    }
}

pub(crate) fn bundle() -> Bundle {
    let task = |id: &str| Task {
        id: id.into(),
        title: text(id, id),
        detail: Text::default(),
        done: used(id),
        action: Some(Action::Page("/new".into())),
    };
    Bundle {
        version: "v1".into(),
        locales: ["en", "ja"]
            .map(|id| Locale {
                id: id.into(),
                fallback: vec![],
            })
            .into(),
        features: vec![
            feature("create", Source::Event("Created".into())),
            feature("capture", Source::Click("#capture".into())),
            feature("mileage", Source::Page("/mileage".into())),
        ],
        checklists: vec![Checklist {
            id: "start".into(),
            title: text("Start", "はじめる"),
            intro: Text::default(),
            when: Condition::default(),
            tasks: vec![task("create"), task("capture")],
        }],
        guides: vec![
            guide(
                "tour",
                Condition::All(vec![
                    Condition::Page("/".into()),
                    Condition::Not(Box::new(used("create"))),
                ]),
            ),
            guide("tip", Condition::Page("/list".into())),
        ],
        ..Bundle::default()
    }
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
        visit.input(Input::Bundle(Box::new(bundle())));
        visit
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.now += 1_000;
        self.engine.handle(input, self.now);
        while let Some(effect) = self.engine.poll() {
            match effect {
                Effect::Store {
                    json, host_body, ..
                } => {
                    let json = if host_body { json + "{}}" } else { json };
                    self.stored.push(json);
                }
                Effect::Emit { event, json } => self.events.push(format!("{event} {json}")),
                Effect::Persist(bytes) => self.memory = bytes,
                Effect::Paint(bytes) => self.view = codec::decode(&bytes).expect("a view"),
                other => self.others.push(other),
            }
        }
    }

    pub(crate) fn route(&mut self, path: &str) {
        let (origin, referrer) = ("https://app.example".into(), String::new());
        self.input(Input::Route {
            path: path.into(),
            origin,
            referrer,
        });
    }

    pub(crate) fn track(&mut self, name: &str) {
        self.input(Input::Track {
            name: name.into(),
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
