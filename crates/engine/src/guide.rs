//! Guides: which one appears, where it is, and how it ends.

use banso_content::glob;
use banso_content::model::{Action, Frequency, Guide};
use banso_wire::event;
use banso_wire::json::Object;
use banso_wire::time::Millis;

use crate::condition::{holds, page_rules_out};
use crate::effect::Effect;
use crate::engine::Engine;
use crate::memory::{GuideMemory, UnderWay, entry};
use crate::view::Ask;

impl Engine {
    /// Keeps the visible guide while its page lasts; otherwise resumes or starts the first that may
    /// appear. The content lists the highest priority first.
    pub(crate) fn choose_guide(&mut self, now: Millis) {
        let stays = self.visible.is_some_and(|at| self.fits_page(at));
        if stays {
            return;
        }
        self.visible = None;
        if self.rested {
            return;
        }
        let candidates = 0..self.bundle.guides.len();
        if let Some(at) = candidates.into_iter().find(|at| self.may_appear(*at, now)) {
            self.begin(at, false, now);
        }
    }

    /// The host asks for a guide, whatever its audience and frequency: it starts over.
    pub(crate) fn show_guide(&mut self, id: &str, now: Millis) {
        let Some(at) = self.bundle.guides.iter().position(|guide| guide.id == id) else {
            return;
        };
        self.guide_memory(at).under_way = None;
        if let Some(ended) = self.ended.iter().position(|ended| *ended == at) {
            self.ended.swap_remove(ended);
        }
        self.begin(at, true, now);
        self.go_to_its_page(at);
    }

    pub(crate) fn dismiss_guide(&mut self, now: Millis) {
        let Some(at) = self.visible else { return };
        let way = self.end(at);
        let memory = self.guide_memory(at);
        memory.dismissed = Some(now);
        let mut json = self.about(at);
        json.number(event::STEP, way.step.into());
        json.number(event::DURATION_MS, now.saturating_sub(way.since));
        self.note(event::GUIDE_DISMISSED, &mut json, now);
    }

    pub(crate) fn on_step_shown(&mut self, id: &str, step: u16, now: Millis) {
        let Some(at) = self.current(id, step) else {
            return;
        };
        let steps = self.bundle.guides[at].steps.len() as u64;
        let memory = self.guide_memory(at);
        let Some(way) = memory.under_way.as_mut().filter(|way| step >= way.viewed) else {
            return;
        };
        let first = way.viewed == 0;
        way.viewed = step + 1;
        memory.seen = memory.seen.or(Some(now));
        self.remember = true;
        if first {
            let mut json = self.about(at);
            json.text(event::KIND, self.bundle.guides[at].kind.name());
            json.number(event::STEPS, steps)
                .text(event::BUNDLE, &self.bundle.version);
            self.note(event::GUIDE_SHOWN, &mut json, now);
        }
        let mut json = self.about(at);
        json.number(event::STEP, step.into())
            .number(event::STEPS, steps);
        self.note(event::GUIDE_STEP_VIEWED, &mut json, now);
    }

    /// The target never came: the guide rests until the next visit and counts as neither completed
    /// nor dismissed.
    pub(crate) fn on_target_missing(&mut self, id: &str, step: u16, now: Millis) {
        let Some(at) = self.current(id, step) else {
            return;
        };
        let target = self.bundle.guides[at].steps[usize::from(step)]
            .target
            .clone();
        let mut json = self.about(at);
        json.number(event::STEP, step.into())
            .optional_text(event::TARGET, target.as_deref());
        self.note(event::GUIDE_TARGET_MISSING, &mut json, now);
        self.visible = None;
        self.ended.push(at);
        self.changed();
    }

    pub(crate) fn on_next(&mut self, now: Millis) {
        let Some((at, step)) = self.position() else {
            return;
        };
        let guide = &self.bundle.guides[at];
        let button = guide
            .steps
            .get(usize::from(step))
            .and_then(|step| step.button.as_ref());
        let action = button.and_then(|button| button.action.clone());
        if usize::from(step) + 1 < guide.steps.len() {
            self.move_to(at, step + 1);
        } else {
            self.complete(at, now);
        }
        if let Some(action) = action {
            self.act(action, now);
        }
    }

    pub(crate) fn on_back(&mut self) {
        if let Some((at, step)) = self.position() {
            self.move_to(at, step.saturating_sub(1));
        }
    }

    /// Does what a button or a task asks for.
    pub(crate) fn act(&mut self, action: Action, now: Millis) {
        match action {
            Action::Page(path) => self.effects.push(Effect::Navigate(path)),
            Action::Article(slug) => self.effects.push(Effect::Ask(Ask::OpenArticle(slug))),
            Action::Guide(id) => self.show_guide(&id, now),
        }
    }

    /// The visible guide and its step.
    pub(crate) fn position(&self) -> Option<(usize, u16)> {
        let at = self.visible?;
        let memory = self.memory.guide(&self.bundle.guides.get(at)?.id)?;
        memory.under_way.as_ref().map(|way| (at, way.step))
    }

    fn may_appear(&self, at: usize, now: Millis) -> bool {
        let guide = &self.bundle.guides[at];
        let memory = self.memory.guide(&guide.id);
        if self.ended.contains(&at) || !self.fits_page(at) {
            return false;
        }
        let under_way = memory.is_some_and(|memory| memory.under_way.is_some());
        under_way || is_due(guide, memory) && holds(&guide.when, &self.facts(now))
    }

    /// Whether the guide's present step, or its first, belongs on this page.
    fn fits_page(&self, at: usize) -> bool {
        let Some(guide) = self.bundle.guides.get(at) else {
            return false;
        };
        let way = self
            .memory
            .guide(&guide.id)
            .and_then(|memory| memory.under_way.as_ref());
        let step = way.map_or(0, |way| way.step);
        match guide.steps.get(usize::from(step)).map(|step| &step.page) {
            Some(Some(pattern)) => glob::matches(pattern, &self.page.path),
            Some(None) => {
                way.is_some_and(|way| way.asked) || !page_rules_out(&guide.when, &self.page.path)
            }
            None => false,
        }
    }

    fn begin(&mut self, at: usize, asked: bool, now: Millis) {
        let memory = self.guide_memory(at);
        if memory.under_way.is_none() {
            memory.under_way = Some(UnderWay {
                since: now,
                asked,
                ..UnderWay::default()
            });
            self.remember = true;
        }
        self.visible = Some(at);
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
        let way = self.end(at);
        self.guide_memory(at).completed = Some(now);
        let mut json = self.about(at);
        json.number(event::STEPS, self.bundle.guides[at].steps.len() as u64);
        json.number(event::DURATION_MS, now.saturating_sub(way.since));
        self.note(event::GUIDE_COMPLETED, &mut json, now);
    }

    fn end(&mut self, at: usize) -> UnderWay {
        self.visible = None;
        self.rested = true;
        self.ended.push(at);
        self.remember = true;
        self.changed();
        self.guide_memory(at).under_way.take().unwrap_or_default()
    }

    /// A guide that was asked for on another page opens its own, where that is one page.
    fn go_to_its_page(&mut self, at: usize) {
        let first = self.bundle.guides[at].steps.first();
        if let Some(page) = first.and_then(|step| step.page.as_ref())
            && !glob::matches(page, &self.page.path)
            && !page.bytes().any(|byte| matches!(byte, b'*' | b':'))
        {
            self.effects.push(Effect::Navigate(page.clone()));
        }
    }

    /// The visible guide's position, if it is this one at this step.
    fn current(&self, id: &str, step: u16) -> Option<usize> {
        let (at, present) = self.position()?;
        (present == step && self.bundle.guides[at].id == id).then_some(at)
    }

    fn guide_memory(&mut self, at: usize) -> &mut GuideMemory {
        entry(&mut self.memory.guides, &self.bundle.guides[at].id)
    }

    fn about(&self, at: usize) -> Object {
        let mut json = Object::new();
        json.text(event::GUIDE, &self.bundle.guides[at].id);
        json
    }
}

fn is_due<B>(guide: &Guide<B>, memory: Option<&GuideMemory>) -> bool {
    let Some(memory) = memory else { return true };
    match guide.frequency {
        Frequency::Once => memory.seen.is_none(),
        Frequency::UntilInteracted => memory.completed.is_none() && memory.dismissed.is_none(),
        Frequency::EveryVisit => true,
    }
}
