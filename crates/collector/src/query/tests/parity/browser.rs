//! A browser as far as messages go: an engine, and what it has the shell store, made whole as the
//! shell does and taken into a real store as ingest does.

use banso_content::bundle::Bundle;
use banso_engine::json::traits;
use banso_engine::view::Press;
use banso_engine::{Effect, Engine, Input, Traits};
use serde_json::Value;

use crate::ingest::{Clock, Origin, event};
use crate::store::NewEvent;

/// One page load that lasts.
pub(super) struct Browser {
    pub(super) engine: Engine,
    messages: Vec<String>,
}

impl Browser {
    /// Opens the application; the content is there.
    pub(super) fn open(seed: u64, content: &Bundle, now: i64) -> Self {
        let mut browser = Self {
            engine: Engine::new(None, seed, now as u64),
            messages: Vec::new(),
        };
        browser.feed(Input::Bundle(Box::new(content.clone())), None, now);
        browser
    }

    /// Leaves the page and loads it again: what the page load alone knew is forgotten.
    pub(super) fn reload(&mut self, content: &Bundle, now: i64) {
        let memory = self.leave(now);
        self.engine = Engine::new(Some(&memory), now as u64, now as u64);
        self.feed(Input::Bundle(Box::new(content.clone())), None, now);
    }

    pub(super) fn visit(&mut self, path: &str, now: i64) {
        let input = Input::Route {
            path: path.into(),
            rest: String::new(),
            origin: "https://app.example".into(),
            referrer: String::new(),
        };
        self.feed(input, None, now);
    }

    pub(super) fn click(&mut self, selector: u16, now: i64) {
        self.feed(Input::Click(vec![selector]), None, now);
    }

    pub(super) fn track(&mut self, name: &str, now: i64) {
        let (properties, json, body) = host(&Value::Object(serde_json::Map::new()));
        let name = name.into();
        let input = Input::Track {
            name,
            properties,
            body,
        };
        self.feed(input, Some(&json), now);
    }

    pub(super) fn identify(&mut self, user: Option<&str>, said: &Value, now: i64) {
        let (traits, json, body) = host(said);
        let user = user.map(Into::into);
        self.feed(Input::Identify { user, traits, body }, Some(&json), now);
    }

    pub(super) fn group(&mut self, group: &str, said: &Value, now: i64) {
        let (traits, json, body) = host(said);
        let group = group.into();
        let input = Input::Group {
            group,
            traits,
            body,
        };
        self.feed(input, Some(&json), now);
    }

    /// The user presses something in the guide that is visible, and the view shows what comes then.
    pub(super) fn press(&mut self, press: Press, now: i64) {
        self.feed(Input::Press(press), None, now);
        self.look(now);
    }

    /// The view shows the step that is to be visible.
    pub(super) fn look(&mut self, now: i64) {
        let engine = &self.engine;
        let Some(at) = engine.visit().visible else {
            return;
        };
        let guide = engine.bundle().guides[usize::from(at)].id.clone();
        let way = engine.memory().guide(&guide).unwrap().under_way.as_ref();
        let step = way.unwrap().step;
        self.feed(Input::Press(Press::Shown { guide, step }), None, now);
    }

    /// The page is left, all that is due by then being shown: what is remembered.
    pub(super) fn leave(&mut self, now: i64) -> Vec<u8> {
        self.feed(Input::Tick, None, now);
        self.look(now);
        self.feed(Input::Leaving, None, now);
        self.engine.memory().to_bytes()
    }

    fn feed(&mut self, input: Input, host: Option<&str>, now: i64) {
        self.engine.handle(input, now as u64);
        while let Some(effect) = self.engine.poll() {
            if let Effect::Store(message) = effect {
                self.messages.push(message.json(host.unwrap_or("{}")));
            }
        }
    }

    /// Its messages as ingest hands them to the store, in the order in which they were made.
    pub(super) fn events(&self, received_at: i64) -> Vec<NewEvent> {
        let origin = Origin::new(1, received_at, Clock::Trusted, None);
        let read = |json: &String| event(json, None, &origin).unwrap();
        self.messages.iter().map(read).collect()
    }
}

/// What the host says: for conditions, as JSON, and how long that is.
fn host(said: &Value) -> (Traits, String, u32) {
    let json = said.to_string();
    let units = json.encode_utf16().count() as u32;
    (traits(said.as_object().unwrap()), json, units)
}
