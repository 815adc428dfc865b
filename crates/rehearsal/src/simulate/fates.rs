//! What really became of guides and checklists, as a user's history tells it.

use std::collections::BTreeMap;

use banso_content::bundle::Bundle;
use banso_content::model::{Frequency, Guide, GuideKind};
use banso_engine::json::traits;
use banso_engine::memory::{
    ChecklistMemory, GuideMemory, Memory, UnderWay, Variation, entry, find,
};
use banso_engine::{Hold, Traits};
use banso_wire::event;
use banso_wire::time::Millis;
use serde_json::{Map, Value as Json};

/// The most appearances that budgets look back on.
const MOST_SHOWN: usize = 64;

/// What really became of guides and checklists.
#[derive(Debug, Default)]
pub(super) struct Fates {
    guides: BTreeMap<String, Fate>,
    checklists: BTreeMap<String, ChecklistMemory>,
    /// What was answered in surveys.
    answers: Traits,
    /// The guides that appeared, the kind of each as it was then, and when.
    shown: Vec<(String, Option<GuideKind>, Millis)>,
}

#[derive(Debug, Default)]
struct Fate {
    memory: GuideMemory,
    variation: Option<String>,
    /// When a browser first reported that the guide was shown as often as it may be, though nothing
    /// that is known says that it was: that is older than the history.
    older: Option<Millis>,
}

impl Fates {
    /// Takes in an event of Banso's own; others say nothing.
    pub(super) fn note(&mut self, name: &str, properties: &Map<String, Json>, at: Millis) {
        let text = |property: &str| properties.get(property).and_then(Json::as_str);
        if name == event::SURVEY_ANSWERED {
            self.note_answer(properties);
        } else if name == event::GUIDES_HELD_BACK {
            self.note_report(properties, at);
        } else if let Some(guide) = text(event::GUIDE) {
            self.note_guide(guide, name, properties, at);
        } else if let Some(checklist) = text(event::CHECKLIST) {
            self.note_checklist(checklist, name, text(event::TASK), at);
        } else if name == event::EXPERIMENT_VIEWED
            && let Some(guide) = text(event::EXPERIMENT_ID)
        {
            let fate = self.guides.entry(guide.to_owned()).or_default();
            // Once assigned, it stays.
            let variation = text(event::VARIATION_ID).map(str::to_owned);
            fate.variation = fate.variation.take().or(variation);
        }
    }

    fn note_answer(&mut self, properties: &Map<String, Json>) {
        let text = |property: &str| properties.get(property).and_then(Json::as_str);
        let (Some(guide), Some(question)) = (text(event::GUIDE), text(event::QUESTION)) else {
            return;
        };
        let said = traits(properties);
        if let Some(answer) = find(&said, event::ANSWER) {
            let name = format!("{guide}/{question}");
            self.answers.retain(|known| known.0 != name);
            self.answers.push((name, answer.clone()));
        }
    }

    /// What was answered becomes part of the memory.
    pub(super) fn answers_into(&self, memory: &mut Memory) {
        memory.answers.clone_from(&self.answers);
    }

    fn note_report(&mut self, properties: &Map<String, Json>, at: Millis) {
        let spent = properties
            .get(event::HELD)
            .and_then(|held| held.get(Hold::Frequency.name()));
        let guides = spent.and_then(Json::as_array).into_iter().flatten();
        for guide in guides.filter_map(Json::as_str) {
            let fate = self.guides.entry(guide.to_owned()).or_default();
            fate.older = fate.older.or(Some(at));
        }
    }

    fn note_guide(&mut self, guide: &str, name: &str, properties: &Map<String, Json>, at: Millis) {
        if !event::OWN.contains(&name) {
            return;
        }
        let number = |property: &str| properties.get(property).and_then(Json::as_u64);
        let memory = &mut self.guides.entry(guide.to_owned()).or_default().memory;
        match name {
            event::GUIDE_SHOWN => {
                memory.seen = Some(at);
                memory.times.push(at);
                memory.under_way = Some(UnderWay {
                    since: at,
                    viewed: 1,
                    ..UnderWay::default()
                });
                let kind = properties.get(event::KIND).and_then(Json::as_str);
                self.shown
                    .push((guide.to_owned(), kind.and_then(of_name), at));
            }
            event::GUIDE_STEP_VIEWED => {
                let step = number(event::STEP).and_then(|step| u16::try_from(step).ok());
                if let (Some(way), Some(step)) = (&mut memory.under_way, step) {
                    if way.step != step {
                        way.way.push(way.step);
                    }
                    way.step = step;
                    way.viewed |= UnderWay::bit(step);
                }
            }
            event::GUIDE_COMPLETED => {
                memory.completed = Some(at);
                memory.under_way = None;
            }
            event::GUIDE_DISMISSED => {
                memory.dismissed = Some(at);
                memory.under_way = None;
            }
            event::GUIDE_SNOOZED => memory.snoozed_until = number(event::UNTIL).unwrap_or_default(),
            _ => {}
        }
    }

    fn note_checklist(&mut self, checklist: &str, name: &str, task: Option<&str>, at: Millis) {
        let known = |of: &mut Self| of.checklists.contains_key(checklist);
        if name != event::CHECKLIST_STARTED && !known(self) {
            return;
        }
        let memory = self.checklists.entry(checklist.to_owned()).or_default();
        match (name, task) {
            (event::CHECKLIST_STARTED, _) if memory.started == 0 => memory.started = at,
            (event::TASK_COMPLETED, Some(task)) if !memory.done.iter().any(|done| done == task) => {
                memory.done.push(task.to_owned());
            }
            (event::CHECKLIST_COMPLETED, _) => memory.completed = Some(at),
            _ => {}
        }
    }

    /// What became of guides becomes part of the memory.
    pub(super) fn guides_into(&self, memory: &mut Memory, bundle: &Bundle) {
        for (id, fate) in &self.guides {
            let Some(guide) = bundle.guides.iter().find(|guide| guide.id == *id) else {
                continue;
            };
            *entry(&mut memory.guides, id) = fate.of(guide);
        }
        let kind = |id: &str| {
            bundle
                .guides
                .iter()
                .find(|guide| guide.id == id)
                .map(|one| one.kind)
        };
        let shown = self.shown.iter();
        let shown = shown.filter_map(|(id, was, at)| Some((was.or_else(|| kind(id))?, *at)));
        memory.shown.extend(shown);
        memory.shown.sort_by_key(|one| one.1);
        let old = memory.shown.len().saturating_sub(MOST_SHOWN);
        memory.shown.drain(..old);
    }

    /// What became of checklists becomes part of the memory, beside what follows from the history.
    pub(super) fn checklists_into(&self, memory: &mut Memory) {
        for (id, real) in &self.checklists {
            let known: &mut ChecklistMemory = entry(&mut memory.checklists, id);
            known.started = real.started;
            known.completed = real.completed.or(known.completed);
            for task in &real.done {
                if !known.done.contains(task) {
                    known.done.push(task.clone());
                }
            }
        }
    }
}

impl Fate {
    /// What the engine would remember of a guide that is what it is now.
    fn of(&self, guide: &Guide) -> GuideMemory {
        let mut memory = self.memory.clone();
        let most = match guide.frequency {
            Frequency::Limit(times, _) => times.into(),
            _ => 0,
        };
        memory
            .times
            .drain(..memory.times.len().saturating_sub(most));
        memory.variation = self
            .variation
            .as_deref()
            .and_then(|name| variation(guide, name));
        let once = matches!(
            guide.frequency,
            Frequency::Once | Frequency::UntilInteracted
        );
        if let Some(older) = self.older.filter(|_| once && memory.seen.is_none()) {
            (memory.seen, memory.completed) = (Some(older), Some(older));
        }
        let steps = guide.steps.len();
        memory.under_way = memory.under_way.filter(|way| usize::from(way.step) < steps);
        memory
    }
}

/// A variation by its name on the wire.
fn variation(guide: &Guide, name: &str) -> Option<Variation> {
    match name {
        "control" => Some(Variation::Control),
        "holdout" => Some(Variation::Holdout),
        id => {
            let at = guide.variants.iter().position(|variant| variant.id == id)?;
            Some(Variation::Variant(u16::try_from(at).ok()?))
        }
    }
}

fn of_name(kind: &str) -> Option<GuideKind> {
    GuideKind::ALL.into_iter().find(|one| one.name() == kind)
}
