//! Conditions as they stand in the documents: each member with its place and its formula.

use super::formula::Formula;
use super::place::Place;
use crate::compiler::authored::Condition;
use crate::compiler::diagnostic::{Diagnostic, Severity};
use crate::compiler::file::File;
use crate::compiler::lower::Lower;
use crate::compiler::node::{Entry, Node, Value};
use crate::compiler::source::Source;
use crate::rule::{ChecklistTest, Leaf};

/// What an unknown id is lowered to.
const UNKNOWN: u16 = u16::MAX;

/// A condition and its place.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    /// The whole condition, braces included.
    pub whole: Place<'a>,
    /// What it says: the value of its one key.
    pub place: Place<'a>,
    pub shape: Shape<'a>,
}

/// What a condition is made of.
#[derive(Clone, Debug)]
pub(super) enum Shape<'a> {
    All(Vec<Part<'a>>),
    Any(Vec<Part<'a>>),
    Not(Box<Part<'a>>),
    Leaf(Formula),
}

impl Part<'_> {
    /// The condition as a formula.
    pub(super) fn formula(&self) -> Formula {
        let each = |members: &[Self]| members.iter().map(Part::formula).collect();
        match &self.shape {
            Shape::All(members) => Formula::All(each(members)),
            Shape::Any(members) => Formula::Any(each(members)),
            Shape::Not(member) => member.formula().not(),
            Shape::Leaf(formula) => formula.clone(),
        }
    }
}

/// Where something is wrong with the documents already: of what is wrong, nothing follows.
#[derive(Clone, Debug, Default)]
pub(super) struct Errors {
    /// The document, by the path of its file, and the byte offset in it.
    places: Vec<(String, usize)>,
}

impl Errors {
    /// The errors among what is known of the documents.
    pub(super) fn of(source: &Source, known: &[Diagnostic]) -> Self {
        let errors = known
            .iter()
            .filter(|found| found.severity == Severity::Error);
        let mut places = Vec::new();
        for found in errors {
            for file in source.documents.iter().map(|document| &document.file) {
                let offsets = offsets(file, found).into_iter();
                places.extend(offsets.map(|at| (file.path.clone(), at)));
            }
        }
        Self { places }
    }

    /// Whether there is none within a value.
    pub(super) fn spare(&self, place: &Place) -> bool {
        let here = self
            .places
            .iter()
            .filter(|(path, _)| *path == place.file.path);
        let here: Vec<usize> = here.map(|(_, at)| *at).collect();
        !here.iter().any(|at| is_within(place.node, *at))
    }
}

/// Where a mistake is in a document; with overlays a file may stand in it more than once.
fn offsets(file: &File, found: &Diagnostic) -> Vec<usize> {
    let others = file.others.iter().map(|(start, path)| (*start, path));
    let all = [(0, &file.path)].into_iter().chain(others);
    let here = all.filter(|(_, path)| **path == found.file);
    here.map(|(start, _)| {
        let mut lines = file.text[start..].split_inclusive('\n');
        let before: usize = lines.by_ref().take(found.line - 1).map(str::len).sum();
        let line = lines.next().unwrap_or_default().chars();
        let column: usize = line.take(found.column - 1).map(char::len_utf8).sum();
        start + before + column
    })
    .collect()
}

/// Whether a byte offset is within a value. What overlays put into it stands elsewhere.
fn is_within(node: &Node, at: usize) -> bool {
    let in_entry = |entry: &Entry| entry.at == at || is_within(&entry.value, at);
    (node.at..node.end).contains(&at)
        || node.items().iter().any(|item| is_within(item, at))
        || node.entries().iter().any(in_entry)
}

/// Reads conditions; equal leaves stand once.
pub(super) struct Reader {
    pub lower: Lower,
    pub errors: Errors,
}

impl Reader {
    /// Reads a condition.
    pub(super) fn part<'a>(&mut self, whole: &Place<'a>) -> Part<'a> {
        let place = match whole.node.entries() {
            [only] => whole.get(&only.key),
            _ => None,
        };
        let part = |place, shape| Part {
            whole: whole.clone(),
            place,
            shape,
        };
        let Some(place) = place else {
            return part(whole.clone(), Shape::Leaf(Formula::Open));
        };
        let key = whole
            .node
            .entries()
            .first()
            .map_or("", |entry| entry.key.as_str());
        let is_list = matches!(place.node.value, Value::List(_));
        let shape = match key {
            "all" if is_list => Shape::All(self.members(&place)),
            "any" if is_list && !place.node.items().is_empty() => Shape::Any(self.members(&place)),
            "not" => Shape::Not(Box::new(self.part(&place))),
            _ => Shape::Leaf(self.leaf(whole)),
        };
        part(place, shape)
    }

    fn members<'a>(&mut self, list: &Place<'a>) -> Vec<Part<'a>> {
        let items = list.items();
        items.iter().map(|member| self.part(member)).collect()
    }

    fn leaf(&mut self, whole: &Place) -> Formula {
        let condition = whole.decode().filter(|_| self.errors.spare(whole));
        condition.map_or(Formula::Open, |condition: Condition| {
            self.question(&condition)
        })
    }

    /// The formula of a condition without members.
    pub(super) fn question(&mut self, condition: &Condition) -> Formula {
        if matches!(
            condition,
            Condition::All(_) | Condition::Any(_) | Condition::Not(_)
        ) {
            return Formula::Open;
        }
        let (at, holds) = self.lower.question(condition);
        let is_known = match self.lower.leaf_at(at) {
            Some(Leaf::Feature(at, ..) | Leaf::Guide(at, ..)) => *at != UNKNOWN,
            Some(Leaf::Checklist(at, test)) => {
                *at != UNKNOWN && *test != ChecklistTest::Task(UNKNOWN)
            }
            leaf => leaf.is_some(),
        };
        if is_known {
            Formula::Leaf(at, holds)
        } else {
            Formula::Open
        }
    }
}
