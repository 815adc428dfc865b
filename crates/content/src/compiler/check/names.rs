//! Names: every id that is defined, every reference to one, and what does not fit together.

use std::collections::{BTreeMap, BTreeSet};

use super::super::diagnostic::{Code, Diagnostic};
use super::super::file::File;
use super::super::hint::hint;
use super::super::source::Source;

/// Where a name stands.
#[derive(Clone)]
pub(super) struct Mention<'a> {
    pub file: &'a File,
    pub at: usize,
    pub path: String,
}

/// Something that has an id within something else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member {
    /// A task of a checklist.
    Task,
    /// A step of a guide.
    Step,
}

/// The names met on the way.
#[derive(Default)]
pub(super) struct Names<'a> {
    /// By kind and scope, the ids and their places in the order they were met.
    defined: BTreeMap<(String, String), Vec<(String, Mention<'a>)>>,
    /// The kind, the id and the place.
    referred: Vec<(String, String, Mention<'a>)>,
    /// By checklist its tasks, and by guide its steps, those of its variants as well.
    members: BTreeMap<(Member, String), BTreeSet<String>>,
    /// What is referred to, of what, and the place.
    referred_members: Vec<(Member, String, String, Mention<'a>)>,
}

impl<'a> Names<'a> {
    /// An id is given to something. It is unique within its kind and scope.
    pub(super) fn define(&mut self, kind: &str, scope: String, id: &str, mention: Mention<'a>) {
        let key = (kind.to_owned(), scope);
        let ids = self.defined.entry(key).or_default();
        ids.push((id.into(), mention));
    }

    /// An id is referred to.
    pub(super) fn refer(&mut self, kind: &str, id: &str, mention: Mention<'a>) {
        self.referred.push((kind.into(), id.into(), mention));
    }

    /// A checklist has a task, or a guide a step.
    pub(super) fn member(&mut self, kind: Member, owner: &str, id: Option<&str>) {
        let members = self.members.entry((kind, owner.into())).or_default();
        members.extend(id.map(Into::into));
    }

    /// A task of a checklist, or a step of a guide, is referred to.
    pub(super) fn refer_member(
        &mut self,
        kind: Member,
        owner: &str,
        id: &str,
        mention: Mention<'a>,
    ) {
        let one = (kind, owner.into(), id.into(), mention);
        self.referred_members.push(one);
    }

    /// Ids that are given twice, and references to nothing.
    pub(super) fn resolve(&self, source: &Source) -> Vec<Diagnostic> {
        let mut found = self.duplicates();
        let mut known = BTreeMap::new();
        for (kind, id, mention) in &self.referred {
            let known: &BTreeSet<&str> = known
                .entry(kind)
                .or_insert_with(|| self.known(kind, source));
            if !known.contains(id.as_str()) && may_judge(kind, source) {
                found.push(dead(kind, id, mention, known));
            }
        }
        found.extend(
            self.referred_members
                .iter()
                .filter_map(|one| self.dead_member(one)),
        );
        found
    }

    /// Of a checklist or a guide that is not there, the reference to it is said already.
    fn dead_member(
        &self,
        (kind, owner, id, mention): &(Member, String, String, Mention),
    ) -> Option<Diagnostic> {
        let known = self.members.get(&(*kind, owner.clone()))?;
        if known.contains(id) {
            return None;
        }
        let (message, otherwise) = match kind {
            Member::Task => (
                format!("the checklist `{owner}` has no task `{id}`"),
                "name one of its tasks",
            ),
            Member::Step => (
                format!("the guide `{owner}` has no step `{id}`"),
                "give the step that asks this `id`, or name another",
            ),
        };
        let mend = hint(id, known.iter().map(String::as_str), otherwise);
        Some(mention.error(Code::UnknownReference, message, mend))
    }

    fn duplicates(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for ((kind, _), ids) in &self.defined {
            let mut first: BTreeMap<&str, &Mention> = BTreeMap::new();
            for (id, mention) in ids {
                match first.get(id.as_str()) {
                    Some(first) => found.push(duplicate(kind, id, mention, first)),
                    None => drop(first.insert(id, mention)),
                }
            }
        }
        found
    }

    fn known<'s>(&'s self, kind: &str, source: &'s Source) -> BTreeSet<&'s str> {
        if kind == "article" {
            let slugs = source.known_articles.iter();
            return slugs.map(|(_, slug)| slug.as_str()).collect();
        }
        let of_kind = self.defined.iter().filter(|((known, _), _)| known == kind);
        of_kind
            .flat_map(|(_, ids)| ids.iter().map(|(id, _)| id.as_str()))
            .collect()
    }
}

/// A JSON file that could not be parsed may define anything but an article: then nothing is said
/// of references, lest one forgotten comma hides among a hundred of them.
fn may_judge(kind: &str, source: &Source) -> bool {
    let lost = |fault: &Diagnostic| matches!(fault.code, Code::JsonSyntax | Code::Unreadable);
    kind == "article" || source.project().is_some() && !source.faults.iter().any(lost)
}

fn duplicate(kind: &str, id: &str, mention: &Mention, first: &Mention) -> Diagnostic {
    let message = format!("the {kind} `{id}` is already defined at {}", first.cite());
    let mend = "give one of the two another id".into();
    mention.error(Code::DuplicateId, message, mend)
}

fn dead(kind: &str, id: &str, mention: &Mention, known: &BTreeSet<&str>) -> Diagnostic {
    let otherwise = match kind {
        "article" => format!("write it as `articles/<locale>/{id}.md`, or refer to another"),
        "locale" => "declare it in `locales` of `banso.json`".into(),
        "category" => "add it to `help.categories` of `banso.json`".into(),
        kind => format!("define it in `{kind}s` of a content file"),
    };
    let code = match (kind, mention.path.as_str()) {
        ("article", path) if !path.ends_with(".article") => Code::DeadLink,
        _ => Code::UnknownReference,
    };
    let mend = hint(id, known.iter().copied(), &otherwise);
    mention.error(code, format!("there is no {kind} `{id}`"), mend)
}

impl Mention<'_> {
    /// The place of a key below this one.
    pub(super) fn below(self, key: &str, at: usize) -> Self {
        let path = format!("{}.{key}", self.path);
        Self { at, path, ..self }
    }

    /// The place in a sentence.
    pub(super) fn cite(&self) -> String {
        let (line, column) = self.file.place(self.at);
        format!("{}:{line}:{column}", self.file.path)
    }

    /// An error at this place.
    pub(super) fn error(&self, code: Code, message: String, mend: String) -> Diagnostic {
        Diagnostic {
            path: self.path.clone(),
            ..self.file.error(code, self.at, message, mend)
        }
    }
}
