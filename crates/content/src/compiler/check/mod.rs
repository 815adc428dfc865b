//! Finds every mistake in one run. The schema that editors read is what the files are checked
//! against, so that the two never disagree; see [`walk`].

mod announcement;
mod article;
mod complain;
mod environment;
mod flow;
mod format;
mod guide;
mod inquiry;
mod logic;
mod moment;
mod names;
mod plan;
mod question;
mod rich;
mod said;
mod selector;
mod sent;
mod target;
mod text;
mod theme;
mod together;
mod walk;
mod words;

use serde_json::Value as Json;

use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::learned;
use super::node::Node;
use super::schema;
use super::source::{Document, PROJECT, PROJECT_KEYS, Source};
pub(super) use format::is_language_tag;
use names::Names;
use question::Questions;
use said::Said;
use sent::Use;
use walk::Walk;

/// Everything that is wrong with the content, by file and place.
pub fn check(source: &Source) -> Vec<Diagnostic> {
    let mut found = alone(source);
    environment::environments(source, &mut found);
    found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    found
}

/// What is wrong with the content of the folder, or of one environment.
fn alone(source: &Source) -> Vec<Diagnostic> {
    let mut found = form(source);
    found.extend(logic::look(source, &found));
    found
}

/// What is wrong with the form of content; whether it means anything is not asked.
pub(super) fn form(source: &Source) -> Vec<Diagnostic> {
    let mut findings = Findings::new(source);
    for document in &source.documents {
        findings.document(schema::content(), document);
    }
    for article in &source.articles {
        findings.article(schema::front_matter(), article);
    }
    findings.coverage(source);
    findings.project(source);
    findings.words(source);
    findings.plan(source);
    findings.inquiries(source);
    findings.found.extend(learned::check(source));
    findings.finish(source)
}

/// Everything that is wrong with a document that stands beside the content and names what is in it.
pub(super) fn beside(source: &Source, schema: &Json, file: &File, root: &Node) -> Vec<Diagnostic> {
    let mut findings = Findings::new(source);
    for document in &source.documents {
        findings.document(schema::content(), document);
    }
    findings.found.clear();
    Walk::new(schema, file, &mut findings).value(schema, root);
    let mut found = findings.finish(source);
    found.retain(|one| one.file == file.path);
    found.sort_by_key(|one| (one.line, one.column));
    found
}

/// What was found so far, and the names that are told apart at the end.
struct Findings<'a> {
    found: Vec<Diagnostic>,
    names: Names<'a>,
    /// What surveys ask, and what conditions expect to be answered.
    questions: Questions<'a>,
    /// What content says that the host sends.
    uses: Vec<Use<'a>>,
    /// The values of the reader in texts.
    said: Vec<Said<'a>>,
    /// The origins from which films and players may come.
    origins: Vec<String>,
    /// The declared locales; none when the project's file does not say them, and then what hangs
    /// on them is not checked.
    locales: Vec<Locale>,
}

/// A locale as far as it could be read.
struct Locale {
    id: String,
    fallback: Vec<String>,
}

impl<'a> Findings<'a> {
    fn new(source: &'a Source) -> Self {
        Self {
            found: source.faults.clone(),
            names: Names::default(),
            questions: Questions::default(),
            uses: Vec::new(),
            said: Vec::new(),
            origins: rich::origins(source),
            locales: source.project().map(locales).unwrap_or_default(),
        }
    }

    fn document(&mut self, schema: &Json, document: &'a Document) {
        Walk::new(schema, &document.file, self).value(schema, &document.root);
        self.experiences(document);
        self.themes(document);
        if document.file.path != PROJECT {
            self.misplaced(document);
        }
    }

    fn misplaced(&mut self, document: &Document) {
        let home = project_of(&document.file.path);
        let entries = document.root.entries().iter();
        for entry in entries.filter(|entry| PROJECT_KEYS.contains(&entry.key.as_str())) {
            let (message, mend) = if document.file.path == home {
                let message = format!("`{}` is the same in every environment", entry.key);
                (message, format!("declare it in `{PROJECT}` alone"))
            } else {
                let message = format!("`{}` stands outside `{home}`", entry.key);
                (message, format!("move it to `{home}`"))
            };
            let mut found = document
                .file
                .error(Code::Misplaced, entry.at, message, mend);
            found.path.clone_from(&entry.key);
            self.found.push(found);
        }
    }

    /// There must be a project, and it must have a locale.
    fn project(&mut self, source: &Source) {
        let mend = "write `{\"locales\": [{\"id\": \"en\"}]}` with the locales of the content";
        let missing = |file: &File, message: &str| {
            file.error(Code::NoProject, 0, message.into(), mend.into())
        };
        match source.project() {
            Some(project) if project.root.get("locales").is_none() => {
                let found = missing(&project.file, "no locale is declared");
                self.found.push(found);
            }
            None if !source.faults.iter().any(|fault| fault.file == PROJECT) => {
                let file = File::new(PROJECT, "");
                self.found.push(missing(&file, "the file is missing"));
            }
            _ => {}
        }
    }

    fn finish(mut self, source: &Source) -> Vec<Diagnostic> {
        let resolved = self.names.resolve(source);
        self.found.extend(resolved);
        self.found.extend(self.questions.resolve());
        self.found
    }
}

/// The project's file, or that of the environment whose overlay a file is part of.
fn project_of(path: &str) -> String {
    match path.split('/').collect::<Vec<_>>().as_slice() {
        ["environments", name, _, ..] => format!("environments/{name}/{PROJECT}"),
        _ => PROJECT.into(),
    }
}

fn locales(project: &Document) -> Vec<Locale> {
    let declared = project.root.get("locales").map(Node::items);
    declared
        .unwrap_or_default()
        .iter()
        .filter_map(locale)
        .collect()
}

fn locale(node: &Node) -> Option<Locale> {
    let fallback = node.get("fallback").map(Node::items).unwrap_or_default();
    Some(Locale {
        id: node.get("id")?.text()?.into(),
        fallback: fallback
            .iter()
            .filter_map(|id| id.text().map(Into::into))
            .collect(),
    })
}
