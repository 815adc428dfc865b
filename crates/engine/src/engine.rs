//! The engine itself: takes one input at a time, changes what it remembers, and says what to do.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_wire::json::Object;
use banso_wire::time::Millis;

use crate::checklist;
use crate::condition::Facts;
use crate::effect::Effect;
use crate::feature::{Sign, is_use};
use crate::input::{Input, Traits};
use crate::memory::Memory;
use crate::queue::Queue;
use crate::rng::Rng;

/// Signs that arrive before the content are kept up to this many.
const MOST_EARLY_SIGNS: usize = 100;

/// The engine. See the crate's documentation.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) memory: Memory,
    pub(crate) bundle: Bundle,
    pub(crate) page: Page,
    pub(crate) locale: String,
    pub(crate) user: Traits,
    pub(crate) account: Traits,
    pub(crate) queue: Queue,
    pub(crate) rng: Rng,
    pub(crate) effects: Vec<Effect>,
    pub(crate) counted: Vec<(String, usize)>,
    /// Set by whatever may change what is shown, what is remembered, and which guide may start.
    pub(crate) repaint: bool,
    pub(crate) remember: bool,
    pub(crate) reconsider: bool,
    /// No guide starts by itself on the page visit on which another one ended.
    pub(crate) rested: bool,
    /// The guide that is visible, by its position in the bundle.
    pub(crate) visible: Option<usize>,
    /// Guides that ended, or gave up, during this page load.
    pub(crate) ended: Vec<usize>,
    /// The bytes of the view that was painted last.
    painted: Vec<u8>,
    early: Vec<(EarlySign, Millis)>,
}

/// The page, as the shell saw it last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    pub(crate) path: String,
}

#[derive(Clone, Debug)]
enum EarlySign {
    Page(String),
    Event(String),
}

impl Engine {
    /// An engine for one page load. `memory` is what the last [`Effect::Persist`] said, if anything;
    /// `seed` is random.
    pub fn new(memory: Option<&[u8]>, seed: u64, now: Millis) -> Self {
        let mut rng = Rng::new(seed);
        let memory = memory
            .and_then(Memory::from_bytes)
            .unwrap_or_else(|| fresh(&mut rng, now));
        Self {
            memory,
            rng,
            bundle: Bundle::default(),
            page: Page::default(),
            locale: String::new(),
            user: Vec::new(),
            account: Vec::new(),
            queue: Queue::default(),
            effects: Vec::new(),
            counted: Vec::new(),
            repaint: false,
            remember: true,
            reconsider: false,
            rested: false,
            visible: None,
            ended: Vec::new(),
            painted: Vec::new(),
            early: Vec::new(),
        }
    }

    /// Takes in what happened at `now`. What to do about it comes out of [`Engine::poll`].
    pub fn handle(&mut self, input: Input, now: Millis) {
        self.remember |= self.memory.touch(now);
        match input {
            Input::Bundle(bundle) => self.on_bundle(*bundle),
            Input::Recovered(messages) => self.queue.recover(messages, now),
            Input::Remembered(bytes) => self.on_remembered(&bytes),
            Input::Track { name, body } => self.on_track(&name, body, now),
            Input::Identify { user, traits, body } => self.on_identify(user, traits, body, now),
            Input::Group {
                group,
                traits,
                body,
            } => self.on_group(group, traits, body, now),
            Input::Page { name, body } => self.on_page(name.as_deref(), body, now),
            Input::Route {
                path,
                origin,
                referrer,
            } => self.on_route(path, origin, &referrer, now),
            Input::Click(features) => self.on_click(&features, now),
            Input::Locale(tag) => self.on_locale(tag),
            Input::Press(press) => self.on_press(press, now),
            Input::Show(guide) => self.show_guide(&guide, now),
            Input::Dismiss => self.dismiss_guide(now),
            Input::Reset => self.on_reset(now),
            Input::Flush => self.queue.hurry(now),
            Input::Leaving => self.on_leaving(),
            Input::Tick => {}
            Input::Settled { batch, outcome } => self.on_settled(batch, outcome, now),
        }
        self.conclude(now);
    }

    /// The next thing to do, if any.
    pub fn poll(&mut self) -> Option<Effect> {
        (!self.effects.is_empty()).then(|| self.effects.remove(0))
    }

    /// When [`Input::Tick`] is due, UTC ms, if nothing else happens before.
    pub fn deadline(&self) -> Option<Millis> {
        self.queue.deadline()
    }

    /// The selectors of features that are used by a click, with the feature's position.
    pub fn selectors(&self) -> impl Iterator<Item = (usize, &str)> {
        crate::feature::selectors(&self.bundle.features)
    }

    /// The id of this browser.
    pub fn anonymous_id(&self) -> &str {
        &self.memory.anonymous_id
    }

    /// The locale of the content that serves the page now; the page's own tag before the content
    /// has arrived.
    pub fn content_locale(&self) -> &str {
        self.bundle
            .locale_for(&self.locale)
            .map_or(&self.locale, |locale| &locale.id)
    }

    fn on_bundle(&mut self, bundle: Bundle) {
        self.counted = crate::counted::events(&bundle);
        self.bundle = bundle;
        self.visible = None;
        self.ended.clear();
        self.changed();
        for (sign, at) in core::mem::take(&mut self.early) {
            match sign {
                EarlySign::Page(path) => self.on_sign(Sign::Page(&path), at),
                EarlySign::Event(name) => self.on_sign(Sign::Event(&name), at),
            }
        }
    }

    fn on_remembered(&mut self, bytes: &[u8]) {
        let Some(memory) = Memory::from_bytes(bytes) else {
            return;
        };
        self.memory = memory;
        self.remember = false;
        self.changed();
    }

    fn on_route(&mut self, path: String, origin: String, referrer: &str, now: Millis) {
        let mut url = origin;
        url.push_str(&path);
        self.page.path.clone_from(&path);
        self.rested = false;
        let mut properties = Object::new();
        properties.text("path", &path).text("url", &url);
        if !referrer.is_empty() {
            properties.text("referrer", referrer);
        }
        self.send_page(&properties.finish(), now);
        self.on_sign(Sign::Page(&path), now);
        self.changed();
    }

    fn on_locale(&mut self, tag: String) {
        self.locale = tag;
        self.changed();
    }

    /// Takes in a page visit or an event: counts it, and advances the features that it is a use of.
    pub(crate) fn on_sign(&mut self, sign: Sign<'_>, now: Millis) {
        if self.bundle.version.is_empty() {
            self.keep_early(sign, now);
            return;
        }
        if let Sign::Event(name) = sign {
            self.count_event(name, now);
        }
        for at in 0..self.bundle.features.len() {
            if is_use(&self.bundle.features[at], sign) {
                self.advance(at, now);
            }
        }
    }

    fn keep_early(&mut self, sign: Sign<'_>, now: Millis) {
        if self.early.len() < MOST_EARLY_SIGNS {
            let sign = match sign {
                Sign::Page(path) => EarlySign::Page(path.into()),
                Sign::Event(name) => EarlySign::Event(name.into()),
            };
            self.early.push((sign, now));
        }
    }

    /// Something changed that conditions may look at.
    pub(crate) fn changed(&mut self) {
        self.reconsider = true;
        self.repaint = true;
    }

    pub(crate) fn facts(&self, now: Millis) -> Facts<'_> {
        Facts {
            path: &self.page.path,
            locale: &self.locale,
            user: &self.user,
            account: &self.account,
            memory: &self.memory,
            features: &self.bundle.features,
            now,
        }
    }

    /// What follows from an input, whatever it was.
    fn conclude(&mut self, now: Millis) {
        if core::mem::take(&mut self.reconsider) {
            checklist::advance(self, now);
            self.choose_guide(now);
        }
        if let Some(batch) = self.queue.ready(now) {
            self.effects.push(Effect::Send {
                batch: batch.number,
                ids: batch.ids,
                leaving: false,
            });
        }
        if core::mem::take(&mut self.remember) {
            self.effects.push(Effect::Persist(self.memory.to_bytes()));
        }
        if core::mem::take(&mut self.repaint) {
            self.paint();
        }
    }

    fn paint(&mut self) {
        let view = codec::encode(&self.view());
        if view != self.painted {
            self.painted.clone_from(&view);
            self.effects.push(Effect::Paint(view));
        }
    }

    fn on_reset(&mut self, now: Millis) {
        self.memory = fresh(&mut self.rng, now);
        self.user.clear();
        self.account.clear();
        self.visible = None;
        self.ended.clear();
        self.remember = true;
        self.changed();
    }
}

fn fresh(rng: &mut Rng, now: Millis) -> Memory {
    Memory::new(rng.id(now), now, now)
}
