//! What is said of a selector that pages do not bear out.

use scraper::ElementRef;

use super::super::diagnostic::{Code, Diagnostic, Severity};
use super::super::selector::role::Role;
use super::collect::Use;
use super::nearest::{nearest, own_name};
use super::page::Parsed;

/// A page and what matches there.
type Seen<'p> = (&'p Parsed<'p>, Vec<ElementRef<'p>>);

/// What is wrong with a selector on these pages.
pub(super) fn judge(one: &Use, pages: &[Parsed]) -> Vec<Diagnostic> {
    let allowed = pages.iter().filter(|page| one.allows(page));
    let seen: Vec<Seen> = allowed
        .filter_map(|page| Some((page, page.find(&one.ways)?)))
        .collect();
    let found = [nothing(one, &seen), many(one, &seen)];
    found.into_iter().flatten().collect()
}

/// An expected element that is missing, or one that is on none of the pages.
fn nothing(one: &Use, seen: &[Seen]) -> Option<Diagnostic> {
    if one.role == Role::Absence {
        return None;
    }
    let missing: Vec<&Seen> = seen.iter().filter(|(_, found)| found.is_empty()).collect();
    let mut absent = missing.clone();
    absent.retain(|(page, _)| one.is_expected(page));
    let expected = !absent.is_empty();
    if !expected && missing.len() == seen.len() {
        absent = missing;
    }
    let (first, _) = absent.first()?;
    let pages = list(absent.iter().map(|(page, _)| page.page.name.clone()));
    let message = format!("`{}` matches nothing on {pages}", one.selector);
    let found = one.diagnostic(
        Code::SelectorMatchesNothing,
        message,
        mend(one, first, expected),
    );
    // A condition may well ask for an element in order to find that it is not there.
    let fails = expected && one.role != Role::Condition;
    Some(with(
        found,
        if fails {
            Severity::Error
        } else {
            Severity::Warning
        },
    ))
}

fn mend(one: &Use, page: &Parsed, expected: bool) -> String {
    if let Some(nearest) = one.ways.iter().find_map(|way| nearest(page, &way.css)) {
        return format!("did you mean `{nearest}`?");
    }
    match (expected, one.role) {
        (true, Role::Target) => "mark the element on that page and select by the mark, or say with `page` to which page the step belongs",
        (true, _) => "mark the element on that page and select by the mark, or correct the page that is named beside it",
        (false, _) => "check the page that it is on as well; if it should be here, mark the element and select by the mark",
    }
    .into()
}

/// Several elements where one is meant.
fn many(one: &Use, seen: &[Seen]) -> Option<Diagnostic> {
    let mut several = seen.iter().filter(|(_, found)| found.len() > 1).peekable();
    let (page, first) = several.peek().filter(|_| one.role.is_single())?;
    let own_name = first.iter().find_map(|element| own_name(page, element));
    let mend = match own_name {
        Some(name) => format!("select one of them by what it alone has, such as `{name}`"),
        None => {
            "mark the one that is meant with `data-testid` or `data-banso` and select by it".into()
        }
    };
    let counts =
        several.map(|(page, found)| format!("{} elements on {}", found.len(), page.page.name));
    let message = format!("`{}` matches {}", one.selector, list(counts));
    let found = one.diagnostic(Code::SelectorMatchesMany, message, mend);
    Some(with(found, Severity::Warning))
}

fn with(found: Diagnostic, severity: Severity) -> Diagnostic {
    Diagnostic { severity, ..found }
}

/// Words in a sentence; after the third they are counted.
fn list(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.len() {
        0..=3 => words.join(", "),
        many => format!("{} and {} more", words[..3].join(", "), many - 3),
    }
}

impl Use<'_> {
    fn diagnostic(&self, code: Code, message: String, mend: String) -> Diagnostic {
        Diagnostic {
            path: self.path.clone(),
            ..self.file.error(code, self.at, message, mend)
        }
    }
}
