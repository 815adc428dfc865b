//! A hand-made log in a real store, and the bundle it is read with.
#![allow(clippy::unwrap_used)]

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_wire::decode::Kind;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::directory::Directory;
use super::history::History;
use super::window::Window;
use crate::store::{NewEvent, Store};

/// Days of the tests are counted from Monday, 2 November 2026, 00:00 UTC.
pub(super) const MONDAY: i64 = 1_793_577_600_000;
pub(super) const DAY: i64 = 86_400_000;
pub(super) const HOUR: i64 = 3_600_000;
pub(super) const MINUTE: i64 = 60_000;

/// The time `hours` into a day.
pub(super) fn at(day: i64, hours: i64) -> i64 {
    MONDAY + day * DAY + hours * HOUR
}

/// A log under construction.
#[derive(Default)]
pub(super) struct Log {
    events: Vec<NewEvent>,
}

impl Log {
    fn push(&mut self, ts: i64, who: &str, kind: Kind) -> &mut NewEvent {
        let (user, account) = who
            .split_once('@')
            .map_or((who, None), |(u, a)| (u, Some(a)));
        let visitor = user.starts_with('?');
        self.events.push(NewEvent {
            source: 1,
            message_id: format!("m{}", self.events.len()),
            kind,
            ts,
            received_at: ts,
            anonymous_id: Some(format!("browser of {}", user.trim_start_matches('?'))),
            user_id: (!visitor).then(|| user.to_owned()),
            group_id: account.map(str::to_owned),
            previous_id: None,
            session: None,
            event: None,
            name: None,
            path: None,
            properties: None,
            traits: None,
            context: Some(r#"{"locale":"en"}"#.to_owned()),
        });
        self.events.last_mut().unwrap()
    }

    /// `who` is `user@account`, `user`, or `?user` for that user's browser before signing in.
    pub(super) fn track(
        &mut self,
        ts: i64,
        who: &str,
        event: &str,
        properties: Value,
    ) -> &mut Self {
        let message = self.push(ts, who, Kind::Track);
        message.event = Some(event.to_owned());
        message.properties = Some(properties.to_string());
        self
    }

    pub(super) fn page(&mut self, ts: i64, who: &str, path: &str) -> &mut Self {
        self.push(ts, who, Kind::Page).path = Some(path.to_owned());
        self
    }

    pub(super) fn identify(&mut self, ts: i64, who: &str, traits: Value) -> &mut Self {
        self.push(ts, who, Kind::Identify).traits = Some(traits.to_string());
        self
    }

    /// The log in a store.
    pub(super) fn stored(&self) -> Stored {
        let stored = Stored::new();
        stored.append(self.events.clone());
        stored
    }

    pub(super) fn events(&self) -> Vec<NewEvent> {
        self.events.clone()
    }
}

/// A store with a log in it.
pub(super) struct Stored {
    runtime: tokio::runtime::Runtime,
    store: Store,
    _dir: tempfile::TempDir,
}

impl Stored {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let store = Store::open(dir.path()).unwrap();
        runtime.block_on(store.source("key")).unwrap();
        Self {
            runtime,
            store,
            _dir: dir,
        }
    }

    pub(super) fn append(&self, events: Vec<NewEvent>) {
        self.runtime.block_on(self.store.append(events)).unwrap();
    }

    /// Changes the store by SQL.
    pub(super) fn write(&self, sql: &str) {
        let sql = sql.to_owned();
        let work = self.store.write(move |conn| conn.execute_batch(&sql));
        self.runtime.block_on(work).unwrap();
    }

    /// Asks a question on a read connection.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> T {
        self.runtime.block_on(self.store.read(question)).unwrap()
    }

    /// Asks a question of the history and the directory.
    pub(super) fn recall<T: Send + 'static>(
        &self,
        question: impl FnOnce(&History, &Directory) -> T + Send + 'static,
    ) -> T {
        self.ask(|conn| {
            let mut history = History::default();
            history.refresh(conn, &bundle())?;
            Ok(question(&history, &Directory::load(conn)?))
        })
    }
}

/// Seven days from Monday the 9th to Sunday the 15th, which is today, at noon.
pub(super) fn week() -> Window {
    Window::last(7, at(13, 12), &TimeZone::UTC)
}

/// Three features (0 `create` by event, 1 `capture` by click, 2 `mileage` by page), a checklist of
/// the first two, and a tour of three steps.
pub(super) fn bundle() -> Bundle {
    let text = |text: &str| json!({ "en": text });
    let feature = |id: &str, core: bool, source: Value| json!({ "id": id, "name": text(id), "core": core, "any": [source] });
    let task =
        |id: &str| json!({ "id": id, "title": text(id), "done": { "feature": { "id": id } } });
    let step = json!({ "title": text("step"), "body": text("body") });
    let project = json!({
        "locales": [{ "id": "en" }],
        "features": [
            feature("create", true, json!({ "event": "Created" })),
            feature("capture", true, json!({ "click": "#capture" })),
            feature("mileage", false, json!({ "page": "/mileage" })),
        ],
        "checklists": [{ "id": "start", "title": text("Start"), "tasks": [task("create"), task("capture")] }],
        "guides": [{ "id": "tour", "name": text("Tour"), "kind": "tour", "steps": [step, step, step] }],
    });
    bundle_of(&[("banso.json", &project.to_string())]).expect("sound content")
}
