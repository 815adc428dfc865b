//! The panel on the page: its frame, what it listens to, and when it is painted anew.

mod act;
mod frame;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::dom::patch;
use crate::door::Door;
use crate::picker::Picker;
use crate::selector;
use crate::session::Session;
use crate::state::State;
use crate::tabs::Moment;

/// How often what hangs on the clock is painted anew; ms.
const BEAT: u32 = 1_000;

/// The panel on the page. Dropped, the page is as it was.
pub(crate) struct Panel(Rc<Inner>);

/// What listeners work with.
pub(crate) struct Inner {
    pub(crate) host: HtmlElement,
    document: Document,
    shadow: ShadowRoot,
    room: Element,
    session: Rc<RefCell<Session>>,
    door: Rc<Door>,
    state: RefCell<State>,
    picker: RefCell<Option<Picker>>,
    frame: RefCell<Option<AnimationFrame>>,
    due: Cell<bool>,
    kept: RefCell<(Vec<EventListener>, Option<Interval>)>,
    me: Weak<Inner>,
}

impl Panel {
    /// Opens it.
    pub(crate) fn open(session: Rc<RefCell<Session>>, door: Rc<Door>) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let host: HtmlElement = document
            .create_element("banso-debug")
            .ok()?
            .dyn_into()
            .ok()?;
        let shadow = host
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .ok()?;
        frame::dress(&shadow);
        let room = document.create_element("div").ok()?;
        shadow.append_child(&room).ok()?;
        let inner = Rc::new_cyclic(|me| Inner {
            host,
            document,
            shadow,
            room,
            session,
            door,
            state: RefCell::default(),
            picker: RefCell::default(),
            frame: RefCell::default(),
            due: Cell::new(false),
            kept: RefCell::default(),
            me: me.clone(),
        });
        inner.mount();
        Some(Self(inner))
    }

    /// Brings it back when it is folded.
    pub(crate) fn show(&self) {
        self.0.state.borrow_mut().folded = false;
        self.0.refresh();
    }

    /// Paints it anew before the browser paints.
    pub(crate) fn refresh(&self) {
        self.0.refresh();
    }
}

impl Drop for Panel {
    fn drop(&mut self) {
        *self.0.picker.borrow_mut() = None;
        *self.0.kept.borrow_mut() = Default::default();
        self.0.host.remove();
    }
}

impl Inner {
    fn mount(&self) {
        let _ = self.host.set_attribute("popover", "manual");
        self.lift();
        let beat = self.me.clone();
        let beat = Interval::new(BEAT, move || {
            if let Some(inner) = beat.upgrade() {
                inner.settle();
                inner.refresh();
            }
        });
        let mut listeners = act::listeners(&self.shadow, &self.me);
        listeners.push(self.stay_on_top());
        *self.kept.borrow_mut() = (listeners, Some(beat));
        self.render();
    }

    /// Puts the panel above everything. Browsers without popovers show it in its place, by its style.
    fn lift(&self) {
        let home = self.home();
        if self.host.parent_node() == home {
            let _ = self.host.hide_popover();
        } else if let Some(home) = home {
            let _ = home.append_child(&self.host);
        }
        let _ = self.host.show_popover();
    }

    /// Goes home, when a dialog of the page has come, or has gone and taken the panel along.
    fn settle(&self) {
        if self.host.parent_node() != self.home() {
            self.lift();
        }
    }

    /// The page's topmost modal dialog, which makes everything outside of it inert, or else its body.
    fn home(&self) -> Option<Node> {
        let dialogs = self.document.query_selector_all("dialog:modal").ok();
        let top = dialogs.and_then(|all| all.item(all.length().checked_sub(1)?));
        top.or_else(|| self.document.body().map(Into::into))
    }

    /// What Banso shows on the page, and what the page itself lifts, stays below the panel.
    fn stay_on_top(&self) -> EventListener {
        let me = self.me.clone();
        let options = gloo::events::EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&self.document, "toggle", options, move |event| {
            let opened = js_sys::Reflect::get(event, &"newState".into()).ok();
            let inner = me
                .upgrade()
                .filter(|inner| event.target().as_ref() != Some(&inner.host));
            let opened = opened.and_then(|state| state.as_string());
            match inner {
                Some(inner) if opened.as_deref() == Some("open") => inner.lift(),
                Some(inner) => inner.settle(),
                None => {}
            }
        })
    }

    pub(crate) fn refresh(&self) {
        if self.due.replace(true) {
            return;
        }
        let me = self.me.clone();
        let frame = request_animation_frame(move |_| {
            if let Some(inner) = me.upgrade() {
                inner.due.set(false);
                inner.render();
            }
        });
        *self.frame.borrow_mut() = Some(frame);
    }

    fn render(&self) {
        let (session, state) = (self.session.borrow(), self.state.borrow());
        let language = session.language();
        let past = state.moment.map(|step| (step, session.history().at(step)));
        let live = || {
            (
                session.engine(),
                js_sys::Date::now() as u64,
                session.history().range().1,
            )
        };
        let (engine, now, step) = past
            .as_ref()
            .map_or_else(live, |(step, (engine, now))| (engine, *now, *step));
        let moment = Moment {
            session: &session,
            state: &state,
            engine,
            now,
            step,
            language,
        };
        let painted = frame::panel(&moment, &self.door);
        patch(&self.document, &self.room, vec![painted]);
    }

    /// Frames an element of the page.
    pub(crate) fn frame(&self, element: &Element) {
        if let Some(picker) = &*self.picker.borrow() {
            picker.frame(element);
        }
    }

    /// An element of the page was picked.
    pub(crate) fn picked(&self, element: &Element) {
        {
            let mut state = self.state.borrow_mut();
            state.picked = Some(selector::pick(&self.document, element, &self.door));
            state.copied.clear();
        }
        self.stop_picking();
    }

    fn start_picking(&self) {
        let frame = self.shadow.query_selector(".framed").ok().flatten();
        let frame = frame.and_then(|frame| frame.dyn_into().ok());
        *self.picker.borrow_mut() = frame.and_then(|frame| Picker::begin(&self.me, frame));
        self.state.borrow_mut().picking = self.picker.borrow().is_some();
        self.refresh();
    }

    /// The page has its events again. Not at once: one of them may be under way.
    pub(crate) fn stop_picking(&self) {
        self.state.borrow_mut().picking = false;
        let me = self.me.clone();
        gloo::timers::callback::Timeout::new(0, move || {
            if let Some(inner) = me.upgrade() {
                *inner.picker.borrow_mut() = None;
                inner.refresh();
            }
        })
        .forget();
    }
}
