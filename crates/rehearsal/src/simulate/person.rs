//! One user's history, gone through with the draft and with what there is now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use banso_content::bundle::Bundle;
use banso_content::model::Source;
use banso_engine::memory::{Memory, entry, find};
use banso_engine::view::Press;
use banso_engine::visit::Screen;
use banso_engine::{Hold, Input};
use banso_wire::event;
use banso_wire::time::{DAY, Millis, SECOND};
use serde_json::Value as Json;

use super::{Message, Respond, Said, Tally};
use crate::browser::{Browser, Setting, traits};
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

/// One user.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: String,
    account: Option<String>,
    draft: Run,
    /// What there is now: other content, or else what was really shown.
    now: Now,
    /// What really became of guides before the window.
    fates: BTreeMap<String, Fates>,
    session: Option<Millis>,
    last: Millis,
    in_window: bool,
    days: BTreeSet<Millis>,
}

#[derive(Debug)]
enum Now {
    Content(Box<Run>),
    History(Shows),
}

/// The guides that were shown, in order, and when.
type Shows = Vec<(String, Millis)>;

#[derive(Debug, Default)]
struct Fates {
    seen: Option<Millis>,
    completed: Option<Millis>,
    dismissed: Option<Millis>,
}

/// One user's history with one content.
#[derive(Debug)]
struct Run {
    browser: Browser,
    shows: Shows,
    /// Per guide, the furthest of the gates that held it back.
    held: Vec<Option<Hold>>,
    /// The checklists that were started, and those that were completed.
    started: BTreeSet<String>,
    completed: BTreeSet<String>,
}

impl Person {
    pub(super) fn new(
        id: &str,
        signed: bool,
        draft: &Bundle,
        compare: Option<&Bundle>,
        at: Millis,
    ) -> Self {
        let run = |bundle: &Bundle| Run::new(id, signed, bundle, at);
        Self {
            id: id.into(),
            account: None,
            draft: run(draft),
            now: compare.map_or(Now::History(Shows::new()), |bundle| {
                Now::Content(Box::new(run(bundle)))
            }),
            fates: BTreeMap::new(),
            session: None,
            last: at,
            in_window: false,
            days: BTreeSet::new(),
        }
    }

    pub(super) fn message(&mut self, message: &Message, window: &Range<Millis>, respond: Respond) {
        if message.at >= window.end {
            return;
        }
        let opens = message.at >= window.start && !self.in_window;
        let loads = opens || self.session.is_none() || message.session != self.session;
        if loads {
            let (last, fates) = (self.last, opens.then_some(&self.fates));
            each(&mut self.draft, &mut self.now, |run| {
                run.leave(last, message.at, fates, respond);
            });
        }
        self.in_window |= opens;
        self.session = message.session.or(Some(0));
        if self.in_window {
            self.days.insert(message.at / DAY);
        }
        self.account = message.account.clone().or(self.account.take());
        self.note_history(message);
        each(&mut self.draft, &mut self.now, |run| {
            run.take(message, loads, respond);
        });
        self.last = message.at;
    }

    /// What really became of guides: before the window it is taken over, within it it is what there
    /// is now.
    fn note_history(&mut self, message: &Message) {
        let Said::Track(name, properties) = &message.said else {
            return;
        };
        let Some(guide) = properties.get(event::GUIDE).and_then(Json::as_str) else {
            return;
        };
        if self.in_window {
            if let Now::History(shows) = &mut self.now
                && name == event::GUIDE_SHOWN
            {
                shows.push((guide.into(), message.at));
            }
            return;
        }
        let fates = self.fates.entry(guide.into()).or_default();
        match name.as_str() {
            event::GUIDE_SHOWN => fates.seen = Some(message.at),
            event::GUIDE_COMPLETED => fates.completed = Some(message.at),
            event::GUIDE_DISMISSED => fates.dismissed = Some(message.at),
            _ => {}
        }
    }

    /// Adds up what came of it.
    pub(super) fn end(mut self, tally: &mut Tally) {
        if !self.in_window {
            return;
        }
        let last = self.last;
        each(&mut self.draft, &mut self.now, |run| {
            run.browser.wait(last + LAST_PAGE);
            run.look();
        });
        tally.active += 1;
        tally.accounts.extend(self.account.clone());
        let now = match self.now {
            Now::History(shows) => shows,
            Now::Content(run) => {
                for list in &run.started {
                    tally.checklists_now.entry(list.clone()).or_default().0 += 1;
                }
                for list in &run.completed {
                    tally.checklists_now.entry(list.clone()).or_default().1 += 1;
                }
                run.shows
            }
        };
        self.draft.add_up(self.account.as_ref(), tally);
        prompts(&self.draft.shows, &self.days, &mut tally.prompts);
        prompts(&now, &self.days, &mut tally.prompts_now);
        displaced(&self.draft.shows, &now, tally);
    }
}

fn each(draft: &mut Run, now: &mut Now, mut run: impl FnMut(&mut Run)) {
    run(draft);
    if let Now::Content(now) = now {
        run(now);
    }
}

/// Counts the days of an active user by how many prompts they had.
fn prompts(shows: &Shows, days: &BTreeSet<Millis>, out: &mut BTreeMap<usize, usize>) {
    for day in days {
        let of_day = shows.iter().filter(|(_, at)| at / DAY == *day);
        *out.entry(of_day.count()).or_default() += 1;
    }
}

/// Guides that were shown by what there is now and are not by the draft, with the guide that the
/// draft had shown last by then.
fn displaced(draft: &Shows, now: &Shows, tally: &mut Tally) {
    let mut counted = BTreeSet::new();
    for (guide, at) in now {
        if !counted.insert(guide) {
            continue;
        }
        *tally.now.entry(guide.clone()).or_default() += 1;
        if draft.iter().any(|(other, _)| other == guide) {
            continue;
        }
        let instead = draft.iter().rfind(|(_, other)| *other <= at + DAY);
        let key = (instead.map(|(other, _)| other.clone()), guide.clone());
        *tally.displaced.entry(key).or_default() += 1;
    }
}

impl Run {
    fn new(id: &str, signed: bool, bundle: &Bundle, at: Millis) -> Self {
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
    fn leave(
        &mut self,
        last: Millis,
        next: Millis,
        fates: Option<&BTreeMap<String, Fates>>,
        respond: Respond,
    ) {
        if !self.browser.engine.bundle().version.is_empty() {
            self.browser.wait((last + LAST_PAGE).min(next));
            self.respond(respond);
            self.look();
            self.browser.feed(Input::Leaving);
            let mut memory = self.browser.engine.memory().clone();
            if let Some(fates) = fates {
                take_over(&mut memory, fates);
            }
            self.browser.leave_with(memory.to_bytes());
        }
        if fates.is_some() {
            self.browser.setting.quiet = false;
            self.browser.events.clear();
        }
    }

    fn take(&mut self, message: &Message, loads: bool, respond: Respond) {
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
            Respond::Dismiss => Press::Dismiss,
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
            match event.name {
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

    fn add_up(&self, account: Option<&String>, tally: &mut Tally) {
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

/// What really became of guides becomes part of the memory.
fn take_over(memory: &mut Memory, fates: &BTreeMap<String, Fates>) {
    for (guide, fates) in fates {
        if find(&memory.guides, guide).is_none() || fates.seen.is_some() {
            let known = entry(&mut memory.guides, guide);
            known.seen = fates.seen.or(known.seen);
            known.completed = fates.completed.or(known.completed);
            known.dismissed = fates.dismissed.or(known.dismissed);
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
    [
        event::FEATURE_STATE_CHANGED,
        event::GUIDE_SHOWN,
        event::GUIDE_STEP_VIEWED,
        event::GUIDE_COMPLETED,
        event::GUIDE_DISMISSED,
        event::GUIDE_TARGET_MISSING,
        event::GUIDE_SNOOZED,
        event::GUIDES_HELD_BACK,
        event::EXPERIMENT_VIEWED,
        event::CHECKLIST_STARTED,
        event::TASK_COMPLETED,
        event::CHECKLIST_COMPLETED,
        event::HELP_OPENED,
        event::HELP_SEARCHED,
        event::HELP_ARTICLE_VIEWED,
        event::HELP_ARTICLE_RATED,
    ]
    .contains(&name)
}
