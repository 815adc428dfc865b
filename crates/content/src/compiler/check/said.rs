//! Values of the reader in texts, against the tracking plan: whether they are there, and are what
//! their format says.

use super::super::authored::{PlannedValue, TrackingPlan, ValueType};
use super::super::diagnostic::{Code, Diagnostic};
use super::super::hint::hint;
use super::names::Mention;
use super::plan::said as name_of;
use crate::block::{Format, Trait};

/// A value of the reader in a text.
pub(super) struct Said<'a> {
    /// The value.
    pub value: Trait,
    /// Where it stands.
    pub mention: Mention<'a>,
}

/// What is wrong with one value.
pub(super) fn judge(plan: &TrackingPlan, one: &Said) -> Option<Diagnostic> {
    let (whose, planned) = if one.value.account {
        ("account", &plan.account)
    } else {
        ("user", &plan.user)
    };
    let name = &one.value.name;
    let Some(planned) = planned.iter().find(|planned| planned.name == *name) else {
        let names = planned.iter().map(|planned| planned.name.as_str());
        let mend = hint(name, names, "add it to the tracking plan");
        let message = format!("no {whose} has the trait `{name}` in the tracking plan");
        return Some(one.mention.error(Code::UnknownReference, message, mend));
    };
    let mend = misfit(planned, &one.value.format)?;
    let message = format!("`{name}` is {}", name_of(planned.kind));
    Some(one.mention.error(Code::BadPlaceholder, message, mend))
}

/// How to say a value otherwise, if it cannot be said like this.
fn misfit(planned: &PlannedValue, format: &Format) -> Option<String> {
    let mend = match (planned.kind, format) {
        (ValueType::Text | ValueType::Number, Format::Plain)
        | (ValueType::Number, Format::Number | Format::Plural(_))
        | (ValueType::Date, Format::Date) => return None,
        (ValueType::Text, _) => "leave the format out",
        (ValueType::Number, Format::Date) => "say ` : number`, or leave the format out",
        (ValueType::Date, _) => "say ` : date`",
        (ValueType::Flag | ValueType::List, _) => {
            "name a text, a number or a date; say different texts with a guide for each"
        }
    };
    Some(mend.into())
}
