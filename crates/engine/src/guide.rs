//! The life of a guide: it starts, goes on step by step, and ends.

use alloc::string::String;

use banso_content::acts::{Acts, tag as act};
use banso_content::codec::{Decode, Encode};
use banso_content::glob;
use banso_content::model::{Frequency, Step, Trigger};
use banso_wire::event;
use banso_wire::time::Millis;

use crate::effect::tag;
use crate::engine::Engine;
use crate::input::Traits;
use crate::memory::{GuideMemory, UnderWay, Variation, entry, keep_latest};
use crate::properties::Properties;

/// The most appearances that budgets look back on.
pub(crate) const MOST_SHOWN: usize = 64;
/// The most steps that the way back remembers.
const MOST_STEPS_BACK: usize = 64;

impl Engine {
    /// The host asks for a guide, whatever its audience and frequency: it starts over.
    #[inline(never)]
    pub(crate) fn show_guide(&mut self, id: &str, now: Millis) {
        let at = self.position_of(id);
        if let Some(at) = at.filter(|at| !self.is_barred(*at)) {
            if self.is_news(at) {
                return self.ask(act::GUIDE, id);
            }
            self.restart(at);
            self.begin(at, true, now);
            self.go_to_its_page(at);
        }
    }

    /// The user picks a guide in the resource centre.
    #[inline(never)]
    pub(crate) fn launch_guide(&mut self, id: &str, now: Millis) {
        let at = self.position_of(id);
        if at.is_some_and(|at| self.bundle.guides[at].triggers.contains(&Trigger::Launcher)) {
            self.show_guide(id, now);
        }
    }

    /// The guide is closed before its end; `how` is a word of [`event::HOW`].
    #[inline(never)]
    pub(crate) fn dismiss_guide(&mut self, how: &str, now: Millis) {
        if let Some(at) = self.visible() {
            self.end(at, how, now);
        }
    }

    /// The host closes the guide that is visible.
    pub(crate) fn close_guide(&mut self, now: Millis) {
        if self.visit.visible.is_some() {
            self.dismiss_guide("host", now);
        }
    }

    /// The host ends whatever is visible, and nothing appears by itself before the next page.
    pub(crate) fn end_all(&mut self, now: Millis) {
        self.close_guide(now);
        self.visit.link.clear();
        self.visit.rested = true;
        self.changed();
    }

    /// The user puts the guide off, if it can be: it goes on later, where it is now.
    fn snooze_guide(&mut self, at: usize, step: u16, now: Millis) {
        let snooze = self.bundle.guides[at].snooze;
        if snooze == 0 {
            return;
        }
        let until = now.saturating_add(snooze);
        self.guide_memory(at).snoozed_until = until;
        self.visit.visible = None;
        self.visit.rested = true;
        self.progressed(at);
        let mut json = self.about(Some(at));
        json.number(event::STEP, step.into())
            .number(event::UNTIL, until);
        self.tell(at, event::GUIDE_SNOOZED, &json, now);
    }

    pub(crate) fn on_step_shown(&mut self, id: &str, step: u16, now: Millis) {
        let Some(at) = self.current(id, step) else {
            return self.on_news_seen(id, step > 0, now);
        };
        let steps = self.steps(at).len() as u64;
        let Some(way) = &mut self.guide_memory(at).under_way else {
            return;
        };
        let (before, spent) = (way.viewed, way.spent);
        way.entered = now;
        way.viewed |= UnderWay::bit(step);
        self.remember = true;
        if before & UnderWay::bit(step) != 0 {
            return;
        }
        if before == 0 {
            self.on_first_step(at, steps, now);
        }
        let mut json = self.about(Some(at));
        json.number(event::STEP, step.into())
            .number(event::STEPS, steps);
        if before != 0 {
            json.number(event::PREVIOUS_MS, spent);
        }
        self.tell(at, event::GUIDE_STEP_VIEWED, &json, now);
    }

    fn on_first_step(&mut self, at: usize, steps: u64, now: Millis) {
        self.spend(at, now);
        self.guide_memory(at).seen = Some(now);
        self.progressed(at);
        let mut json = self.about(Some(at));
        json.text(event::KIND, self.bundle.guides[at].kind.name());
        json.number(event::STEPS, steps)
            .text(event::BUNDLE, &self.bundle.version);
        self.tell(at, event::GUIDE_SHOWN, &json, now);
    }

    /// A guide that appeared by itself counts for its own limit and for the budgets.
    fn spend(&mut self, at: usize, now: Millis) {
        if self.is_asked(at) || self.bundle.guides[at].fixture {
            return;
        }
        let kind = self.bundle.guides[at].kind;
        if !self.bundle.budgets.is_empty() {
            keep_latest(&mut self.memory.shown, (kind, now), MOST_SHOWN, |one| one.1);
        }
        if let Frequency::Limit(times, _) = self.bundle.guides[at].frequency {
            keep_latest(&mut self.guide_memory(at).times, now, times.into(), |at| {
                *at
            });
        }
    }

    /// What the primary button does: the guide goes on, unless the button says otherwise.
    fn on_next(&mut self, at: usize, step: u16, now: Millis) {
        let Some(shown) = self.steps(at).get(usize::from(step)) else {
            return;
        };
        let acts = shown.actions.clone();
        if !acts.has_flow() {
            self.go_on(at, step, now);
        }
        self.on_acts(Some(at), &acts, true, now);
    }

    /// Goes on from the visible step when the user did what it waits for, and over every step that is
    /// over. Where these lead round and round, the guide stays where it is.
    pub(crate) fn advance_guide(&mut self, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        let steps = self.steps(at);
        let (mut to, mut passed) = (step, 0);
        while let Some(shown) = steps.get(usize::from(to)) {
            let moved_on = passed == 0 && shown.advance.iter().any(|way| self.fired.contains(way));
            if !moved_on && !self.is_over(shown) {
                break;
            }
            if passed == steps.len() {
                return;
            }
            passed += 1;
            to = self.after(shown, to);
        }
        if to != step {
            self.go_to(at, to, now);
        }
    }

    /// Whether what a step is for is so already.
    fn is_over(&self, step: &Step) -> bool {
        step.passed.is_some_and(|rule| self.truth.holds(rule))
    }

    /// What comes after a step: the step of the first branch that holds, or else the one that follows.
    fn after(&self, step: &Step, at: u16) -> u16 {
        for branch in step.next.chunks_exact(2) {
            if self.truth.holds(branch[0]) {
                return branch[1];
            }
        }
        at.saturating_add(1)
    }

    fn go_on(&mut self, at: usize, step: u16, now: Millis) {
        let shown = self.steps(at).get(usize::from(step));
        let to = shown.map_or(u16::MAX, |shown| self.after(shown, step));
        self.go_to(at, to, now);
    }

    /// On to a step, which going back leads back from; past the last, the guide is complete.
    fn go_to(&mut self, at: usize, to: u16, now: Millis) {
        if usize::from(to) >= self.steps(at).len() {
            return self.end(at, "", now);
        }
        if let Some(way) = &mut self.guide_memory(at).under_way {
            if way.way.len() == MOST_STEPS_BACK {
                way.way.remove(0);
            }
            way.way.push(way.step);
        }
        self.move_to(at, to, now);
    }

    /// Back on the way that led here.
    fn on_back(&mut self, at: usize, now: Millis) {
        let known = self.known(at).and_then(|memory| memory.under_way.as_ref());
        let Some(way) = known else { return };
        let mut left = way.way.len();
        while left > 0 {
            left -= 1;
            let to = way.way[left];
            let step = self.steps(at).get(usize::from(to));
            // A step that is over would lead forward again.
            if step.is_some_and(|step| !self.is_over(step)) {
                if let Some(way) = &mut self.guide_memory(at).under_way {
                    way.way.truncate(left);
                }
                return self.move_to(at, to, now);
            }
        }
    }

    /// Something drawn was pressed: what its form holds is answered first.
    pub(crate) fn on_do(&mut self, guide: &str, answers: Traits, acts: &Acts, now: Millis) {
        let at = self.position_of(guide);
        if at.is_some() && at == self.visible() {
            self.on_answers(answers, now);
        }
        self.on_acts(at, acts, false, now);
    }

    /// Does one after the other what a button, a link or a task asks for. `at` is the guide that it
    /// belongs to, if any; `within`: it is what the primary button does, to which going on leads.
    pub(crate) fn on_acts(&mut self, at: Option<usize>, acts: &Acts, within: bool, now: Millis) {
        let mut acts = acts.reader();
        while !acts.is_empty() {
            let act = acts.byte();
            if act >= act::NEXT {
                let to = if act == act::GO {
                    u16::decode(&mut acts)
                } else {
                    0
                };
                if at.is_some() && at == self.visible() {
                    self.flow(act, to, within, now);
                }
                continue;
            }
            let what = if act < act::HELP {
                <&str>::decode(&mut acts)
            } else {
                ""
            };
            match act {
                act::PAGE | act::LINK => what.encode(self.say(tag::NAVIGATE)),
                act::GUIDE => self.show_guide(what, now),
                act::TRACK => self.track_from(at, what, now),
                act::CALL => self.emit(what, &self.about(at)),
                _ => self.ask(act, what),
            }
        }
    }

    /// Opens help on what an action names.
    fn ask(&mut self, act: u8, what: &str) {
        let out = self.say(tag::ASK);
        out.push(act);
        what.encode(out);
    }

    /// How the visible guide goes on.
    pub(crate) fn flow(&mut self, act: u8, to: u16, within: bool, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        self.changed();
        match act {
            act::NEXT if within => self.go_on(at, step, now),
            act::NEXT => self.on_next(at, step, now),
            act::BACK => self.on_back(at, now),
            act::FINISH => self.go_to(at, u16::MAX, now),
            act::DISMISS => self.end(at, "button", now),
            act::SNOOZE => self.snooze_guide(at, step, now),
            _ => self.go_to(at, to, now),
        }
    }

    /// The visible guide.
    pub(crate) fn visible(&self) -> Option<usize> {
        let at = usize::from(self.visit.visible?);
        (at < self.bundle.guides.len()).then_some(at)
    }

    /// The visible guide and its step.
    pub(crate) fn position(&self) -> Option<(usize, u16)> {
        let at = self.visible()?;
        let memory = self.memory.guide(&self.bundle.guides.get(at)?.id)?;
        memory.under_way.as_ref().map(|way| (at, way.step))
    }

    /// The position of a guide in the bundle.
    pub(crate) fn position_of(&self, id: &str) -> Option<usize> {
        self.bundle.guides.iter().position(|guide| guide.id == id)
    }

    /// The steps of a guide in the form that the user is assigned to.
    pub(crate) fn steps(&self, at: usize) -> &[Step] {
        let guide = &self.bundle.guides[at];
        match self.known(at).and_then(|memory| memory.variation) {
            Some(Variation::Variant(variant)) => guide
                .variants
                .get(usize::from(variant))
                .map_or(&guide.steps, |variant| &variant.steps),
            _ => &guide.steps,
        }
    }

    /// What is remembered of a guide, if anything.
    pub(crate) fn known(&self, at: usize) -> Option<&GuideMemory> {
        self.memory.guide(&self.bundle.guides[at].id)
    }

    pub(crate) fn is_under_way(&self, at: usize) -> bool {
        self.known(at)
            .is_some_and(|memory| memory.under_way.is_some())
    }

    /// Whether somebody asked for the guide that is under way.
    pub(crate) fn is_asked(&self, at: usize) -> bool {
        let way = self.known(at).and_then(|memory| memory.under_way.as_ref());
        way.is_some_and(|way| way.asked)
    }

    /// Whether the guide ended, or gave up, during this page load.
    pub(crate) fn has_ended(&self, at: usize) -> bool {
        let at = at as u16;
        self.visit.ended.contains(&at) || self.is_lost(at)
    }

    /// Forgets where the guide was: it will start over.
    pub(crate) fn restart(&mut self, at: usize) {
        let memory = self.guide_memory(at);
        memory.under_way = None;
        memory.snoozed_until = 0;
        let at = at as u16;
        self.visit.ended.retain(|ended| *ended != at);
        self.found(at);
    }

    /// On a new page, guides that appear on each page anew have not ended.
    #[inline(never)]
    pub(crate) fn forget_endings(&mut self) {
        let mut ended = core::mem::take(&mut self.visit.ended);
        let guides = &self.bundle.guides;
        ended.retain(|at| {
            let guide = guides.get(usize::from(*at));
            guide.is_some_and(|guide| guide.frequency != Frequency::Always)
        });
        self.visit.ended = ended;
        self.forget_lost();
    }

    pub(crate) fn begin(&mut self, at: usize, asked: bool, now: Millis) {
        if !self.is_under_way(at) {
            let alias = if self.bundle.guides[at].anonymous {
                self.rng.id(now)
            } else {
                String::new()
            };
            let memory = self.guide_memory(at);
            memory.alias = alias;
            memory.under_way = Some(UnderWay {
                since: now,
                asked,
                ..UnderWay::default()
            });
            self.progressed(at);
        }
        if !self.bundle.guides[at].fixture {
            self.visit.visible = Some(at as u16);
        }
        // Where it goes on, its step may be over by now.
        self.changed();
    }

    fn move_to(&mut self, at: usize, step: u16, now: Millis) {
        let mut json = self.about(Some(at));
        json.number(event::STEP, step.into());
        if let Some(way) = &mut self.guide_memory(at).under_way {
            json.number(event::FROM, way.step.into());
            way.step = step;
            if way.entered > 0 {
                way.spent = now.saturating_sub(way.entered);
                way.entered = 0;
            }
        }
        self.remember = true;
        self.repaint = true;
        // Listeners hear of every move; what is sent says when a step was seen first.
        self.emit(event::GUIDE_STEP_CHANGED, &json);
    }

    /// The guide has ended: closed, in the way that `how` says, or complete when it says none.
    fn end(&mut self, at: usize, how: &str, now: Millis) {
        self.visit.visible = None;
        self.visit.rested = true;
        self.visit.ended.push(at as u16);
        let steps = self.steps(at).len() as u64;
        let memory = self.guide_memory(at);
        let way = memory.under_way.take().unwrap_or_default();
        let whole = how.is_empty();
        if whole {
            memory.completed = Some(now);
        } else {
            memory.dismissed = Some(now);
        }
        let mut json = self.about(Some(at));
        if whole {
            json.number(event::STEPS, steps);
        } else {
            json.number(event::STEP, way.step.into())
                .text(event::HOW, how);
        }
        json.number(event::DURATION_MS, now.saturating_sub(way.since));
        if way.entered > 0 {
            json.number(event::STEP_MS, now.saturating_sub(way.entered));
        }
        let event = if whole {
            event::GUIDE_COMPLETED
        } else {
            event::GUIDE_DISMISSED
        };
        self.progressed(at);
        self.tell(at, event, &json, now);
    }

    /// Something became of a guide that conditions may ask about.
    pub(crate) fn progressed(&mut self, at: usize) {
        self.remember = true;
        self.touch(self.topics.of_guide(at));
        self.changed();
    }

    /// A guide that was asked for on another page opens its own, where that is one page.
    fn go_to_its_page(&mut self, at: usize) {
        let first = self.steps(at).first();
        if let Some(page) = first.and_then(|step| step.page.as_ref())
            && !glob::matches(page, &self.visit.page.address)
            && !page.bytes().any(|byte| matches!(byte, b'*' | b':'))
        {
            let page = page.clone();
            page.encode(self.say(tag::NAVIGATE));
        }
    }

    /// The visible guide's position, if it is this one at this step.
    pub(crate) fn current(&self, id: &str, step: u16) -> Option<usize> {
        let (at, present) = self.position()?;
        (present == step && self.bundle.guides[at].id == id).then_some(at)
    }

    pub(crate) fn guide_memory(&mut self, at: usize) -> &mut GuideMemory {
        entry(&mut self.memory.guides, &self.bundle.guides[at].id)
    }

    /// What comes from a guide, if it comes from one.
    pub(crate) fn about(&self, at: Option<usize>) -> Properties {
        let mut json = Properties::default();
        if let Some(at) = at {
            json.text(event::GUIDE, &self.bundle.guides[at].id);
        }
        json
    }
}
