//! A project as a product team writes it, in a form of the test's own, and its JSON.

use banso_content::model::{Action, GuideKind};
use serde_json::{Value as Json, json};

use crate::condition::{Condition, Span, Test, Time, filters, object};
use crate::moment::Day;

#[derive(Clone)]
pub(crate) struct Project {
    pub(crate) budgets: Vec<Budget>,
    pub(crate) holdout: u8,
    pub(crate) features: Vec<Feature>,
    pub(crate) lists: Vec<List>,
    pub(crate) guides: Vec<Guide>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub(crate) kind: Option<GuideKind>,
    pub(crate) times: u16,
    pub(crate) within: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct Feature {
    pub(crate) sources: Vec<Source>,
    pub(crate) exposed_on: Vec<&'static str>,
    pub(crate) eligible: Condition,
    /// Uses, within, retained after and lapsed after so many days.
    pub(crate) adoption: [u16; 4],
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Source {
    Click(&'static str),
    Page(&'static str),
    Event(&'static str),
}

#[derive(Clone, Debug)]
pub(crate) struct List {
    pub(crate) when: Condition,
    pub(crate) ordered: bool,
    pub(crate) shared: bool,
    /// Whether each task is optional, and when it is done.
    pub(crate) tasks: Vec<(bool, Condition)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Guide {
    pub(crate) kind: GuideKind,
    pub(crate) when: Condition,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) priority: i16,
    pub(crate) frequency: Option<Frequency>,
    pub(crate) snooze: Option<Span>,
    pub(crate) schedule: Option<Time>,
    pub(crate) after: Vec<usize>,
    pub(crate) holdout: u8,
    /// The share of each variant and the pages of its steps.
    pub(crate) variants: Vec<(u8, Vec<Step>)>,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Step {
    pub(crate) page: Option<&'static str>,
    /// It is passed over while this holds.
    pub(crate) over: Option<Condition>,
    /// Which step comes next, and when; of more than there are: the end.
    pub(crate) next: Vec<(Condition, usize)>,
    /// How the primary button goes on, where it says so.
    pub(crate) flow: Option<Flow>,
}

/// How a button lets its guide go on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flow {
    Next,
    Back,
    Finish,
    Dismiss,
    Snooze,
    Go(usize),
}

#[derive(Clone, Debug)]
pub(crate) enum Trigger {
    Load,
    Click(&'static str),
    Hover(&'static str),
    Appears(&'static str),
    Event(&'static str, Vec<(&'static str, Test)>),
    Idle(Span),
    Dwell(Span),
    Scroll(u8),
    ExitIntent,
    Launcher,
    Permalink,
    Host,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Frequency {
    Once,
    UntilInteracted,
    EveryVisit,
    Always,
    Limit(u16, Span),
}

fn kind(kind: GuideKind) -> Json {
    json!(kind.name())
}

fn text(text: &str) -> Json {
    json!({ "en": text })
}

fn named(prefix: &str, at: usize) -> String {
    format!("{prefix}{at}")
}

fn each<T>(prefix: &str, all: &[T], json: impl Fn(String, &T) -> Json) -> Json {
    let items = all.iter().enumerate();
    Json::Array(
        items
            .map(|(at, one)| json(named(prefix, at), one))
            .collect(),
    )
}

impl Project {
    /// The text of `banso.json`; days are counted from `origin`.
    pub(crate) fn json(&self, origin: Day) -> String {
        let budgets: Vec<Json> = self.budgets.iter().map(Budget::json).collect();
        let project = json!({
            "locales": [{ "id": "en" }, { "id": "ja", "fallback": ["en"] }, { "id": "pt-BR", "fallback": ["en"] }],
            "budgets": budgets,
            "holdout": self.holdout,
            "features": each("f", &self.features, |id, one| one.json(&id, origin)),
            "checklists": each("c", &self.lists, |id, one| one.json(&id, origin)),
            "guides": each("g", &self.guides, |id, one| one.json(&id, origin)),
        });
        lines(&project)
    }
}

/// A failure shows the content as its authors would read it.
impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("as above")
    }
}

/// JSON with a line for each item of its lists.
fn lines(project: &Json) -> String {
    let keys = project.as_object().expect("an object").iter();
    let lists = keys.map(|(key, value)| match value.as_array() {
        None => format!("  \"{key}\": {value}"),
        Some(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("    {item}")).collect();
            format!("  \"{key}\": [\n{}\n  ]", items.join(",\n"))
        }
    });
    format!("{{\n{}\n}}", lists.collect::<Vec<_>>().join(",\n"))
}

impl Budget {
    fn json(&self) -> Json {
        object([
            ("kind", self.kind.map(kind)),
            ("times", Some(json!(self.times))),
            ("within", Some(json!(self.within.0))),
        ])
    }
}

impl Feature {
    fn json(&self, id: &str, origin: Day) -> Json {
        let sources = self.sources.iter().map(|source| match source {
            Source::Click(selector) => json!({ "click": selector }),
            Source::Page(pattern) => json!({ "page": pattern }),
            Source::Event(name) => json!({ "event": name }),
        });
        let [uses, within, retained, lapsed] = self.adoption;
        json!({
            "id": id,
            "name": text(id),
            "any": sources.collect::<Vec<_>>(),
            "exposed_on": self.exposed_on,
            "eligible": self.eligible.json(origin),
            "adoption": {
                "uses": uses,
                "within_days": within,
                "retained_after_days": retained,
                "lapsed_after_days": lapsed,
            },
        })
    }
}

impl List {
    fn json(&self, id: &str, origin: Day) -> Json {
        json!({
            "id": id,
            "title": text(id),
            "when": self.when.json(origin),
            "order": if self.ordered { "ordered" } else { "free" },
            "scope": if self.shared { "account" } else { "user" },
            "tasks": each("t", &self.tasks, |id, (optional, done)| json!({
                "id": id,
                "title": text(&id),
                "optional": optional,
                "done": done.json(origin),
            })),
        })
    }
}

impl Guide {
    fn json(&self, id: &str, origin: Day) -> Json {
        let triggers: Vec<Json> = self.triggers.iter().map(|one| one.json(origin)).collect();
        let after: Vec<String> = self.after.iter().map(|at| named("g", *at)).collect();
        object([
            ("id", Some(json!(id))),
            ("name", Some(text(id))),
            ("kind", Some(kind(self.kind))),
            ("when", Some(self.when.json(origin))),
            ("triggers", (!triggers.is_empty()).then(|| json!(triggers))),
            ("priority", Some(json!(self.priority))),
            ("frequency", self.frequency.map(Frequency::json)),
            ("snooze", self.snooze.map(|span| json!(span.0))),
            (
                "schedule",
                self.schedule.as_ref().map(|time| time.json(origin)),
            ),
            ("after", (!after.is_empty()).then(|| json!(after))),
            ("experiment", self.experiment(origin)),
            ("steps", Some(steps(&self.steps, origin))),
        ])
    }

    fn experiment(&self, origin: Day) -> Option<Json> {
        let variants = each(
            "v",
            &self.variants,
            |id, (share, pages)| json!({ "id": id, "share": share, "steps": steps(pages, origin) }),
        );
        let compares = self.holdout > 0 || !self.variants.is_empty();
        compares.then(|| json!({ "holdout": self.holdout, "variants": variants }))
    }
}

fn steps(steps: &[Step], origin: Day) -> Json {
    let name = |at: usize| match at < steps.len() {
        true => named("s", at),
        false => "end".into(),
    };
    each("s", steps, |id, step| {
        let next = step.next.iter();
        let next = next.map(|(when, to)| json!({ "when": when.json(origin), "to": name(*to) }));
        let over = step.over.as_ref();
        let flow = step.flow.map(|flow| flow.json(steps.len()));
        object([
            ("id", Some(json!(id))),
            ("target", Some(json!("#target"))),
            ("page", step.page.map(|page| json!(page))),
            ("title", Some(text("Title"))),
            ("body", Some(text("Body."))),
            ("next", Some(next.collect())),
            (
                "advance",
                over.map(|over| json!([{ "when": over.json(origin) }])),
            ),
            (
                "button",
                flow.map(|flow| json!({ "label": text("On"), "actions": [flow] })),
            ),
        ])
    })
}

impl Flow {
    fn json(self, steps: usize) -> Json {
        match self {
            Self::Next => json!("next"),
            Self::Back => json!("back"),
            Self::Finish => json!("finish"),
            Self::Dismiss => json!("dismiss"),
            Self::Snooze => json!("snooze"),
            Self::Go(to) => json!({ "go": named("s", to % steps) }),
        }
    }

    /// What the button carries, in a guide of so many steps.
    pub(crate) fn act(self, steps: usize) -> Action {
        match self {
            Self::Next => Action::Next,
            Self::Back => Action::Back,
            Self::Finish => Action::Finish,
            Self::Dismiss => Action::Dismiss,
            Self::Snooze => Action::Snooze,
            Self::Go(to) => Action::Go((to % steps) as u16),
        }
    }
}

impl Frequency {
    fn json(self) -> Json {
        match self {
            Self::Once => json!("once"),
            Self::UntilInteracted => json!("until_interacted"),
            Self::EveryVisit => json!("every_visit"),
            Self::Always => json!("always"),
            Self::Limit(times, within) => {
                json!({ "limit": { "times": times, "within": within.0 } })
            }
        }
    }
}

impl Trigger {
    fn json(&self, origin: Day) -> Json {
        match self {
            Self::Load => json!("load"),
            Self::Click(selector) => json!({ "click": selector }),
            Self::Hover(selector) => json!({ "hover": selector }),
            Self::Appears(selector) => json!({ "appears": selector }),
            Self::Event(name, tests) => {
                json!({ "event": { "name": name, "where": filters(tests, origin) } })
            }
            Self::Idle(span) => json!({ "idle": span.0 }),
            Self::Dwell(span) => json!({ "dwell": span.0 }),
            Self::Scroll(percent) => json!({ "scroll": percent }),
            Self::ExitIntent => json!("exit_intent"),
            Self::Launcher => json!("launcher"),
            Self::Permalink => json!("permalink"),
            Self::Host => json!("host"),
        }
    }
}
