//! One person in a survey: how far they went, and what they answered last.

use std::collections::BTreeMap;

use serde_json::Value;

/// A person in a survey.
#[derive(Default)]
pub(super) struct Respondent {
    /// The user, if they signed in.
    pub(super) person: Option<String>,
    /// The account of their latest message that has one.
    pub(super) account: Option<String>,
    pub(super) shown: bool,
    pub(super) completed: bool,
    pub(super) dismissed: bool,
    /// The latest answer to each question.
    pub(super) answers: BTreeMap<String, Given>,
}

/// An answer, when it was given, and at which step of the survey.
pub(super) struct Given {
    pub(super) at: i64,
    pub(super) step: Option<i64>,
    pub(super) answer: Answer,
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Answer {
    Number(f64),
    Flag(bool),
    Text(String),
    List(Vec<String>),
}

impl Respondent {
    /// Takes in an answer. Of several in one (a question with rows), each is a question by itself.
    /// An empty text or list takes back what was answered before.
    pub(super) fn answer(&mut self, question: &str, step: Option<i64>, at: i64, value: &Value) {
        if let Value::Object(rows) = value {
            for (row, value) in rows.iter().filter(|(_, value)| !value.is_object()) {
                self.answer(&format!("{question}/{row}"), step, at, value);
            }
            return;
        }
        if let Some(answer) = Answer::of(value) {
            let given = Given { at, step, answer };
            self.answers.insert(question.to_owned(), given);
        } else {
            self.answers.remove(question);
        }
    }

    /// The same without a name, whoever sent it.
    pub(super) fn nameless(self) -> Self {
        Self {
            person: None,
            account: None,
            ..self
        }
    }

    /// When they answered last.
    pub(super) fn last(&self) -> Option<i64> {
        self.answers.values().map(|given| given.at).max()
    }
}

impl Answer {
    fn of(value: &Value) -> Option<Self> {
        let text = |value: &Value| {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            Some(text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        match value {
            Value::Bool(flag) => Some(Self::Flag(*flag)),
            Value::Number(number) => number.as_f64().map(Self::Number),
            Value::String(_) => text(value).map(Self::Text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().filter_map(text).collect();
                (!items.is_empty()).then_some(Self::List(items))
            }
            Value::Null | Value::Object(_) => None,
        }
    }
}
