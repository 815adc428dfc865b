//! A step of a guide: the card, its arrow and, for a tour, the spotlight.

use alloc::string::String;

use banso_content::model::Side;
use banso_content::prose::look;
use banso_engine::place::{Align, Placement, Rect, Wish, place};
use banso_engine::view::{GuideView, Missing, Press};
use banso_ui::dom::{El, Event};
use banso_ui::{Env, Handle};

use crate::anchor::{self, Ways};
use crate::beacon::Beacon;
use crate::signal::Signal;

/// How long something of the host may cover the target before the card hides, in milliseconds: a
/// message that comes and goes does not make it flicker.
const GRACE: u32 = 1000;
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
    ways: Ways,
    frame: El,
    arrow: Option<El>,
    spot: Option<El>,
    /// Of a hotspot: what opens the card.
    beacon: Option<Beacon>,
    target: Option<El>,
    /// Whether it, or its beacon, stands by the target.
    up: bool,
    /// Whether it has been up, and hid.
    hid: bool,
    /// Where the target was.
    stood: Rect,
    /// Whether it takes the focus when it appears.
    grabs: bool,
    /// Whether it still has to say that it is visible.
    news: bool,
    late: Option<Handle>,
    /// While the target is covered: until the card hides for it.
    grace: Option<Handle>,
    redraw: Option<Handle>,
    watch: Option<Handle>,
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
            ways: Ways::new(&said.target),
            arrow: part(".arrow"),
            spot: part(".spot"),
            beacon: None,
            frame: frame.unwrap_or(drawn),
            target: None,
            up: false,
            hid: false,
            stood: Rect::default(),
            grabs: held || grabs(guide),
            news,
            late: None,
            grace: None,
            redraw: None,
            watch: None,
            shell: env.platform.shell(),
        };
        made.beacon = beacon.map(|button| Beacon::new(env, button, &made.frame));
        if made.is(look::LIFTS) {
            made.watch = Some(made.follow(env, Some(&made.frame)));
        }
        if !made.ways.is_empty() {
            made.watch = Some(made.follow(env, None));
            if made.beacon.is_none() {
                // Before anything is measured: one layout of the page serves the target and the card.
                made.attach(env);
            }
        }
        made.place(env);
        made
    }

    /// Whether this flag of [`look`] is set.
    fn is(&self, flag: u8) -> bool {
        self.look & flag > 0
    }

    /// Hears of whatever may move the card or its target.
    fn follow(&self, env: &Env, target: Option<&El>) -> Handle {
        let signal = Signal::Moved as u32;
        env.platform.on_change(signal, target, &self.frame)
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
        match self.look(env) {
            Ok(target) => self.stand_by(env, target),
            Err(_) => self.wait(env),
        }
    }

    /// It has been covered for too long.
    pub(crate) fn cover(&mut self, env: &Env) {
        if self.look(env).is_err() || self.grace.is_some() {
            self.wait(env);
        }
    }

    /// The target, if it can be stood by now. Nobody asked for a beacon: the page does not scroll for it.
    fn look(&mut self, env: &Env) -> Result<El, Missing> {
        let known = self.target.as_ref();
        let Some(target) = self.ways.look(env, known, self.beacon.is_none()) else {
            let why = anchor::why(env);
            let gone = why == Missing::Absent && !self.news;
            return Err(if gone { Missing::Gone } else { why });
        };
        if known != Some(&target) {
            self.watch = Some(self.follow(env, Some(&target)));
            self.target = Some(target.clone());
        }
        match env.platform.why() {
            anchor::FREE => self.grace = None,
            anchor::COVERED if self.up => {
                let after = || env.platform.after(GRACE, Signal::Cover as u32);
                self.grace.get_or_insert_with(after);
            }
            _ => return Err(anchor::why(env)),
        }
        Ok(target)
    }

    /// Opens the hint of a hotspot.
    pub(crate) fn hint(&mut self, env: &Env) {
        let Some(beacon) = &mut self.beacon else {
            return;
        };
        if !beacon.is_open() {
            beacon.open(true);
            self.place(env);
        }
    }

    /// The same at a press of the beacon, which asks for the hint: it takes the focus, and stays.
    pub(crate) fn ask_hint(&mut self, env: &Env) {
        self.hint(env);
        if let Some(beacon) = &mut self.beacon {
            beacon.pin();
        }
        self.frame.focus();
    }

    /// The pointer left the beacon and its hint, which closes unless it is in use.
    pub(crate) fn close(&mut self, env: &Env) {
        let pinned = self.beacon.as_ref().is_some_and(Beacon::is_pinned);
        if !pinned && !self.has_focus(env) {
            self.escape(env);
        }
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
        self.watch = None;
        let why = self.look(env).err().unwrap_or(Missing::Hidden);
        self.ways.give_up(env, &self.id, self.step, why);
    }

    /// Hides while the target is not to be seen; comes back with it.
    fn wait(&mut self, env: &Env) {
        self.grabs |= self.has_focus(env);
        self.hid |= self.up;
        self.up = false;
        self.grace = None;
        self.remove();
        if self.late.is_none() {
            self.late = Some(env.platform.after(anchor::PATIENCE, Signal::Late as u32));
        }
    }

    fn stand_by(&mut self, env: &Env, target: El) {
        self.late = None;
        let fresh = !core::mem::replace(&mut self.up, true);
        let viewport = env.platform.viewport();
        let mut rect = env.platform.bounds();
        if let Some(beacon) = &self.beacon {
            rect = beacon.stand(env, &target, rect, viewport);
            if !beacon.is_open() {
                return;
            }
        }
        let closed = !self.frame.is_connected();
        if closed {
            env.platform.settle();
            self.attach(env);
        }
        let placed = place(rect, self.frame.rect().size(), viewport, wish(self.side));
        // All is measured: the focus finds the page as it was laid out.
        if fresh || closed {
            self.announce(env);
        }
        self.draw(rect, placed);
        let was = core::mem::replace(&mut self.stood, rect);
        if !fresh && was != rect {
            // It may be moving: then it has moved on in the next frame.
            self.redraw = Some(env.platform.next_frame(Signal::Moved as u32));
        }
    }

    fn draw(&self, rect: Rect, placed: Placement) {
        self.light(rect);
        self.frame.px("left", placed.x);
        self.frame.px("top", placed.y);
        let (name, axis, other) = side(placed.side);
        self.frame.set("data-side", name);
        self.frame.toggle("data-bare", placed.arrow.is_none());
        if let Some(arrow) = &self.arrow {
            arrow.css(other, "");
            arrow.px(axis, placed.arrow.unwrap_or_default());
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
        for part in self.spot.iter().chain([&self.frame]) {
            env.room.append(part);
        }
    }

    /// Shows a card that needs no target.
    fn appear(&mut self, env: &Env) {
        env.platform.settle();
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
        !self.is(look::STAYS) && self.frame.is_connected()
    }

    /// Takes the focus or tells the screen reader, and tells the core, once.
    fn announce(&mut self, env: &Env) {
        // What has the focus since it hid keeps it.
        let document = env.platform.document();
        let free = !self.hid || document.active() == document.find("body");
        if core::mem::take(&mut self.grabs) {
            if free {
                self.frame.focus();
            }
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

/// The side's name, the edge that its arrow is measured from, and the one that it is not.
fn side(side: Side) -> (&'static str, &'static str, &'static str) {
    match side {
        Side::Top => ("top", "left", "top"),
        Side::Bottom => ("bottom", "left", "top"),
        Side::Left => ("left", "top", "left"),
        Side::Right => ("right", "top", "left"),
    }
}
