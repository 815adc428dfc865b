//! One guide: whether it can ever appear, and all of it.

use super::filters::contradiction;
use super::place::Place;
use super::reason::Reason;
use super::rule::{self, Unit, core};
use super::world::{Form, GuideView, World};
use crate::compiler::authored::Trigger;
use crate::compiler::diagnostic::{Code, Diagnostic};

/// What is wrong with each guide by itself.
pub(super) fn look(world: &World, out: &mut Vec<Diagnostic>) {
    out.extend(
        world
            .holdout
            .as_ref()
            .and_then(|place| held_out(place, "a guide")),
    );
    for view in &world.guides {
        let can_hold = view
            .when
            .as_ref()
            .is_none_or(|when| rule::look(&world.reason, when, out));
        if can_hold && view.starts_itself() {
            start(&world.reason, view, out);
        }
        triggers(world, view, out);
        experiment(view, out);
        view.forms.iter().for_each(|form| steps(view, form, out));
    }
}

/// Whether what else a guide needs fits its rule: frequency, `after`, `schedule`, the first page.
fn start(reason: &Reason, view: &GuideView, out: &mut Vec<Diagnostic>) {
    if reason.is_never(view.units.iter().map(|unit| &unit.formula)) {
        out.extend(rule::never(reason, &core(reason, &view.units, &[])));
        return;
    }
    for form in view.forms.iter().filter(|form| form.is_drawn) {
        let all: Vec<&Unit> = view.units.iter().chain([&form.page]).collect();
        if reason.is_never(all.iter().map(|unit| &unit.formula)) {
            let found = rule::never(reason, &core(reason, all, &[]));
            out.extend(found.map(|found| Diagnostic {
                message: format!("the guide never begins on this page: {}", found.message),
                mend: "write a page that `when` lets through, or widen `when`".into(),
                ..found
            }));
        }
    }
}

fn triggers(world: &World, view: &GuideView, out: &mut Vec<Diagnostic>) {
    let places = view.place.list("triggers");
    for (trigger, place) in view.guide.triggers.iter().zip(&places) {
        let is_asked = matches!(
            trigger,
            Trigger::Load | Trigger::Launcher | Trigger::Permalink | Trigger::Host
        );
        if view.starts_on_load() && !is_asked {
            out.push(place.warning(
                Code::IdleTrigger,
                "this trigger never starts the guide: `load` has started it before".into(),
                "leave out `load`, or leave out this trigger",
            ));
        }
        if let Trigger::Event(event) = trigger
            && let Some(place) = place.get("event").filter(|place| world.errors.spare(place))
        {
            out.extend(contradiction(
                &world.reason,
                &place,
                &event.name,
                &event.filters,
            ));
        }
    }
}

fn experiment(view: &GuideView, out: &mut Vec<Diagnostic>) {
    let Some(place) = view.place.get("experiment") else {
        return;
    };
    out.extend(
        place
            .get("holdout")
            .and_then(|place| held_out(&place, "the guide")),
    );
    let variants = place.list("variants");
    for (form, place) in view.forms.iter().skip(1).zip(variants) {
        if !form.is_drawn {
            let place = place.get("share").unwrap_or(place);
            out.push(place.warning(
                Code::NeverShown,
                "nobody sees this variant: those before it have all 100 percent".into(),
                "lower the shares before it, so that all of them make 100 at most",
            ));
        }
    }
}

fn held_out(place: &Place, what: &str) -> Option<Diagnostic> {
    let is_whole = place.decode() == Some(100_u8);
    is_whole.then(|| {
        place.warning(
            Code::NeverShown,
            format!("nobody ever sees {what}: all 100 percent are held out"),
            "lower `holdout`, or leave it out",
        )
    })
}

/// A button that starts its own guide leads back to the first step: none comes after, where the steps
/// follow one another.
fn steps(view: &GuideView, form: &Form, out: &mut Vec<Diagnostic>) {
    let restarts = |step: &Place| {
        let action = step.get("button").and_then(|button| button.get("action"));
        let guide = action.and_then(|action| action.get("guide"));
        guide.is_some_and(|guide| guide.node.text() == Some(view.guide.id.as_str()))
    };
    let leads_elsewhere =
        |step: &Place| step.get("next").is_some() || step.get("buttons").is_some();
    if form.steps.iter().any(leads_elsewhere) {
        return;
    }
    let Some(at) = form.steps.iter().position(restarts) else {
        return;
    };
    if let Some(next) = form.steps.get(at + 1) {
        out.push(next.error(
            Code::UnreachableStep,
            format!(
                "nobody reaches this step: the button of step {} starts the guide over",
                at + 1
            ),
            "let that button do something else, or move the step before it",
        ));
    }
}
