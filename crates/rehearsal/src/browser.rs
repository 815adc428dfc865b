//! A browser without a screen: it does for the engine what the shell and the view do on a page.

use std::collections::{BTreeMap, VecDeque};

use banso_content::bundle::Bundle;
use banso_content::codec;
use banso_content::prose::Way;
use banso_content::rule::{Probe, ProbeKind, Zone};
use banso_engine::view::{GuideView, Missing, Press, View};
use banso_engine::visit::Screen;
use banso_engine::{Effect, Engine, Input, Outcome, Traits};
use banso_wire::time::Millis;
use serde_json::Value as Json;

use crate::scenario::authored::ElementState;

/// The browser's random number: it makes ids, and no decision hangs on it but the forms of guides
/// that nobody who is signed in sees.
const SEED: u64 = 1;
/// One thing leads to another at most so often: guides cannot send each other round for ever.
const MOST_ANSWERS: usize = 1_000;
/// The engine is woken at most so often while time goes by.
const MOST_TICKS: usize = 10_000;
const ORIGIN: &str = "https://app.example";

/// Who uses the browser, and with what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    pub user: Option<(Option<String>, Traits)>,
    pub account: Option<(String, Traits)>,
    pub locale: String,
    pub zone: Zone,
    pub screen: Screen,
    pub quiet: bool,
    /// What elements are that nothing is known of.
    pub unknown: ElementState,
    /// Buttons and links open the pages that they lead to.
    pub follows: bool,
}

/// An event of Banso's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Happened {
    pub name: String,
    pub properties: Json,
}

/// A browser with the page of an application open.
#[derive(Debug)]
pub(crate) struct Browser {
    pub engine: Engine,
    pub now: Millis,
    pub setting: Setting,
    /// What happened since this was last emptied.
    pub events: Vec<Happened>,
    /// The path of the page, with its query and fragment.
    pub address: String,
    bundle: Bundle,
    memory: Option<Vec<u8>>,
    elements: BTreeMap<String, ElementState>,
    watched: BTreeMap<u16, Probe>,
    shown: Option<(String, u16)>,
    /// The guide that is visible.
    pub(crate) guide: Option<GuideView>,
}

impl Browser {
    /// Opens a page for the first time.
    pub(crate) fn open(bundle: Bundle, setting: Setting, address: &str, now: Millis) -> Self {
        let mut browser = Self::closed(bundle, setting, address, now);
        browser.load();
        browser
    }

    /// A browser whose page is still to be loaded.
    pub(crate) fn closed(bundle: Bundle, setting: Setting, address: &str, now: Millis) -> Self {
        Self {
            engine: Engine::new(None, SEED, now),
            now,
            setting,
            events: Vec::new(),
            address: address.into(),
            bundle,
            memory: None,
            elements: BTreeMap::new(),
            watched: BTreeMap::new(),
            shown: None,
            guide: None,
        }
    }

    /// Forgets the page, and remembers this when the next is loaded.
    pub(crate) fn leave_with(&mut self, memory: Vec<u8>) {
        self.memory = Some(memory);
    }

    /// Loads the page, in the order in which the shell tells the engine.
    pub(crate) fn load(&mut self) {
        self.engine = Engine::new(self.memory.as_deref(), SEED, self.now);
        (self.shown, self.guide) = (None, None);
        self.watched.clear();
        let setting = self.setting.clone();
        if setting.quiet {
            self.feed(Input::Quiet(true));
        }
        self.feed(Input::Locale(setting.locale));
        self.feed(Input::Screen(setting.screen));
        self.feed(Input::Zone(setting.zone));
        self.route(&self.address.clone());
        if let Some((user, traits)) = setting.user {
            self.feed(identify(user, traits));
        }
        if let Some((group, traits)) = setting.account {
            self.feed(Input::Group {
                group,
                traits,
                body: 2,
            });
        }
        self.feed(Input::Bundle(Box::new(self.bundle.clone())));
    }

    /// Time goes by up to `until`: the engine is woken when it asks for it.
    pub(crate) fn wait(&mut self, until: Millis) {
        let mut last = None;
        for _ in 0..MOST_TICKS {
            let due = self.engine.deadline();
            let Some(at) = due.filter(|at| *at <= until && due != last) else {
                break;
            };
            last = due;
            self.now = at.max(self.now);
            self.feed(Input::Tick);
        }
        self.now = until.max(self.now);
        self.feed(Input::Tick);
    }

    /// Opens an address of the application.
    pub(crate) fn route(&mut self, address: &str) {
        self.address = address.into();
        let end = address.find(['?', '#']).unwrap_or(address.len());
        let (path, rest) = address.split_at(end);
        let asked = asked_guide(rest);
        self.feed(Input::Route {
            path: path.into(),
            rest: rest.into(),
            origin: ORIGIN.into(),
            referrer: String::new(),
        });
        if let Some(guide) = asked {
            self.feed(Input::Permalink(guide));
        }
    }

    /// An element is something else from now on.
    pub(crate) fn set_element(&mut self, selector: String, state: ElementState) {
        self.elements.insert(selector, state);
        let found = self.watched.iter().filter_map(|(at, probe)| {
            let holds = self.state_of(probe)?;
            Some((*at, holds))
        });
        let found: Vec<_> = found.collect();
        self.feed(Input::Probes(found));
    }

    /// A moment comes, for the probes of which `waits` says that they wait for it.
    pub(crate) fn moment(&mut self, waits: impl Fn(&Probe) -> bool) {
        let found = self.watched.iter().filter(|(_, probe)| waits(probe));
        let found = found.map(|(at, _)| (*at, true)).collect();
        self.feed(Input::Probes(found));
    }

    /// Tells the engine what happened, and does what it says.
    pub(crate) fn feed(&mut self, input: Input) {
        let mut waiting = VecDeque::from([input]);
        for _ in 0..MOST_ANSWERS {
            let Some(input) = waiting.pop_front() else {
                return;
            };
            self.engine.handle(input, self.now);
            while let Some(effect) = self.engine.poll() {
                waiting.extend(self.perform(effect));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::Paint(bytes) => return self.paint(codec::decode(&bytes)?),
            Effect::Persist(bytes) => self.memory = Some(bytes),
            Effect::Send { batch, ids, .. } => {
                let outcome = Outcome::Acknowledged(ids);
                return Some(Input::Settled { batch, outcome });
            }
            Effect::Navigate(path) if self.setting.follows && path.starts_with('/') => {
                self.address.clone_from(&path);
                let end = path.find(['?', '#']).unwrap_or(path.len());
                return Some(Input::Route {
                    path: path[..end].into(),
                    rest: path[end..].into(),
                    origin: ORIGIN.into(),
                    referrer: String::new(),
                });
            }
            Effect::Emit { event, properties } => self.events.push(Happened {
                name: event,
                properties: serde_json::from_str(&properties.json()).unwrap_or_default(),
            }),
            Effect::Watch { at, probe } => {
                let holds = self.state_of(&probe);
                self.watched.insert(at, probe);
                return holds.map(|holds| Input::Probes(vec![(at, holds)]));
            }
            Effect::Unwatch(at) => drop(self.watched.remove(&at)),
            _ => {}
        }
        None
    }

    /// The view paints a step once, and says that it is there, or that its target is not.
    fn paint(&mut self, view: View) -> Option<Input> {
        self.guide.clone_from(&view.guide);
        let Some(guide) = view.guide else {
            self.shown = None;
            return None;
        };
        let step = (guide.id.clone(), guide.step);
        if self.shown.replace(step.clone()).as_ref() == Some(&step) {
            return None;
        }
        let ways = &guide.said.target;
        let state = ways.iter().find_map(|way| self.elements.get(way.label()));
        let label = ways.first().map_or("", Way::label);
        let missing = |why| Press::target_missing(&guide.id, guide.step, label, why);
        Some(Input::Press(match state {
            Some(ElementState::Absent) => missing(Missing::Absent),
            Some(ElementState::Hidden) => missing(Missing::Hidden),
            _ => Press::Shown {
                guide: guide.id,
                step: guide.step,
            },
        }))
    }

    /// Whether a state holds; None for a moment.
    fn state_of(&self, probe: &Probe) -> Option<bool> {
        let known = self.elements.get(&probe.selector);
        let state = known.copied().unwrap_or(self.setting.unknown);
        Some(match probe.kind {
            ProbeKind::Present => state != ElementState::Absent,
            ProbeKind::Visible => {
                matches!(state, ElementState::Visible | ElementState::Disabled)
            }
            ProbeKind::Disabled => state == ElementState::Disabled,
            _ => return None,
        })
    }
}

/// The guide that an address asks for: `?banso=welcome-tour`.
fn asked_guide(rest: &str) -> Option<String> {
    let query = rest.strip_prefix('?')?.split('#').next()?;
    let mut parameters = query.split('&');
    parameters.find_map(|one| one.strip_prefix("banso=").map(Into::into))
}

/// The host named the user.
pub(crate) fn identify(user: Option<String>, traits: Traits) -> Input {
    Input::Identify {
        user,
        traits,
        body: 2,
    }
}
