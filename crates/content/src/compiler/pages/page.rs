//! A page, parsed, and what a selector matches on it.

use std::iter;

use scraper::{ElementRef, Html, Node, Selector};

use super::collect::Use;
use super::way::{Way, name};
use super::{Outcome, Page, Sighting};

/// A page, parsed.
pub(super) struct Parsed<'p> {
    pub page: &'p Page,
    html: Html,
}

impl<'p> Parsed<'p> {
    pub(super) fn new(page: &'p Page) -> Self {
        let mut html = Html::parse_document(&page.html);
        without_templates(&mut html);
        Self { page, html }
    }

    /// Every element.
    pub(super) fn elements(&self) -> impl Iterator<Item = ElementRef<'_>> {
        let root = self.html.root_element();
        iter::once(root).chain(root.descendent_elements())
    }

    /// What the first way leads to that fits one element; else what one leads to that fits several.
    /// None if a saved page cannot tell.
    pub(super) fn find(&self, ways: &[Way]) -> Option<Vec<ElementRef<'_>>> {
        let mut found = None;
        for way in ways {
            let Some(mut matches) = self.matches(&way.css) else {
                continue;
            };
            matches.retain(|element| {
                way.names.is_empty() || way.names.contains(&name(element, way.text))
            });
            if matches.len() == 1 {
                return Some(matches);
            }
            if found.as_ref().is_none_or(Vec::is_empty) {
                found = Some(matches);
            }
        }
        found
    }

    /// The elements that match; none if the selector asks for what only a browser knows.
    pub(super) fn matches(&self, selector: &str) -> Option<Vec<ElementRef<'_>>> {
        let selector = Selector::parse(selector).ok()?;
        let matches = self.elements().filter(|element| selector.matches(element));
        Some(matches.collect())
    }
}

/// Takes out what stands in templates: it is on no page.
fn without_templates(html: &mut Html) {
    let is_template = |node: &Node| {
        node.as_element()
            .is_some_and(|one| one.name() == "template")
    };
    let nodes = html.tree.nodes().filter(|node| is_template(node.value()));
    let templates: Vec<_> = nodes.map(|node| node.id()).collect();
    for template in templates {
        if let Some(mut template) = html.tree.get_mut(template) {
            template.detach();
        }
    }
}

impl Use<'_> {
    /// What becomes of the selector on a page.
    pub(super) fn on(&self, page: &Parsed) -> Sighting {
        let (line, column) = self.file.place(self.at);
        Sighting {
            file: self.file.path.clone(),
            line,
            column,
            path: self.path.clone(),
            selector: self.selector.clone(),
            outcome: self.outcome(page),
        }
    }

    fn outcome(&self, page: &Parsed) -> Outcome {
        if !self.allows(page) {
            return Outcome::Elsewhere;
        }
        match page.find(&self.ways) {
            Some(matches) => Outcome::Matches(matches.len()),
            None => Outcome::Unjudged,
        }
    }

    /// Whether the selector may be used on the page, as far as is known.
    pub(super) fn allows(&self, page: &Parsed) -> bool {
        let allows = |path: &String| self.scopes.iter().all(|scope| scope.allows(path));
        page.page.path.as_ref().is_none_or(allows)
    }

    /// Whether the content says that the selector is used on this very page.
    pub(super) fn is_expected(&self, page: &Parsed) -> bool {
        let names_pages = self.scopes.iter().any(super::scope::Scope::names_pages);
        page.page.path.is_some() && names_pages && self.allows(page)
    }
}
