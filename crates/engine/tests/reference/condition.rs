//! Conditions as a product team writes them, in a form of the test's own, and their JSON.

use std::fmt::Write as _;

use banso_content::model::{AdoptionState, GuideFate};
use banso_wire::time::{DAY, HOUR, MINUTE, Millis, SECOND};
use serde_json::{Value as Json, json};

use crate::moment::{Day, civil_date};

/// A duration as it is written, and its milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) &'static str, pub(crate) Millis);

pub(crate) const SPANS: [Span; 9] = [
    Span("1s", SECOND),
    Span("30s", 30 * SECOND),
    Span("5m", 5 * MINUTE),
    Span("1h", HOUR),
    Span("12h", 12 * HOUR),
    Span("1d", DAY),
    Span("3d", 3 * DAY),
    Span("7d", 7 * DAY),
    Span("2w", 14 * DAY),
];

#[derive(Clone, Debug)]
pub(crate) enum Condition {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Page(&'static str),
    Element(&'static str, &'static str),
    Event(Event),
    Trait(Whose, &'static str, Test),
    Feature(usize, Option<AdoptionState>, Option<AdoptionState>),
    Guide(usize, GuideFate, Option<Span>, Option<Span>),
    Survey(&'static str, Option<Span>),
    /// What was answered to the first step of a guide.
    Answer(usize, Test),
    Checklist(usize, bool, Option<u16>, Option<usize>),
    Time(Time),
    Device(Vec<&'static str>),
    Viewport([Option<u16>; 4]),
    Locale(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    User,
    Account,
}

#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) name: &'static str,
    pub(crate) filters: Vec<(&'static str, Test)>,
    pub(crate) count: Option<Count>,
    pub(crate) within: Option<Span>,
    pub(crate) before: Option<Span>,
    pub(crate) since: Option<Span>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Count {
    AtLeast(u16),
    AtMost(u16),
    Exactly(u16),
    Between(u16, u16),
}

#[derive(Clone, Debug)]
pub(crate) enum Test {
    Present,
    Absent,
    Empty,
    Is(&'static str),
    IsNot(&'static str),
    OneOf(Vec<&'static str>),
    Contains(&'static str),
    NotContains(&'static str),
    StartsWith(&'static str),
    EndsWith(&'static str),
    Equals(f64),
    AtLeast(f64),
    AtMost(f64),
    MoreThan(f64),
    LessThan(f64),
    Between(f64, f64),
    Flag(bool),
    IncludesAny(Vec<&'static str>),
    IncludesAll(Vec<&'static str>),
    IncludesNone(Vec<&'static str>),
    LessThanDaysAgo(u16),
    MoreThanDaysAgo(u16),
    ExactlyDaysAgo(u16),
    InLessThanDays(u16),
    InMoreThanDays(u16),
    Before(Moment),
    On(Day),
    After(Moment),
}

/// A day, or a minute of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Day, pub(crate) Option<(u8, u8)>);

#[derive(Clone, Debug, Default)]
pub(crate) struct Time {
    pub(crate) from: Option<Moment>,
    pub(crate) until: Option<Moment>,
    pub(crate) zone: Option<&'static str>,
    pub(crate) weekdays: Vec<usize>,
    pub(crate) hours: Option<((u8, u8), (u8, u8))>,
}

pub(crate) const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// A JSON object of what is given.
pub(crate) fn object<const N: usize>(entries: [(&str, Option<Json>); N]) -> Json {
    let given = entries.into_iter();
    let given = given.filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Json::Object(given.collect())
}

fn some(given: bool, value: impl FnOnce() -> Json) -> Option<Json> {
    given.then(value)
}

fn span(span: Option<Span>) -> Option<Json> {
    span.map(|span| json!(span.0))
}

fn state(state: AdoptionState) -> Json {
    json!(state.name())
}

pub(crate) fn fate(fate: GuideFate) -> &'static str {
    match fate {
        GuideFate::Seen => "seen",
        GuideFate::UnderWay => "under_way",
        GuideFate::Completed => "completed",
        GuideFate::Dismissed => "dismissed",
        GuideFate::Ended => "ended",
    }
}

impl Condition {
    /// The authored form; days are counted from `origin`.
    pub(crate) fn json(&self, origin: Day) -> Json {
        let list = |all: &[Self]| Json::Array(all.iter().map(|one| one.json(origin)).collect());
        match self {
            Self::All(all) => json!({ "all": list(all) }),
            Self::Any(any) => json!({ "any": list(any) }),
            Self::Not(one) => json!({ "not": one.json(origin) }),
            Self::Page(pattern) => json!({ "page": pattern }),
            Self::Element(selector, is) => {
                json!({ "element": { "selector": selector, "is": is } })
            }
            Self::Event(event) => json!({ "event": event.json(origin) }),
            Self::Trait(Whose::User, name, test) => {
                json!({ "user": { "name": name, "test": test.json(origin) } })
            }
            Self::Trait(Whose::Account, name, test) => {
                json!({ "account": { "name": name, "test": test.json(origin) } })
            }
            Self::Feature(at, reached, is) => json!({ "feature": object([
                ("id", Some(json!(format!("f{at}")))),
                ("reached", reached.map(state)),
                ("is", is.map(state)),
            ]) }),
            Self::Guide(at, was, within, before) => json!({ "guide": object([
                ("id", Some(json!(format!("g{at}")))),
                ("was", Some(json!(fate(*was)))),
                ("within", span(*within)),
                ("before", span(*before)),
            ]) }),
            Self::Survey(id, within) => json!({ "survey_answered": object([
                ("id", Some(json!(id))),
                ("within", span(*within)),
            ]) }),
            Self::Answer(at, test) => json!({ "answer": {
                "survey": format!("g{at}"), "question": "s0", "test": test.json(origin),
            } }),
            Self::Checklist(at, started, done, task) => json!({ "checklist": object([
                ("id", Some(json!(format!("c{at}")))),
                ("started", some(*started, || json!(true))),
                ("done_at_least", done.map(|done| json!(done))),
                ("task", task.map(|task| json!(format!("t{task}")))),
            ]) }),
            Self::Time(time) => json!({ "time": time.json(origin) }),
            Self::Device(kinds) => json!({ "device": kinds }),
            Self::Viewport([min_width, max_width, min_height, max_height]) => {
                json!({ "viewport": object([
                    ("min_width", min_width.map(|at| json!(at))),
                    ("max_width", max_width.map(|at| json!(at))),
                    ("min_height", min_height.map(|at| json!(at))),
                    ("max_height", max_height.map(|at| json!(at))),
                ]) })
            }
            Self::Locale(tag) => json!({ "locale": tag }),
        }
    }
}

pub(crate) fn filters(filters: &[(&'static str, Test)], origin: Day) -> Json {
    let filter =
        |(name, test): &(&str, Test)| json!({ "property": name, "test": test.json(origin) });
    Json::Array(filters.iter().map(filter).collect())
}

impl Event {
    fn json(&self, origin: Day) -> Json {
        let (least, most, exactly) = match self.count {
            None => (None, None, None),
            Some(Count::AtLeast(least)) => (Some(least), None, None),
            Some(Count::AtMost(most)) => (None, Some(most), None),
            Some(Count::Exactly(exactly)) => (None, None, Some(exactly)),
            Some(Count::Between(least, most)) => (Some(least), Some(most), None),
        };
        object([
            ("name", Some(json!(self.name))),
            (
                "where",
                some(!self.filters.is_empty(), || filters(&self.filters, origin)),
            ),
            ("at_least", least.map(|count| json!(count))),
            ("at_most", most.map(|count| json!(count))),
            ("exactly", exactly.map(|count| json!(count))),
            ("within", span(self.within)),
            ("before", span(self.before)),
            ("since_first_seen", span(self.since)),
        ])
    }
}

impl Test {
    fn json(&self, origin: Day) -> Json {
        match self {
            Self::Present => json!("present"),
            Self::Absent => json!("absent"),
            Self::Empty => json!("empty"),
            Self::Is(text) => json!({ "is": text }),
            Self::IsNot(text) => json!({ "is_not": text }),
            Self::OneOf(texts) => json!({ "one_of": texts }),
            Self::Contains(text) => json!({ "contains": text }),
            Self::NotContains(text) => json!({ "not_contains": text }),
            Self::StartsWith(text) => json!({ "starts_with": text }),
            Self::EndsWith(text) => json!({ "ends_with": text }),
            Self::Equals(number) => json!({ "equals": number }),
            Self::AtLeast(number) => json!({ "at_least": number }),
            Self::AtMost(number) => json!({ "at_most": number }),
            Self::MoreThan(number) => json!({ "more_than": number }),
            Self::LessThan(number) => json!({ "less_than": number }),
            Self::Between(from, to) => json!({ "between": [from, to] }),
            Self::Flag(flag) => json!({ "flag": flag }),
            Self::IncludesAny(texts) => json!({ "includes_any": texts }),
            Self::IncludesAll(texts) => json!({ "includes_all": texts }),
            Self::IncludesNone(texts) => json!({ "includes_none": texts }),
            Self::LessThanDaysAgo(days) => json!({ "less_than_days_ago": days }),
            Self::MoreThanDaysAgo(days) => json!({ "more_than_days_ago": days }),
            Self::ExactlyDaysAgo(days) => json!({ "exactly_days_ago": days }),
            Self::InLessThanDays(days) => json!({ "in_less_than_days": days }),
            Self::InMoreThanDays(days) => json!({ "in_more_than_days": days }),
            Self::Before(moment) => json!({ "before": moment.text(origin) }),
            Self::On(day) => json!({ "on": civil_date(origin.plus(day.0)).to_string() }),
            Self::After(moment) => json!({ "after": moment.text(origin) }),
        }
    }
}

impl Moment {
    fn text(self, origin: Day) -> String {
        let mut text = civil_date(origin.plus(self.0.0)).to_string();
        if let Some((hour, minute)) = self.1 {
            let _ = write!(text, "T{}", clock((hour, minute)));
        }
        text
    }
}

fn clock((hour, minute): (u8, u8)) -> String {
    format!("{hour:02}:{minute:02}")
}

impl Time {
    pub(crate) fn json(&self, origin: Day) -> Json {
        let weekdays = || {
            json!(
                self.weekdays
                    .iter()
                    .map(|at| WEEKDAYS[*at])
                    .collect::<Vec<_>>()
            )
        };
        object([
            ("from", self.from.map(|moment| json!(moment.text(origin)))),
            ("until", self.until.map(|moment| json!(moment.text(origin)))),
            ("zone", self.zone.map(|zone| json!(zone))),
            ("weekdays", some(!self.weekdays.is_empty(), weekdays)),
            (
                "hours",
                self.hours
                    .map(|(from, until)| json!([clock(from), clock(until)])),
            ),
        ])
    }
}
