//! Conditions into rules.

use std::collections::BTreeMap;

use banso_wire::event;

use super::graph::Builder;
use super::prose::Chain;
use super::span::{clock, span};
use super::value;
use super::zone::{instant, zone};
use crate::compiler::authored::{
    Checklist, ChecklistCondition, Condition, ContentFile, Device, ElementCondition, ElementState,
    EventCondition, FeatureCondition, Guide, GuideCondition, PropertyTest, SurveyCondition,
    TimeRange, ValueTest, ViewportCondition,
};
use crate::model::{AdoptionState, GuideFate, RuleId};
use crate::rule::{
    ChecklistTest, Code, CountTest, Graph, Leaf, Probe, ProbeKind, Scope, ScreenTest, Sign,
    TimeTest, Window,
};

/// The event of an answered survey, and the property with the survey's id.
const SURVEY_ANSWERED: (&str, &str) = (event::SURVEY_ANSWERED, "survey");
const EVERY_DAY: u8 = 0x7f;
const EVERY_DEVICE: u8 = 7;
const MIDNIGHT: u16 = 24 * 60;
/// A screen of any size.
const ANY_SCREEN: ScreenTest = ScreenTest {
    devices: EVERY_DEVICE,
    min_width: 0,
    max_width: u16::MAX,
    min_height: 0,
    max_height: u16::MAX,
};

/// The rules so far, and where everything that they refer to stands.
pub(in crate::compiler) struct Lower {
    pub(super) graph: Builder,
    /// The locales, for what is said in each.
    pub(super) chains: Vec<Chain>,
    features: BTreeMap<String, u16>,
    guides: BTreeMap<String, u16>,
    /// The position of each checklist, and the ids of its tasks.
    checklists: BTreeMap<String, (u16, Vec<String>)>,
}

impl Lower {
    pub(in crate::compiler) fn new(content: &ContentFile) -> Self {
        let lists = content.checklists.iter().enumerate();
        let tasks = |list: &Checklist| list.tasks.iter().map(|task| task.id.clone()).collect();
        Self {
            graph: Builder::default(),
            chains: Chain::all(content),
            features: positions(content.features.iter().map(|feature| &feature.id)),
            guides: positions(content.guides.iter().map(|guide| &guide.id)),
            checklists: lists
                .map(|(at, list)| (list.id.clone(), (at as u16, tasks(list))))
                .collect(),
        }
    }

    /// The position of the leaf that a condition without members asks about, in the order they
    /// were first asked for, and whether it is to hold.
    pub(in crate::compiler) fn question(&mut self, condition: &Condition) -> (usize, bool) {
        let mut codes = Vec::new();
        self.condition(condition, &mut codes);
        let at = codes.iter().find_map(|code| match code {
            Code::Leaf(at) => Some(*at),
            _ => None,
        });
        (at.unwrap_or_default(), !codes.contains(&Code::Not))
    }

    /// The leaf at a position that [`Self::question`] gave.
    pub(in crate::compiler) fn leaf_at(&self, at: usize) -> Option<&Leaf> {
        self.graph.leaf_at(at)
    }

    /// What the questions are about, the leaves in the order they were first asked for.
    pub(in crate::compiler) fn questions(self) -> Graph {
        self.graph.unsorted()
    }

    pub(super) fn finish(self) -> Graph {
        let (features, checklists) = (self.features.len(), self.checklists.len());
        self.graph.finish(features, checklists, self.guides.len())
    }

    /// The rule of a condition.
    pub(super) fn rule(&mut self, condition: &Condition) -> RuleId {
        let mut codes = Vec::new();
        self.condition(condition, &mut codes);
        self.graph.rule(codes)
    }

    /// The rule of a guide: its audience, its schedule and what it comes after.
    pub(super) fn guide_rule(&mut self, guide: &Guide) -> RuleId {
        let ended = |id: &String| {
            Condition::Guide(GuideCondition {
                id: id.clone(),
                was: GuideFate::Ended,
                within: None,
                before: None,
            })
        };
        let mut all = vec![guide.when.clone()];
        all.extend(guide.schedule.clone().map(Condition::Time));
        all.extend(guide.after.iter().map(ended));
        match all.len() {
            1 => self.rule(&all[0]),
            _ => self.rule(&Condition::All(all)),
        }
    }

    fn condition(&mut self, condition: &Condition, codes: &mut Vec<Code>) {
        match condition {
            Condition::All(_) | Condition::Any(_) => self.group(condition, codes),
            Condition::Not(member) => {
                self.condition(member, codes);
                codes.push(Code::Not);
            }
            Condition::User(asked) => self.of_trait(Scope::User, &asked.name, &asked.test, codes),
            Condition::Account(asked) => {
                self.of_trait(Scope::Account, &asked.name, &asked.test, codes);
            }
            Condition::Answer(asked) => {
                let name = format!("{}/{}", asked.survey, asked.question);
                self.of_trait(Scope::Answer, &name, &asked.test, codes);
            }
            other => {
                let leaf = self.leaf(other);
                codes.push(Code::Leaf(self.graph.leaf(leaf)));
            }
        }
    }

    /// A group, the groups of its kind within it dissolved; a group of one is that one.
    fn group(&mut self, group: &Condition, codes: &mut Vec<Code>) {
        let mut members = Vec::new();
        flatten(group, group, &mut members);
        for member in &members {
            self.condition(member, codes);
        }
        match (members.len(), group) {
            (1, _) => {}
            (count, Condition::Any(_)) => codes.push(Code::Any(count)),
            (count, _) => codes.push(Code::All(count)),
        }
    }

    fn of_trait(&mut self, scope: Scope, name: &str, test: &ValueTest, codes: &mut Vec<Code>) {
        let (value, not) = value::test(test);
        let at = self.graph.trait_name(scope, name);
        codes.push(Code::Leaf(self.graph.leaf(Leaf::Trait(at, value))));
        if not {
            codes.push(Code::Not);
        }
    }

    fn leaf(&mut self, condition: &Condition) -> Leaf {
        match condition {
            Condition::Element(test) => self.element(test),
            Condition::Event(test) => self.event(test),
            Condition::SurveyAnswered(test) => self.survey(test),
            Condition::Feature(test) => self.feature(test),
            Condition::Guide(test) => self.guide(test),
            Condition::Checklist(test) => self.checklist(test),
            Condition::Time(range) => Leaf::Time(self.time(range)),
            Condition::Device(devices) => Leaf::Screen(ScreenTest {
                devices: devices.iter().fold(0, |all, one| all | bit(*one)),
                ..ANY_SCREEN
            }),
            Condition::Viewport(size) => Leaf::Screen(viewport(size)),
            Condition::Locale(tag) => Leaf::Locale(tag.clone()),
            Condition::Page(pattern) => Leaf::Page(pattern.clone()),
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::User(_)
            | Condition::Account(_)
            | Condition::Answer(_) => unreachable!("a leaf"),
        }
    }

    fn element(&mut self, test: &ElementCondition) -> Leaf {
        let kind = match test.is {
            ElementState::Present => ProbeKind::Present,
            ElementState::Visible => ProbeKind::Visible,
            ElementState::Disabled => ProbeKind::Disabled,
            ElementState::Clicked => {
                let sign = Sign::Click(self.graph.click(&test.selector));
                return Leaf::Count(self.graph.counter(sign, &[], 0, 1), AT_LEAST_ONCE);
            }
        };
        Leaf::Probe(self.graph.probe(Probe {
            kind,
            selector: test.selector.clone(),
            amount: 0,
        }))
    }

    fn event(&mut self, test: &EventCondition) -> Leaf {
        let count = CountTest {
            least: least(test),
            most: test.exactly.or(test.at_most).map_or(u32::MAX, u32::from),
            window: window(test.within.as_deref(), test.before.as_deref()),
        };
        let first = test.since_first_seen.as_deref().map_or(0, span);
        let sign = Sign::Event(test.name.clone());
        Leaf::Count(
            self.graph.counter(sign, &test.filters, first, kept(count)),
            count,
        )
    }

    fn survey(&mut self, test: &SurveyCondition) -> Leaf {
        let (event, property) = SURVEY_ANSWERED;
        let filter = PropertyTest {
            property: property.into(),
            test: ValueTest::Is(test.id.clone()),
        };
        let count = CountTest {
            window: window(test.within.as_deref(), None),
            ..AT_LEAST_ONCE
        };
        let sign = Sign::Event(event.into());
        Leaf::Count(self.graph.counter(sign, &[filter], 0, kept(count)), count)
    }

    fn feature(&self, test: &FeatureCondition) -> Leaf {
        let at = self.features.get(&test.id).copied().unwrap_or(u16::MAX);
        match (test.is, test.reached) {
            (Some(exactly), _) => Leaf::Feature(at, exactly, exactly),
            (None, least) => {
                let least = least.unwrap_or(AdoptionState::Tried);
                Leaf::Feature(at, least, AdoptionState::Retained)
            }
        }
    }

    fn guide(&self, test: &GuideCondition) -> Leaf {
        let at = self.guides.get(&test.id).copied().unwrap_or(u16::MAX);
        let window = window(test.within.as_deref(), test.before.as_deref());
        Leaf::Guide(at, test.was, window)
    }

    fn checklist(&self, test: &ChecklistCondition) -> Leaf {
        let none = (u16::MAX, Vec::new());
        let (at, tasks) = self.checklists.get(&test.id).unwrap_or(&none);
        let position = |id: &String| tasks.iter().position(|task| task == id);
        let test = match (&test.task, test.done_at_least, test.started) {
            (Some(id), ..) => {
                ChecklistTest::Task(position(id).map_or(u16::MAX, |position| position as u16))
            }
            (None, Some(count), _) => ChecklistTest::Done(count),
            (None, None, true) => ChecklistTest::Started,
            (None, None, false) => ChecklistTest::Complete,
        };
        Leaf::Checklist(*at, test)
    }

    fn time(&mut self, range: &TimeRange) -> TimeTest {
        let name = range.zone.as_deref();
        let at = |moment: &Option<String>, otherwise| {
            let moment = moment.as_deref();
            moment.and_then(|m| instant(m, name)).unwrap_or(otherwise)
        };
        let days = range.weekdays.iter();
        let hours = range.hours.as_deref().unwrap_or_default();
        let minute = |at: usize| hours.get(at).and_then(|text| clock(text));
        TimeTest {
            zone: self.zone(range),
            from: at(&range.from, 0),
            until: at(&range.until, u64::MAX),
            weekdays: if range.weekdays.is_empty() {
                EVERY_DAY
            } else {
                days.fold(0, |all, day| all | 1 << *day as u8)
            },
            minute_from: minute(0).unwrap_or(0),
            minute_until: minute(1).unwrap_or(MIDNIGHT),
        }
    }

    /// The zone's position, from 1; 0 when days and hours are on the user's clock or not asked for.
    fn zone(&mut self, range: &TimeRange) -> u16 {
        let asked = !range.weekdays.is_empty() || range.hours.is_some();
        let table = range.zone.as_deref().filter(|_| asked).and_then(zone);
        table.map_or(0, |table| self.graph.zone(table) + 1)
    }
}

/// The members of a condition that is a group of the same kind as `like`; else the condition.
fn flatten<'c>(like: &Condition, condition: &'c Condition, out: &mut Vec<&'c Condition>) {
    match (like, condition) {
        (Condition::All(_), Condition::All(members))
        | (Condition::Any(_), Condition::Any(members)) => {
            for member in members {
                flatten(like, member, out);
            }
        }
        _ => out.push(condition),
    }
}

const AT_LEAST_ONCE: CountTest = CountTest {
    least: 1,
    most: u32::MAX,
    window: Window::Ever,
};

fn least(test: &EventCondition) -> u32 {
    let unless_bounded = u32::from(test.at_most.is_none());
    let least = test.exactly.or(test.at_least);
    least.map_or(unless_bounded, u32::from)
}

/// How many of the latest times must be remembered to answer.
fn kept(count: CountTest) -> u16 {
    match (count.window, count.most) {
        (Window::Ever | Window::Before(_), _) => 1,
        (Window::Last(_), u32::MAX) => count.least.max(1) as u16,
        (Window::Last(_), most) => (most as u16).saturating_add(1),
    }
}

fn window(within: Option<&str>, before: Option<&str>) -> Window {
    match (within, before) {
        (Some(within), _) => Window::Last(span(within)),
        (None, Some(before)) => Window::Before(span(before)),
        (None, None) => Window::Ever,
    }
}

fn viewport(size: &ViewportCondition) -> ScreenTest {
    ScreenTest {
        min_width: size.min_width.unwrap_or(ANY_SCREEN.min_width),
        max_width: size.max_width.unwrap_or(ANY_SCREEN.max_width),
        min_height: size.min_height.unwrap_or(ANY_SCREEN.min_height),
        max_height: size.max_height.unwrap_or(ANY_SCREEN.max_height),
        ..ANY_SCREEN
    }
}

fn bit(device: Device) -> u8 {
    1 << device as u8
}

fn positions<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, u16> {
    ids.enumerate()
        .map(|(at, id)| (id.clone(), at as u16))
        .collect()
}
