//! Our own words: whether each locale has them in its language.

use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::hint::quoted;
use super::super::node::Node;
use super::super::source::{Document, PROJECT, Source};
use super::super::words::{ENTRIES, Entry, language, ours};
use super::{Findings, Locale};

impl Findings<'_> {
    /// A warning for each locale that lacks words in its language.
    pub(super) fn words(&mut self, source: &Source) {
        let Some(project) = source.project() else {
            return;
        };
        let lacking = self.locales.iter();
        let lacking: Vec<_> = lacking.filter_map(|one| lacking_of(project, one)).collect();
        self.found.extend(lacking);
    }
}

/// What a locale lacks. A fallback of the same language, such as `de` for `de-AT`, may give it.
fn lacking_of(project: &Document, locale: &Locale) -> Option<Diagnostic> {
    let id = locale.id.as_str();
    let others = locale.fallback.iter().map(String::as_str);
    let same = others.filter(|other| language(other) == language(id));
    let chain: Vec<&str> = std::iter::once(id).chain(same).collect();
    let given = |locale: &str, key| given(project, locale)?.get(key);
    let has = |entry: &Entry| {
        let mut chain = chain.iter();
        chain.any(|locale| ours(locale, entry).is_some() || given(locale, entry.key).is_some())
    };
    let lacking = ENTRIES.iter().filter(|entry| !has(entry));
    let lacking: Vec<&str> = lacking.map(|entry| entry.key).collect();
    (!lacking.is_empty()).then(|| warning(project, id, &lacking))
}

fn given<'p>(project: &'p Document, locale: &str) -> Option<&'p Node> {
    project.root.get("words")?.get(locale)
}

fn warning(project: &Document, locale: &str, lacking: &[&str]) -> Diagnostic {
    let declared = project.root.get("locales").map(Node::items);
    let mut declared = declared.unwrap_or_default().iter();
    let declared = declared.find(|one| one.get("id").and_then(Node::text) == Some(locale));
    let at = given(project, locale)
        .or(declared)
        .map_or(0, |node| node.at);
    let message = format!(
        "our own words are not there in `{locale}`; those of a fallback or the English ones stand \
         in for {}",
        quoted(lacking)
    );
    let mend = format!("give them in `words.{locale}` of `{PROJECT}`");
    Diagnostic {
        severity: Severity::Warning,
        path: project.root.path_at(at),
        ..project
            .file
            .error(Code::TranslationFallsBack, at, message, mend)
    }
}
