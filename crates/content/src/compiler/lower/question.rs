//! Questions in one locale, and how far each is on the way through its survey.

use super::action::Ids;
use super::prose::Chain;
use crate::compiler::authored::{Choosable, Condition, Question, Row, Step};
use crate::compiler::draw::{Asking, Form, Labelled};
use crate::model::{Action, Text};

/// The longest texts, in UTF-16 code units, where the content does not say: of a line, and of several.
const LINE: u16 = 200;
const LINES: u16 = 1_000;

/// What a step asks, in a locale.
pub(super) fn asking(chain: &Chain, step: &Step) -> Option<Asking> {
    let (id, question) = (step.id.clone()?, step.question.as_ref()?);
    let (required, form) = form(chain, question);
    Some(Asking { id, required, form })
}

fn form(chain: &Chain, question: &Question) -> (bool, Form) {
    let ends = |low: &Text, high: &Text| [chain.text(low), chain.text(high)];
    let options = |options: &[Choosable]| options.iter().map(|one| option(chain, one)).collect();
    match question {
        Question::Nps {
            required,
            low,
            high,
        } => (*required, Form::Scale(0, 10, ends(low, high))),
        Question::Csat {
            required,
            low,
            high,
        } => (*required, Form::Scale(1, 5, ends(low, high))),
        Question::Ces {
            required,
            low,
            high,
        } => (*required, Form::Scale(1, 7, ends(low, high))),
        Question::Stars {
            required,
            low,
            high,
        } => (*required, Form::Stars(5, ends(low, high))),
        Question::Choice {
            required,
            options: all,
            other,
        } => (*required, Form::Choice(options(all), *other)),
        Question::Choices {
            required,
            options: all,
            other,
            least,
            most,
        } => {
            let bounds = [least.unwrap_or_default(), most.unwrap_or_default()];
            let alone = all.iter().filter(|one| one.exclusive);
            let alone = alone.map(|one| one.id.clone()).collect();
            let form = Form::Choices(options(all), *other, bounds, alone);
            (*required, form)
        }
        Question::Text {
            required,
            placeholder,
            least,
            most,
        } => {
            let bounds = [least.unwrap_or_default(), most.unwrap_or(LINE)];
            (
                *required,
                Form::Text(false, chain.text(placeholder), bounds),
            )
        }
        Question::LongText {
            required,
            placeholder,
            least,
            most,
        } => {
            let bounds = [least.unwrap_or_default(), most.unwrap_or(LINES)];
            (*required, Form::Text(true, chain.text(placeholder), bounds))
        }
        Question::Ranking {
            required,
            options: all,
        } => (*required, Form::Ranking(options(all))),
        Question::Matrix {
            required,
            rows,
            options: all,
        } => {
            let rows = rows
                .iter()
                .map(|Row { id, label }| (id.clone(), chain.text(label)));
            (*required, Form::Matrix(rows.collect(), options(all)))
        }
    }
}

fn option(chain: &Chain, option: &Choosable) -> Labelled {
    (option.id.clone(), chain.text(&option.label))
}

/// Of each step, the how manieth question it is on the longest way to it, and how many questions the
/// longest way through it has. Ways back do not count.
pub(super) fn progress(steps: &[Step], ids: &Ids) -> Vec<(usize, usize)> {
    let ways: Vec<Vec<usize>> = (0..steps.len()).map(|at| ahead(steps, ids, at)).collect();
    let asks = |at: usize| usize::from(steps[at].question.is_some());
    let mut before: Vec<usize> = (0..steps.len()).map(asks).collect();
    let mut after = vec![0; steps.len() + 1];
    for at in 0..steps.len() {
        for &to in ways[at].iter().filter(|to| **to < steps.len()) {
            before[to] = before[to].max(before[at] + asks(to));
        }
    }
    for at in (0..steps.len()).rev() {
        let of = |to: &usize| after[*to] + if *to < steps.len() { asks(*to) } else { 0 };
        after[at] = ways[at].iter().map(of).max().unwrap_or_default();
    }
    let all = before.into_iter().zip(after);
    all.map(|(here, after)| (here, here + after)).collect()
}

/// The steps that may come next.
fn ahead(steps: &[Step], ids: &Ids, at: usize) -> Vec<usize> {
    let step = &steps[at];
    let mut ways: Vec<usize> = step.next.iter().map(|way| ids.way(way).into()).collect();
    let acts = step.button.as_ref().map(|button| ids.acts(button));
    let flow = acts.unwrap_or_default().into_iter().find(Action::is_flow);
    let always = |when: &Condition| matches!(when, Condition::All(all) if all.is_empty());
    match flow {
        Some(Action::Go(to)) => ways = vec![to.into()],
        Some(Action::Finish | Action::Dismiss) => ways = vec![steps.len()],
        _ if step.next.iter().any(|way| always(&way.when)) => {}
        _ => ways.push(at + 1),
    }
    ways.retain(|to| *to > at);
    ways
}
