//! The inline half of Markdown: text, stress, code, links and values of the reader.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::personal;
use super::hidden::VALUE;
use super::{Code, Flaw, Reader, Spanned};
use crate::block::{Inline, Link, Target};

impl<'a, E: Iterator<Item = Spanned<'a>>> Reader<'a, E> {
    /// The text up to the end of the container.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(_) => break,
                event => self.inline(event, at, &mut out),
            }
        }
        out
    }

    pub(super) fn inline(&mut self, event: Event<'a>, at: Range<usize>, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => self.text(&text, at, out),
            Event::Code(code) => out.push(Inline::Code(self.restored(&code, &at))),
            Event::SoftBreak => push_text(self.joint(at), out),
            Event::HardBreak => out.push(Inline::Break),
            Event::Start(tag) => self.span(tag, at, out),
            Event::Html(_) | Event::InlineHtml(_) => self.html(at),
            Event::FootnoteReference(_) => self.footnote(at),
            Event::TaskListMarker(_) => {
                self.unsupported(at, "a task list", "leave the brackets out");
            }
            _ => self.unsupported(at, "this form", "write it as plain text"),
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>, out: &mut Vec<Inline>) {
        if text.contains("~~") {
            self.unsupported(at.clone(), "struck-out text", "leave it out");
        }
        let open = self.hidden.open.iter().filter(|open| at.contains(open));
        let open: Vec<Flaw> = open.map(|at| personal::open(*at)).collect();
        self.reading.flaws.extend(open);
        for inline in self.filled(text, &at) {
            match inline {
                Inline::Text(text) => push_text(&text, out),
                inline => out.push(inline),
            }
        }
    }

    /// A text from `at` with the values of the reader in it.
    pub(super) fn filled(&mut self, text: &str, at: &Range<usize>) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut values = self.hidden.values_in(at);
        let mut rest = text;
        while let Some(found) = rest.find(VALUE) {
            push_text(&rest[..found], &mut out);
            rest = &rest[found..];
            let Some(place) = values.next() else { break };
            match personal::value(&self.text[place.clone()], place.start) {
                Ok(said) => {
                    self.reading.traits.push((place.start, said.clone()));
                    out.push(Inline::Trait(Box::new(said)));
                }
                Err(flaw) => self.reading.flaws.push(flaw),
            }
            rest = rest.get(place.len()..).unwrap_or_default();
        }
        push_text(rest, &mut out);
        out
    }

    /// Code from `at` as it was written: nothing is filled in there.
    pub(super) fn restored(&self, code: &str, at: &Range<usize>) -> String {
        let mut out = String::new();
        let mut values = self.hidden.values_in(at);
        let mut rest = code;
        while let Some(found) = rest.find(VALUE) {
            out.push_str(&rest[..found]);
            rest = &rest[found..];
            let Some(place) = values.next() else { break };
            out.push_str(&self.text[place.clone()]);
            rest = rest.get(place.len()..).unwrap_or_default();
        }
        out + rest
    }

    fn span(&mut self, tag: Tag<'a>, at: Range<usize>, out: &mut Vec<Inline>) {
        if self.too_deep(&at) {
            return;
        }
        self.depth += 1;
        match tag {
            Tag::Strong => out.push(Inline::Strong(self.inlines())),
            Tag::Emphasis => out.push(Inline::Emphasis(self.inlines())),
            Tag::Link {
                dest_url, title, ..
            } => self.link(&dest_url, &title, at, out),
            _ => self.misplaced_image(at),
        }
        self.depth -= 1;
    }

    fn link(&mut self, to: &str, title: &str, at: Range<usize>, out: &mut Vec<Inline>) {
        let text = self.inlines();
        if !title.is_empty() {
            self.unsupported(at.clone(), "a title on a link", "leave the title out");
        }
        if to.contains(VALUE) {
            self.reading.flaws.push(personal::out_of_place(at.start));
            return;
        }
        match target(to) {
            Some(to) => {
                if let Target::Article(slug) = &to {
                    self.reading.articles.push((at.start, slug.clone()));
                }
                out.push(Inline::Link(Box::new(Link { to, text })));
            }
            None => self.flaw(
                at,
                Code::BadLink,
                format!("a link may not lead to `{to}`"),
                "use `article:slug`, a path of the application such as `/settings`, `https:` or `mailto:`",
            ),
        }
    }

    /// What a line break in the source means: a space between words, nothing between the
    /// characters of a script that is written without spaces.
    fn joint(&self, at: Range<usize>) -> &'static str {
        let text = &self.hidden.text;
        let before = text[..at.start].trim_end().chars().next_back();
        let after = text[at.end..].trim_start().chars().next();
        match (before, after) {
            // A value is of the script of what is around it.
            (Some(VALUE), Some(char)) | (Some(char), Some(VALUE)) if is_unspaced(char) => "",
            (Some(before), Some(after)) if is_unspaced(before) && is_unspaced(after) => "",
            _ => " ",
        }
    }
}

/// Adds text, joining it to the text before it.
fn push_text(text: &str, out: &mut Vec<Inline>) {
    match out.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ if text.is_empty() => {}
        _ => out.push(Inline::Text(text.into())),
    }
}

/// Where a link leads, if it may.
fn target(to: &str) -> Option<Target> {
    if let Some(slug) = to.strip_prefix("article:") {
        return Some(Target::Article(slug.into()));
    }
    let page = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\");
    if page {
        return Some(Target::Page(to.into()));
    }
    let external = to.starts_with("https://") || to.starts_with("mailto:");
    external.then(|| Target::External(to.into()))
}

/// Whether a character belongs to Chinese or Japanese, or is full-width punctuation.
fn is_unspaced(char: char) -> bool {
    matches!(char, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}
