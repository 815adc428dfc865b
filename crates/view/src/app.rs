//! The state of the view, and what changes it: a paint, an ask, a signal.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::{Action, GuideKind};
use banso_engine::view::{Ask, Press, View};
use wasm_bindgen::{JsCast, JsValue};

use crate::card::Card;
use crate::dom::{El, Event, Handle, Platform, Signal};
use crate::env::Env;
use crate::panel::Help;

/// Where the panel covers the page.
const PHONE: &str = "(max-width: 480px)";

/// The view of one page.
pub(crate) struct App {
    env: Env,
    view: View,
    card: Option<Card>,
    help: Help,
    /// The step that the core knows to be visible.
    shown: Option<(String, u16)>,
    /// What had the focus before a guide took it.
    before: Option<El>,
    _listeners: Vec<Handle>,
}

impl App {
    pub(crate) fn new(platform: Platform) -> Self {
        let (shadow, document) = (platform.shadow(), platform.document());
        let listeners = [
            platform.on(&shadow, "click", Signal::Click),
            platform.on(&shadow, "keydown", Signal::Key),
            platform.on(&shadow, "input", Signal::Input),
            platform.on(&shadow, "compositionend", Signal::Input),
            platform.on(&shadow, "cancel", Signal::Cancel),
            platform.on(&document, "keydown", Signal::HostKey),
            platform.on_scheme(),
        ];
        Self {
            env: Env::new(platform),
            view: View::default(),
            card: None,
            help: Help::new(),
            shown: None,
            before: None,
            _listeners: listeners.into(),
        }
    }

    pub(crate) fn paint(&mut self, view: View) {
        if view == self.view {
            return;
        }
        let reworded = view.locale != self.view.locale;
        let news = reworded || view.help != self.view.help || view.checklist != self.view.checklist;
        let step = view.guide != self.view.guide;
        self.env.dress(&view);
        self.env.platform.settle();
        self.view = view;
        if news {
            self.help.paint(&self.env, &self.view, reworded);
        }
        self.guide(step);
    }

    pub(crate) fn ask(&mut self, ask: Ask) {
        let (help, env, view) = (&mut self.help, &self.env, &self.view);
        match ask {
            Ask::OpenHelp => help.open(env, view),
            Ask::CloseHelp => help.close(env, view),
            Ask::SearchHelp(query) => help.go_home(env, view, &query),
            Ask::OpenArticle(slug) => help.go_to_article(env, view, slug),
            Ask::OpenChecklist => help.go_home(env, view, ""),
        }
        self.guide(false);
    }

    pub(crate) fn signal(&mut self, signal: Signal, value: JsValue) {
        let event: Event = value.unchecked_into();
        match signal {
            Signal::Click => self.click(&event),
            Signal::Key => self.key(&event),
            Signal::HostKey => self.host_key(&event),
            Signal::Cancel => {
                event.prevent();
                self.env.press(&Press::Dismiss);
            }
            Signal::Moved => self.with_card(Card::moved),
            Signal::Frame => self.with_card(Card::place),
            Signal::Late => self.with_card(Card::give_up),
            Signal::Scheme => self.env.dress(&self.view),
            Signal::Input if event.is_composing() == Some(true) => {}
            Signal::Input => self.help.input(&self.env, &self.view),
            Signal::Typed => self.help.typed(&self.env),
            Signal::Pack => {
                let bytes = event.bytes();
                self.help.arrived(&self.env, &self.view, bytes);
            }
        }
    }

    fn with_card(&mut self, act: fn(&mut Card, &Env)) {
        if let Some(card) = &mut self.card {
            act(card, &self.env);
        }
    }

    /// Shows the guide of the view. It waits while help is open: never two things at once.
    /// `changed`: what is painted of it is old.
    fn guide(&mut self, changed: bool) {
        let wanted = self.view.guide.as_ref().filter(|_| !self.help.is_open());
        if !changed && self.card.is_some() == wanted.is_some() {
            return;
        }
        let held = self
            .card
            .as_ref()
            .is_some_and(|card| card.has_focus(&self.env));
        self.card = None;
        let Some(guide) = wanted else {
            self.restore(held);
            return;
        };
        if self.before.is_none() && guide.kind != GuideKind::Tooltip {
            self.before = self.env.focused();
        }
        let step = Some((guide.id.clone(), guide.step));
        let news = self.shown != step;
        self.shown = step;
        self.card = Some(Card::new(&self.env, guide, news, held));
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

    fn click(&mut self, event: &Event) {
        let pressed = event
            .target()
            .and_then(|target| target.closest("[data-act]"));
        let Some(pressed) = pressed else { return };
        let (Some(act), arg) = (pressed.get("data-act"), pressed.get("data-arg")) else {
            return;
        };
        // A page may be opened in another tab, as with any link.
        if event.ctrl() || event.meta() || event.shift() {
            return;
        }
        event.prevent();
        self.act(&act, arg.unwrap_or_default());
    }

    fn act(&mut self, act: &str, arg: String) {
        match act {
            "next" => self.env.press(&Press::Next),
            "back" => self.env.press(&Press::Back),
            "dismiss" => self.env.press(&Press::Dismiss),
            "page" => self.leave(&Press::Navigate(arg), self.env.platform.media(PHONE)),
            "task" => {
                let stays = self.is_reading(&arg);
                self.leave(&Press::Task(arg), !stays);
            }
            _ => self.help.act(&self.env, &self.view, act, arg),
        }
        self.guide(false);
    }

    /// Says where to go on; `away` makes room for it first.
    fn leave(&mut self, press: &Press, away: bool) {
        if away && self.help.is_open() {
            self.help.close(&self.env, &self.view);
        }
        self.env.press(press);
    }

    /// Whether a task leads to an article, which opens in the panel.
    fn is_reading(&self, task: &str) -> bool {
        let mut tasks = self.view.checklist.iter().flat_map(|list| &list.tasks);
        tasks.any(|entry| entry.id == task && matches!(entry.action, Some(Action::Article(_))))
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
            Some("Tab") => self.with_modal(event),
            Some(key @ ("ArrowDown" | "ArrowUp" | "Enter")) => {
                let used = self.help.key(&self.env, &self.view, key);
                used.then(|| event.prevent());
            }
            _ => {}
        }
    }

    fn escape(&mut self) {
        if self.help.has_focus(&self.env) {
            self.help.close(&self.env, &self.view);
            self.guide(false);
        } else if self.card.is_some() {
            self.env.press(&Press::Dismiss);
        }
    }

    /// Keeps Tab within a modal.
    fn with_modal(&mut self, event: &Event) {
        if let Some(card) = &self.card {
            card.turn(&self.env, event);
        }
    }

    /// Escape closes a guide from anywhere on the page, unless the host had a use for it.
    fn host_key(&mut self, event: &Event) {
        let free = !event.is_prevented() && event.is_composing() != Some(true);
        if free && self.card.is_some() && event.key().as_deref() == Some("Escape") {
            self.env.press(&Press::Dismiss);
        }
    }
}
