//! Checklists: tasks complete themselves when their condition holds, and stay completed.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::Checklist;
use banso_wire::event;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::leaf::has;
use crate::memory::{ChecklistMemory, entry, find};
use crate::properties::Properties;

/// Starts the checklists that this user may have, and completes what is done.
#[inline(never)]
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
        let task = list.tasks.iter().find(|task| task.id == id);
        if let Some(acts) = task.map(|task| task.actions.clone()) {
            self.on_acts(None, &acts, false, now);
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

    /// The collector told what colleagues have done.
    pub(crate) fn on_account_done(&mut self, account: &str, done: Vec<(String, Vec<String>)>) {
        if self.memory.group_id.as_deref() == Some(account) {
            self.visit.account_done = done;
            self.changed();
        }
    }

    fn start_checklist(&mut self, at: usize, now: Millis) {
        let list = &self.bundle.checklists[at];
        if self.progress(list).is_some() || !self.truth.holds(list.when) {
            return;
        }
        let mut json = about(list);
        json.number(event::TASKS, list.tasks.len() as u64);
        let memory = entry(&mut self.memory.checklists, &list.id);
        memory.started = now;
        self.note(event::CHECKLIST_STARTED, &json, now);
        self.advanced(at);
    }

    fn complete_tasks(&mut self, at: usize, now: Millis) {
        for position in 0..self.bundle.checklists[at].tasks.len() {
            if self.is_newly_done(at, position) {
                self.complete_task(at, position, now);
            }
        }
    }

    fn complete_task(&mut self, at: usize, position: usize, now: Millis) {
        let list = &self.bundle.checklists[at];
        let task = &list.tasks[position].id;
        let mut json = about(list);
        json.text(event::TASK, task);
        let memory = entry(&mut self.memory.checklists, &list.id);
        memory.done.push(task.clone());
        let whole = memory.completed.is_none() && is_whole(list, &memory.done);
        self.note(event::TASK_COMPLETED, &json, now);
        self.advanced(at);
        if whole {
            self.complete_checklist(at, now);
        }
    }

    fn is_newly_done(&self, at: usize, position: usize) -> bool {
        let list = &self.bundle.checklists[at];
        let task = &list.tasks[position];
        let Some(memory) = self.progress(list) else {
            return false;
        };
        !has(&memory.done, &task.id)
            && (self.truth.holds(task.done) || self.is_done_by_colleague(list, &task.id))
            && (!list.ordered || is_its_turn(list, position, &memory.done))
    }

    fn is_done_by_colleague(&self, list: &Checklist, task: &str) -> bool {
        let done = find(&self.visit.account_done, &list.id);
        list.shared && done.is_some_and(|done| has(done, task))
    }

    fn complete_checklist(&mut self, at: usize, now: Millis) {
        let list = &self.bundle.checklists[at];
        let mut json = about(list);
        let memory = entry(&mut self.memory.checklists, &list.id);
        memory.completed = Some(now);
        json.number(event::DURATION_MS, now.saturating_sub(memory.started));
        self.note(event::CHECKLIST_COMPLETED, &json, now);
    }

    /// Something became of a checklist that conditions may ask about.
    fn advanced(&mut self, at: usize) {
        self.remember = true;
        self.touch(self.topics.of_checklist(at));
        self.changed();
    }
}

/// Whether every task is done that is needed.
fn is_whole(list: &Checklist, done: &[String]) -> bool {
    for task in &list.tasks {
        if !task.optional && !has(done, &task.id) {
            return false;
        }
    }
    true
}

/// Whether every task before this one is done that is needed.
fn is_its_turn(list: &Checklist, position: usize, done: &[String]) -> bool {
    for task in &list.tasks[..position] {
        if !task.optional && !has(done, &task.id) {
            return false;
        }
    }
    true
}

fn about(list: &Checklist) -> Properties {
    let mut json = Properties::default();
    json.text(event::CHECKLIST, &list.id);
    json
}
