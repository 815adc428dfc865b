//! What the content says of the questions of a survey: how each is answered, and what its options say.

use std::collections::BTreeMap;

use banso_content::drawing::Control;
use banso_content::model::Guide;
use banso_content::prose::{Prose, StepText};

use super::question::Form;

/// How the questions of a guide are answered, by their ids; those of the rows of a matrix too.
pub(super) fn forms(guide: &Guide) -> BTreeMap<String, Form> {
    let mut all: BTreeMap<String, Vec<Control>> = BTreeMap::new();
    let steps = guide.steps.iter();
    for control in steps.flat_map(|step| controls(&step.said, "")) {
        all.entry(control.name.clone()).or_default().push(control);
    }
    let form = |(name, controls): (String, Vec<Control>)| Some((name, form(&controls)?));
    all.into_iter().filter_map(form).collect()
}

/// What the option of a question says in a language; none where the content does not have it.
pub fn option_label(said: &Prose, locale: &str, question: &str, option: &str) -> Option<String> {
    let mut controls = controls(said, locale).into_iter();
    let option = controls.find(|one| one.name == question && one.value == option && !one.number)?;
    Some(option.label).filter(|label| !label.is_empty())
}

fn controls(said: &Prose, locale: &str) -> Vec<Control> {
    let said: Option<StepText> = said.read(locale);
    said.map_or_else(Vec::new, |said| said.drawing.controls())
}

fn form(controls: &[Control]) -> Option<Form> {
    let first = controls.first()?;
    let ends = (&*first.value, &*controls.last()?.value);
    Some(match (&*first.kind, first.number, ends) {
        (_, true, ("0", "10")) => Form::ZeroToTen,
        (_, true, ("1", "5")) => Form::OneToFive,
        (_, true, _) => Form::Number,
        ("radio", ..) => Form::Choice,
        ("checkbox", ..) => Form::Choices,
        ("hidden", ..) => Form::Ranking,
        _ => Form::Text,
    })
}
