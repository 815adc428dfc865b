//! The experiment of a guide: what it caused, where some people were held out from it.

use maud::{Markup, html};

use crate::dashboard::cell::Cell;
use crate::dashboard::figures::{Figure, figures};
use crate::dashboard::lang::Lang;
use crate::dashboard::table::{Column, Kind, Table};
use crate::dashboard::verdicts::variation;
use crate::dashboard::visit::Visit;
use crate::dashboard::{format, sentences, words as w};
use crate::query::{Arm, Difference, Effect, Experiment, Share};

/// The section of a guide's page; `goal` is the name of the feature that the guide leads to.
pub(super) fn section(
    visit: &Visit,
    experiment: Option<&Experiment>,
    goal: Option<&str>,
    table: &Table,
) -> Markup {
    let lang = visit.lang;
    let effect = experiment.map_or(Effect::NotCausal, |experiment| experiment.effect);
    html! {
        section {
            h2 { (lang.say(w::EXPERIMENT)) }
            p.said { (sentences::effect(lang, goal, effect)) }
            @if let Effect::Measured { shown, held_out, difference } = effect {
                (measured(lang, goal, shown, held_out, difference))
            }
        }
        @if experiment.is_some() {
            section { (table.draw(visit)) p.muted { (lang.say(w::EXPERIMENT_NOTE)) } }
        }
    }
}

fn measured(
    lang: Lang,
    goal: Option<&str>,
    shown: Share,
    held_out: Share,
    difference: Difference,
) -> Markup {
    let later = |word| format!("{}: {}", lang.say(word), sentences::outcome(lang, goal));
    figures(&[
        Figure::share(lang, later(w::GOT_IT), shown),
        Figure::share(lang, later(w::HELD_OUT), held_out),
        Figure::noted(
            lang.say(w::DIFFERENCE),
            format::points(lang, difference.value),
            sentences::interval(lang, difference),
        ),
    ])
}

/// The people of each variation.
pub(super) fn arms_table(visit: &Visit, arms: &[Arm], goal: Option<&str>) -> Table {
    let lang = visit.lang;
    let column = |key, label: &str, kind| Column::new(key, label, kind);
    let row = |arm: &Arm| {
        vec![
            Cell::Text(variation(lang, &arm.variation)),
            Cell::Count(arm.later.whole),
            Cell::Share(arm.completed.unwrap_or_default()),
            Cell::Share(arm.dismissed.unwrap_or_default()),
            Cell::Share(arm.later),
        ]
    };
    Table {
        id: "experiment",
        caption: lang.say(w::BY_VARIATION).into(),
        columns: vec![
            column("variation", lang.say(w::VARIATION), Kind::Text),
            column("users", lang.say(w::USERS), Kind::Number),
            column("completed", lang.say(w::COMPLETION), Kind::Share),
            column("dismissed", lang.say(w::DISMISSED), Kind::Share),
            column(
                "later",
                &capital(&sentences::outcome(lang, goal)),
                Kind::Share,
            ),
        ],
        rows: arms.iter().map(row).collect(),
        filtered: false,
        empty: w::NOBODY,
    }
}

/// The text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
