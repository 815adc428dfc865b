//! The state of help, and what changes it: a paint, an ask, a signal.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::Action;
use banso_engine::view::{Ask, ChecklistView, Press, View};
use banso_ui::dom::Event;
use banso_ui::{Env, Handle, HelpState, Platform, Progress};
use wasm_bindgen::{JsCast, JsValue};

use crate::news;
use crate::panel::Panel;
use crate::signal::Signal;

/// Where the panel covers the page.
const PHONE: &str = "(max-width: 480px)";

/// The help of one page.
pub(crate) struct App {
    env: Env,
    view: View,
    panel: Panel,
    _listeners: Vec<Handle>,
}

impl App {
    pub(crate) fn new(platform: Platform) -> Self {
        let room = platform.room();
        let listeners = [
            platform.on(&room, "click", Signal::Click as u32),
            platform.on(&room, "keydown", Signal::Key as u32),
            platform.on(&room, "input", Signal::Input as u32),
            platform.on(&room, "compositionend", Signal::Input as u32),
        ];
        Self {
            env: Env::new(platform),
            view: View::default(),
            panel: Panel::default(),
            _listeners: listeners.into(),
        }
    }

    pub(crate) fn paint(&mut self, view: View) {
        let reworded = view.locale != self.view.locale;
        let was = &self.view;
        let news = reworded
            || view.help != was.help
            || view.checklist != was.checklist
            || view.feed != was.feed;
        self.env.locale.clone_from(&view.locale);
        let was = core::mem::replace(&mut self.view, view);
        if news {
            self.panel.paint(&self.env, &self.view, reworded);
        }
        self.celebrate(was.checklist);
    }

    /// Tells a screen reader when the last task that is needed was done in sight.
    fn celebrate(&self, was: Option<ChecklistView>) {
        let complete = |list: &ChecklistView| Progress::of(list).is_complete();
        let before = was.is_some_and(|list| complete(&list));
        let list = self.view.checklist.as_ref().filter(|list| complete(list));
        if let Some(list) = list.filter(|_| !before && self.panel.is_open()) {
            self.env.say(&list.said.celebration);
        }
    }

    pub(crate) fn ask(&mut self, ask: Ask) {
        let (panel, env, view) = (&mut self.panel, &self.env, &self.view);
        match ask {
            Ask::OpenHelp => panel.open(env, view),
            Ask::CloseHelp => panel.close(env),
            Ask::SearchHelp(query) => panel.go_home(env, view, &query),
            Ask::OpenArticle(slug) => panel.go_to_article(env, view, slug),
            Ask::OpenChecklist => panel.go_home(env, view, ""),
            Ask::OpenNews(id) => panel.go_to_news(env, view, &id),
        }
        // Who asked waits for an answer, and there may have been nothing to open.
        if !self.panel.is_open() {
            self.env.platform.tell(HelpState::Closed as u32);
        }
    }

    pub(crate) fn signal(&mut self, signal: Signal, value: JsValue) {
        let event: Event = value.unchecked_into();
        match signal {
            Signal::Click => {
                if let Some(act) = self.env.platform.act(&event) {
                    let (act, arg) = act.split_once(' ').unwrap_or_default();
                    self.act(act, arg.into());
                } else if leads_away(&event) && self.env.platform.media(PHONE) {
                    self.panel.close(&self.env);
                }
            }
            Signal::Key => self.key(&event),
            Signal::Input if event.is_composing() == Some(true) => {}
            Signal::Input => self.panel.input(&self.env, &self.view),
            Signal::Typed => self.panel.typed(&self.env),
            Signal::Pack => self.panel.arrived(&self.env, &self.view, event.bytes()),
            Signal::Sight => news::seen(&self.env, &event),
        }
    }

    fn act(&mut self, act: &str, arg: String) {
        match act {
            "task" => {
                let stays = self.is_reading(&arg);
                self.leave(&Press::Task(arg), !stays);
            }
            "guide" => self.leave(&Press::Launch(arg), true),
            _ => self.panel.act(&self.env, &self.view, act, arg),
        }
    }

    /// Says where to go on; `away` makes room for it first.
    fn leave(&mut self, press: &Press, away: bool) {
        if away {
            self.panel.close(&self.env);
        }
        self.env.press(press);
    }

    /// Whether a task leads to an article, which opens in the panel.
    fn is_reading(&self, task: &str) -> bool {
        let mut tasks = self.view.checklist.iter().flat_map(|list| &list.tasks);
        tasks.any(|entry| entry.id == task && matches!(entry.said.action, Some(Action::Article(_))))
    }

    fn key(&mut self, event: &Event) {
        match &*self.env.platform.key(event) {
            "Escape" => {
                event.prevent();
                self.panel.close(&self.env);
            }
            key @ ("ArrowDown" | "ArrowUp" | "Enter") => {
                let used = self.panel.key(&self.env, &self.view, key);
                used.then(|| event.prevent());
            }
            _ => {}
        }
    }
}

/// Whether a link of an article leads to a page of the host, which the panel would cover.
fn leads_away(click: &Event) -> bool {
    let link = click
        .target()
        .and_then(|target| target.closest("a[href^=\"/\"]"));
    link.is_some()
}
