//! Which events the content's conditions count, so that nothing else is remembered.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::model::Condition;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::memory::entry;

/// The events that the conditions of `bundle` name, each with how many uses a condition may ask for.
pub(crate) fn events(bundle: &Bundle) -> Vec<(String, usize)> {
    let mut counted = Vec::new();
    for guide in &bundle.guides {
        collect(&guide.when, &mut counted);
    }
    for list in &bundle.checklists {
        collect(&list.when, &mut counted);
        for task in &list.tasks {
            collect(&task.done, &mut counted);
        }
    }
    counted
}

fn collect(condition: &Condition, counted: &mut Vec<(String, usize)>) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            for condition in conditions {
                collect(condition, counted);
            }
        }
        Condition::Not(condition) => collect(condition, counted),
        Condition::Event(test) => {
            let most = entry(counted, &test.name);
            *most = usize::from(test.at_least).max(*most);
        }
        _ => {}
    }
}

impl Engine {
    /// Remembers that an event happened, if a condition may ask.
    pub(crate) fn count_event(&mut self, name: &str, now: Millis) {
        let Some((_, most)) = self.counted.iter().find(|(counted, _)| counted == name) else {
            return;
        };
        let times = entry(&mut self.memory.events, name);
        if times.len() >= (*most).max(1) {
            times.remove(0);
        }
        times.push(now);
        self.remember = true;
        self.changed();
    }
}
