//! The slow model: what happens to the user's past and present, and what is shown for it.

use std::collections::BTreeSet;

use banso_engine::Traits;
use banso_engine::visit::{Screen, Turn};
use banso_wire::time::Millis;
use jiff::tz::TimeZone;

use crate::eval::page;
use crate::moment::Day;
use crate::project::{Project, Source};
use crate::world::{Happening, Past, Visit};

#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) project: Project,
    /// The day from which the project's dates are counted.
    pub(crate) origin: Day,
    /// The browser's id: it stands for the user where the host named none.
    pub(crate) browser: String,
    pub(crate) loaded: bool,
    pub(crate) past: Past,
    pub(crate) visit: Visit,
    early: Vec<(Early, Millis)>,
    /// Every assignment to a variation: the guide, the variation and when.
    pub(crate) assigned: Vec<(usize, String, Millis)>,
}

#[derive(Clone, Debug)]
enum Early {
    Page(String),
    Event(String, Traits),
}

impl Model {
    pub(crate) fn new(project: Project, origin: Day, past: Past) -> Self {
        Self {
            project,
            origin,
            browser: String::new(),
            loaded: false,
            past,
            visit: Visit::new(),
            early: Vec::new(),
            assigned: Vec::new(),
        }
    }

    /// The content arrived: what came before counts as of when it came.
    pub(crate) fn content(&mut self, now: Millis) {
        self.loaded = true;
        self.visit.visible = None;
        self.visit.ended.clear();
        self.visit.missing.clear();
        self.visit.elements.clear();
        let mut moments = Vec::new();
        for (sign, at) in std::mem::take(&mut self.early) {
            match sign {
                Early::Page(path) => self.page_used(&path, at),
                Early::Event(name, facts) => moments.push(self.happened(name, facts, at)),
            }
        }
        self.settle(&moments, now);
    }

    pub(crate) fn route(&mut self, path: &str, rest: &str, now: Millis) {
        let moved = self.visit.path != path;
        self.visit.path = path.into();
        self.visit.address = format!("{path}{rest}");
        if moved {
            self.visit.since = now;
            self.visit.rested = false;
            self.forget_endings();
            match self.loaded {
                true => self.page_used(path, now),
                false => self.early.push((Early::Page(path.into()), now)),
            }
        }
        self.settle(&[], now);
    }

    fn page_used(&mut self, path: &str, at: Millis) {
        let is = |source: &Source| matches!(source, Source::Page(pattern) if page(pattern, path));
        self.used(is, at);
    }

    fn used(&mut self, is: impl Fn(&Source) -> bool, at: Millis) {
        for (feature, authored) in self.project.features.iter().enumerate() {
            if authored.sources.iter().any(&is) {
                self.past.uses.entry(feature).or_default().push(at);
            }
        }
    }

    pub(crate) fn track(&mut self, name: &str, facts: Traits, now: Millis) {
        if !self.loaded {
            self.early.push((Early::Event(name.into(), facts), now));
            return self.settle(&[], now);
        }
        let moment = self.happened(name.into(), facts, now);
        self.settle(&[moment], now);
    }

    fn happened(&mut self, name: String, facts: Traits, at: Millis) -> Happening {
        self.used(
            |source| matches!(source, Source::Event(event) if *event == name),
            at,
        );
        self.past.events.push((name.clone(), facts.clone(), at));
        Happening::Event(name, facts)
    }

    pub(crate) fn click(&mut self, selectors: &[&'static str], now: Millis) {
        let mut moments = Vec::new();
        for selector in selectors.iter().filter(|_| self.loaded) {
            self.past.clicks.push((*selector, now));
            moments.push(Happening::Click(*selector));
        }
        let loaded = self.loaded;
        self.used(
            |source| matches!(source, Source::Click(one) if loaded && selectors.contains(one)),
            now,
        );
        self.settle(&moments, now);
    }

    pub(crate) fn moment(&mut self, moment: Happening, now: Millis) {
        self.settle(&[moment], now);
    }

    pub(crate) fn identify(&mut self, user: Option<&str>, traits: &Traits, now: Millis) {
        if let Some(user) = user {
            if self.past.user.as_deref().is_some_and(|known| known != user) {
                self.forget(now);
            }
            self.past.user = Some(user.into());
        }
        let traits = traits.iter().cloned();
        self.visit.user.extend(traits);
        self.settle(&[], now);
    }

    /// Another user: nothing of the one before is known any more.
    fn forget(&mut self, now: Millis) {
        self.past = Past {
            first_seen: now,
            ..Past::default()
        };
        self.visit.user.clear();
        self.visit.account.clear();
        self.visit.colleagues.clear();
        self.visit.visible = None;
        self.visit.ended.clear();
        self.visit.missing.clear();
        self.early.clear();
    }

    pub(crate) fn reset(&mut self, now: Millis) {
        self.forget(now);
        self.settle(&[], now);
    }

    pub(crate) fn group(&mut self, group: &str, traits: &Traits, now: Millis) {
        if self.past.group.as_deref() != Some(group) {
            self.visit.colleagues.clear();
        }
        self.past.group = Some(group.into());
        self.visit.account = traits.iter().cloned().collect();
        self.settle(&[], now);
    }

    pub(crate) fn colleagues(&mut self, group: &str, list: usize, done: &[usize], now: Millis) {
        if self.past.group.as_deref() == Some(group) {
            self.visit.colleagues.clear();
            let done: BTreeSet<usize> = done.iter().copied().collect();
            self.visit.colleagues.insert(list, done);
        }
        self.settle(&[], now);
    }

    /// What the shell says of elements, by selector and state.
    pub(crate) fn elements(&mut self, said: &[((&'static str, &'static str), bool)], now: Millis) {
        self.visit.elements.extend(said.iter().copied());
        self.settle(&[], now);
    }

    pub(crate) fn screen(&mut self, screen: Screen, now: Millis) {
        self.visit.screen = Some(screen);
        self.settle(&[], now);
    }

    pub(crate) fn zone(&mut self, zone: TimeZone, now: Millis) {
        self.visit.zone = Some(zone);
        self.settle(&[], now);
    }

    pub(crate) fn locale(&mut self, tag: &str, now: Millis) {
        self.visit.locale = tag.into();
        self.settle(&[], now);
    }

    pub(crate) fn quiet(&mut self, quiet: bool, now: Millis) {
        self.visit.quiet = quiet;
        self.settle(&[], now);
    }

    pub(crate) fn turn(&mut self, turn: Turn, now: Millis) {
        self.visit.turn = turn;
        self.settle(&[], now);
    }

    pub(crate) fn tick(&mut self, now: Millis) {
        self.settle(&[], now);
    }

    /// Another tab of the same browser went on: its past is this one's now.
    pub(crate) fn remembered(&mut self, past: Past, now: Millis) {
        self.past = past;
        let gone = self.visit.visible.is_some_and(|at| self.way(at).is_none());
        if gone {
            self.visit.visible = None;
        }
        self.settle(&[], now);
    }

    /// Lets everything follow that follows.
    pub(crate) fn settle(&mut self, moments: &[Happening], now: Millis) {
        if !self.loaded {
            return;
        }
        self.advance(now);
        self.choose(moments, now);
        loop {
            let before = (self.past.clone(), self.visit.visible);
            self.advance(now);
            self.choose(&[], now);
            if before == (self.past.clone(), self.visit.visible) {
                break;
            }
        }
    }

    /// Exposes features and completes tasks, until nothing more follows. What follows at once
    /// follows from the same facts: no checklist comes before another.
    fn advance(&mut self, now: Millis) {
        loop {
            let facts = self.clone();
            self.expose(now);
            for at in 0..self.project.lists.len() {
                self.list(at, &facts, now);
            }
            if facts.past == self.past {
                break;
            }
        }
    }

    fn expose(&mut self, now: Millis) {
        for (at, feature) in self.project.features.iter().enumerate() {
            let met = feature
                .exposed_on
                .iter()
                .any(|one| page(one, &self.visit.address));
            if met && !self.past.uses.contains_key(&at) && self.is(&feature.eligible, now) {
                self.past.exposed.insert(at);
            }
        }
    }

    fn list(&mut self, at: usize, facts: &Self, now: Millis) {
        let list = self.project.lists[at].clone();
        if !self.past.lists.contains_key(&at) {
            if !facts.is(&list.when, now) {
                return;
            }
            self.past.lists.entry(at).or_default();
        }
        for (task, (_, done)) in list.tasks.iter().enumerate() {
            let known = &self.past.lists[&at].done;
            let needed = |at: &usize| !list.tasks[*at].0;
            let waits = list.ordered && (0..task).filter(needed).any(|at| !known.contains(&at));
            let by_colleague = list.shared
                && self
                    .visit
                    .colleagues
                    .get(&at)
                    .is_some_and(|done| done.contains(&task));
            if !waits && (by_colleague || facts.is(done, now)) {
                self.past.lists.entry(at).or_default().done.insert(task);
            }
        }
        let past = self.past.lists.entry(at).or_default();
        let missing = (0..list.tasks.len()).any(|at| !list.tasks[at].0 && !past.done.contains(&at));
        past.complete |= !missing && !past.done.is_empty();
    }
}
