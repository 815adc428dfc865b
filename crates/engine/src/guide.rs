//! The life of a guide: it starts, goes on step by step, and ends.

use banso_content::codec::Encode;
use banso_content::glob;
use banso_content::model::{Action, Frequency, Step, Trigger};
use banso_wire::event;
use banso_wire::time::Millis;

use crate::effect::tag;
use crate::engine::Engine;
use crate::memory::{GuideMemory, UnderWay, Variation, entry, keep_latest};
use crate::properties::Properties;

/// The most appearances that budgets look back on.
const MOST_SHOWN: usize = 64;

impl Engine {
    /// The host asks for a guide, whatever its audience and frequency: it starts over.
    pub(crate) fn show_guide(&mut self, id: &str, now: Millis) {
        if let Some(at) = self.position_of(id) {
            self.restart(at);
            self.begin(at, true, now);
            self.go_to_its_page(at);
        }
    }

    /// The user picks a guide in the resource centre.
    pub(crate) fn launch_guide(&mut self, id: &str, now: Millis) {
        let at = self.position_of(id);
        if at.is_some_and(|at| self.bundle.guides[at].triggers.contains(&Trigger::Launcher)) {
            self.show_guide(id, now);
        }
    }

    pub(crate) fn dismiss_guide(&mut self, now: Millis) {
        let Some(at) = self.visible() else { return };
        let way = self.end(at);
        let memory = self.guide_memory(at);
        memory.dismissed = Some(now);
        let mut json = self.about(at);
        json.number(event::STEP, way.step.into());
        json.number(event::DURATION_MS, now.saturating_sub(way.since));
        self.note(event::GUIDE_DISMISSED, &json, now);
    }

    /// The user puts the guide off, if it can be: it goes on later, where it is now.
    pub(crate) fn snooze_guide(&mut self, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        let snooze = self.bundle.guides[at].snooze;
        if snooze == 0 {
            return;
        }
        let until = now.saturating_add(snooze);
        self.guide_memory(at).snoozed_until = until;
        self.visit.visible = None;
        self.visit.rested = true;
        self.progressed(at);
        let mut json = self.about(at);
        json.number(event::STEP, step.into())
            .number(event::UNTIL, until);
        self.note(event::GUIDE_SNOOZED, &json, now);
    }

    pub(crate) fn on_step_shown(&mut self, id: &str, step: u16, now: Millis) {
        let Some(at) = self.current(id, step) else {
            return;
        };
        let steps = self.steps(at).len() as u64;
        let memory = self.guide_memory(at);
        let Some(way) = memory.under_way.as_mut().filter(|way| step >= way.viewed) else {
            return;
        };
        let first = way.viewed == 0;
        way.viewed = step.saturating_add(1);
        if first {
            self.on_first_step(at, steps, now);
        }
        self.remember = true;
        let mut json = self.about(at);
        json.number(event::STEP, step.into())
            .number(event::STEPS, steps);
        self.note(event::GUIDE_STEP_VIEWED, &json, now);
    }

    fn on_first_step(&mut self, at: usize, steps: u64, now: Millis) {
        self.spend(at, now);
        self.guide_memory(at).seen = Some(now);
        self.progressed(at);
        let mut json = self.about(at);
        json.text(event::KIND, self.bundle.guides[at].kind.name());
        json.number(event::STEPS, steps)
            .text(event::BUNDLE, &self.bundle.version);
        self.note(event::GUIDE_SHOWN, &json, now);
    }

    /// A guide that appeared by itself counts for its own limit and for the budgets.
    fn spend(&mut self, at: usize, now: Millis) {
        if self.is_asked(at) {
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

    /// The target never came: the guide rests until the next visit and counts as neither completed
    /// nor dismissed.
    pub(crate) fn on_target_missing(
        &mut self,
        id: &str,
        step: u16,
        seen: &Properties,
        now: Millis,
    ) {
        let Some(at) = self.current(id, step) else {
            return;
        };
        let mut json = self.about(at);
        json.number(event::STEP, step.into()).append(seen);
        self.note(event::GUIDE_TARGET_MISSING, &json, now);
        self.visit.visible = None;
        self.visit.missing.push(at as u16);
        self.changed();
    }

    pub(crate) fn on_next(&mut self, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        let shown = self.steps(at).get(usize::from(step));
        let action = shown.and_then(|step| step.action.clone());
        self.go_on(at, step, now);
        if let Some(action) = action {
            self.act(action, now);
        }
    }

    /// Goes on from the visible step when the user did what it waits for.
    pub(crate) fn advance_guide(&mut self, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        let passed = self.steps(at).get(usize::from(step)).is_some_and(|step| {
            self.is_over(step) || step.advance.iter().any(|way| self.fired.contains(way))
        });
        if passed {
            self.go_on(at, step, now);
        }
    }

    /// Whether what a step is for is so already.
    fn is_over(&self, step: &Step) -> bool {
        step.passed.is_some_and(|rule| self.truth.holds(rule))
    }

    fn go_on(&mut self, at: usize, step: u16, now: Millis) {
        if usize::from(step) + 1 < self.steps(at).len() {
            self.move_to(at, step + 1);
        } else {
            self.complete(at, now);
        }
    }

    pub(crate) fn on_back(&mut self) {
        let Some((at, step)) = self.position() else {
            return;
        };
        // A step that is over would lead forward again.
        let mut steps = self.steps(at).iter().take(step.into());
        if let Some(before) = steps.rposition(|step| !self.is_over(step)) {
            self.move_to(at, before as u16);
        }
    }

    /// Does what a button or a task asks for.
    pub(crate) fn act(&mut self, action: Action, now: Millis) {
        match action {
            Action::Page(path) => path.encode(self.say(tag::NAVIGATE)),
            Action::Article(slug) => slug.encode(self.say(tag::OPEN_ARTICLE)),
            Action::Guide(id) => self.show_guide(&id, now),
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
        self.visit.ended.contains(&at) || self.visit.missing.contains(&at)
    }

    /// Forgets where the guide was: it will start over.
    pub(crate) fn restart(&mut self, at: usize) {
        let memory = self.guide_memory(at);
        memory.under_way = None;
        memory.snoozed_until = 0;
        let at = at as u16;
        self.visit.ended.retain(|ended| *ended != at);
        self.visit.missing.retain(|missing| *missing != at);
    }

    /// On a new page, guides that appear on each page anew have not ended.
    pub(crate) fn forget_endings(&mut self) {
        let mut ended = core::mem::take(&mut self.visit.ended);
        let guides = &self.bundle.guides;
        ended.retain(|at| {
            let guide = guides.get(usize::from(*at));
            guide.is_some_and(|guide| guide.frequency != Frequency::Always)
        });
        self.visit.ended = ended;
    }

    pub(crate) fn begin(&mut self, at: usize, asked: bool, now: Millis) {
        let memory = self.guide_memory(at);
        if memory.under_way.is_none() {
            memory.under_way = Some(UnderWay {
                since: now,
                asked,
                ..UnderWay::default()
            });
            self.progressed(at);
        }
        self.visit.visible = Some(at as u16);
        self.repaint = true;
    }

    fn move_to(&mut self, at: usize, step: u16) {
        if let Some(way) = &mut self.guide_memory(at).under_way {
            way.step = step;
        }
        self.remember = true;
        self.changed();
    }

    fn complete(&mut self, at: usize, now: Millis) {
        let steps = self.steps(at).len() as u64;
        let way = self.end(at);
        self.guide_memory(at).completed = Some(now);
        let mut json = self.about(at);
        json.number(event::STEPS, steps);
        json.number(event::DURATION_MS, now.saturating_sub(way.since));
        self.note(event::GUIDE_COMPLETED, &json, now);
    }

    fn end(&mut self, at: usize) -> UnderWay {
        self.visit.visible = None;
        self.visit.rested = true;
        self.visit.ended.push(at as u16);
        self.progressed(at);
        self.guide_memory(at).under_way.take().unwrap_or_default()
    }

    /// Something became of a guide that conditions may ask about.
    fn progressed(&mut self, at: usize) {
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
    fn current(&self, id: &str, step: u16) -> Option<usize> {
        let (at, present) = self.position()?;
        (present == step && self.bundle.guides[at].id == id).then_some(at)
    }

    pub(crate) fn guide_memory(&mut self, at: usize) -> &mut GuideMemory {
        entry(&mut self.memory.guides, &self.bundle.guides[at].id)
    }

    fn about(&self, at: usize) -> Properties {
        let mut json = Properties::default();
        json.text(event::GUIDE, &self.bundle.guides[at].id);
        json
    }
}
