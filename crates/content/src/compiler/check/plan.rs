//! The tracking plan: whether content speaks of what the host sends, and compares it as what it is.

use std::collections::BTreeMap;

use banso_wire::event;

use super::super::authored::{PlannedValue, TrackingPlan, ValueType};
use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::hint::{hint, quoted};
use super::super::node::Node;
use super::super::source::{Document, Source};
use super::Findings;
use super::names::Mention;
use super::said::judge as judge_said;
use super::sent::{Sent, Test, Use};

/// What else no plan of the host needs to name.
const ALSO_OWN: [&str; 2] = [event::FEATURE_USED, event::SURVEY_ANSWERED];

impl<'a> Findings<'a> {
    /// What content says that the host sends, against the plan, or against itself.
    pub(super) fn plan(&mut self, source: &'a Source) {
        let plans = source.documents.iter();
        let mut plans = plans.filter_map(|document| {
            let plan = document.root.get("tracking_plan")?;
            Some((document, plan))
        });
        let first = plans.next();
        for (document, plan) in plans {
            self.found.push(second(document, plan, first));
        }
        let Some((document, plan)) = first else {
            return self.found.extend(consistency(&self.uses));
        };
        self.found.extend(pointless_values(document, plan));
        if let Ok(plan) = serde_json::from_value::<TrackingPlan>(plan.to_json()) {
            let judged = self.uses.iter().flat_map(|one| judge(&plan, one));
            self.found.extend(judged);
            let said = self.said.iter();
            self.found
                .extend(said.filter_map(|one| judge_said(&plan, one)));
        }
    }
}

fn second(document: &Document, plan: &Node, first: Option<(&Document, &Node)>) -> Diagnostic {
    let mention = Mention {
        file: &document.file,
        at: plan.at,
        path: "tracking_plan".into(),
    };
    let file = first.map_or("", |(document, _)| &document.file.path);
    let message = format!("there is already a tracking plan in `{file}`");
    mention.error(
        Code::DuplicateKey,
        message,
        "put all of it in one file".into(),
    )
}

/// `values` of something that is not made of texts.
fn pointless_values(document: &Document, plan: &Node) -> Vec<Diagnostic> {
    let items = |node: &Node, key: &str, path: &str| -> Vec<(Node, String)> {
        let items = node.get(key).map(Node::items).unwrap_or_default();
        let path = |index| format!("{path}.{key}[{index}]");
        let items = items.iter().cloned().enumerate();
        items.map(|(index, item)| (item, path(index))).collect()
    };
    let mut all = items(plan, "user", "tracking_plan");
    all.extend(items(plan, "account", "tracking_plan"));
    for (event, path) in items(plan, "events", "tracking_plan") {
        all.extend(items(&event, "properties", &path));
    }
    let flaw = |(value, path): &(Node, String)| {
        let texts = ["text", "list"].contains(&value.get("type")?.text()?);
        let values = value.get("values").filter(|_| !texts)?;
        let mention = Mention {
            file: &document.file,
            at: values.at,
            path: format!("{path}.values"),
        };
        let message = "only texts have `values`".into();
        let mend = "leave `values` out, or make the type `text` or `list`".into();
        Some(mention.error(Code::Contradiction, message, mend))
    };
    all.iter().filter_map(flaw).collect()
}

/// What is wrong with one use.
fn judge(plan: &TrackingPlan, one: &Use) -> Vec<Diagnostic> {
    match &one.what {
        Sent::Event(name) => unknown_event(plan, name, &one.mention)
            .into_iter()
            .collect(),
        Sent::Property(event, name) => {
            let planned = plan.events.iter().find(|planned| planned.name == *event);
            planned.map_or_else(Vec::new, |planned| {
                let of = format!("the event `{event}` has no property");
                value(&planned.properties, name, &of, one)
            })
        }
        Sent::Trait(whose, name) => {
            let planned = if whose == "user" {
                &plan.user
            } else {
                &plan.account
            };
            value(planned, name, &format!("no {whose} has the trait"), one)
        }
    }
}

fn unknown_event(plan: &TrackingPlan, name: &str, mention: &Mention) -> Option<Diagnostic> {
    let planned = plan.events.iter().map(|event| event.name.as_str());
    if event::OWN.contains(&name)
        || ALSO_OWN.contains(&name)
        || planned.clone().any(|planned| planned == name)
    {
        return None;
    }
    let message = format!("the tracking plan has no event `{name}`");
    let mend = hint(name, planned, "add it to `tracking_plan.events`");
    Some(mention.error(Code::UnknownReference, message, mend))
}

/// A property or a trait: whether it is known, and fits its test.
fn value(planned: &[PlannedValue], name: &str, absent: &str, one: &Use) -> Vec<Diagnostic> {
    match planned.iter().find(|planned| planned.name == name) {
        None => {
            let names = planned.iter().map(|planned| planned.name.as_str());
            let mend = hint(name, names, "add it to the tracking plan");
            let message = format!("{absent} `{name}` in the tracking plan");
            vec![one.mention.error(Code::UnknownReference, message, mend)]
        }
        Some(planned) => {
            let test = one.test.as_ref();
            test.map_or_else(Vec::new, |test| misfits(planned, test))
        }
    }
}

fn misfits(planned: &PlannedValue, test: &Test) -> Vec<Diagnostic> {
    let name = &planned.name;
    match type_of(&test.operator) {
        Some(kind) if kind != planned.kind => {
            let message = format!(
                "`{name}` is {}, `{}` tests {}",
                said(planned.kind),
                test.operator,
                said(kind)
            );
            let mend = format!("use one of these: {}", quoted(operators(planned.kind)));
            vec![test.mention.error(Code::WrongOperator, message, mend)]
        }
        _ if planned.values.is_empty() || !compares_whole(&test.operator) => Vec::new(),
        _ => {
            let known = |text: &str| planned.values.iter().any(|value| value == text);
            let texts = test.texts.iter().filter(|(text, _)| !known(text));
            let unknown = |(text, mention): &(String, Mention)| {
                let values = planned.values.iter().map(String::as_str);
                let mend = hint(text, values, "add it to `values` in the tracking plan");
                let message = format!("`{name}` is never `{text}`");
                mention.error(Code::UnknownValue, message, mend)
            };
            texts.map(unknown).collect()
        }
    }
}

/// Without a plan: a trait that is of one type here and of another there.
fn consistency(uses: &[Use]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&Sent, (ValueType, &Mention)> = BTreeMap::new();
    let mut found = Vec::new();
    for one in uses
        .iter()
        .filter(|one| matches!(one.what, Sent::Trait(..)))
    {
        let Some((kind, test)) = one
            .test
            .as_ref()
            .and_then(|test| Some((type_of(&test.operator)?, test)))
        else {
            continue;
        };
        match first.get(&one.what) {
            Some((known, place)) if *known != kind => {
                let message = format!(
                    "this tests {}, {} tests {}",
                    said(kind),
                    place.cite(),
                    said(*known)
                );
                let mend = "make the two agree; a tracking plan says which is right".into();
                let warning = test.mention.error(Code::WrongOperator, message, mend);
                found.push(Diagnostic {
                    severity: Severity::Warning,
                    ..warning
                });
            }
            Some(_) => {}
            None => drop(first.insert(&one.what, (kind, &test.mention))),
        }
    }
    found
}

/// The type that an operator tests; None for those that test any.
fn type_of(operator: &str) -> Option<ValueType> {
    let kinds = [
        ValueType::Text,
        ValueType::Number,
        ValueType::Flag,
        ValueType::List,
        ValueType::Date,
    ];
    kinds
        .into_iter()
        .find(|kind| operators(*kind).contains(&operator))
}

fn operators(kind: ValueType) -> &'static [&'static str] {
    match kind {
        ValueType::Text => &[
            "is",
            "is_not",
            "one_of",
            "contains",
            "not_contains",
            "starts_with",
            "ends_with",
            "empty",
        ],
        ValueType::Number => &[
            "equals",
            "at_least",
            "at_most",
            "more_than",
            "less_than",
            "between",
        ],
        ValueType::Flag => &["flag"],
        ValueType::List => &["includes_any", "includes_all", "includes_none"],
        ValueType::Date => &[
            "less_than_days_ago",
            "more_than_days_ago",
            "exactly_days_ago",
            "in_less_than_days",
            "in_more_than_days",
            "before",
            "on",
            "after",
        ],
    }
}

/// Whether an operator compares with whole values, not with parts of them.
fn compares_whole(operator: &str) -> bool {
    !["contains", "not_contains", "starts_with", "ends_with"].contains(&operator)
}

pub(super) fn said(kind: ValueType) -> &'static str {
    match kind {
        ValueType::Text => "a text",
        ValueType::Number => "a number",
        ValueType::Flag => "true or false",
        ValueType::List => "a list",
        ValueType::Date => "a date",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compiler::schema;

    /// A new test of values must be given its type.
    #[test]
    fn every_operator_has_its_type() {
        let schema = schema::content();
        let forms = schema["$defs"]["ValueTest"]["oneOf"]
            .as_array()
            .into_iter()
            .flatten();
        let names = forms.filter_map(|form| {
            let key = form["properties"]
                .as_object()
                .and_then(|keys| keys.keys().next());
            key.map(String::as_str).or(form["const"].as_str())
        });
        let untyped: Vec<&str> = names.filter(|name| type_of(name).is_none()).collect();
        assert_eq!(untyped, ["present", "absent"]);
    }
}
