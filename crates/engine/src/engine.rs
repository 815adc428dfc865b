//! The engine itself: takes one input at a time, changes what it remembers, and says what to do.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::codec::{self, Encode};
use banso_content::model::{RuleId, Trigger};
use banso_content::rule::Topics;
use banso_wire::time::{Millis, SECOND};

use crate::checklist;
use crate::counter::Happened;
use crate::effect::{Effect, tag};
use crate::feature::{Sign, is_use};
use crate::input::{Input, Traits};
use crate::leaf::{Facts, NEVER};
use crate::memory::Memory;
use crate::properties::Properties;
use crate::queue::{Ledger, Queue};
use crate::rng::Rng;
use crate::truth::Truth;
use crate::visit::{Page, Visit};

/// Signs that arrive before the content are kept up to this many.
const MOST_EARLY_SIGNS: usize = 100;
/// What can be counted again from the messages is written after so long, to spare the disk.
const LAZY: Millis = SECOND;

/// The engine. See the crate's documentation.
#[derive(Clone, Debug)]
pub struct Engine {
    pub(crate) memory: Memory,
    pub(crate) visit: Visit,
    pub(crate) bundle: Bundle,
    pub(crate) topics: Topics,
    pub(crate) truth: Truth,
    pub(crate) queue: Queue,
    /// The accounts of the queue as they were said last.
    pub(crate) accounted: Ledger,
    pub(crate) rng: Rng,
    /// The bytes of the effects, and how many of them have been said.
    pub(crate) out: Vec<u8>,
    said: usize,
    /// The topics that changed.
    pub(crate) touched: Vec<usize>,
    /// The moments that came with this input.
    pub(crate) fired: Vec<Trigger>,
    /// The probes that the shell watches.
    pub(crate) watched: Vec<bool>,
    /// Set by whatever may change what is shown, what is remembered, and which guide may start.
    pub(crate) repaint: bool,
    pub(crate) remember: bool,
    pub(crate) reconsider: bool,
    /// When a guide may start though nothing happens; UTC ms.
    pub(crate) wake: Millis,
    /// When to write what need not be written at once; UTC ms.
    pub(crate) persist_at: Millis,
    /// The bytes of the view that was painted last.
    pub(crate) painted: Vec<u8>,
    early: Vec<(EarlySign, Millis)>,
    /// The place of the latest message in its session.
    pub(crate) sequence: u64,
    /// Stands for the user, the account, the browser and the session in what is sent; mostly empty.
    pub(crate) alias: String,
}

#[derive(Clone, Debug)]
enum EarlySign {
    Page(String),
    Event(String, Traits),
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
            visit: Visit::default(),
            bundle: Bundle::default(),
            topics: Topics::default(),
            truth: Truth::default(),
            queue: Queue::default(),
            accounted: Ledger::default(),
            sequence: 0,
            out: Vec::new(),
            said: 0,
            touched: Vec::new(),
            fired: Vec::new(),
            watched: Vec::new(),
            repaint: false,
            remember: true,
            reconsider: false,
            wake: NEVER,
            persist_at: NEVER,
            painted: Vec::new(),
            early: Vec::new(),
            alias: String::new(),
        }
    }

    /// Takes in what happened at `now`. What to do about it comes out of [`Engine::poll`].
    pub fn handle(&mut self, input: Input, now: Millis) {
        self.remember |= self.memory.touch(now);
        match input {
            Input::Bundle(bundle) => self.on_bundle(*bundle, now),
            Input::Recovered {
                messages,
                ledger,
                own,
            } => self.on_recovered(messages, &ledger, own, now),
            Input::Remembered(bytes) => self.on_remembered(&bytes, now),
            Input::Track {
                name,
                properties,
                body,
            } => self.on_track(&name, properties, body, now),
            Input::Identify { user, traits, body } => self.on_identify(user, traits, body, now),
            Input::Group {
                group,
                traits,
                body,
            } => self.on_group(group, traits, body, now),
            Input::Page { name, body } => self.on_page(name.as_deref(), body, now),
            Input::Route {
                path,
                rest,
                origin,
                referrer,
            } => self.on_route(path, &rest, origin, &referrer, now),
            Input::Click(selectors) => self.on_click(&selectors, now),
            Input::Probes(found) => self.on_probes(&found),
            Input::Screen(screen) => {
                self.visit.screen = Some(screen);
                self.touch(Topics::SCREEN);
            }
            Input::Zone(zone) => {
                self.visit.zone = zone;
                self.touch(Topics::TIME);
            }
            Input::Quiet(quiet) => {
                self.visit.quiet = quiet;
                self.changed();
            }
            Input::Turn(turn) => self.on_turn(turn),
            Input::Consent(denied) => self.on_consent(denied, now),
            Input::Locale(tag) => self.on_locale(tag),
            Input::Press(press) => self.on_press(press, now),
            Input::Show(guide) => self.show_guide(&guide, now),
            Input::Launch(guide) => self.launch_guide(&guide, now),
            Input::Permalink(guide) => {
                self.visit.link = guide;
                self.changed();
            }
            Input::AccountDone { account, done } => self.on_account_done(&account, done),
            Input::Dismiss => self.close_guide(now),
            Input::EndAll => self.end_all(now),
            Input::Reset => self.on_reset(now),
            Input::Flush => self.queue.hurry(now),
            Input::Leaving => self.on_leaving(now),
            Input::Tick => {}
            Input::Settled { batch, outcome } => self.on_settled(batch, outcome, now),
        }
        self.conclude(now);
    }

    /// The next thing to do, if any.
    pub fn poll(&mut self) -> Option<Effect> {
        let (effect, left) = codec::decode_first(&self.out[self.said..])?;
        self.said = self.out.len() - left;
        if left == 0 {
            self.take_effects();
        }
        Some(effect)
    }

    /// The bytes of everything to do, one [`Effect`] behind the other.
    pub fn take_effects(&mut self) -> Vec<u8> {
        self.said = 0;
        core::mem::take(&mut self.out)
    }

    /// Begins an effect; its fields are written behind.
    pub(crate) fn say(&mut self, tag: u8) -> &mut Vec<u8> {
        self.out.push(tag);
        &mut self.out
    }

    /// When [`Input::Tick`] is due, UTC ms, if nothing else happens before.
    pub fn deadline(&self) -> Option<Millis> {
        let due = self.queue.deadline().unwrap_or(NEVER);
        let due = due
            .min(self.wake)
            .min(self.persist_at)
            .min(self.truth.next());
        (due < NEVER).then_some(due)
    }

    /// The id of this browser.
    pub fn anonymous_id(&self) -> &str {
        &self.memory.anonymous_id
    }

    /// What outlives the page.
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// What is known of the present page load.
    pub fn visit(&self) -> &Visit {
        &self.visit
    }

    /// The content.
    pub fn bundle(&self) -> &Bundle {
        &self.bundle
    }

    /// Whether a rule of the content holds, as of the latest input.
    pub fn holds(&self, rule: RuleId) -> bool {
        self.truth.holds(rule)
    }

    /// The locale of the content that serves the page now; the page's own tag before the content
    /// has arrived.
    pub fn content_locale(&self) -> &str {
        self.bundle
            .locale_for(&self.visit.locale)
            .unwrap_or(&self.visit.locale)
    }

    fn on_bundle(&mut self, bundle: Bundle, now: Millis) {
        let out = self.say(tag::HEED);
        bundle.graph.clicks.encode(out);
        bundle.graph.events.encode(out);
        // What is known by position was known of the content before.
        self.visit.visible = None;
        self.visit.ended.clear();
        self.visit.missing.clear();
        self.visit.probes.clear();
        self.take_content(bundle, now);
        self.changed();
        for (sign, at) in core::mem::take(&mut self.early) {
            match sign {
                EarlySign::Page(path) => self.on_sign(Sign::Page(&path), at),
                EarlySign::Event(name, properties) => self.on_event(&name, &properties, at),
            }
        }
    }

    /// Takes over the content and evaluates all of it.
    pub(crate) fn take_content(&mut self, bundle: Bundle, now: Millis) {
        self.topics = bundle.topics();
        self.watched = alloc::vec![false; bundle.graph.probes.len()];
        let truth = Truth::of(&bundle.graph);
        codec::discard(core::mem::replace(&mut self.truth, truth));
        codec::discard(core::mem::replace(&mut self.bundle, bundle));
        self.refresh(now);
    }

    /// Asks every leaf again.
    pub(crate) fn refresh(&mut self, now: Millis) {
        let (truth, facts) = self.truth_and_facts(now);
        truth.all(&facts);
        truth.settle(&facts.bundle.graph);
    }

    fn on_route(&mut self, path: String, rest: &str, origin: String, referrer: &str, now: Millis) {
        let moved = path != self.visit.page.path;
        let mut address = path.clone();
        address.push_str(rest);
        self.visit.page = Page { path, address };
        self.touch(Topics::PAGE);
        self.changed();
        if moved {
            self.on_new_page(origin, referrer, now);
        }
    }

    fn on_new_page(&mut self, origin: String, referrer: &str, now: Millis) {
        self.visit.rested = false;
        self.visit.since = now;
        if self.bundle.shows() {
            self.forget_endings();
        }
        let path = self.visit.page.path.clone();
        let mut url = origin;
        url.push_str(&path);
        let mut properties = Properties::default();
        properties.text("path", &path).text("url", &url);
        if !referrer.is_empty() {
            properties.text("referrer", referrer);
        }
        self.send_page(&properties, now);
        self.on_sign(Sign::Page(&path), now);
    }

    fn on_locale(&mut self, tag: String) {
        self.visit.locale = tag;
        self.touch(Topics::LOCALE);
        self.changed();
    }

    /// States are kept until they change; moments start what waits for them. What comes late, of a
    /// probe that is watched no more, would be believed for ever: it is not heard.
    fn on_probes(&mut self, found: &[(u16, bool)]) {
        for (at, holds) in found {
            let position = usize::from(*at);
            let (Some(probe), Some(true)) = (
                self.bundle.graph.probes.get(position),
                self.watched.get(position),
            ) else {
                continue;
            };
            if probe.kind.is_moment() {
                self.fired.push(Trigger::Probe(*at));
                self.reconsider = true;
                continue;
            }
            match self.visit.probes.iter_mut().find(|known| known.0 == *at) {
                Some(known) => known.1 = *holds,
                None => self.visit.probes.push((*at, *holds)),
            }
            self.touch(Topics::PROBE);
        }
    }

    /// Takes in an event: counts it, and advances the features that it is a use of.
    pub(crate) fn on_event(&mut self, name: &str, properties: &Traits, now: Millis) {
        if self.bundle.version.is_empty() {
            self.keep_early(EarlySign::Event(name.into(), properties.clone()), now);
            return;
        }
        if self.bundle.shows() {
            self.count(Happened::Event(name, properties), now);
        }
        self.on_sign(Sign::Event(name), now);
    }

    /// Advances the features that a page visit or an event is a use of.
    fn on_sign(&mut self, sign: Sign<'_>, now: Millis) {
        if self.bundle.version.is_empty() {
            if let Sign::Page(path) = sign {
                self.keep_early(EarlySign::Page(path.into()), now);
            }
            return;
        }
        for at in 0..self.bundle.features.len() {
            if is_use(&self.bundle.features[at], sign) {
                self.advance(at, now);
            }
        }
    }

    fn keep_early(&mut self, sign: EarlySign, now: Millis) {
        if self.early.len() < MOST_EARLY_SIGNS {
            self.early.push((sign, now));
        }
    }

    /// A fact changed that leaves ask about.
    pub(crate) fn touch(&mut self, topic: usize) {
        self.touched.push(topic);
    }

    /// Something changed that decides what is shown.
    pub(crate) fn changed(&mut self) {
        self.reconsider = true;
        self.repaint = true;
    }

    /// Something changed that is worth writing, and not worth writing at once.
    pub(crate) fn remember_soon(&mut self, now: Millis) {
        self.persist_at = self.persist_at.min(now.saturating_add(LAZY));
    }

    pub(crate) fn facts(&self, now: Millis) -> Facts<'_> {
        Facts {
            bundle: &self.bundle,
            memory: &self.memory,
            visit: &self.visit,
            now,
        }
    }

    /// What the rules say, to be changed, and what they are asked about.
    fn truth_and_facts(&mut self, now: Millis) -> (&mut Truth, Facts<'_>) {
        let facts = Facts {
            bundle: &self.bundle,
            memory: &self.memory,
            visit: &self.visit,
            now,
        };
        (&mut self.truth, facts)
    }

    /// Evaluates what hangs on the facts that changed.
    pub(crate) fn settle(&mut self, now: Millis) {
        let touched = core::mem::take(&mut self.touched);
        let (truth, facts) = self.truth_and_facts(now);
        truth.clock(&facts);
        for topic in touched {
            truth.topic(topic, &facts);
        }
        self.reconsider |= truth.settle(&facts.bundle.graph);
    }

    /// Exposes features and completes tasks until nothing more follows: a guide is chosen only then,
    /// lest one appears for what is no longer so.
    fn follow(&mut self, now: Millis) {
        loop {
            self.expose(now);
            if !self.bundle.checklists.is_empty() {
                checklist::advance(self, now);
            }
            self.settle(now);
            if !core::mem::take(&mut self.reconsider) {
                return;
            }
        }
    }

    /// What follows from an input, whatever it was.
    fn conclude(&mut self, now: Millis) {
        self.reconsider |= now >= self.wake;
        self.settle(now);
        while core::mem::take(&mut self.reconsider) {
            self.repaint = true;
            self.follow(now);
            if self.bundle.shows() {
                self.present(now);
            }
            self.settle(now);
        }
        self.fired.clear();
        if self.persist_at < NEVER {
            self.remember_soon(now);
        }
        self.deliver(now);
        if core::mem::take(&mut self.remember) || now >= self.persist_at {
            self.persist_at = NEVER;
            self.memory.turn = self.memory.turn.saturating_add(1);
            let memory = self.memory.to_bytes();
            memory.encode(self.say(tag::PERSIST));
        }
        if core::mem::take(&mut self.repaint) && (self.bundle.shows() || !self.painted.is_empty()) {
            self.paint();
        }
    }

    /// Chooses the guide, and watches what it and others wait for.
    #[inline(never)]
    fn present(&mut self, now: Millis) {
        self.choose_guide(now);
        self.watch(now);
    }

    #[inline(never)]
    fn paint(&mut self) {
        let view = self.view();
        if view != self.painted {
            self.painted.clone_from(&view);
            view.encode(self.say(tag::PAINT));
        }
    }

    fn on_reset(&mut self, now: Millis) {
        let turn = self.memory.turn;
        self.memory = fresh(&mut self.rng, now);
        self.memory.turn = turn;
        self.remember = true;
        self.forget_person(now);
        self.changed();
    }

    /// Forgets what this page load knows of the user: another one sits here now.
    pub(crate) fn forget_person(&mut self, now: Millis) {
        let visit = &mut self.visit;
        visit.user.clear();
        visit.account.clear();
        visit.account_done.clear();
        visit.visible = None;
        visit.ended.clear();
        visit.missing.clear();
        self.early.clear();
        self.refresh(now);
    }
}

pub(crate) fn fresh(rng: &mut Rng, now: Millis) -> Memory {
    Memory::new(rng.id(now), now, now)
}
