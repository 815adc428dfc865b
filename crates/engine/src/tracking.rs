//! Tracking: the host's calls and the engine's own notes, as messages in the queue.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec::{self, Encode};
use banso_content::model::Trigger;
use banso_content::rule::Scope;
use banso_wire::event;
use banso_wire::message::Kind;
use banso_wire::time::Millis;

use crate::adoption::Adoption;
use crate::counter::Happened;
use crate::effect::tag;
use crate::engine::Engine;
use crate::feature::{is_clicked, is_met};
use crate::input::{Outcome, Stored, Traits};
use crate::memory::{entry, find};
use crate::properties::Properties;
use crate::queue::{Batch, Ledger, Losses, class};

/// The most bytes of UTF-8 that one UTF-16 unit can take.
const BYTES_PER_UNIT: u32 = 3;
/// More than the names of the fields of a message take as JSON, in bytes. What the engine says of the
/// message counts twice beside it, because JSON escapes.
const ENVELOPE: u32 = 200;

impl Engine {
    pub(crate) fn on_track(&mut self, name: &str, properties: Traits, body: u32, now: Millis) {
        self.enqueue(Kind::Track, Some(name), Body::Host(body), now);
        self.on_event(name, &properties, now);
    }

    pub(crate) fn on_page(&mut self, name: Option<&str>, body: u32, now: Millis) {
        self.enqueue(Kind::Page, name, Body::Host(body), now);
    }

    pub(crate) fn send_page(&mut self, properties: &Properties, now: Millis) {
        self.enqueue(Kind::Page, None, Body::Own(properties), now);
    }

    /// A user who was anonymous keeps what this browser knows; another user starts afresh.
    pub(crate) fn on_identify(
        &mut self,
        user: Option<String>,
        traits: Traits,
        body: u32,
        now: Millis,
    ) {
        if let Some(user) = user {
            if self
                .memory
                .user_id
                .as_ref()
                .is_some_and(|known| *known != user)
            {
                self.memory.forget_user(now);
                self.forget_person(now);
            }
            self.remember |= self.memory.user_id.as_ref() != Some(&user);
            self.memory.user_id = Some(user);
        }
        for (name, value) in traits {
            match self.visit.user.iter_mut().find(|known| known.0 == name) {
                Some(known) => known.1 = value,
                None => self.visit.user.push((name, value)),
            }
        }
        self.touch_traits(Scope::User);
        self.enqueue(Kind::Identify, None, Body::Host(body), now);
        self.changed();
    }

    pub(crate) fn on_group(&mut self, group: String, traits: Traits, body: u32, now: Millis) {
        self.remember |= self.memory.group_id.as_ref() != Some(&group);
        if self.memory.group_id.as_ref() != Some(&group) {
            self.visit.account_done.clear();
        }
        self.memory.group_id = Some(group);
        self.visit.account = traits;
        self.touch_traits(Scope::Account);
        self.enqueue(Kind::Group, None, Body::Host(body), now);
        self.changed();
    }

    /// Asks the leaves again that ask about traits of this scope.
    pub(crate) fn touch_traits(&mut self, scope: Scope) {
        for at in 0..self.bundle.graph.traits.len() {
            if self.bundle.graph.traits[at].scope == scope {
                self.touch(self.topics.of_trait(at));
            }
        }
    }

    pub(crate) fn on_click(&mut self, selectors: &[u16], now: Millis) {
        for &selector in selectors {
            self.fired.push(Trigger::Click(selector));
            self.reconsider = true;
            if self.bundle.shows() {
                self.count(Happened::Click(selector), now);
            }
        }
        for at in 0..self.bundle.features.len() {
            let clicked = is_clicked(&self.bundle.features[at], selectors);
            if clicked && self.advance(at, now) {
                let id = self.bundle.features[at].id.clone();
                let mut json = Properties::default();
                self.note(event::FEATURE_USED, json.text(event::FEATURE, &id), now);
            }
        }
    }

    /// Advances a feature's ladder, and says whether the use counted.
    pub(crate) fn advance(&mut self, at: usize, now: Millis) -> bool {
        let rule = self.bundle.features[at].adoption;
        self.climb(at, now, |adoption| adoption.advance(rule, now))
    }

    /// Features that an eligible user meets on this page are exposed from now on.
    pub(crate) fn expose(&mut self, now: Millis) {
        for at in 0..self.bundle.features.len() {
            let feature = &self.bundle.features[at];
            let met = self.truth.holds(feature.eligible)
                && is_met(feature, &self.visit.page.address)
                && find(&self.memory.adoption, &feature.id).is_none();
            if met {
                self.climb(at, now, |adoption| adoption.expose(now));
            }
        }
    }

    /// Changes a feature's ladder, and says so when the state is another one.
    fn climb(
        &mut self,
        at: usize,
        now: Millis,
        change: impl FnOnce(&mut Adoption) -> bool,
    ) -> bool {
        let feature = &self.bundle.features[at];
        let rule = feature.adoption;
        let adoption = entry(&mut self.memory.adoption, &feature.id);
        let before = adoption.state(rule, now);
        let counted = change(adoption);
        let after = adoption.state(rule, now);
        if !counted {
            return false;
        }
        let mut json = Properties::default();
        json.text(event::FEATURE, &feature.id)
            .text(event::STATE, after.name());
        self.remember = true;
        self.touch(self.topics.of_feature(at));
        if before != after {
            // Help is told what has been adopted.
            self.repaint = true;
            self.note(event::FEATURE_STATE_CHANGED, &json, now);
        }
        true
    }

    /// Tracks an event of Banso's own, and tells the host's listeners.
    pub(crate) fn note(&mut self, event: &str, properties: &Properties, now: Millis) {
        self.enqueue(Kind::Track, Some(event), Body::Own(properties), now);
        self.emit(event, properties);
    }

    /// Tells the host's listeners.
    pub(crate) fn emit(&mut self, event: &str, properties: &Properties) {
        let out = self.say(tag::EMIT);
        event.encode(out);
        properties.encode(out);
    }

    pub(crate) fn on_leaving(&mut self, now: Millis) {
        if !self.bundle.guides.is_empty() {
            self.report_held(now);
        }
        self.remember |= self.persist_at < Millis::MAX;
        if self.queue.may_leave(now) {
            self.tell_losses(now);
            if let Some(batch) = self.queue.take_leaving() {
                self.send(&batch, true);
            }
        }
    }

    /// Sends what is due, and says the accounts.
    pub(crate) fn deliver(&mut self, now: Millis) {
        if self.queue.is_due(now) {
            self.tell_losses(now);
            if let Some(batch) = self.queue.take() {
                self.send(&batch, false);
            }
        }
        self.account();
    }

    /// Takes in what the store holds: of visits that are over, or of this one when it comes back.
    pub(crate) fn on_recovered(
        &mut self,
        messages: Vec<Stored>,
        ledger: &[u8],
        own: bool,
        now: Millis,
    ) {
        let ledger = codec::decode::<Ledger>(ledger).unwrap_or_default();
        if own {
            self.queue.keep_only(&messages, ledger);
        } else {
            self.queue.take_over(&ledger);
        }
        let dropped = self.queue.recover(messages, now);
        self.remove(&dropped);
    }

    /// Tells the collector what was lost, in the batch that goes out now.
    fn tell_losses(&mut self, now: Millis) {
        let Some(losses) = self.queue.untold() else {
            return;
        };
        let mut told = Properties::default();
        for (at, name) in Losses::NAMES.iter().enumerate() {
            if losses.0[at] > 0 {
                told.number(name, losses.0[at].into());
            }
        }
        let name = Some(event::MESSAGES_DROPPED);
        self.enqueue(Kind::Track, name, Body::Own(&told), now);
    }

    /// Says the accounts of the queue when they have changed.
    fn account(&mut self) {
        let ledger = self.queue.ledger();
        if *ledger != self.accounted {
            self.accounted = ledger.clone();
            let bytes = codec::encode(&self.accounted);
            bytes.encode(self.say(tag::ACCOUNT));
        }
    }

    fn remove(&mut self, ids: &[String]) {
        if !ids.is_empty() {
            ids.encode(self.say(tag::REMOVE));
        }
    }

    fn send(&mut self, batch: &Batch, leaving: bool) {
        let locale: String = self.content_locale().into();
        let out = self.say(tag::SEND);
        batch.number.encode(out);
        batch.ids.encode(out);
        leaving.encode(out);
        locale.encode(out);
    }

    pub(crate) fn on_settled(&mut self, batch: u32, outcome: Outcome, now: Millis) {
        let settled = self.queue.settle(batch, outcome, now, &mut self.rng);
        self.remove(&settled.remove);
        if settled.refused {
            let words =
                "the collector refused the write key; events are kept and sent on a later visit";
            words.encode(self.say(tag::WARN));
        }
    }

    /// Says a message as [`crate::effect::Message`], and queues it.
    pub(crate) fn enqueue(&mut self, kind: Kind, name: Option<&str>, body: Body<'_>, now: Millis) {
        if !self.may_say(name) {
            return;
        }
        let id = self.rng.id_of(now, class_of(kind, name));
        let since = now.saturating_sub(self.memory.session);
        self.sequence = since.max(self.sequence + 1);
        let start = self.out.len();
        let Self {
            out,
            memory,
            visit,
            sequence,
            ..
        } = self;
        out.push(tag::STORE);
        id.encode(out);
        (kind as u8).encode(out);
        now.encode(out);
        name.unwrap_or_default().encode(out);
        if self.alias.is_empty() {
            memory.anonymous_id.encode(out);
            memory.user_id.encode(out);
            memory.group_id.encode(out);
            memory.session.encode(out);
            sequence.encode(out);
        } else {
            self.alias.encode(out);
            // No user, no account, no session, no place in it.
            out.extend_from_slice(&[0; 4]);
        }
        visit.page.path.encode(out);
        let host_units = body.finish(out);
        let said = (self.out.len() - start) as u32;
        let bytes = (ENVELOPE + 2 * said).saturating_add(host_units.saturating_mul(BYTES_PER_UNIT));
        let dropped = self.queue.push(Stored { id, bytes }, now);
        self.remove(&dropped);
    }
}

/// How long a message is kept when not all can be.
fn class_of(kind: Kind, name: Option<&str>) -> u8 {
    match (kind, name) {
        (Kind::Identify | Kind::Group, _) | (_, Some(event::SURVEY_ANSWERED)) => class::KEPT,
        (
            Kind::Track,
            Some(
                event::FEATURE_STATE_CHANGED
                | event::TASK_COMPLETED
                | event::CHECKLIST_COMPLETED
                | event::MESSAGES_DROPPED,
            ),
        ) => class::MILESTONE,
        _ => class::PLAIN,
    }
}

/// What follows a message's head.
pub(crate) enum Body<'a> {
    /// The host's JSON, of this many UTF-16 units, which the shell appends.
    Host(u32),
    /// The engine's own properties.
    Own(&'a Properties),
}

impl Body<'_> {
    /// Completes what is said, and tells how many UTF-16 units the shell will append.
    fn finish(self, out: &mut Vec<u8>) -> u32 {
        let (own, units) = match self {
            Body::Host(units) => (None, units),
            Body::Own(own) => (Some(own), 0),
        };
        own.encode(out);
        units
    }
}
