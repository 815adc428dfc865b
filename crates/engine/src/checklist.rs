//! Checklists: tasks complete themselves when their condition holds, and stay completed.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::Checklist;
use banso_wire::event;
use banso_wire::json::Object;
use banso_wire::time::Millis;

use crate::condition::holds;
use crate::engine::Engine;
use crate::memory::{ChecklistMemory, entry, find};

/// Starts the checklists that this user may have, and completes what is done.
pub(crate) fn advance(engine: &mut Engine, now: Millis) {
    for at in 0..engine.bundle.checklists.len() {
        engine.start_checklist(at, now);
        engine.complete_tasks(at, now);
    }
}

impl Engine {
    /// The user pressed a task: do what helps.
    pub(crate) fn on_task(&mut self, id: &str, now: Millis) {
        let Some(list) = self.checklist() else { return };
        let action = list
            .tasks
            .iter()
            .find(|task| task.id == id)
            .and_then(|t| t.action.clone());
        if let Some(action) = action {
            self.act(action, now);
        }
    }

    /// The checklist to show: the first that has started and is not completed, or else the first
    /// that has started.
    pub(crate) fn checklist(&self) -> Option<&Checklist> {
        let started = || {
            self.bundle
                .checklists
                .iter()
                .filter(|list| self.progress(list).is_some())
        };
        let open = |list: &&Checklist| self.progress(list).is_some_and(|p| p.completed.is_none());
        started().find(open).or_else(|| started().next())
    }

    pub(crate) fn progress(&self, list: &Checklist) -> Option<&ChecklistMemory> {
        find(&self.memory.checklists, &list.id)
    }

    fn start_checklist(&mut self, at: usize, now: Millis) {
        let list = &self.bundle.checklists[at];
        if self.progress(list).is_some() || !holds(&list.when, &self.facts(now)) {
            return;
        }
        let mut json = about(list);
        json.number(event::TASKS, list.tasks.len() as u64);
        let memory = entry(&mut self.memory.checklists, &self.bundle.checklists[at].id);
        memory.started = now;
        self.note(event::CHECKLIST_STARTED, &mut json, now);
        self.progressed();
    }

    fn complete_tasks(&mut self, at: usize, now: Millis) {
        for task in self.newly_done(at, now) {
            let list = &self.bundle.checklists[at];
            let mut json = about(list);
            json.text(event::TASK, &task);
            let memory = entry(&mut self.memory.checklists, &list.id);
            memory.done.push(task);
            let whole = list.tasks.iter().all(|task| memory.done.contains(&task.id));
            self.note(event::TASK_COMPLETED, &mut json, now);
            self.progressed();
            if whole {
                self.complete_checklist(at, now);
            }
        }
    }

    fn newly_done(&self, at: usize, now: Millis) -> Vec<String> {
        let list = &self.bundle.checklists[at];
        let Some(memory) = self.progress(list) else {
            return Vec::new();
        };
        let facts = self.facts(now);
        let mut done = Vec::new();
        for task in &list.tasks {
            if !memory.done.contains(&task.id) && holds(&task.done, &facts) {
                done.push(task.id.clone());
            }
        }
        done
    }

    fn complete_checklist(&mut self, at: usize, now: Millis) {
        let list = &self.bundle.checklists[at];
        let mut json = about(list);
        let memory = entry(&mut self.memory.checklists, &list.id);
        memory.completed = Some(now);
        json.number(event::DURATION_MS, now.saturating_sub(memory.started));
        self.note(event::CHECKLIST_COMPLETED, &mut json, now);
    }

    fn progressed(&mut self) {
        self.remember = true;
        self.changed();
    }
}

fn about(list: &Checklist) -> Object {
    let mut json = Object::new();
    json.text(event::CHECKLIST, &list.id);
    json
}
