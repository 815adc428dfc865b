//! What should be on the screen now, in the page's language; and what the person did there.

use alloc::vec::Vec;

use banso_content::acts::tag as act;
use banso_content::codec::Encode;
use banso_content::prose::{Packed, Prose};
use banso_wire::event;
use banso_wire::time::Millis;

use crate::consent::denied;
use crate::engine::Engine;
use crate::leaf::has;
use crate::memory::find;
use crate::view::Press;

impl Engine {
    /// The bytes of the [`View`](crate::view::View): what the engine knows of it, and behind it, in
    /// each part, what the compiler packed for the page's language. Without content, nothing new.
    pub(crate) fn view(&self) -> Vec<u8> {
        if self.bundle.version.is_empty() {
            return self.painted.clone();
        }
        let mut out = Vec::new();
        self.content_locale().encode(&mut out);
        out.extend_from_slice(self.theme().bytes());
        self.put_said(&self.bundle.words, &mut out);
        self.put_guide(&mut out);
        self.put_fixtures(&mut out);
        self.put_checklist(&mut out);
        self.put_help(&mut out);
        self.put_feed(&mut out);
        self.put_said(&self.bundle.links, &mut out);
        out
    }

    pub(crate) fn take_press(&mut self, press: Press, now: Millis) {
        match press {
            Press::Shown { guide, step } => self.on_step_shown(&guide, step, now),
            Press::TargetMissing { guide, step, seen } => {
                self.on_target_missing(&guide, step, seen, now);
            }
            Press::Next => self.flow(act::NEXT, 0, false, now),
            Press::Back => self.flow(act::BACK, 0, false, now),
            Press::Dismiss(how) => self.dismiss_guide(&how, now),
            Press::Snooze => self.flow(act::SNOOZE, 0, false, now),
            Press::Launch(guide) => self.launch_guide(&guide, now),
            Press::Task(id) => self.on_task(&id, now),
            Press::Do {
                guide,
                answers,
                acts,
            } => self.on_do(&guide, answers, &acts, now),
            Press::Note { event, properties } => {
                if event::is_noted(&event) {
                    self.note(&event, &properties, now);
                }
            }
        }
    }

    /// The first look whose rule holds, or else the look of everyone.
    fn theme(&self) -> &Packed {
        for (rule, theme) in &self.bundle.themes {
            if self.truth.holds(*rule) {
                return theme;
            }
        }
        &self.bundle.theme
    }

    /// Writes the `GuideView`, if any.
    fn put_guide(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.push(1);
        let put = self
            .position()
            .is_some_and(|(at, step)| self.put_step(at, step, out));
        if !put {
            out.truncate(start);
            out.push(0);
        }
    }

    /// Writes a `GuideView`; false when there is no such step.
    pub(crate) fn put_step(&self, at: usize, step: u16, out: &mut Vec<u8>) -> bool {
        let Some(shown) = self.steps(at).get(usize::from(step)) else {
            return false;
        };
        self.bundle.guides[at].id.encode(out);
        step.encode(out);
        self.put_said(&shown.said, out);
        true
    }

    /// Writes the `ChecklistView`, if any.
    fn put_checklist(&self, out: &mut Vec<u8>) {
        let list = self.checklist();
        let Some(list) = list.filter(|_| !self.is_denied(denied::GUIDES)) else {
            return out.push(0);
        };
        let Some(progress) = self.progress(list) else {
            return out.push(0);
        };
        out.push(1);
        list.id.encode(out);
        list.ordered.encode(out);
        out.push(u8::from(list.deadline > 0));
        if list.deadline > 0 {
            progress.started.saturating_add(list.deadline).encode(out);
        }
        (list.tasks.len() as u32).encode(out);
        for task in &list.tasks {
            task.id.encode(out);
            has(&progress.done, &task.id).encode(out);
            task.optional.encode(out);
            self.put_said(&task.said, out);
        }
        self.put_said(&list.said, out);
    }

    /// Writes the `HelpView`, if any.
    fn put_help(&self, out: &mut Vec<u8>) {
        let help = self.bundle.help.as_ref();
        let Some(help) = help.filter(|_| !self.is_denied(denied::HELP)) else {
            return out.push(0);
        };
        out.push(1);
        self.visit.page.path.encode(out);
        self.put_unadopted(out);
        out.push(u8::from(self.memory.user_id.is_some()));
        self.bundle.version.encode(out);
        self.put_said(help, out);
    }

    /// Writes the ids of the features that the user may use and has not adopted.
    fn put_unadopted(&self, out: &mut Vec<u8>) {
        let mut ids = Vec::new();
        for feature in &self.bundle.features {
            let adoption = find(&self.memory.adoption, &feature.id);
            let adopted = adoption.is_some_and(|adoption| adoption.adopted_at.is_some());
            if !adopted && self.truth.holds(feature.eligible) {
                ids.push(&feature.id);
            }
        }
        (ids.len() as u32).encode(out);
        for id in ids {
            id.encode(out);
        }
    }

    /// Passes on what is said, in the page's language.
    pub(crate) fn put_said(&self, said: &Prose, out: &mut Vec<u8>) {
        out.extend_from_slice(said.bytes(self.content_locale()));
    }
}
