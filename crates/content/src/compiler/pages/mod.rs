//! Content against real pages: which of its selectors match nothing there, or more than was meant.

mod collect;
mod judge;
mod nearest;
mod page;
mod scope;
mod way;

use super::diagnostic::Diagnostic;
use super::source::Source;
use judge::judge;
use page::Parsed;

/// A page of the host application, as a browser shows it or as it was saved.
#[derive(Clone, Debug)]
pub struct Page {
    /// What it is called in messages: its address or its file.
    pub name: String,
    /// Its path, for the patterns of the content. None: content of every page is looked for, and
    /// what is missing is a warning.
    pub path: Option<String>,
    /// Its HTML.
    pub html: String,
}

/// What became of every selector, and the mistakes that follow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageReport {
    /// The mistakes, by file and place.
    pub found: Vec<Diagnostic>,
    /// For each page in the order given, each selector in the order of the content.
    pub pages: Vec<Vec<Sighting>>,
}

/// One selector of the content on one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The file, relative to the content's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// Where in the document: `guides[0].steps[2].target`.
    pub path: String,
    /// The selector.
    pub selector: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a selector on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was looked for: so many elements match.
    Matches(usize),
    /// It belongs to other pages.
    Elsewhere,
    /// A saved page cannot tell: the selector asks for a state such as `:hover`.
    Unjudged,
}

/// Looks for every selector of the content on these pages.
pub fn check_pages(source: &Source, pages: &[Page]) -> PageReport {
    let pages: Vec<Parsed> = pages.iter().map(Parsed::new).collect();
    let uses = collect::selectors(source);
    let sightings = |page| uses.iter().map(move |one| one.on(page));
    let mut found: Vec<Diagnostic> = uses.iter().flat_map(|one| judge(one, &pages)).collect();
    found.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    PageReport {
        found,
        pages: pages.iter().map(|page| sightings(page).collect()).collect(),
    }
}

#[cfg(test)]
mod tests;
