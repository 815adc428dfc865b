//! A step of a guide: the card, its arrow and, for a tour, the spotlight.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::Side;
use banso_content::prose::{Way, look};
use banso_engine::place::{Align, Rect, Wish, place};
use banso_engine::view::{GuideView, Missing, Press};
use banso_ui::dom::{El, Event, number};
use banso_ui::{Env, Handle, fill};

use crate::anchor;
use crate::beacon::Beacon;
use crate::signal::Signal;

/// How long a step waits for its target, in milliseconds.
const PATIENCE: u32 = 8000;
/// What the developer is told when it does not come.
const GAVE_UP: &str = "the target of guide %, step % (from 0) is %; visible matches: %";
/// How far the spotlight reaches beyond its target.
const GLOW: f32 = 4.0;

/// One step, painted or waiting for its target.
pub(crate) struct Card {
    id: String,
    step: u16,
    /// How it is treated.
    look: u8,
    side: Side,
    /// The ways to the target, if it stands by one.
    ways: Vec<Way>,
    frame: El,
    arrow: Option<El>,
    spot: Option<El>,
    /// Of a hotspot: what opens the card.
    beacon: Option<Beacon>,
    target: Option<El>,
    /// Whether it takes the focus when it appears.
    grabs: bool,
    /// Whether it still has to say that it is visible.
    news: bool,
    late: Option<Handle>,
    redraw: Option<Handle>,
    resize: Option<Handle>,
    watch: Vec<Handle>,
    /// What the launcher reads how far a banner below it lifts it from.
    shell: El,
}

/// Whether a step takes the focus when it appears.
pub(crate) fn grabs(guide: &GuideView) -> bool {
    guide.said.look & look::GRABS > 0
}

impl Card {
    /// Builds a step and shows it, or waits for its target. `news`: the core has not heard of it;
    /// `held`: the step before had the focus.
    pub(crate) fn new(env: &Env, guide: &GuideView, news: bool, held: bool) -> Self {
        let said = &guide.said;
        let drawn = env.platform.draw(said.drawing.bytes());
        let part = |class| drawn.find(class);
        let (frame, beacon) = (part(".card"), part(".beacon"));
        let mut made = Self {
            id: guide.id.clone(),
            step: guide.step,
            look: said.look,
            side: said.side,
            ways: said.target.clone(),
            arrow: part(".arrow"),
            spot: part(".spot"),
            beacon: beacon.map(|button| Beacon::new(env, button)),
            frame: frame.unwrap_or(drawn),
            target: None,
            grabs: held || grabs(guide),
            news,
            late: None,
            redraw: None,
            resize: None,
            watch: Vec::new(),
            shell: env.platform.shell(),
        };
        if made.is(look::LIFTS) {
            made.watch = [env.platform.on_resize(&made.frame, Signal::Moved as u32)].into();
        }
        if !made.ways.is_empty() {
            let window = env.platform.window();
            made.watch = [
                env.platform.on_mutation(Signal::Moved as u32),
                env.platform.on(&window, "scroll", Signal::Moved as u32),
                env.platform.on(&window, "resize", Signal::Moved as u32),
            ]
            .into();
        }
        made.place(env);
        made
    }

    /// Whether this flag of [`look`] is set.
    fn is(&self, flag: u8) -> bool {
        self.look & flag > 0
    }

    /// Whether the focus is inside.
    pub(crate) fn has_focus(&self, env: &Env) -> bool {
        env.active()
            .is_some_and(|active| self.frame.contains(&active))
    }

    /// Tab at an end of a modal goes to its other end.
    pub(crate) fn turn(&self, env: &Env, event: &Event) {
        if !self.is(look::MODAL) {
            return;
        }
        let stops = || self.frame.all("a,button,input,textarea,[tabindex=\"0\"]");
        let (first, last) = (stops().next(), stops().last());
        let (from, to) = if event.shift() {
            (first, last)
        } else {
            (last, first)
        };
        let active = env.active();
        let at_end = active == from || event.shift() && active.as_ref() == Some(&self.frame);
        if let Some(to) = to.filter(|_| at_end) {
            event.prevent();
            to.focus();
        }
    }

    /// Something moved: place it again before the next paint of the browser.
    pub(crate) fn moved(&mut self, env: &Env) {
        if self.redraw.is_none() && !self.watch.is_empty() {
            self.redraw = Some(env.platform.next_frame(Signal::Frame as u32));
        }
    }

    /// Puts the card where it belongs now, or hides it while its target is not there.
    pub(crate) fn place(&mut self, env: &Env) {
        self.redraw = None;
        if self.ways.is_empty() {
            if !self.frame.is_connected() {
                self.appear(env);
            }
            self.lift();
            return;
        }
        match anchor::find(&env.platform, &self.ways) {
            Ok(target) => self.stand_by(env, target),
            Err(_) => self.wait(env),
        }
    }

    /// Opens the hint of a hotspot.
    pub(crate) fn hint(&mut self, env: &Env) {
        if let Some(beacon) = self.beacon.as_mut().filter(|beacon| !beacon.is_open()) {
            beacon.open(true);
            self.place(env);
        }
    }

    /// The same at a press of the beacon, which asks for the hint: it takes the focus.
    pub(crate) fn ask_hint(&mut self, env: &Env) {
        self.hint(env);
        self.frame.focus();
    }

    /// Escape ends the guide, but of a hotspot it closes the hint alone.
    pub(crate) fn escape(&mut self, env: &Env) {
        let held = self.has_focus(env);
        let Some(beacon) = &mut self.beacon else {
            return env.press(&Press::Dismiss("escape".into()));
        };
        beacon.open(false);
        self.frame.remove();
        if held {
            beacon.focus();
        }
    }

    /// Where the focus goes when the card leaves with it.
    pub(crate) fn target(&self) -> Option<&El> {
        self.target.as_ref()
    }

    /// The target did not come in time.
    pub(crate) fn give_up(&mut self, env: &Env) {
        self.watch.clear();
        let why = anchor::find(&env.platform, &self.ways).err();
        let why = why.unwrap_or(Missing::Hidden);
        let counts = anchor::counts(&env.platform, &self.ways);
        let step = number(self.step.into());
        let said = [&*self.id, &step, why.name(), &counts];
        env.platform.warn(fill(GAVE_UP, &said));
        env.press(&Press::target_missing(&self.id, self.step, &self.ways, why));
    }

    fn wait(&mut self, env: &Env) {
        self.remove();
        self.target = None;
        self.resize = None;
        if self.late.is_none() {
            self.late = Some(env.platform.after(PATIENCE, Signal::Late as u32));
        }
    }

    fn stand_by(&mut self, env: &Env, target: El) {
        self.late = None;
        let viewport = env.platform.viewport();
        if self.target.as_ref() != Some(&target) {
            // Nobody asked for a beacon: the page does not scroll for it.
            if self.beacon.is_none() && !anchor::in_view(target.rect(), viewport) {
                env.platform.reveal(&target);
            }
            self.resize = Some(env.platform.on_resize(&target, Signal::Moved as u32));
        }
        let mut rect = target.rect();
        if let Some(beacon) = &self.beacon {
            rect = beacon.stand(env, &target, viewport);
        }
        self.target = Some(target);
        if self.beacon.as_ref().is_some_and(|beacon| !beacon.is_open()) {
            return;
        }
        let fresh = !self.frame.is_connected();
        if fresh {
            self.attach(env);
        }
        self.light(rect);
        let placed = place(rect, self.frame.rect().size(), viewport, wish(self.side));
        self.frame.px("left", placed.x);
        self.frame.px("top", placed.y);
        let (name, axis) = side(placed.side);
        self.frame.set("data-side", name);
        self.frame.toggle("data-bare", placed.arrow.is_none());
        if let Some(arrow) = &self.arrow {
            arrow.css("left", "");
            arrow.css("top", "");
            arrow.px(axis, placed.arrow.unwrap_or_default());
        }
        if fresh {
            self.announce(env);
        }
    }

    /// Moves the hole of the spotlight over the target.
    fn light(&self, rect: Rect) {
        let Some(spot) = &self.spot else { return };
        spot.px("left", rect.x - GLOW);
        spot.px("top", rect.y - GLOW);
        spot.px("width", rect.width + GLOW * 2.0);
        spot.px("height", rect.height + GLOW * 2.0);
    }

    fn attach(&self, env: &Env) {
        env.platform.settle();
        for part in self.spot.iter().chain([&self.frame]) {
            env.room.append(part);
        }
    }

    /// Shows a card that needs no target.
    fn appear(&mut self, env: &Env) {
        self.attach(env);
        if self.is(look::MODAL) {
            self.frame.show_modal();
        }
        self.announce(env);
    }

    /// Lifts what stands in the lower corner above a banner at the lower edge.
    fn lift(&self) {
        if self.is(look::LIFTS) {
            self.shell.px("--banso-lift", self.frame.rect().height);
        }
    }

    /// Whether Escape ends it from anywhere on the page.
    pub(crate) fn is_popup(&self) -> bool {
        !self.is(look::STAYS)
    }

    /// Takes the focus or tells the screen reader, and tells the core, once.
    fn announce(&mut self, env: &Env) {
        if core::mem::take(&mut self.grabs) {
            self.frame.focus();
        } else if self.news {
            let mut text = String::new();
            for part in self.frame.all("h2,.text") {
                text.push_str(&part.content());
                text.push_str(". ");
            }
            env.say(&text);
        }
        if core::mem::take(&mut self.news) {
            env.press(&Press::Shown {
                guide: self.id.clone(),
                step: self.step,
            });
        }
    }

    fn remove(&self) {
        self.frame.remove();
        if let Some(spot) = &self.spot {
            spot.remove();
        }
        if let Some(beacon) = &self.beacon {
            beacon.remove();
        }
        self.shell.css("--banso-lift", "");
    }
}

impl Drop for Card {
    fn drop(&mut self) {
        self.remove();
    }
}

fn wish(side: Side) -> Wish {
    Wish {
        side,
        align: Align::Center,
        offset: 12.0,
        padding: 8.0,
        inset: 20.0,
    }
}

/// The side's name, and the edge that its arrow is measured from.
fn side(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Top => ("top", "left"),
        Side::Bottom => ("bottom", "left"),
        Side::Left => ("left", "top"),
        Side::Right => ("right", "top"),
    }
}
