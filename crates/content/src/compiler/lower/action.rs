//! What buttons and tasks do, the steps that they name by position.

use crate::compiler::authored::{self, Branch, Button, Step, TaskAction};
use crate::model::Action;

/// The word of authors for what comes after the last step.
const END: &str = "end";

/// The ids of the steps of a guide, or of a variant of it, in order.
pub(super) struct Ids(Vec<Option<String>>);

impl Ids {
    pub(super) fn of(steps: &[Step]) -> Self {
        Self(steps.iter().map(|step| step.id.clone()).collect())
    }

    /// The position of a step; that of the end for what is none.
    fn position(&self, id: &str) -> u16 {
        let is_it = |known: &Option<String>| known.as_deref() == Some(id) && id != END;
        let at = self.0.iter().position(is_it);
        at.unwrap_or(self.0.len()) as u16
    }

    /// Where a branch leads.
    pub(super) fn way(&self, branch: &Branch) -> u16 {
        self.position(&branch.to)
    }

    /// What a button does, the flow of the guide first: what follows may show another guide.
    pub(super) fn acts(&self, button: &Button) -> Vec<Action> {
        let mut acts: Vec<Action> = button.does().map(|one| self.act(one)).collect();
        acts.sort_by_key(|act| !act.is_flow());
        acts
    }

    fn act(&self, action: &authored::Action) -> Action {
        use authored::Action as Authored;
        match action {
            Authored::Page(path) => Action::Page(path.clone()),
            Authored::Article(slug) => Action::Article(slug.clone()),
            Authored::Guide(id) => Action::Guide(id.clone()),
            Authored::Link(address) => Action::Link(address.clone()),
            Authored::Track(event) => Action::Track(event.clone()),
            Authored::Call(name) => call(name),
            Authored::Help => Action::Help,
            Authored::Checklist => Action::Checklist,
            Authored::Next => Action::Next,
            Authored::Back => Action::Back,
            Authored::Finish => Action::Finish,
            Authored::Dismiss => Action::Dismiss,
            Authored::Snooze => Action::Snooze,
            Authored::Go(step) => Action::Go(self.position(step)),
        }
    }
}

/// What a task does.
pub(super) fn of_task(action: &TaskAction) -> Action {
    match action {
        TaskAction::Page(path) => Action::Page(path.clone()),
        TaskAction::Article(slug) => Action::Article(slug.clone()),
        TaskAction::Guide(id) => Action::Guide(id.clone()),
        TaskAction::Link(address) => Action::Link(address.clone()),
        TaskAction::Track(event) => Action::Track(event.clone()),
        TaskAction::Call(name) => call(name),
        TaskAction::Help => Action::Help,
    }
}

fn call(name: &str) -> Action {
    Action::Call(format!("call:{name}"))
}
