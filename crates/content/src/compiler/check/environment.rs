//! Environments: each is checked as a whole, and each mistake is said once, in the file where it
//! stands.

use std::collections::BTreeSet;

use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::file::File;
use super::super::hint::hint;
use super::super::overlay::overlaid;
use super::super::source::{Document, Overlay, PROJECT, Source};
use super::alone;

/// What is wrong in the environments and not in the content by itself.
pub(super) fn environments(source: &Source, found: &mut Vec<Diagnostic>) {
    let mut said: BTreeSet<_> = found.iter().map(key).collect();
    let mut more = undeclared(source);
    for (name, at) in source.environments() {
        if !source
            .overlays
            .iter()
            .any(|overlay| overlay.environment == name)
        {
            more.extend(without_files(source, name, at));
            continue;
        }
        let (content, mistakes) = overlaid(source, name);
        let all = mistakes.into_iter().chain(alone(&content));
        for one in all.filter(|one| said.insert(key(one))) {
            more.push(placed(source, name, one));
        }
    }
    found.extend(more);
}

/// What makes two mistakes the same. Numbers in the message are left out: they may be those of
/// entries, which count otherwise in an environment.
fn key(found: &Diagnostic) -> (String, usize, usize, String) {
    let message = found.message.chars().filter(|char| !char.is_ascii_digit());
    let what = message.chain(found.code.name().chars()).collect();
    (found.file.clone(), found.line, found.column, what)
}

/// Overlays of environments that nobody declared, each environment once.
fn undeclared(source: &Source) -> Vec<Diagnostic> {
    let declared = source.environments();
    let known = |name: &str| declared.iter().any(|(declared, _)| *declared == name);
    let mut said = BTreeSet::new();
    let overlays = source.overlays.iter();
    let unknown = overlays.filter(|overlay| {
        source.project().is_some()
            && !known(&overlay.environment)
            && said.insert(&overlay.environment)
    });
    let mistake = |overlay: &Overlay| {
        let name = &overlay.environment;
        let names = declared.iter().map(|(name, _)| *name);
        let otherwise = format!("add `\"environments\": [\"{name}\"]` to `{PROJECT}`");
        let message = format!("the environment `{name}` is not declared");
        let mend = hint(name, names, &otherwise);
        let file = &overlay.document.file;
        file.error(Code::UnknownReference, 0, message, mend)
    };
    unknown.map(mistake).collect()
}

fn without_files(source: &Source, name: &str, at: usize) -> Option<Diagnostic> {
    let project = source.project()?;
    // A file that could not be parsed is a file all the same.
    let folder = format!("environments/{name}/");
    if source
        .faults
        .iter()
        .any(|fault| fault.file.starts_with(&folder))
    {
        return None;
    }
    let message = format!("the environment `{name}` has no files");
    let mend = format!("write what differs in it below `{folder}`");
    Some(Diagnostic {
        severity: Severity::Warning,
        path: project.root.path_at(at),
        ..project.file.error(Code::NoOverlay, at, message, mend)
    })
}

/// The mistake with its path in the file where it stands, for the lists of an environment are
/// merged and count otherwise; and with the environment, where it is that which brings it about.
fn placed(source: &Source, environment: &str, found: Diagnostic) -> Diagnostic {
    let overlays = source.overlays.iter().map(|overlay| &overlay.document);
    let mut documents = source.documents.iter().chain(overlays);
    let home = documents.find(|document| document.file.path == found.file);
    Diagnostic {
        path: home.map_or_else(|| found.path.clone(), |home| path(home, &found)),
        message: format!("{}, in the environment `{environment}`", found.message),
        ..found
    }
}

fn path(home: &Document, found: &Diagnostic) -> String {
    let path = home
        .root
        .path_at(offset(&home.file, found.line, found.column));
    match (found.code, found.path.rsplit_once('.')) {
        (Code::MissingKey, Some((_, key))) if !path.ends_with(key) => format!("{path}.{key}"),
        _ => path,
    }
}

/// The byte offset of a place.
fn offset(file: &File, line: usize, column: usize) -> usize {
    let mut rest = file.text.split_inclusive('\n');
    let before: usize = rest.by_ref().take(line - 1).map(str::len).sum();
    let line = rest.next().unwrap_or_default();
    before
        + line
            .chars()
            .take(column - 1)
            .map(char::len_utf8)
            .sum::<usize>()
}
