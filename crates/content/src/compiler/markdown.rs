//! Markdown to blocks, through the `pulldown-cmark` crate. What Banso does not show is a flaw with
//! its place, and the reading goes on behind it.

mod inline;
mod plain;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::diagnostic::Code;
use crate::block::{Block, Inline};
pub(super) use plain::plain;

/// How deep lists, notes and stress may nest. The view paints them by recursion.
const DEEPEST: usize = 12;

/// A text after its reading.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// What the view paints.
    pub blocks: Vec<Block>,
    /// What is wrong with it.
    pub flaws: Vec<Flaw>,
    /// The articles it links to, with the byte offset of each link.
    pub articles: Vec<(usize, String)>,
}

/// Something wrong with a text.
#[derive(Debug)]
pub(super) struct Flaw {
    /// The byte offset in the text.
    pub at: usize,
    /// The kind of mistake.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

/// Reads a text.
pub(super) fn read(text: &str) -> Reading {
    // Task lists and footnotes are known to the parser so that they can be refused by name.
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader {
        text,
        events: Parser::new_ext(text, options).into_offset_iter(),
        reading: Reading::default(),
        depth: 0,
    };
    let blocks = reader.blocks();
    Reading {
        blocks,
        ..reader.reading
    }
}

struct Reader<'a, E> {
    text: &'a str,
    events: E,
    reading: Reading,
    depth: usize,
}

type Spanned<'a> = (Event<'a>, Range<usize>);

impl<'a, E: Iterator<Item = Spanned<'a>>> Reader<'a, E> {
    /// The blocks up to the end of the container. A tight list item has bare text in it, which
    /// becomes a paragraph.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut bare = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    flush(&mut bare, &mut blocks);
                    blocks.extend(self.block(tag, at));
                }
                Event::Rule => self.unsupported(at, "a rule", "leave it out; use a heading"),
                event => self.inline(event, at, &mut bare),
            }
        }
        flush(&mut bare, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, at: Range<usize>) -> Option<Block> {
        if self.too_deep(&at) {
            return None;
        }
        self.depth += 1;
        let block = match tag {
            Tag::Paragraph => Some(Block::Paragraph(self.inlines())),
            Tag::Heading { level, .. } => self.heading(level, at),
            Tag::List(first) => Some(self.list(first, at)),
            Tag::CodeBlock(_) => Some(self.code()),
            Tag::BlockQuote(_) => Some(Block::Note(self.blocks())),
            Tag::Table(_) => Some(self.table()),
            tag => self.refused(&tag, at),
        };
        self.depth -= 1;
        block
    }

    fn heading(&mut self, level: HeadingLevel, at: Range<usize>) -> Option<Block> {
        let text = self.inlines();
        match level {
            HeadingLevel::H2 => return Some(Block::Heading(2, text)),
            HeadingLevel::H3 => return Some(Block::Heading(3, text)),
            HeadingLevel::H1 => self.flaw(
                at,
                Code::HeadingLevel,
                "a heading of level 1 stands in the text; that is the title's".into(),
                "use `##`, or leave it out if it repeats the title",
            ),
            _ => self.flaw(
                at,
                Code::HeadingLevel,
                format!("a heading of level {} is too deep", level as u8),
                "use `##` or `###`",
            ),
        }
        None
    }

    fn list(&mut self, first: Option<u64>, at: Range<usize>) -> Block {
        if first.is_some_and(|number| number != 1) {
            self.unsupported(
                at,
                "a numbered list that does not start at 1",
                "start it at 1; indent what stands between its items by three spaces",
            );
        }
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            items.push(self.blocks());
        }
        Block::List {
            ordered: first.is_some(),
            items,
        }
    }

    fn code(&mut self) -> Block {
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = self.events.next() {
            code.push_str(&text);
        }
        code.truncate(code.trim_end_matches('\n').len());
        Block::Code(code)
    }

    fn table(&mut self) -> Block {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag), _)) = self.events.next() {
            let cells = self.cells();
            match tag {
                Tag::TableHead => head = cells,
                _ => rows.push(cells),
            }
        }
        Block::Table { head, rows }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.events.next() {
            cells.push(self.inlines());
        }
        cells
    }

    /// A block that Banso does not show: said, and skipped.
    fn refused(&mut self, tag: &Tag, at: Range<usize>) -> Option<Block> {
        match tag {
            Tag::HtmlBlock => self.html(at),
            Tag::FootnoteDefinition(_) => self.footnote(at),
            _ => self.unsupported(at, "this form", "write it as a paragraph or a list"),
        }
        self.skip();
        None
    }

    /// Whether a container is one too many; it is passed over then.
    fn too_deep(&mut self, at: &Range<usize>) -> bool {
        let too_deep = self.depth == DEEPEST;
        if too_deep {
            self.unsupported(at.clone(), "nesting this deep", "write it flatter");
            self.skip();
        }
        too_deep
    }

    /// Passes over the rest of a container.
    fn skip(&mut self) {
        let mut open = 1;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 1 => return,
                Event::End(_) => open -= 1,
                _ => {}
            }
        }
    }

    fn html(&mut self, at: Range<usize>) {
        let message = "there is raw HTML in the text".into();
        let mend = "say it in Markdown; write `&lt;` or code for a `<` that is meant";
        self.flaw(at, Code::Html, message, mend);
    }

    fn footnote(&mut self, at: Range<usize>) {
        self.unsupported(
            at,
            "a footnote",
            "say it in the text, or in a note with `>`",
        );
    }

    fn unsupported(&mut self, at: Range<usize>, what: &str, mend: &str) {
        let message = format!("{what} is Markdown that Banso does not show");
        self.flaw(at, Code::UnsupportedMarkdown, message, mend);
    }

    fn flaw(&mut self, at: Range<usize>, code: Code, message: String, mend: &str) {
        self.reading.flaws.push(Flaw {
            at: at.start,
            code,
            message,
            mend: mend.into(),
        });
    }
}

fn is_block(tag: &Tag) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

fn flush(bare: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if !bare.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(bare)));
    }
}
