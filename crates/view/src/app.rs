//! The state of the view, and what changes it: a paint, a state of help, a signal.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::codec;
use banso_content::prose::word;
use banso_engine::view::{Ask, ChecklistView, Press, View};
use banso_ui::dom::{El, Event};
use banso_ui::{Env, Handle, HelpState, Platform, Progress, act};
use wasm_bindgen::{JsCast, JsValue};

use crate::anchor::PATIENCE;
use crate::card::{self, Card};
use crate::fixture::Fixture;
use crate::launcher::{self, Launcher};
use crate::signal::Signal;

const CSS: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/card.css"),
    include_str!("style/launcher.css"),
);

/// The view of one page.
pub(crate) struct App {
    env: Env,
    view: View,
    card: Option<Card>,
    fixtures: Vec<Fixture>,
    /// While a fixture has a place in the page.
    mutations: Option<Handle>,
    /// Until a place that has not come is said to be missing.
    late: Option<Handle>,
    launcher: Option<Launcher>,
    help: HelpState,
    /// What to say of the checklist that has just become complete; empty when nothing.
    cheer: String,
    /// The step that the core knows to be visible.
    shown: Option<(String, u16)>,
    /// What had the focus before a guide took it.
    before: Option<El>,
    _listeners: Vec<Handle>,
}

impl App {
    pub(crate) fn new(platform: Platform) -> Self {
        let (room, document) = (platform.room(), platform.document());
        let listeners = [
            platform.on(&room, "click", Signal::Click as u32),
            platform.on(&room, "keydown", Signal::Key as u32),
            platform.on(&room, "cancel", Signal::Cancel as u32),
            platform.on(&document, "keydown", Signal::HostKey as u32),
            platform.on_scheme(Signal::Scheme as u32),
        ];
        Self {
            env: Env::new(platform, CSS),
            view: View::default(),
            card: None,
            fixtures: Vec::new(),
            mutations: None,
            late: None,
            launcher: None,
            help: HelpState::Closed,
            cheer: String::new(),
            shown: None,
            before: None,
            _listeners: listeners.into(),
        }
    }

    /// Paints what differs. The core says a view only when it is another one.
    pub(crate) fn paint(&mut self, view: View) {
        let step = view.guide != self.view.guide;
        self.env.platform.settle();
        self.dress(&view);
        let was = core::mem::replace(&mut self.view, view);
        self.celebrate(&was);
        self.launch();
        self.guide(step);
        self.furnish();
    }

    /// Has the fixtures of the view stand, and no others.
    fn furnish(&mut self) {
        let mut old = core::mem::take(&mut self.fixtures);
        for guide in &self.view.fixtures {
            let known = old.iter().position(|one| one.is(guide));
            self.fixtures.push(if let Some(at) = known {
                old.swap_remove(at)
            } else {
                let late = self.env.platform.after(PATIENCE, Signal::Unplaced as u32);
                self.late = Some(late);
                Fixture::new(&self.env, guide)
            });
        }
        if !self.fixtures.iter().any(Fixture::waits) {
            self.mutations = None;
        } else if self.mutations.is_none() {
            let (platform, signal) = (&self.env.platform, Signal::Changed as u32);
            self.mutations = Some(platform.on_change(signal, None, &self.env.room));
        }
        self.settle();
    }

    /// Puts fixtures that have no place into theirs: the host may have made it, or made it anew.
    fn settle(&mut self) {
        for fixture in &mut self.fixtures {
            fixture.place(&self.env);
        }
    }

    /// Follows the help module: the launcher shows how it is, and a guide waits while it is open.
    pub(crate) fn help(&mut self, state: HelpState) {
        let was = core::mem::replace(&mut self.help, state);
        if state != HelpState::Closed {
            self.cheer.clear();
        }
        match state {
            HelpState::Left => self.help = HelpState::Closed,
            HelpState::Busy => self.env.say(self.view.word(word::LOADING)),
            _ if was == HelpState::Busy => self.env.say(""),
            _ => {}
        }
        self.launch();
        if let Some(launcher) = self.launcher.as_ref().filter(|_| state == HelpState::Left) {
            launcher.focus();
        }
        self.guide(false);
    }

    pub(crate) fn signal(&mut self, signal: Signal, value: JsValue) {
        let event: Event = value.unchecked_into();
        match signal {
            Signal::Click => {
                if let Some((act, _)) = act(&event) {
                    self.act(&act);
                }
            }
            Signal::Key => self.key(&event),
            Signal::HostKey => self.host_key(&event),
            Signal::Cancel => {
                event.prevent();
                self.env.press(&Press::Dismiss("escape".into()));
            }
            Signal::Moved => self.with_card(Card::place),
            Signal::Cover => self.with_card(Card::cover),
            Signal::Changed => self.settle(),
            Signal::Unplaced => {
                for fixture in &mut self.fixtures {
                    fixture.late(&self.env);
                }
            }
            Signal::Hint => self.with_card(Card::hint),
            Signal::Close => self.with_card(Card::close),
            Signal::Late => self.with_card(Card::give_up),
            Signal::Scheme => self
                .env
                .platform
                .theme(&self.view.theme.css, self.view.theme.dark),
        }
    }

    /// Follows the locale of the view and the look of the host.
    fn dress(&mut self, view: &View) {
        if self.view.locale != view.locale {
            self.env.platform.shell().set("lang", &view.locale);
        }
        self.env.platform.theme(&view.theme.css, view.theme.dark);
    }

    fn with_card(&mut self, act: fn(&mut Card, &Env)) {
        if let Some(card) = &mut self.card {
            act(card, &self.env);
        }
    }

    /// Remembers what to say when the last task that is needed was done just now. The open panel
    /// says it by itself.
    fn celebrate(&mut self, was: &View) {
        let complete = |list: &ChecklistView| Progress::of(list).is_complete();
        let list = self.view.checklist.as_ref();
        let Some(list) = list.filter(|list| complete(list)) else {
            return self.cheer.clear();
        };
        let before = was.checklist.as_ref();
        let news = before.is_some_and(|before| before.id == list.id && !complete(before));
        if news && self.help != HelpState::Open || !self.cheer.is_empty() {
            self.cheer.clone_from(&list.said.celebration);
        }
    }

    /// Paints the launcher anew if it says something new, and leaves the focus where it was.
    fn launch(&mut self) {
        let label = launcher::label(&self.view);
        let label = label.filter(|_| self.help != HelpState::Gone);
        let free = self.help == HelpState::Closed && self.view.guide.is_none();
        let cheer = if free { &*self.cheer } else { "" };
        let same = |launcher: &Launcher| launcher.says(label.as_deref(), self.help, cheer);
        if self.launcher.as_ref().is_some_and(same) {
            return;
        }
        let held = self
            .launcher
            .as_ref()
            .is_some_and(|launcher| launcher.has_focus(&self.env));
        self.launcher = None;
        let made = |label| Launcher::new(&self.env, &self.view, label, self.help, cheer);
        self.launcher = label.map(made);
        let open = self.help == HelpState::Open;
        self.env.platform.shell().toggle("data-open", open);
        if let Some(launcher) = self.launcher.as_ref().filter(|_| held) {
            launcher.focus();
        }
    }

    /// Shows the guide of the view. It waits while help is open, or about to open: never two things
    /// at once.
    /// `changed`: what is painted of it is old.
    fn guide(&mut self, changed: bool) {
        let free = match self.help {
            HelpState::Open => false,
            HelpState::Busy => self.card.is_some(),
            _ => true,
        };
        let wanted = self.view.guide.as_ref().filter(|_| free);
        if !changed && self.card.is_some() == wanted.is_some() {
            return;
        }
        let held = self
            .card
            .as_ref()
            .is_some_and(|card| card.has_focus(&self.env));
        if let Some(card) = self.card.take().filter(|_| held && self.before.is_none()) {
            self.before = card.target().cloned();
        }
        let Some(guide) = wanted else {
            self.restore(held);
            return;
        };
        if self.before.is_none() && card::grabs(guide) {
            self.before = self.focused();
        }
        let step = Some((guide.id.clone(), guide.step));
        let news = self.shown != step;
        self.shown = step;
        self.card = Some(Card::new(&self.env, guide, news, held));
    }

    /// The element that has the focus, inside the root or on the page.
    fn focused(&self) -> Option<El> {
        let outside = || self.env.platform.document().active();
        self.env.active().or_else(outside)
    }

    /// Gives the focus back to what had it before the guide.
    fn restore(&mut self, held: bool) {
        if self.view.guide.is_none() {
            self.shown = None;
        }
        let before = self.before.take();
        if let Some(before) = before.filter(|before| held && before.is_connected()) {
            before.focus();
        }
    }

    fn act(&mut self, act: &str) {
        match act {
            "dismiss" => self.env.press(&Press::Dismiss("close".into())),
            "hint" => self.with_card(Card::ask_hint),
            "hush" => self.hush(),
            "thanks" => self.thanks(),
            "help" => match self.help {
                HelpState::Open => self.ask(&Ask::CloseHelp),
                HelpState::Busy => {}
                _ => self.ask(&Ask::OpenHelp),
            },
            _ => {}
        }
    }

    /// Asks the help module, which is downloaded for it.
    fn ask(&self, ask: &Ask) {
        self.env.platform.ask(codec::encode(ask));
    }

    /// Takes the note away that help cannot be had, and what was asked of it.
    fn hush(&mut self) {
        self.help(HelpState::Left);
        self.ask(&Ask::CloseHelp);
    }

    /// Takes the celebration away.
    fn thanks(&mut self) {
        self.cheer.clear();
        self.help(HelpState::Left);
    }

    fn key(&mut self, event: &Event) {
        if event.is_composing() == Some(true) {
            return;
        }
        match event.key().as_deref() {
            Some("Escape") => {
                event.prevent();
                self.escape();
            }
            Some("Tab") => {
                if let Some(card) = &self.card {
                    card.turn(&self.env, event);
                }
            }
            _ => {}
        }
    }

    fn escape(&mut self) {
        if self.card.is_some() {
            self.with_card(Card::escape);
        } else if self.help == HelpState::Failed {
            self.hush();
        } else if !self.cheer.is_empty() {
            self.thanks();
        }
    }

    /// Escape closes a guide from anywhere on the page, unless the host had a use for it.
    fn host_key(&mut self, event: &Event) {
        let free = !event.is_prevented() && event.is_composing() != Some(true);
        let popup = self.card.as_ref().is_some_and(Card::is_popup);
        if free && popup && event.key().as_deref() == Some("Escape") {
            self.with_card(Card::escape);
        }
    }
}
