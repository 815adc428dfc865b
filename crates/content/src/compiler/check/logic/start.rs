//! Buttons and tasks that start guides.

use std::collections::BTreeSet;

use super::place::Place;
use super::world::{GuideView, World};
use crate::compiler::diagnostic::{Code, Diagnostic};

/// The ids of the guides that a button or a task starts.
pub(super) fn asked_for<'w>(world: &'w World) -> BTreeSet<&'w str> {
    let buttons = world.guides.iter().flat_map(of_guide);
    let tasks = world.checklists.iter().flat_map(|list| &list.tasks);
    let tasks = tasks.filter_map(|task| task.place.get("action")?.get("guide"));
    buttons
        .chain(tasks)
        .filter_map(|place| place.node.text())
        .collect()
}

/// Where the buttons of a guide name the guides that they start.
pub(super) fn of_guide<'a>(view: &GuideView<'a>) -> Vec<Place<'a>> {
    let steps = view.forms.iter().flat_map(|form| &form.steps);
    steps.flat_map(all_of_step).collect()
}

/// Where the buttons of a step name guides.
fn all_of_step<'a>(step: &Place<'a>) -> Vec<Place<'a>> {
    let mut found: Vec<Place<'a>> = of_step(step).into_iter().collect();
    found.extend(step.list("buttons").iter().flat_map(of_button));
    found
}

/// Where the primary button of a step names a guide: whoever goes through with the guide starts it.
fn of_step<'a>(step: &Place<'a>) -> Option<Place<'a>> {
    of_button(&step.get("button")?).into_iter().next()
}

fn of_button<'a>(button: &Place<'a>) -> Vec<Place<'a>> {
    let one = button.get("action").into_iter();
    let actions = one.chain(button.list("actions"));
    actions.filter_map(|action| action.get("guide")).collect()
}

/// Guides whose buttons start one another: whoever presses them never comes to an end.
pub(super) fn rings(world: &World, out: &mut Vec<Diagnostic>) {
    let guides = &world.guides;
    let place = |at: usize| guides[at].forms[0].steps.iter().find_map(of_step);
    let next = |at: usize| {
        let place = place(at)?;
        guides
            .iter()
            .position(|view| Some(view.guide.id.as_str()) == place.node.text())
    };
    let mut done = BTreeSet::new();
    for first in 0..guides.len() {
        let (mut way, mut at) = (Vec::new(), Some(first));
        while let Some(here) = at.filter(|here| !way.contains(here) && done.insert(*here)) {
            way.push(here);
            at = next(here);
        }
        let begin = at.and_then(|end| way.iter().position(|here| *here == end));
        if let (Some(begin), Some(place)) = (begin, at.and_then(place)) {
            let ring = &way[begin..];
            // A button in the middle that starts its own guide is said of the step after it.
            if ring.len() > 1 || is_last_step(world, ring[0]) {
                out.push(ring_of_buttons(world, ring, &place));
            }
        }
    }
}

fn is_last_step(world: &World, at: usize) -> bool {
    let steps = &world.guides[at].forms[0].steps;
    steps.iter().position(|step| of_step(step).is_some()) == Some(steps.len() - 1)
}

fn ring_of_buttons(world: &World, ring: &[usize], place: &Place) -> Diagnostic {
    let ids = ring
        .iter()
        .chain(ring.first())
        .map(|at| &world.guides[*at].guide.id);
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    place.warning(
        Code::DependencyCycle,
        format!(
            "the buttons of these guides start one another without end: {}",
            ids.join(" -> ")
        ),
        "let one of the buttons end the ring: leave its `action` out, or let it do something else",
    )
}
