//! One page load of one person: drives the real engine as the shell does, and keeps what it stores.

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_content::prose::look;
use banso_content::rule::Zone;
use banso_engine::json::traits;
use banso_engine::view::{GuideView, Missing, Press, View};
use banso_engine::visit::Screen;
use banso_engine::{Effect, Engine, Input, Outcome, Traits};
use banso_wire::event;
use banso_wire::time::{Millis, SECOND};
use serde_json::{Value as Json, json};

use crate::dice::Dice;
use crate::out::Line;
use crate::voice::Voice;

const ORIGIN: &str = "https://seisan.example";

/// Everybody sits at a desk.
const DESK: Screen = Screen {
    width: 1_440,
    height: 800,
    short_side: 900,
    coarse: false,
};

/// Where and when a visit happens.
pub(crate) struct Moment {
    pub(crate) start: Millis,
    /// Nothing happens after this.
    pub(crate) until: Millis,
    /// Hours ahead of UTC.
    pub(crate) offset: i8,
}

/// A visit under way.
pub(crate) struct Visit<'a> {
    engine: Engine,
    now: Millis,
    until: Millis,
    offset: i8,
    path: String,
    patience: f64,
    voice: Voice<'a>,
    memory: Vec<u8>,
    view: View,
    /// A page that a guide or a task leads to.
    wanted: Option<String>,
    /// An article that a task leads to.
    article: Option<String>,
    /// The features that the guides finished in this visit are about.
    pub(crate) learnt: Vec<String>,
    pub(crate) dice: Dice,
    lines: &'a mut Vec<Line>,
}

impl<'a> Visit<'a> {
    /// Opens the app; `memory` is what the last visit left in the browser.
    pub(crate) fn begin(
        memory: Option<&[u8]>,
        moment: &Moment,
        patience: f64,
        voice: Voice<'a>,
        mut dice: Dice,
        lines: &'a mut Vec<Line>,
    ) -> Self {
        Self {
            engine: Engine::new(memory, dice.bits(), moment.start),
            now: moment.start,
            until: moment.until,
            offset: moment.offset,
            path: String::new(),
            patience,
            voice,
            memory: memory.unwrap_or_default().to_vec(),
            view: View::default(),
            wanted: None,
            article: None,
            learnt: Vec::new(),
            dice,
            lines,
        }
    }

    /// What happens at each load, in the order in which the shell and the demo app do it.
    pub(crate) fn load(
        &mut self,
        lang: &str,
        bundle: &Bundle,
        user: (&str, &Json),
        group: (&str, &Json),
    ) {
        self.feed(
            Input::Recovered {
                messages: Vec::new(),
                ledger: Vec::new(),
                own: false,
            },
            None,
        );
        self.feed(Input::Locale(lang.into()), None);
        let zone = Zone(vec![(0, i16::from(self.offset) * 60)]);
        self.feed(Input::Zone(zone), None);
        self.feed(Input::Screen(DESK), None);
        self.route("/");
        self.wait(80, 300);
        let (traits, text) = spoken(user.1);
        let body = units(&text);
        self.feed(
            Input::Identify {
                user: Some(user.0.into()),
                traits,
                body,
            },
            Some(&text),
        );
        let (traits, text) = spoken(group.1);
        let body = units(&text);
        self.feed(
            Input::Group {
                group: group.0.into(),
                traits,
                body,
            },
            Some(&text),
        );
        self.wait(60, 700);
        self.feed(Input::Bundle(Box::new(bundle.clone())), None);
        self.attend();
    }

    /// Whether the visit has reached the end of the history.
    pub(crate) fn over(&self) -> bool {
        self.now > self.until
    }

    /// Goes to a page, unless it is there already, and looks at what is shown.
    pub(crate) fn go(&mut self, path: &str) {
        if self.path != path {
            self.think(2.0, 25.0);
            self.route(path);
            self.attend();
        }
        self.linger(1.0, 22.0);
    }

    /// Clicks on a button of a feature, by its test id.
    pub(crate) fn click(&mut self, testid: &str) {
        let selector = format!("[data-testid=\"{testid}\"]");
        let clicks = &self.engine.bundle().graph.clicks;
        let clicked = clicks.iter().position(|known| *known == selector);
        if let Some(at) = clicked {
            self.feed(Input::Click(vec![at as u16]), None);
        }
        self.attend();
    }

    /// Tracks an event of the host app.
    pub(crate) fn track(&mut self, name: &str, properties: &Json) {
        let (properties, text) = spoken(properties);
        let body = units(&text);
        self.feed(
            Input::Track {
                name: name.into(),
                properties,
                body,
            },
            Some(&text),
        );
        self.attend();
    }

    /// A press in the help widget or the checklist.
    pub(crate) fn press(&mut self, press: Press) {
        self.feed(Input::Press(press), None);
        self.follow();
    }

    /// An article that a pressed task opens in the help widget.
    pub(crate) fn opened(&mut self) -> Option<String> {
        self.article.take()
    }

    /// A source of chance for something that leaves all other chance alone.
    pub(crate) fn aside(&self, what: &str) -> Dice {
        Dice::of(self.now, what)
    }

    /// The version of the content.
    pub(crate) fn version(&self) -> String {
        self.engine.bundle().version.clone()
    }

    /// Time passes, in seconds.
    pub(crate) fn pass(&mut self, seconds: f64) {
        self.now += (seconds * SECOND as f64) as Millis;
    }

    /// Ids of the tasks that are not done yet.
    pub(crate) fn open_tasks(&self) -> Vec<String> {
        let tasks = self.view.checklist.iter().flat_map(|list| &list.tasks);
        tasks
            .filter(|task| !task.done)
            .map(|task| task.id.clone())
            .collect()
    }

    /// Time passes, in seconds; short waits are the common ones.
    pub(crate) fn think(&mut self, low: f64, high: f64) {
        let seconds = low + (high - low) * self.dice.unit() * self.dice.unit();
        self.now += (seconds * SECOND as f64) as Millis;
    }

    /// Time passes on the page, and what waits for it comes.
    fn linger(&mut self, low: f64, high: f64) {
        let begun = self.now;
        self.think(low, high);
        let end = std::mem::replace(&mut self.now, begun);
        while let Some(due) = self.engine.deadline().filter(|due| *due <= end) {
            if self.over() || due <= self.now {
                break;
            }
            self.now = due;
            self.feed(Input::Tick, None);
        }
        self.now = self.now.max(end);
        self.attend();
    }

    /// The page goes away; what the browser remembers is returned.
    pub(crate) fn end(mut self) -> Vec<u8> {
        self.feed(Input::Leaving, None);
        self.memory
    }

    fn wait(&mut self, low: i64, high: i64) {
        self.now += self.dice.whole(low, high) as Millis;
    }

    fn route(&mut self, path: &str) {
        let before = std::mem::replace(&mut self.path, path.into());
        let referrer = if before.is_empty() {
            before
        } else {
            format!("{ORIGIN}{before}")
        };
        let (path, origin) = (path.into(), ORIGIN.into());
        self.feed(
            Input::Route {
                path,
                rest: String::new(),
                origin,
                referrer,
            },
            None,
        );
    }

    /// Hands one input to the engine and does what it says; `body` is the host's JSON.
    fn feed(&mut self, input: Input, body: Option<&str>) {
        if self.over() {
            return;
        }
        self.engine.handle(input, self.now);
        while let Some(effect) = self.engine.poll() {
            self.perform(effect, body);
        }
    }

    fn perform(&mut self, effect: Effect, body: Option<&str>) {
        match effect {
            Effect::Store(message) => {
                let json = message.json(body.unwrap_or("{}"));
                let locale = self.engine.content_locale();
                self.lines.push(Line::new(self.now, &json, locale));
            }
            // The collector takes whatever arrives.
            Effect::Send { batch, ids, .. } => {
                let outcome = Outcome::Acknowledged(ids);
                self.engine
                    .handle(Input::Settled { batch, outcome }, self.now);
            }
            Effect::Persist(bytes) => self.memory = bytes,
            Effect::Paint(bytes) => {
                self.view = codec::decode(&bytes).expect("the engine's own view");
            }
            Effect::Navigate(to) => {
                // Another site opens in a tab of its own, and is no part of this history.
                if to.starts_with('/') {
                    self.wanted = Some(to);
                }
            }
            Effect::Ask { slug, .. } => self.article = Some(slug).filter(|slug| !slug.is_empty()),
            // The people of the history wait for no element and no moment.
            Effect::Heed { .. }
            | Effect::Watch { .. }
            | Effect::Unwatch(_)
            | Effect::Account(_)
            | Effect::Remove(_)
            | Effect::Warn(_) => {}
            Effect::Emit { event, properties } => {
                if event == event::GUIDE_COMPLETED {
                    self.learn(&properties.json());
                }
            }
        }
    }

    /// A guide was finished: the person knows now what it is about.
    fn learn(&mut self, completed: &str) {
        let completed: Json = serde_json::from_str(completed).unwrap_or_default();
        let guides = &self.engine.bundle().guides;
        let guide = guides
            .iter()
            .find(|guide| completed[event::GUIDE] == *guide.id);
        self.learnt
            .extend(guide.and_then(|guide| guide.feature.clone()));
    }

    /// Follows a guide or a task to the page it leads to.
    fn follow(&mut self) {
        if let Some(path) = self.wanted.take() {
            self.wait(150, 900);
            if self.path != path {
                self.route(&path);
                self.attend();
            }
        }
    }

    /// Looks at what is new while help is open: the badge has said so. Not everyone reads to the end.
    pub(crate) fn read_news(&mut self) {
        let feed = self.view.feed.iter();
        let unread: Vec<String> = feed
            .filter(|entry| entry.is_unread())
            .map(|entry| entry.id.clone())
            .collect();
        if unread.is_empty() || !self.dice.chance(0.55) {
            return;
        }
        for guide in unread {
            self.think(0.5, 3.0);
            let id = guide.clone();
            self.press(Press::Shown { guide: id, step: 0 });
            self.think(3.0, 25.0);
            if !self.dice.chance(0.7) {
                return;
            }
            self.press(Press::Shown { guide, step: 1 });
        }
    }

    /// Looks at the guide that is shown, if any, step by step.
    fn attend(&mut self) {
        let mut last = None;
        while let Some(guide) = self.view.guide.clone() {
            let step = Some((guide.id.clone(), guide.step));
            if last == step || self.over() || !self.react(&guide) {
                return;
            }
            last = step;
            self.follow();
        }
    }

    /// What the person does with one step; false when they leave it as it is.
    fn react(&mut self, guide: &GuideView) -> bool {
        let (id, step) = (guide.id.clone(), guide.step);
        let way = guide.said.target.first();
        if let Some(way) = way.filter(|_| self.dice.chance(0.008)) {
            self.now += 8 * SECOND;
            let missing = Press::target_missing(&id, step, way.label(), Missing::Absent);
            self.feed(Input::Press(missing), None);
            return false;
        }
        self.wait(350, 1_200);
        self.feed(Input::Press(Press::Shown { guide: id, step }), None);
        self.think(1.5, 22.0);
        let press = match self.dice.weighted(&habits(guide, self.patience)) {
            Some(Habit::Next) => {
                let answer = self.voice.answer(guide, &mut self.dice);
                answer.unwrap_or(Press::Next)
            }
            Some(Habit::Back) => Press::Back,
            Some(Habit::Dismiss) => Press::Dismiss("close".into()),
            Some(Habit::Later) => Press::Snooze,
            Some(Habit::Ignore) | None => return false,
        };
        let back = press == Press::Back;
        self.feed(Input::Press(press), None);
        if back {
            self.think(1.0, 8.0);
            self.feed(Input::Press(Press::Next), None);
        }
        true
    }
}

#[derive(Clone, Copy)]
enum Habit {
    Next,
    Back,
    Dismiss,
    Later,
    Ignore,
}

/// What people do with a step: most who leave a tour leave it on its first steps, news is closed
/// about as often as it is followed, and a hint is nearly always read.
fn habits(guide: &GuideView, patience: f64) -> [(Habit, f64); 5] {
    let (dismiss, ignore) = match (guide.id.as_str(), guide.step) {
        ("welcome-tour", 0) => (0.24, 0.05),
        ("welcome-tour", 1) => (0.11, 0.03),
        ("welcome-tour", 2) => (0.07, 0.02),
        ("welcome-tour", _) => (0.05, 0.02),
        ("card-import-news", _) => (0.46, 0.06),
        // A good third of those who are asked answer, and most of them to the end.
        ("nps" | "export-csat", 0) => (0.42, 0.22),
        ("nps" | "export-csat", _) => (0.06, 0.02),
        _ => (0.18, 0.12),
    };
    let dismiss = dismiss * (1.6 - 1.2 * patience);
    let asks = matches!(guide.id.as_str(), "nps" | "export-csat");
    let back = if guide.step > 0 && !asks { 0.05 } else { 0.0 };
    let snoozes = guide.said.look & look::SNOOZES > 0;
    let later = if snoozes { 0.1 } else { 0.0 };
    let next = 1.0 - dismiss - ignore - back - later;
    [
        (Habit::Next, next),
        (Habit::Back, back),
        (Habit::Dismiss, dismiss),
        (Habit::Later, later),
        (Habit::Ignore, ignore),
    ]
}

/// The traits for conditions, and the whole as the host's JSON.
fn spoken(json: &Json) -> (Traits, String) {
    let known = json.as_object().map_or_else(Traits::new, traits);
    (known, json.to_string())
}

fn units(text: &str) -> u32 {
    text.encode_utf16().count() as u32
}

/// No properties.
pub(crate) fn nothing() -> Json {
    json!({})
}
