//! The front matter of an article: YAML between two lines of `---`, through the `saphyr-parser`
//! crate. Every scalar is a text, so that `title: 2026` and `updated: 2026-10-05` need no quotes;
//! anchors, aliases and tags are refused.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};

use super::diagnostic::{Code, Diagnostic};
use super::file::File;
use super::node::{Entry, Node, Value};

/// The parts of an article's file, as byte ranges: the YAML and the Markdown below it.
pub(super) fn split(file: &File) -> Result<(Range<usize>, usize), Diagnostic> {
    let mut lines = Lines::of(&file.text);
    let fence = |line: &str| line.trim_end() == "---";
    let fault = |at, message: &str| {
        let mend = "start the file with a line `---`, then the keys, then another line `---`";
        file.error(Code::FrontMatter, at, message.into(), mend.into())
    };
    let first = lines.next().filter(|(_, line)| fence(line));
    let (_, opening) = first.ok_or_else(|| fault(0, "there is no front matter"))?;
    let closing = lines.find(|(_, line)| fence(line));
    let (end, line) = closing.ok_or_else(|| fault(0, "the front matter does not end"))?;
    Ok((opening.len()..end, end + line.len()))
}

/// Parses the YAML of `range` into a tree whose places are offsets in the file.
pub(super) fn parse(file: &File, range: Range<usize>) -> Result<Node, Diagnostic> {
    let text = &file.text[range.clone()];
    let mut reader = Reader {
        events: Parser::new_from_str(text),
        text,
        start: range.start,
    };
    reader.document().map_err(|Fault { at, message }| {
        let mend = "write `key: value`, one a line; quote a value that holds `: ` or ` #`";
        file.error(Code::FrontMatter, at, message, mend.into())
    })
}

/// The lines of a text with their byte offsets, line ends included.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.text[self.at..].split_inclusive('\n').next()?;
        let at = self.at;
        self.at += line.len();
        Some((at, line))
    }
}

struct Fault {
    at: usize,
    message: String,
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    text: &'a str,
    start: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Node, Fault> {
        loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_), _) => {}
                (Event::StreamEnd, span) => return Ok(self.node(span, Value::Map(Vec::new()))),
                (event, span) => return self.value(event, span),
            }
        }
    }

    fn value(&mut self, event: Event<'a>, span: Span) -> Result<Node, Fault> {
        match event {
            Event::Scalar(text, style, 0, None) => Ok(self.node(span, scalar(&text, style))),
            Event::SequenceStart(0, None) => self.list(span),
            Event::MappingStart(0, None) => self.map(span),
            _ => Err(Fault {
                at: self.offset(span.start.index()),
                message: "anchors, aliases and tags are not allowed in front matter".into(),
            }),
        }
    }

    fn list(&mut self, span: Span) -> Result<Node, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(self.node(span, Value::List(items))),
                (event, span) => items.push(self.value(event, span)?),
            }
        }
    }

    fn map(&mut self, span: Span) -> Result<Node, Fault> {
        let mut entries = Vec::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, _) => return Ok(self.node(span, Value::Map(entries))),
                (Event::Scalar(key, _, 0, None), span) => {
                    let (event, place) = self.next()?;
                    entries.push(Entry {
                        key: key.into_owned(),
                        at: self.offset(span.start.index()),
                        value: self.value(event, place)?,
                    });
                }
                (_, span) => {
                    return Err(Fault {
                        at: self.offset(span.start.index()),
                        message: "a key is not a plain word".into(),
                    });
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.not_yaml(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn not_yaml(&self, error: &ScanError) -> Fault {
        Fault {
            at: self.offset(error.marker().index()),
            message: format!("this is not YAML: {}", error.info()),
        }
    }

    fn node(&self, span: Span, value: Value) -> Node {
        Node {
            at: self.offset(span.start.index()),
            end: self.offset(span.end.index()),
            value,
        }
    }

    /// The byte offset in the file of a character of the YAML.
    fn offset(&self, index: usize) -> usize {
        let within = self.text.char_indices().nth(index);
        self.start + within.map_or(self.text.len(), |(at, _)| at)
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (text, style) {
        ("" | "~" | "null", ScalarStyle::Plain) => Value::Null,
        _ => Value::Text(text.into()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse_text(text: &str) -> Result<Node, Diagnostic> {
        let file = File::new("a.md", text);
        let (range, _) = split(&file)?;
        parse(&file, range)
    }

    #[test]
    fn keys_and_values_know_their_places() {
        let text = "---\ntitle: 精算: 1\n---\nBody";
        assert!(parse_text(text).is_err(), "an unquoted colon");
        let text = "---\ntitle: 精算 2026\npages: [\"/\", /a]\nfeature:\n---\nBody";
        let node = parse_text(text).unwrap();
        assert_eq!(node.get("title").unwrap().text(), Some("精算 2026"));
        let page = &node.get("pages").unwrap().items()[1];
        assert_eq!(
            (page.at, page.text()),
            (text.find("/a").unwrap(), Some("/a"))
        );
        assert!(matches!(node.get("feature").unwrap().value, Value::Null));
    }

    #[test]
    fn what_is_not_plain_front_matter_is_refused() {
        for (text, line) in [
            ("Body", 1),
            ("---\ntitle: a\n", 1),
            ("---\na: &x 1\n---\n", 2),
            ("---\na: 1\nb: *x\n---\n", 3),
            ("---\na: [1\n---\n", 3),
        ] {
            let error = parse_text(text).unwrap_err();
            assert_eq!(error.code, Code::FrontMatter, "{text}");
            assert_eq!(error.line, line, "{text}");
        }
    }

    #[test]
    fn the_body_starts_below_the_second_line() {
        let file = File::new("a.md", "---\r\ntitle: a\r\n---\r\nBody");
        let (yaml, body) = split(&file).unwrap();
        assert_eq!(&file.text[yaml], "title: a\r\n");
        assert_eq!(&file.text[body..], "Body");
    }
}
