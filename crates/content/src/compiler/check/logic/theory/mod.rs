//! What can be true together of one subject. Each theory says "impossible" only when it is.

mod checklist;
mod count;
mod guide;
mod page;
mod ranges;
mod screen;
mod text;
mod time;
mod value;

use crate::compiler::authored::{PlannedValue, TrackingPlan};
use crate::model::AdoptionState;
use crate::rule::{Graph, Leaf, Probe, ProbeKind, Scope, Sign};
pub(super) use checklist::Tasks;
pub(super) use value::possible as value_possible;

/// The fact that leaves ask about: leaves of different subjects never contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Page,
    Time,
    Screen,
    Locale,
    Element(String),
    Trait(u16),
    Event(String),
    Click(u16),
    Feature(u16),
    Checklist(u16),
    Guide(u16),
}

/// What leaves are about.
#[derive(Debug, Default)]
pub(super) struct Things {
    /// Traits, counters, probes, zones and the leaves themselves.
    pub graph: Graph,
    /// The checklists by position.
    pub checklists: Vec<Tasks>,
    /// What the host sends.
    pub plan: TrackingPlan,
}

impl Things {
    /// The subject of a leaf.
    pub(super) fn subject(&self, leaf: &Leaf) -> Subject {
        match leaf {
            Leaf::Page(_) => Subject::Page,
            Leaf::Probe(at) => Subject::Element(self.probe(*at).selector.clone()),
            Leaf::Time(_) => Subject::Time,
            Leaf::Screen(_) => Subject::Screen,
            Leaf::Locale(_) => Subject::Locale,
            Leaf::Trait(at, _) => Subject::Trait(*at),
            Leaf::Count(at, _) => match &self.graph.counters[usize::from(*at)].sign {
                Sign::Event(name) => Subject::Event(name.clone()),
                Sign::Click(at) => Subject::Click(*at),
            },
            Leaf::Feature(at, ..) => Subject::Feature(*at),
            Leaf::Checklist(at, _) => Subject::Checklist(*at),
            Leaf::Guide(at, ..) => Subject::Guide(*at),
        }
    }

    /// Whether these leaves of one subject can hold, or not hold, at the same time.
    pub(super) fn possible(&self, subject: &Subject, leaves: &[(&Leaf, bool)]) -> bool {
        match subject {
            Subject::Page => page::possible(&pick(leaves, |leaf| match leaf {
                Leaf::Page(pattern) => Some(pattern.as_str()),
                _ => None,
            })),
            Subject::Time => {
                let tests = pick(leaves, |leaf| match leaf {
                    Leaf::Time(test) => Some(*test),
                    _ => None,
                });
                time::possible(&tests, &self.graph.zones)
            }
            Subject::Screen => screen::possible(&pick(leaves, |leaf| match leaf {
                Leaf::Screen(test) => Some(*test),
                _ => None,
            })),
            Subject::Locale => locale(&pick(leaves, |leaf| match leaf {
                Leaf::Locale(tag) => Some(tag.as_str()),
                _ => None,
            })),
            Subject::Element(_) => element(&pick(leaves, |leaf| match leaf {
                Leaf::Probe(at) => Some(self.probe(*at).kind),
                _ => None,
            })),
            Subject::Trait(at) => {
                let tests = pick(leaves, |leaf| match leaf {
                    Leaf::Trait(_, test) => Some(test),
                    _ => None,
                });
                value::possible(&tests, self.planned_trait(*at))
            }
            Subject::Event(_) | Subject::Click(_) => self.counts(leaves),
            Subject::Feature(_) => feature(&pick(leaves, |leaf| match leaf {
                Leaf::Feature(_, least, most) => Some((*least, *most)),
                _ => None,
            })),
            Subject::Checklist(at) => {
                let tests = pick(leaves, |leaf| match leaf {
                    Leaf::Checklist(_, test) => Some(*test),
                    _ => None,
                });
                let tasks = self.checklists.get(usize::from(*at));
                tasks.is_none_or(|tasks| checklist::possible(tasks, &tests))
            }
            Subject::Guide(_) => {
                let tests = leaves.iter().filter_map(|(leaf, holds)| match leaf {
                    Leaf::Guide(_, fate, window) => Some((*fate, *window, *holds)),
                    _ => None,
                });
                guide::possible(&tests.collect::<Vec<_>>())
            }
        }
    }

    fn counts(&self, leaves: &[(&Leaf, bool)]) -> bool {
        let tests = leaves.iter().filter_map(|(leaf, holds)| match leaf {
            Leaf::Count(at, test) => Some((&self.graph.counters[usize::from(*at)], *test, *holds)),
            _ => None,
        });
        let planned = |event: &str, property: &str| self.planned_property(event, property);
        count::possible(&tests.collect::<Vec<_>>(), &planned)
    }

    fn probe(&self, at: u16) -> &Probe {
        &self.graph.probes[usize::from(at)]
    }

    fn planned_trait(&self, at: u16) -> Option<&PlannedValue> {
        let named = &self.graph.traits[usize::from(at)];
        let planned = match named.scope {
            Scope::User => &self.plan.user,
            Scope::Account => &self.plan.account,
            Scope::Answer => return None,
        };
        planned.iter().find(|planned| planned.name == named.name)
    }

    /// What the plan says of a property.
    pub(super) fn planned_property(&self, event: &str, property: &str) -> Option<&PlannedValue> {
        let event = self
            .plan
            .events
            .iter()
            .find(|planned| planned.name == event)?;
        let mut planned = event.properties.iter();
        planned.find(|planned| planned.name == property)
    }
}

/// What the leaves of one kind ask.
fn pick<'l, T>(leaves: &[(&'l Leaf, bool)], of: impl Fn(&'l Leaf) -> Option<T>) -> Vec<(T, bool)> {
    let asked = leaves.iter();
    asked
        .filter_map(|(leaf, holds)| of(leaf).map(|test| (test, *holds)))
        .collect()
}

/// A page has one locale, and speaks the language of it as well.
fn locale(tests: &[(&str, bool)]) -> bool {
    let speaks = |tag: &str, wanted: &str| {
        let (tag, wanted) = (tag.to_ascii_lowercase(), wanted.to_ascii_lowercase());
        tag == wanted || tag.starts_with(&format!("{wanted}-"))
    };
    let wanted = || {
        tests
            .iter()
            .filter(|(_, holds)| *holds)
            .map(|(tag, _)| *tag)
    };
    let mut barred = tests.iter().filter(|(_, holds)| !holds);
    let agrees = |tag: &str| wanted().all(|other| speaks(tag, other) || speaks(other, tag));
    wanted().all(agrees) && !barred.any(|(tag, _)| wanted().any(|other| speaks(other, tag)))
}

/// What is visible or disabled is there.
fn element(tests: &[(ProbeKind, bool)]) -> bool {
    let is_absent = tests.contains(&(ProbeKind::Present, false));
    !is_absent || !tests.iter().any(|(_, holds)| *holds)
}

/// A feature is in one state.
fn feature(tests: &[((AdoptionState, AdoptionState), bool)]) -> bool {
    use AdoptionState::{Adopted, Exposed, Lapsed, Retained, Tried, Unused};
    [Unused, Exposed, Tried, Lapsed, Adopted, Retained]
        .into_iter()
        .any(|state| {
            let fits = |((least, most), holds): &((_, _), bool)| {
                (*least <= state && state <= *most) == *holds
            };
            tests.iter().all(fits)
        })
}
