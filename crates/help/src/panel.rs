//! The panel: the way through its screens, and what is typed, found and read there.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use banso_content::help::{HelpPack, word};
use banso_engine::view::{Press, View};
use banso_search::Index;
use banso_ui::dom::number;
use banso_ui::{Env, Handle, HelpState, fill, title};

use crate::frame::Frame;
use crate::pack::{Pack, Shelf};
use crate::signal::Signal;
use crate::{article, news, screens};

/// How long typing must pause for a search to count, in milliseconds.
const PAUSE: u32 = 800;
/// How many results are shown.
const RESULTS: usize = 20;

/// A screen that one can go back to. Home also shows the results while there is something typed.
enum Screen {
    Topic(String),
    /// The announcements.
    News,
    Article {
        slug: String,
        /// The search it was found by, and its position there from 1.
        found: Option<String>,
        rank: u16,
        /// Whether the core has heard of it.
        told: bool,
    },
}

/// The help panel of a page, open or closed.
#[derive(Default)]
pub(crate) struct Panel {
    frame: Option<Frame>,
    pack: Pack,
    /// The way from home to what is shown.
    trail: Vec<Screen>,
    /// As typed.
    query: String,
    hits: Vec<usize>,
    /// The last search that the core has heard of.
    told: String,
    typed: Option<Handle>,
    /// Watches what is seen of the announcements.
    sights: Option<Handle>,
    rated: Vec<String>,
}

impl Panel {
    pub(crate) fn is_open(&self) -> bool {
        self.frame.is_some()
    }

    pub(crate) fn has_focus(&self, env: &Env) -> bool {
        self.frame
            .as_ref()
            .is_some_and(|frame| frame.has_focus(env))
    }

    /// Paints what is new in a view. `reworded`: the locale is another one.
    pub(crate) fn paint(&mut self, env: &Env, view: &View, reworded: bool) {
        if title(view).is_none() {
            self.close(env);
        }
        if self.frame.is_none() {
            return;
        }
        let help = view.help.as_ref();
        let fresh = help.is_none_or(|help| self.pack.is(&help.said.pack.hash));
        if help.is_none() && !self.is_at_news() {
            self.trail.clear();
        }
        if reworded {
            self.frame = Some(self.build(env, view));
        } else if fresh && !self.trail.is_empty() {
            // Nothing that an article or a topic shows has changed, and what is new stays marked while it is
            // read: let people read on.
            return;
        }
        let scroll = self.frame.as_ref().map_or(0, |frame| frame.body.scroll());
        self.refresh(env, view);
        if let Some(frame) = &self.frame {
            frame.body.set_scroll(scroll);
        }
    }

    /// Opens the panel where it was left.
    pub(crate) fn open(&mut self, env: &Env, view: &View) {
        if self.frame.is_some() || title(view).is_none() {
            return;
        }
        self.frame = Some(self.build(env, view));
        env.platform.tell(HelpState::Open as u32);
        self.refresh(env, view);
        if let Some(frame) = &self.frame {
            frame.enter(env, view.help.is_some() && self.trail.is_empty());
        }
        env.press(&Press::help_opened());
    }

    /// Closes the panel, and says where the focus was.
    pub(crate) fn close(&mut self, env: &Env) {
        let held = self.has_focus(env);
        // A search that was given up at once is still one.
        if self.typed.take().is_some() {
            self.tell_search(env);
        }
        if self.frame.take().is_some() {
            let state = if held {
                HelpState::Left
            } else {
                HelpState::Closed
            };
            env.platform.tell(state as u32);
        }
    }

    /// Opens the panel at home, with this in the search field.
    pub(crate) fn go_home(&mut self, env: &Env, view: &View, query: &str) {
        self.trail.clear();
        query.clone_into(&mut self.query);
        self.open(env, view);
        if let Some(frame) = &self.frame {
            frame.field.set_value(query);
        }
        self.search(env, view);
        self.refresh(env, view);
    }

    /// Opens the panel on an article.
    pub(crate) fn go_to_article(&mut self, env: &Env, view: &View, slug: String) {
        if view.help.is_none() {
            return;
        }
        let found = Some(&self.query).filter(|query| self.trail.is_empty() && !query.is_empty());
        let found = found.cloned();
        let rank = self.rank(&slug).filter(|_| found.is_some()).unwrap_or(0);
        if found.is_some() {
            self.tell_search(env);
        }
        self.trail.push(Screen::Article {
            slug,
            found,
            rank,
            told: false,
        });
        self.open(env, view);
        self.refresh(env, view);
        self.focus("h3");
    }

    /// Opens the panel on the announcements, at the one with this id.
    pub(crate) fn go_to_news(&mut self, env: &Env, view: &View, id: &str) {
        if !self.is_at_news() {
            self.trail.push(Screen::News);
        }
        self.open(env, view);
        self.refresh(env, view);
        if id.is_empty() {
            self.focus("h3.article");
        } else {
            self.focus(&fill("[data-guide=\"%\"] h3", &[id]));
        }
    }

    /// Does what was pressed in the panel.
    pub(crate) fn act(&mut self, env: &Env, view: &View, act: &str, arg: String) {
        match act {
            "close" => self.close(env),
            "up" => self.up(env, view),
            "article" => self.go_to_article(env, view, arg),
            "news" => self.go_to_news(env, view, &arg),
            "topic" => {
                self.trail.push(Screen::Topic(arg));
                self.refresh(env, view);
                self.focus(".row");
            }
            "retry" => self.refresh(env, view),
            "yes" | "no" => {
                self.rated.push(arg.clone());
                env.press(&Press::article_rated(&arg, act == "yes"));
                self.refresh(env, view);
            }
            _ => {}
        }
    }

    /// Something was typed.
    pub(crate) fn input(&mut self, env: &Env, view: &View) {
        let Some(frame) = &self.frame else { return };
        self.query = frame.field.value();
        self.typed = Some(env.platform.after(PAUSE, Signal::Typed as u32));
        self.search(env, view);
        self.refresh(env, view);
    }

    /// Typing paused.
    pub(crate) fn typed(&mut self, env: &Env) {
        self.typed = None;
        self.tell_search(env);
        let Shelf::Open(pack) = self.pack.shelf() else {
            return;
        };
        let count = number(self.hits.len() as i32);
        env.say(&match self.hits.len() {
            _ if self.blank() => String::new(),
            0 => fill(pack.word(word::NOTHING), &[self.query.trim()]),
            1 => pack.word(word::FOUND_ONE).to_owned(),
            _ => fill(pack.word(word::FOUND), &[&count]),
        });
    }

    /// The pack arrived, or did not.
    pub(crate) fn arrived(&mut self, env: &Env, view: &View, bytes: Option<Vec<u8>>) {
        self.pack.arrived(bytes);
        self.search(env, view);
        if self.is_at_news() {
            return;
        }
        self.repaint(env, view);
        if self.has_focus(env) {
            self.focus("h3.article");
        }
    }

    /// An arrow moves among the results, Enter in the field opens the first; whether it was used.
    pub(crate) fn key(&mut self, env: &Env, view: &View, key: &str) -> bool {
        let Some(frame) = &self.frame else {
            return false;
        };
        if key != "Enter" {
            return frame.step(env, key == "ArrowDown");
        }
        let typing = env.active().as_ref() == Some(&frame.field);
        let slug = match (self.pack.shelf(), self.hits.first()) {
            (Shelf::Open(pack), Some(hit)) if typing => slug_at(&pack, *hit),
            _ => None,
        };
        if let Some(slug) = slug {
            self.go_to_article(env, view, slug);
        }
        typing
    }

    fn is_at_news(&self) -> bool {
        matches!(self.trail.last(), Some(Screen::News))
    }

    fn build(&self, env: &Env, view: &View) -> Frame {
        Frame::new(env, view, &self.query)
    }

    fn up(&mut self, env: &Env, view: &View) {
        let left = self.trail.pop();
        self.refresh(env, view);
        let arg = match left {
            Some(Screen::Topic(arg) | Screen::Article { slug: arg, .. }) => arg,
            _ => String::new(),
        };
        self.focus(&fill("[data-arg=\"%\"]", &[&arg]));
    }

    /// Gets the pack if it is needed, and paints.
    fn refresh(&mut self, env: &Env, view: &View) {
        if let Some(help) = view.help.as_ref().filter(|_| self.is_open()) {
            self.pack.want(env, &help.said.pack.hash);
        }
        self.repaint(env, view);
    }

    /// Paints, and does not let the focus fall out of the panel.
    fn repaint(&mut self, env: &Env, view: &View) {
        let held = self.has_focus(env);
        self.render(env, view);
        if let Some(frame) = &self.frame {
            frame.hold(env, held);
        }
    }

    fn render(&mut self, env: &Env, view: &View) {
        let Some(frame) = &self.frame else { return };
        let home = self.trail.is_empty();
        frame.turn(!home, home && view.help.is_some());
        let body = &frame.body;
        if let Some(Screen::News) = self.trail.last() {
            news::all(env, view, body);
            self.sights = Some(env.platform.on_sight(body, Signal::Sight as u32));
            return;
        }
        self.sights = None;
        let home = home && self.blank();
        if let Some(list) = view.checklist.as_ref().filter(|_| home) {
            screens::checklist(env, view, body, list);
        }
        let mut shelf = None;
        if view.help.is_some() {
            match self.pack.shelf() {
                Shelf::Loading => screens::loading(view, body),
                Shelf::Failed => screens::failed(view, body),
                Shelf::Open(pack) => shelf = Some(pack),
            }
        }
        if home {
            return screens::home(env, view, body, shelf.as_ref());
        }
        let Some(pack) = shelf else { return };
        match self.trail.last_mut() {
            Some(Screen::Topic(id)) => screens::topic(env, body, &pack, id),
            Some(Screen::Article {
                slug,
                found,
                rank,
                told,
            }) => {
                let Some(at) = pack.position(slug) else {
                    return screens::gone(&pack, body);
                };
                article::article(env, body, &pack, at, self.rated.contains(slug));
                if !core::mem::replace(told, true) {
                    env.press(&Press::article_opened(slug, found.as_deref(), *rank));
                }
            }
            _ => screens::results(env, body, &pack, self.query.trim(), &self.hits),
        }
    }

    /// Finds the articles for what is typed; those for this page come first among equals.
    fn search(&mut self, env: &Env, view: &View) {
        let Shelf::Open(pack) = self.pack.shelf() else {
            return;
        };
        let path = view.help.as_ref().map_or("", |help| &help.path);
        let near = (0..).zip(&pack.articles);
        let near = near.filter(|(_, meta)| screens::suits(meta, path));
        let near: Vec<u32> = near.map(|(doc, _)| doc).collect();
        let hits = Index::reopen(pack.index)
            .map(|index| index.search_near(&env.platform.fold(&self.query), RESULTS, &near));
        let docs = hits
            .unwrap_or_default()
            .into_iter()
            .map(|hit| hit.doc as usize);
        self.hits = docs.collect();
    }

    /// Tells the core of a search, once.
    fn tell_search(&mut self, env: &Env) {
        if self.blank() || self.told == self.query {
            return;
        }
        self.told.clone_from(&self.query);
        env.press(&Press::help_searched(&self.query, self.hits.len() as u16));
    }

    fn blank(&self) -> bool {
        self.query.trim().is_empty()
    }

    /// The position of an article among the results, from 1.
    fn rank(&self, slug: &str) -> Option<u16> {
        let Shelf::Open(pack) = self.pack.shelf() else {
            return None;
        };
        let at = pack.position(slug)?;
        let rank = self.hits.iter().position(|hit| *hit == at)?;
        Some(rank as u16 + 1)
    }

    /// Focuses the first match on the screen.
    fn focus(&self, selector: &str) {
        let found = self
            .frame
            .as_ref()
            .and_then(|frame| frame.body.find(selector));
        if let Some(found) = found {
            found.focus();
        }
    }
}

fn slug_at(pack: &HelpPack<'_>, at: usize) -> Option<String> {
    pack.articles.get(at).map(|meta| meta.slug.to_owned())
}
