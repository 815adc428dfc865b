//! What should be on the screen now, in the page's language; and what the person did there.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Theme;
use banso_content::codec::Encode;
use banso_content::localized::Localized;
use banso_content::model::Checklist;
use banso_wire::event;
use banso_wire::time::Millis;

use crate::effect::tag;
use crate::engine::Engine;
use crate::view::{ChecklistView, GuideView, HelpView, Press, TaskView, View};

impl Engine {
    pub(crate) fn view(&self) -> View {
        if self.bundle.version.is_empty() {
            return View::default();
        }
        View {
            locale: self.content_locale().into(),
            theme: self.theme(),
            guide: self.guide_view(),
            checklist: self.checklist().map(|list| self.checklist_view(list)),
            help: self.help_view(),
        }
    }

    pub(crate) fn on_press(&mut self, press: Press, now: Millis) {
        match press {
            Press::Shown { guide, step } => self.on_step_shown(&guide, step, now),
            Press::TargetMissing { guide, step } => self.on_target_missing(&guide, step, now),
            Press::Next => self.on_next(now),
            Press::Back => self.on_back(),
            Press::Dismiss => self.dismiss_guide(now),
            Press::Snooze => self.snooze_guide(now),
            Press::Launch(guide) => self.launch_guide(&guide, now),
            Press::Task(id) => self.on_task(&id, now),
            Press::Navigate(path) => path.encode(self.say(tag::NAVIGATE)),
            Press::Note { event, json } => {
                if event::is_help(&event) {
                    self.note_json(&event, &json, now);
                }
            }
        }
    }

    /// The first look whose rule holds, or else the look of everyone.
    fn theme(&self) -> Theme {
        for (rule, theme) in &self.bundle.themes {
            if self.truth.holds(*rule) {
                return theme.clone();
            }
        }
        self.bundle.theme.clone()
    }

    fn guide_view(&self) -> Option<GuideView> {
        let (at, position) = self.position()?;
        let guide = &self.bundle.guides[at];
        let steps = self.steps(at);
        let step = steps.get(usize::from(position))?;
        Some(GuideView {
            id: guide.id.clone(),
            kind: guide.kind,
            step: position,
            steps: steps.len() as u16,
            target: step.target.clone(),
            side: step.side,
            title: self.text(&step.title),
            body: self.pick(&step.body).cloned().unwrap_or_default(),
            button: step.button.as_ref().map(|button| self.text(&button.label)),
            snooze: guide.snooze > 0,
        })
    }

    fn checklist_view(&self, list: &Checklist) -> ChecklistView {
        let done: &[String] = self.progress(list).map_or(&[], |progress| &progress.done);
        let task = |task: &banso_content::model::Task| TaskView {
            id: task.id.clone(),
            title: self.text(&task.title),
            detail: self.text(&task.detail),
            done: done.contains(&task.id),
            optional: task.optional,
            action: task.action.clone(),
        };
        let started = self.progress(list).map(|progress| progress.started);
        ChecklistView {
            id: list.id.clone(),
            title: self.text(&list.title),
            intro: self.text(&list.intro),
            ordered: list.ordered,
            due: started
                .filter(|_| list.deadline > 0)
                .map(|at| at.saturating_add(list.deadline)),
            celebration: self.text(&list.celebration),
            tasks: list.tasks.iter().map(task).collect(),
        }
    }

    fn help_view(&self) -> Option<HelpView> {
        let packs = &self.bundle.help;
        let chain = self.chain();
        let serving = |locale: &&str| packs.iter().find(|pack| pack.locale == **locale);
        let pack = chain.iter().find_map(serving).or(packs.first())?;
        Some(HelpView {
            title: self.text(&self.bundle.help_title),
            pack: pack.clone(),
            path: self.visit.page.path.clone(),
        })
    }

    /// The locales to try for a text, the best first.
    fn chain(&self) -> Vec<&str> {
        let mut chain = Vec::new();
        if let Some(locale) = self.bundle.locale_for(&self.visit.locale) {
            chain.push(&*locale.id);
            for fallback in &locale.fallback {
                chain.push(fallback);
            }
            chain.push(&self.bundle.locales[0].id);
        }
        chain
    }

    fn pick<'a, T>(&self, text: &'a Localized<T>) -> Option<&'a T> {
        text.pick(self.chain())
    }

    fn text(&self, text: &Localized<String>) -> String {
        self.pick(text).cloned().unwrap_or_default()
    }
}
