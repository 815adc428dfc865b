//! Questions of surveys: where they may stand, and what conditions can expect to be answered.

use std::collections::BTreeMap;

use super::super::diagnostic::{Code, Diagnostic};
use super::super::hint::hint;
use super::super::node::{Node, Value};
use super::super::source::Document;
use super::Findings;
use super::guide::steps;
use super::names::{Member, Mention};
use super::walk::Walk;

/// The id of the text of one's own behind the last option.
const OTHER: &str = "other";
/// What says that an option is chosen alone.
const EXCLUSIVE: &str = "exclusive";
/// The tests whose values are texts to compare with, and those whose values are numbers.
const OF_TEXTS: [&str; 6] = [
    "is",
    "is_not",
    "one_of",
    "includes_any",
    "includes_all",
    "includes_none",
];
const OF_NUMBERS: [&str; 6] = [
    "equals",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
];

/// What can be answered.
enum Asked {
    /// A whole number from the first to the second.
    Scale(f64, f64),
    /// The ids of options.
    Options(Vec<String>),
    /// A text.
    Words,
}

/// What a condition compares an answer with.
struct Compared<'a> {
    survey: String,
    question: String,
    /// The word of the test.
    test: String,
    /// Each value with its place.
    values: Vec<(Value, Mention<'a>)>,
}

/// What is asked and compared, as it was met. Variants of a survey may ask in different ways.
#[derive(Default)]
pub(super) struct Questions<'a> {
    asked: BTreeMap<(String, String), Vec<Asked>>,
    compared: Vec<Compared<'a>>,
}

impl Walk<'_, '_> {
    /// Remembers what a condition expects to be answered.
    pub(super) fn compares(&mut self, node: &Node) {
        let text = |key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
        let test = node.get("test").and_then(|test| test.entries().first());
        let (Some(survey), Some(question), Some(test)) = (text("survey"), text("question"), test)
        else {
            return;
        };
        let path = |at| format!("test.{}{at}", test.key);
        let mut values = Vec::new();
        let mut keep = |node: &Node, key: String| {
            let mention = self.mention(node.at).below(&key, node.at);
            values.push((node.value.clone(), mention));
        };
        match &test.value.value {
            Value::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    keep(item, path(format!("[{at}]")));
                }
            }
            _ => keep(&test.value, path(String::new())),
        }
        let test = test.key.clone();
        self.findings.questions.compared.push(Compared {
            survey,
            question,
            test,
            values,
        });
    }
}

impl Findings<'_> {
    /// The questions of a guide and of its variants.
    pub(super) fn questions(&mut self, document: &Document, guide: &Node, path: &str) {
        let kind = guide.get("kind").and_then(Node::text).unwrap_or_default();
        let survey = guide.get("id").and_then(Node::text).unwrap_or_default();
        for (path, step) in steps(guide, path) {
            let Some(question) = step.get("question") else {
                continue;
            };
            if kind != "survey" {
                let message = format!("a step of a {kind} asks a question");
                let mend = "leave it out; or make the guide a `survey`".into();
                let what = (Code::Misplaced, message, mend);
                self.say(document, question.at, format!("{path}.question"), what);
            }
            let Some(id) = step.get("id").and_then(Node::text) else {
                let message = "a step that asks has no `id`".into();
                let mend = "add `id`: its answer is known by it".into();
                let what = (Code::MissingKey, message, mend);
                self.say(document, step.at, format!("{path}.id"), what);
                continue;
            };
            self.enough(document, question, &path);
            self.exclusive(document, question, &path);
            self.asks(survey, id, question);
        }
    }

    /// Nobody can choose more than there is.
    fn enough(&mut self, document: &Document, question: &Node, path: &str) {
        let (Some(options), Some(least)) = (question.get("options"), question.get("least")) else {
            return;
        };
        let together = options.items().iter().filter(|one| !is(one, EXCLUSIVE));
        let there = together.count() + usize::from(is(question, OTHER));
        if number(&least.value).is_some_and(|least| least > there as f64) {
            let message = format!("`least` asks for more than the {there} options");
            let mend = format!("use a number from 1 to {there}");
            let what = (Code::OutOfRange, message, mend);
            self.say(document, least.at, format!("{path}.question.least"), what);
        }
    }

    /// Only of several options one can be chosen alone.
    fn exclusive(&mut self, document: &Document, question: &Node, path: &str) {
        let kind = question.get("type").and_then(Node::text);
        let options = question.get("options").map(Node::items).unwrap_or_default();
        if kind == Some("choices") {
            return;
        }
        for (at, option) in options.iter().enumerate() {
            let Some(exclusive) = option.get(EXCLUSIVE) else {
                continue;
            };
            let message = format!("`{EXCLUSIVE}` says nothing here: one option is chosen anyway");
            let mend = "leave it out; or ask for `choices`".into();
            let path = format!("{path}.question.options[{at}].{EXCLUSIVE}");
            self.say(
                document,
                exclusive.at,
                path,
                (Code::Misplaced, message, mend),
            );
        }
    }

    /// Remembers what can be answered, by the names that answers go by.
    fn asks(&mut self, survey: &str, id: &str, question: &Node) {
        let mut ask = |name: String, asked: Asked| {
            self.names.member(Member::Step, survey, Some(&name));
            let key = (survey.to_owned(), name);
            self.questions.asked.entry(key).or_default().push(asked);
        };
        let mut options = ids(question, "options");
        let kind = question.get("type").and_then(Node::text);
        if is(question, OTHER) {
            options.push(OTHER.into());
            ask(format!("{id}.{OTHER}"), Asked::Words);
        }
        match kind.unwrap_or_default() {
            "nps" => ask(id.into(), Asked::Scale(0.0, 10.0)),
            "csat" | "stars" => ask(id.into(), Asked::Scale(1.0, 5.0)),
            "ces" => ask(id.into(), Asked::Scale(1.0, 7.0)),
            "matrix" => {
                for row in ids(question, "rows") {
                    ask(format!("{id}.{row}"), Asked::Options(options.clone()));
                }
            }
            "choice" | "choices" | "ranking" => ask(id.into(), Asked::Options(options)),
            _ => ask(id.into(), Asked::Words),
        }
    }
}

impl Questions<'_> {
    /// Comparisons with what nobody can answer.
    pub(super) fn resolve(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for one in &self.compared {
            let key = (one.survey.clone(), one.question.clone());
            let Some(asked) = self.asked.get(&key) else {
                continue;
            };
            for (value, mention) in &one.values {
                let flaws: Vec<_> = asked.iter().map(|asked| asked.flaw(one, value)).collect();
                if let Some(Some((code, message, mend))) =
                    flaws.into_iter().min_by_key(Option::is_some)
                {
                    found.push(mention.error(code, message, mend));
                }
            }
        }
        found
    }
}

impl Asked {
    /// Why nobody can answer this, if so.
    fn flaw(&self, compared: &Compared, value: &Value) -> Option<(Code, String, String)> {
        let (test, question) = (compared.test.as_str(), &compared.question);
        let expects = |what: &str, mend: String| {
            let message = format!("`{test}` does not fit: the answer to `{question}` is {what}");
            Some((Code::WrongOperator, message, mend))
        };
        match self {
            Self::Scale(low, high) if OF_TEXTS.contains(&test) => expects(
                "a number",
                format!("test a number from {low} to {high}, such as `at_least`"),
            ),
            Self::Scale(low, high) if OF_NUMBERS.contains(&test) => {
                let number = number(value).filter(|number| !(low..=high).contains(&number))?;
                let message = format!("nobody can answer {number} to `{question}`");
                let mend = format!("use a number from {low} to {high}");
                Some((Code::OutOfRange, message, mend))
            }
            Self::Options(_) | Self::Words if OF_NUMBERS.contains(&test) => {
                expects("no number", "test a text, such as `is`".into())
            }
            Self::Options(options) if OF_TEXTS.contains(&test) => {
                let Value::Text(text) = value else {
                    return None;
                };
                if options.contains(text) {
                    return None;
                }
                let message = format!("`{question}` has no option `{text}`");
                let known = options.iter().map(String::as_str);
                let mend = hint(text, known, "name one of its options");
                Some((Code::UnknownReference, message, mend))
            }
            _ => None,
        }
    }
}

fn ids(question: &Node, key: &str) -> Vec<String> {
    let items = question.get(key).map(Node::items).unwrap_or_default();
    let ids = items.iter().filter_map(|one| one.get("id")?.text());
    ids.map(str::to_owned).collect()
}

fn is(node: &Node, key: &str) -> bool {
    matches!(node.get(key).map(|one| &one.value), Some(Value::Bool(true)))
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.parse().ok(),
        _ => None,
    }
}
