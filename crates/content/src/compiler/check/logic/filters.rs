//! Tests of the properties of events.

use super::place::Place;
use super::reason::Reason;
use super::theory::value_possible;
use crate::compiler::authored::{EventCondition, PropertyTest};
use crate::compiler::diagnostic::{Code, Diagnostic};
use crate::compiler::lower::filter;

/// A property that is asked to be two things at once: no event passes. `place` is that of the
/// event, and the finding stands at the test that is one too many.
pub(super) fn contradiction(
    reason: &Reason,
    place: &Place,
    event: &str,
    filters: &[PropertyTest],
) -> Option<Diagnostic> {
    let lowered: Vec<_> = filters.iter().map(filter).collect();
    let culprit = lowered.iter().enumerate().position(|(at, last)| {
        let same = lowered[..=at]
            .iter()
            .filter(|one| one.property == last.property);
        let tests: Vec<_> = same.map(|one| (&one.test, !one.not)).collect();
        !value_possible(
            &tests,
            reason.things().planned_property(event, &last.property),
        )
    })?;
    let place = place.list("where").into_iter().nth(culprit)?;
    let property = &filters[culprit].property;
    let message = format!("no event passes: `{property}` can never be all that is asked of it");
    let mend = "a property has one value: leave one of the tests out, or change it";
    Some(place.error(Code::NeverTrue, message, mend))
}

/// The same, where the place is that of a condition about an event.
pub(super) fn of_condition(reason: &Reason, place: &Place) -> Option<Diagnostic> {
    place.get("where")?;
    let event: EventCondition = place.decode()?;
    contradiction(reason, place, &event.name, &event.filters)
}
