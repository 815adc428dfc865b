//! What stands in a text and is no Markdown: the values of the reader, and the attributes behind
//! images. The Markdown parser gets other characters in their place, as many bytes of them, so that
//! every offset stays what it was.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::personal::{Place, places};

/// What the parser sees of a value: a letter as far as Markdown goes, also within an address, and one
/// that nobody types.
pub(super) const VALUE: char = '\u{7F}';

/// A text as the parser gets it, and what is hidden from it.
pub(super) struct Hidden {
    /// The text with other characters in the places.
    pub text: String,
    /// The places of values, from `{{` to `}}`.
    pub values: Vec<Range<usize>>,
    /// The places of `{{` that are not closed.
    pub open: Vec<usize>,
    /// The places of attributes, from `{` to `}`.
    pub attributes: Vec<Range<usize>>,
}

/// Hides what is no Markdown.
pub(super) fn hide(text: &str, options: Options) -> Hidden {
    let mut hidden = Hidden {
        text: text.into(),
        values: Vec::new(),
        open: Vec::new(),
        attributes: Vec::new(),
    };
    for place in places(text) {
        match place {
            Place::Closed(range) => hidden.values.push(range),
            Place::Open(at) => hidden.open.push(at),
            Place::Meant(_) => {}
        }
    }
    let values = hidden.values.clone();
    hidden.cover(&values, VALUE);
    hidden.attributes = attributes(&hidden.text, options);
    let attributes = hidden.attributes.clone();
    hidden.cover(&attributes, ' ');
    hidden
}

impl Hidden {
    fn cover(&mut self, places: &[Range<usize>], with: char) {
        for place in places {
            let cover = String::from(with).repeat(place.len());
            self.text.replace_range(place.clone(), &cover);
        }
    }

    /// The values within a range, in order.
    pub(super) fn values_in(&self, within: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let values = self.values.iter();
        let (from, to) = (within.start, within.end);
        values
            .filter(move |value| from <= value.start && value.end <= to)
            .cloned()
    }

    /// The attributes of the image that ends here.
    pub(super) fn attributes_behind(&self, end: usize) -> Option<Range<usize>> {
        let mut attributes = self.attributes.iter();
        let behind = |place: &&Range<usize>| {
            place.start >= end && self.text[end..place.start].trim().is_empty()
        };
        attributes.find(behind).cloned()
    }
}

/// The attributes behind every image: nothing follows them on their line.
fn attributes(text: &str, options: Options) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options).into_offset_iter();
    let images = events.filter(|(event, _)| matches!(event, Event::Start(Tag::Image { .. })));
    let ends = images.map(|(_, at)| at.end);
    ends.filter_map(|end| behind(text, end)).collect()
}

/// The braces behind an offset, if they are the rest of its line.
fn behind(text: &str, end: usize) -> Option<Range<usize>> {
    let line = text[end..].split('\n').next()?;
    let spaces = line.len() - line.trim_start().len();
    let (start, braces) = (end + spaces, line.trim());
    let inner = braces.strip_prefix('{')?;
    let mut quote = None;
    for (at, char) in inner.char_indices() {
        match (quote, char) {
            (None, '"' | '\'') => quote = Some(char),
            (Some(open), char) if char == open => quote = None,
            (None, '}') if at + 1 == inner.len() => return Some(start..start + braces.len()),
            (None, '}') => return None,
            _ => {}
        }
    }
    None
}
