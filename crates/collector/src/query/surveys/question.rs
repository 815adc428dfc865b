//! What was answered to each question of a survey.

use std::collections::{BTreeMap, BTreeSet};

use super::respondent::{Answer, Given, Respondent};
use super::score::Nps;
use super::{Comment, FEW};
use crate::query::share::Share;

/// The most different answers that are counted one by one.
const MOST_OPTIONS: usize = 20;
/// The longest text, in characters, that may be an option that was offered.
const LONGEST_OPTION: usize = 80;

/// How a question is answered: by the content, or by the shape of its answers where the content does not
/// have the question or had it ask for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A whole number from 0 to 10.
    ZeroToTen,
    /// A whole number from 1 to 5.
    OneToFive,
    /// Any other number.
    Number,
    /// Yes or no.
    Flag,
    /// One of a few options: texts that are given at least twice on average.
    Choice,
    /// Some of a few options.
    Choices,
    /// Every option, in an order of one's own.
    Ranking,
    /// A text of one's own.
    Text,
}

/// A question and its answers, one of each person.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The id.
    pub id: String,
    /// The step of the survey that asks it, from 0.
    pub step: Option<i64>,
    /// How it is answered.
    pub form: Form,
    /// How many answered it.
    pub people: u64,
    /// Whether too few answered an anonymous question: then everything below is left out.
    pub hidden: bool,
    /// The mean of the numbers; of fewer than [`FEW`] none.
    pub mean: Option<f64>,
    /// Of answers from 0 to 10: the Net Promoter Score.
    pub nps: Option<Nps>,
    /// Of answers from 1 to 5: who answered 4 or 5 (CSAT); of fewer than [`FEW`] none.
    pub csat: Option<Share>,
    /// The answers: numbers in their order, a ranking from the best place, others by how often they
    /// were given. Empty for texts.
    pub choices: Vec<Choice>,
}

/// An answer that can be given.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The answer.
    pub answer: String,
    /// Who gave it, of those who answered.
    pub people: Share,
    /// Its mean place in a ranking, from 1.
    pub place: Option<f64>,
}

/// Every question that was answered, in the order of the survey's steps.
pub(super) fn all(
    people: &[Respondent],
    anonymous: bool,
    forms: &BTreeMap<String, Form>,
) -> Vec<Question> {
    let mut by_question: BTreeMap<&str, Vec<&Given>> = BTreeMap::new();
    for (question, given) in people.iter().flat_map(|one| &one.answers) {
        by_question.entry(question).or_default().push(given);
    }
    let questions = by_question.into_iter();
    let mut questions: Vec<Question> = questions
        .map(|(id, given)| Question::of(id, &given, anonymous, forms.get(id)))
        .collect();
    questions.sort_by_key(|question| question.step.unwrap_or(i64::MAX));
    questions
}

/// What people wrote, the latest first.
pub(super) fn comments(people: &[Respondent], questions: &[Question]) -> Vec<Comment> {
    let written = |question: &&Question| question.form == Form::Text && !question.hidden;
    let texts: Vec<&str> = questions
        .iter()
        .filter(written)
        .map(|one| &*one.id)
        .collect();
    let numeric = |one: &&Question| one.form.is_number() && !one.hidden;
    let scored = questions.iter().find(numeric).map(|one| &*one.id);
    let mut comments: Vec<Comment> = people
        .iter()
        .flat_map(|one| texts.iter().filter_map(move |id| comment(one, id, scored)))
        .collect();
    comments.sort_by_key(|comment| std::cmp::Reverse(comment.at));
    comments
}

fn comment(one: &Respondent, question: &str, scored: Option<&str>) -> Option<Comment> {
    let given = one.answers.get(question)?;
    let Answer::Text(text) = &given.answer else {
        return None;
    };
    let score = scored.and_then(|id| one.answers.get(id)?.answer.number());
    Some(Comment {
        at: given.at,
        question: question.to_owned(),
        text: text.clone(),
        score,
        person: one.person.clone(),
        account: one.account.clone(),
    })
}

impl Question {
    fn of(id: &str, given: &[&Given], anonymous: bool, known: Option<&Form>) -> Self {
        let answers: Vec<&Answer> = given.iter().map(|given| &given.answer).collect();
        let known = known.copied().filter(|form| form.fits(&answers));
        let form = known.unwrap_or_else(|| Form::of(&answers));
        let people = answers.len() as u64;
        let (hidden, enough) = (anonymous && people < FEW, people >= FEW);
        let numbers: Vec<f64> = answers.iter().filter_map(|one| one.number()).collect();
        let mean = || numbers.iter().sum::<f64>() / numbers.len() as f64;
        let content = numbers.iter().filter(|number| **number >= 4.0).count();
        let csat = form == Form::OneToFive && enough;
        let nps = (form == Form::ZeroToTen).then(|| Nps::of(&numbers));
        Self {
            id: id.to_owned(),
            step: given.iter().filter_map(|given| given.step).min(),
            form,
            people,
            hidden,
            mean: (form.is_number() && enough).then(mean),
            nps: nps.flatten(),
            csat: csat.then(|| Share::of(content, numbers.len())),
            choices: if hidden {
                Vec::new()
            } else {
                choices(form, &answers)
            },
        }
    }
}

impl Form {
    /// Whether the answers are numbers.
    pub fn is_number(self) -> bool {
        matches!(self, Self::ZeroToTen | Self::OneToFive | Self::Number)
    }

    /// Whether all of these can be answers in this form.
    fn fits(self, answers: &[&Answer]) -> bool {
        answers.iter().all(|answer| match answer {
            Answer::Number(number) => match self {
                Self::ZeroToTen => (0.0..=10.0).contains(number),
                Self::OneToFive => (1.0..=5.0).contains(number),
                form => form == Self::Number,
            },
            Answer::Flag(_) => self == Self::Flag,
            Answer::Text(_) => matches!(self, Self::Choice | Self::Text),
            Answer::List(_) => matches!(self, Self::Choices | Self::Ranking),
        })
    }

    /// The form of these answers.
    pub(super) fn of(answers: &[&Answer]) -> Self {
        if answers.iter().all(|one| matches!(one, Answer::Flag(_))) {
            return Self::Flag;
        }
        let numbers: Vec<f64> = answers.iter().filter_map(|one| one.number()).collect();
        if numbers.len() == answers.len() {
            return Self::of_numbers(&numbers);
        }
        let lists = answers.iter().filter(|one| matches!(one, Answer::List(_)));
        if lists.count() == answers.len() {
            return Self::of_lists(answers);
        }
        let kinds: BTreeSet<String> = answers.iter().flat_map(|one| one.options()).collect();
        let short = kinds
            .iter()
            .all(|text| text.chars().count() <= LONGEST_OPTION);
        let again = kinds.len() * 2 <= answers.len() && kinds.len() <= MOST_OPTIONS;
        if short && again {
            Self::Choice
        } else {
            Self::Text
        }
    }

    /// Answers from 1 to 5 that are not all of them may be those of a longer scale; nothing in them
    /// says so.
    fn of_numbers(numbers: &[f64]) -> Self {
        let whole = |low: f64, high: f64| {
            let fits = |one: &f64| one.fract() == 0.0 && (low..=high).contains(one);
            numbers.iter().all(fits)
        };
        if whole(1.0, 5.0) {
            return Self::OneToFive;
        }
        // From 1 to 7 is a scale of its own.
        if whole(0.0, 10.0) && !whole(1.0, 7.0) {
            return Self::ZeroToTen;
        }
        Self::Number
    }

    /// Lists of the same options in more than one order are rankings.
    fn of_lists(answers: &[&Answer]) -> Self {
        let lists: BTreeSet<Vec<String>> = answers.iter().map(|one| one.options()).collect();
        let sorted = |list: &Vec<String>| -> BTreeSet<String> { list.iter().cloned().collect() };
        let same: BTreeSet<BTreeSet<String>> = lists.iter().map(sorted).collect();
        if lists.len() > 1 && same.len() == 1 {
            Self::Ranking
        } else {
            Self::Choices
        }
    }
}

impl Answer {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What was chosen, as texts.
    pub(super) fn options(&self) -> Vec<String> {
        match self {
            Self::Number(number) => vec![number.to_string()],
            Self::Flag(flag) => vec![flag.to_string()],
            Self::Text(text) => vec![text.clone()],
            Self::List(items) => items.clone(),
        }
    }
}

fn choices(form: Form, answers: &[&Answer]) -> Vec<Choice> {
    if form == Form::Text {
        return Vec::new();
    }
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let scale = match form {
        Form::ZeroToTen => Some(0..=10),
        Form::OneToFive => Some(1..=5),
        _ => None,
    };
    let unchosen = scale.into_iter().flatten();
    counts.extend(unchosen.map(|number: u8| (number.to_string(), (0, 0))));
    for answer in answers {
        for (at, option) in answer.options().into_iter().enumerate() {
            let (people, places) = counts.entry(option).or_default();
            *people += 1;
            *places += at + 1;
        }
    }
    let choice = |(answer, (people, places)): (String, (usize, usize))| Choice {
        answer,
        people: Share::of(people, answers.len()),
        place: (form == Form::Ranking).then(|| places as f64 / people as f64),
    };
    let mut choices: Vec<Choice> = counts.into_iter().map(choice).collect();
    sort(form, &mut choices);
    choices.truncate(MOST_OPTIONS);
    choices
}

fn sort(form: Form, choices: &mut [Choice]) {
    let number = |choice: &Choice| choice.answer.parse().unwrap_or(f64::MAX);
    choices.sort_by(|a, b| match form {
        Form::Ranking => a
            .place
            .partial_cmp(&b.place)
            .unwrap_or(std::cmp::Ordering::Equal),
        _ if form.is_number() => number(a).total_cmp(&number(b)),
        _ => b.people.part.cmp(&a.people.part),
    });
}
