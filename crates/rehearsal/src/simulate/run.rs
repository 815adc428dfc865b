//! One user's history gone through with one content.

use std::collections::BTreeSet;

use banso_content::bundle::Bundle;
use banso_content::model::Source;
use banso_engine::memory::Memory;
use banso_engine::view::Press;
use banso_engine::visit::Screen;
use banso_engine::{Hold, Input};
use banso_wire::event;
use banso_wire::time::{Millis, SECOND};
use serde_json::Value as Json;

use super::fates::Fates;
use super::{Message, Respond, Said, Tally};
use banso_engine::json::traits;

use crate::browser::{Browser, Setting};
use crate::scenario::authored::ElementState;

/// How long the last page of a session is thought to stay open.
const LAST_PAGE: Millis = 30 * SECOND;
/// No guide has more steps: who goes through one to its end presses at most so often.
const MOST_STEPS: usize = 100;
const DESKTOP: Screen = Screen {
    width: 1280,
    height: 800,
    short_side: 800,
    coarse: false,
};

/// The guides that were shown, in order, and when.
pub(super) type Shows = Vec<(String, Millis)>;

/// One user's history with one content.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) browser: Browser,
    pub(super) shows: Shows,
    /// Per guide, the furthest of the gates that held it back.
    held: Vec<Option<Hold>>,
    /// The checklists that were started, and those that were completed.
    pub(super) started: BTreeSet<String>,
    pub(super) completed: BTreeSet<String>,
}

impl Run {
    pub(super) fn new(id: &str, signed: bool, bundle: &Bundle, at: Millis) -> Self {
        let setting = Setting {
            user: signed.then(|| (Some(id.to_owned()), Vec::new())),
            locale: "en".into(),
            screen: DESKTOP,
            unknown: ElementState::Visible,
            quiet: true,
            ..Setting::default()
        };
        let mut browser = Browser::closed(bundle.clone(), setting, "/", at);
        browser.leave_with(Memory::new(id.into(), at, at).to_bytes());
        Self {
            browser,
            shows: Vec::new(),
            held: vec![None; bundle.guides.len()],
            started: BTreeSet::new(),
            completed: BTreeSet::new(),
        }
    }

    /// The page is left some time before `next`; with `fates`, the window opens.
    pub(super) fn leave(
        &mut self,
        last: Millis,
        next: Millis,
        fates: Option<&Fates>,
        respond: Respond,
    ) {
        if !self.browser.engine.bundle().version.is_empty() {
            self.browser.wait((last + LAST_PAGE).min(next));
            self.respond(respond);
            self.look();
            self.browser.feed(Input::Leaving);
            let mut memory = self.browser.engine.memory().clone();
            if let Some(fates) = fates {
                fates.guides_into(&mut memory, self.browser.engine.bundle());
            }
            self.browser.leave_with(memory.to_bytes());
        }
        if fates.is_some() {
            self.browser.setting.quiet = false;
            self.browser.events.clear();
        }
    }

    pub(super) fn take(&mut self, message: &Message, loads: bool, respond: Respond) {
        let browser = &mut self.browser;
        if let Some(locale) = &message.locale {
            browser.setting.locale.clone_from(locale);
        }
        self.name(message);
        let browser = &mut self.browser;
        if loads {
            browser.now = message.at;
            if let Some(path) = &message.path {
                browser.address.clone_from(path);
            }
            browser.load();
        } else {
            browser.wait(message.at);
        }
        self.feed(message, loads);
        self.respond(respond);
        self.look();
    }

    /// The history has ended: the last page stays open for a while.
    pub(super) fn end(&mut self, last: Millis) {
        self.browser.wait(last + LAST_PAGE);
        self.look();
    }

    /// Remembers who the user is, for this load and the next.
    fn name(&mut self, message: &Message) {
        let setting = &mut self.browser.setting;
        match &message.said {
            Said::Identify(more) => {
                let known = setting.user.get_or_insert_default();
                for (name, value) in traits(more) {
                    known.1.retain(|(other, _)| *other != name);
                    known.1.push((name, value));
                }
            }
            Said::Group(id, more) => setting.account = Some((id.clone(), traits(more))),
            Said::Track(..) | Said::Page => {}
        }
    }

    fn feed(&mut self, message: &Message, loaded: bool) {
        let browser = &mut self.browser;
        match &message.said {
            Said::Page => {
                if let Some(path) = message.path.as_deref().filter(|_| !loaded) {
                    browser.route(path);
                }
            }
            Said::Track(name, properties) if name == event::FEATURE_USED => {
                let at = properties
                    .get(event::FEATURE)
                    .and_then(|id| click_of(browser.engine.bundle(), id));
                if let Some(at) = at {
                    browser.feed(Input::Click(vec![at]));
                }
            }
            Said::Track(name, _) if is_own(name) => {}
            Said::Track(name, properties) => browser.feed(Input::Track {
                name: name.clone(),
                properties: traits(properties),
                body: 2,
            }),
            Said::Identify(more) if !loaded => {
                let traits = traits(more);
                let (user, body) = (None, 2);
                browser.feed(Input::Identify { user, traits, body });
            }
            Said::Group(id, more) if !loaded => browser.feed(Input::Group {
                group: id.clone(),
                traits: traits(more),
                body: 2,
            }),
            Said::Identify(_) | Said::Group(..) => {}
        }
    }

    /// The user responds to what is visible.
    fn respond(&mut self, respond: Respond) {
        let press = match respond {
            Respond::Complete => Press::Next,
            Respond::Dismiss => Press::Dismiss("close".into()),
            Respond::Ignore => return,
        };
        for _ in 0..MOST_STEPS {
            if self.browser.engine.visit().visible.is_none() {
                return;
            }
            self.browser.feed(Input::Press(press.clone()));
        }
    }

    /// Notes what happened, and what holds back the guides that were not shown.
    fn look(&mut self) {
        for event in std::mem::take(&mut self.browser.events) {
            let of = |property: &str| event.properties[property].as_str().map(str::to_owned);
            match event.name.as_str() {
                event::GUIDE_SHOWN => {
                    let now = self.browser.now;
                    self.shows
                        .extend(of(event::GUIDE).map(|guide| (guide, now)));
                }
                event::CHECKLIST_STARTED => self.started.extend(of(event::CHECKLIST)),
                event::CHECKLIST_COMPLETED => self.completed.extend(of(event::CHECKLIST)),
                _ => {}
            }
        }
        if self.browser.setting.quiet {
            self.started.clear();
            self.completed.clear();
            return;
        }
        for (at, furthest) in self.held.iter_mut().enumerate() {
            *furthest = (*furthest).max(self.browser.engine.held(at, self.browser.now));
        }
    }

    pub(super) fn add_up(&self, account: Option<&String>, tally: &mut Tally) {
        let bundle = self.browser.engine.bundle();
        for (at, guide) in bundle.guides.iter().enumerate() {
            let shown = self.shows.iter().filter(|(id, _)| *id == guide.id).count();
            let tally = &mut tally.guides[at];
            if shown > 0 {
                tally.users += 1;
                tally.shown += shown;
                tally.accounts.extend(account.cloned());
            } else if let Some(hold) = self.held[at] {
                *tally.held.entry(hold).or_default() += 1;
            }
        }
        for (at, list) in bundle.checklists.iter().enumerate() {
            let (started, completed) = &mut tally.checklists[at];
            *started += usize::from(self.started.contains(&list.id));
            *completed += usize::from(self.completed.contains(&list.id));
        }
    }
}

/// The selector of the first click that is a use of a feature, by its position.
fn click_of(bundle: &Bundle, feature: &Json) -> Option<u16> {
    let feature = bundle
        .features
        .iter()
        .find(|one| *feature == one.id.as_str())?;
    feature.any.iter().find_map(|source| match source {
        Source::Click(at) => Some(*at),
        _ => None,
    })
}

/// Whether Banso itself tracks events of this name: the engine says them anew.
fn is_own(name: &str) -> bool {
    event::OWN.contains(&name)
}
