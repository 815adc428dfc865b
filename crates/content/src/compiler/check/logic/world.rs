//! The content as it is reasoned about: rules with their places, and what guides add to theirs.

use super::formula::Formula;
use super::part::{Errors, Part, Reader};
use super::place::Place;
use super::reason::Reason;
use super::rule::{Unit, units};
use super::theory::{Tasks, Things};
use crate::compiler::authored::{
    Budget, Checklist, ChecklistCondition, Condition, ContentFile, Frequency, Guide,
    GuideCondition, Order, Step, Trigger,
};
use crate::compiler::diagnostic::Diagnostic;
use crate::compiler::lower::Lower;
use crate::compiler::source::{PROJECT, Source};
use crate::model::{GuideFate, GuideKind};

/// All of the content that could be read.
pub(super) struct World<'a> {
    pub reason: Reason,
    pub errors: Errors,
    pub guides: Vec<GuideView<'a>>,
    pub checklists: Vec<ChecklistView<'a>>,
    /// The rules of whose features are eligible.
    pub eligible: Vec<Part<'a>>,
    pub themes: Vec<Part<'a>>,
    pub budgets: Vec<(Place<'a>, Budget)>,
    /// The share of the users who see no guide, when it is said.
    pub holdout: Option<Place<'a>>,
}

/// A guide and what must hold for it to appear by itself.
pub(super) struct GuideView<'a> {
    pub place: Place<'a>,
    pub guide: Guide,
    pub when: Option<Part<'a>>,
    /// What must hold besides the page of its first step: `when`, frequency, `after`, `schedule`.
    pub units: Vec<Unit<'a>>,
    /// Its forms: the guide's own steps first, then those of its variants.
    pub forms: Vec<Form<'a>>,
    /// It was seen, or is under way.
    pub met: Formula,
}

/// The steps that some users see.
pub(super) struct Form<'a> {
    pub steps: Vec<Place<'a>>,
    /// Some users see it.
    pub is_drawn: bool,
    /// The page of its first step.
    pub page: Unit<'a>,
}

/// A checklist and its rules.
pub(super) struct ChecklistView<'a> {
    pub place: Place<'a>,
    pub checklist: Checklist,
    pub when: Option<Part<'a>>,
    pub started: Formula,
    /// The place, the rule and the leaf of each task.
    pub tasks: Vec<TaskView<'a>>,
}

/// A task and its rule.
pub(super) struct TaskView<'a> {
    pub place: Place<'a>,
    pub rule: Option<Part<'a>>,
    pub done: Formula,
}

impl GuideView<'_> {
    /// What starts it.
    pub(super) fn triggers(&self) -> &[Trigger] {
        match self.guide.triggers.as_slice() {
            // Help alone shows it.
            _ if self.guide.kind == GuideKind::Announcement => &[Trigger::Launcher],
            [] => &[Trigger::Load],
            triggers => triggers,
        }
    }

    /// Whether it starts by itself, unasked.
    pub(super) fn starts_itself(&self) -> bool {
        let is_asked = |trigger: &Trigger| {
            matches!(
                trigger,
                Trigger::Host | Trigger::Launcher | Trigger::Permalink
            )
        };
        !self.triggers().iter().all(is_asked)
    }

    /// Whether it starts as soon as its rule holds.
    pub(super) fn starts_on_load(&self) -> bool {
        self.triggers()
            .iter()
            .any(|trigger| matches!(trigger, Trigger::Load))
    }

    /// What must hold for it to appear, one by one.
    pub(super) fn needs(&self) -> Vec<Formula> {
        let drawn = self.forms.iter().filter(|form| form.is_drawn);
        let pages: Vec<Formula> = drawn.map(|form| form.page.formula.clone()).collect();
        let page = match pages.as_slice() {
            [only] => only.clone(),
            _ => Formula::Any(pages),
        };
        let units = self.units.iter().map(|unit| unit.formula.clone());
        units.chain([page]).collect()
    }
}

impl<'a> World<'a> {
    /// Reads what can be read. `known` is what is wrong with it already.
    pub(super) fn new(source: &'a Source, known: &[Diagnostic]) -> Self {
        let (content, places) = gather(source);
        let mut reader = Reader {
            lower: Lower::new(&content),
            errors: Errors::of(source, known),
        };
        let (eligible, themes) = (
            reader.parts(&places.features, "eligible"),
            reader.parts(&places.themes, "when"),
        );
        let checklists: Vec<_> = content
            .checklists
            .into_iter()
            .zip(places.checklists)
            .collect();
        let guides: Vec<_> = content.guides.into_iter().zip(places.guides).collect();
        let checklists: Vec<_> = checklists
            .into_iter()
            .map(|one| reader.checklist(one))
            .collect();
        let guides = guides.into_iter().map(|one| reader.guide(one)).collect();
        let things = Things {
            graph: reader.lower.questions(),
            checklists: checklists
                .iter()
                .map(|view| tasks(&view.checklist))
                .collect(),
            plan: content.tracking_plan.unwrap_or_default(),
        };
        Self {
            reason: Reason::new(things),
            errors: reader.errors,
            guides,
            checklists,
            eligible,
            themes,
            budgets: places.budgets,
            holdout: places.holdout,
        }
    }
}

/// Where everything stands.
#[derive(Default)]
struct Places<'a> {
    features: Vec<Place<'a>>,
    checklists: Vec<Place<'a>>,
    guides: Vec<Place<'a>>,
    themes: Vec<Place<'a>>,
    budgets: Vec<(Place<'a>, Budget)>,
    holdout: Option<Place<'a>>,
}

/// Everything that can be decoded, and where it stands; what cannot has been complained of.
fn gather(source: &Source) -> (ContentFile, Places<'_>) {
    let (mut content, mut places) = (ContentFile::default(), Places::default());
    for document in &source.documents {
        let root = Place {
            file: &document.file,
            node: &document.root,
            path: String::new(),
        };
        take(
            &root,
            "features",
            &mut content.features,
            &mut places.features,
        );
        take(
            &root,
            "checklists",
            &mut content.checklists,
            &mut places.checklists,
        );
        take(&root, "guides", &mut content.guides, &mut places.guides);
        let plan = root.get("tracking_plan").and_then(|plan| plan.decode());
        content.tracking_plan = content.tracking_plan.take().or(plan);
        if document.file.path == PROJECT {
            places.themes = root.list("themes");
            places.holdout = root.get("holdout");
            let budgets = root.list("budgets").into_iter();
            places.budgets = budgets
                .filter_map(|place| Some((place.clone(), place.decode()?)))
                .collect();
        }
    }
    (content, places)
}

fn take<'a, T: serde::de::DeserializeOwned>(
    root: &Place<'a>,
    key: &str,
    into: &mut Vec<T>,
    places: &mut Vec<Place<'a>>,
) {
    for place in root.list(key) {
        if let Some(value) = place.decode() {
            into.push(value);
            places.push(place);
        }
    }
}

fn tasks(list: &Checklist) -> Tasks {
    Tasks {
        optional: list.tasks.iter().map(|task| task.optional).collect(),
        ordered: list.order == Order::Ordered,
    }
}

impl Reader {
    fn parts<'a>(&mut self, places: &[Place<'a>], key: &str) -> Vec<Part<'a>> {
        let rules = places.iter().filter_map(|place| place.get(key));
        rules.map(|rule| self.part(&rule)).collect()
    }

    fn checklist<'a>(&mut self, (checklist, place): (Checklist, Place<'a>)) -> ChecklistView<'a> {
        let ask = |reader: &mut Self, task: Option<&str>| {
            reader.question(&Condition::Checklist(ChecklistCondition {
                id: checklist.id.clone(),
                started: task.is_none(),
                done_at_least: None,
                task: task.map(Into::into),
            }))
        };
        let tasks = place.list("tasks").into_iter().zip(&checklist.tasks);
        let tasks = tasks.map(|(place, task)| TaskView {
            rule: place.get("done").map(|rule| self.part(&rule)),
            done: ask(self, Some(&task.id)),
            place,
        });
        let tasks = tasks.collect();
        ChecklistView {
            when: place.get("when").map(|rule| self.part(&rule)),
            started: ask(self, None),
            tasks,
            place,
            checklist,
        }
    }

    fn guide<'a>(&mut self, (guide, place): (Guide, Place<'a>)) -> GuideView<'a> {
        let when = place.get("when").map(|rule| self.part(&rule));
        let mut all: Vec<Unit> = when.as_ref().map(units).unwrap_or_default();
        let untouched = match guide.frequency {
            Frequency::Once => Some(self.fate(&guide.id, GuideFate::Seen).not()),
            Frequency::UntilInteracted => Some(self.fate(&guide.id, GuideFate::Ended).not()),
            _ => None,
        };
        all.extend(untouched.map(|formula| Unit {
            formula,
            written: None,
        }));
        for (id, place) in guide.after.iter().zip(place.list("after")) {
            let ended = self.fate(id, GuideFate::Ended);
            all.push(Unit::at(place, ended));
        }
        if let (Some(range), Some(place)) = (&guide.schedule, place.get("schedule"))
            && self.errors.spare(&place)
        {
            let time = self.question(&Condition::Time(range.clone()));
            all.push(Unit::at(place, time));
        }
        let met = [GuideFate::Seen, GuideFate::UnderWay].map(|fate| self.fate(&guide.id, fate));
        GuideView {
            forms: self.forms(&guide, &place),
            units: all,
            met: Formula::Any(met.into()),
            when,
            place,
            guide,
        }
    }

    fn fate(&mut self, id: &str, was: GuideFate) -> Formula {
        self.question(&Condition::Guide(GuideCondition {
            id: id.into(),
            was,
            within: None,
            before: None,
        }))
    }

    fn forms<'a>(&mut self, guide: &Guide, place: &Place<'a>) -> Vec<Form<'a>> {
        let experiment = guide.experiment.as_ref();
        let variants = experiment
            .map(|one| one.variants.as_slice())
            .unwrap_or_default();
        let places = place.get("experiment").map(|one| one.list("variants"));
        let mut forms = Vec::new();
        let mut drawn = 0_u32;
        for (variant, place) in variants.iter().zip(places.unwrap_or_default()) {
            forms.push(self.form(&variant.steps, place.list("steps"), drawn < 100));
            drawn += u32::from(variant.share);
        }
        forms.insert(0, self.form(&guide.steps, place.list("steps"), drawn < 100));
        forms
    }

    fn form<'a>(&mut self, steps: &[Step], places: Vec<Place<'a>>, is_drawn: bool) -> Form<'a> {
        let pattern = steps.first().and_then(|step| step.page.as_ref());
        let place = places.first().and_then(|step| step.get("page"));
        let page = match (pattern, place) {
            (Some(pattern), Some(place)) if self.errors.spare(&place) => {
                let page = self.question(&Condition::Page(pattern.clone()));
                Unit::at(place, page)
            }
            _ => Unit {
                formula: Formula::yes(),
                written: None,
            },
        };
        Form {
            steps: places,
            is_drawn,
            page,
        }
    }
}
