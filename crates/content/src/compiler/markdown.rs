//! Markdown to blocks, through the `pulldown-cmark` crate. What Banso does not show is a flaw with
//! its place, and the reading goes on behind it.

mod attributes;
mod figure;
#[cfg(test)]
mod figure_tests;
mod hidden;
mod inline;
mod lacking;
mod plain;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

use super::diagnostic::Code;
use crate::block::{Block, Inline, Trait};
pub(super) use attributes::origin;
use figure::Source;
use hidden::{Hidden, hide};
pub(super) use plain::{plain, visible};

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
    /// The values of the reader that it says, with the byte offset of each.
    pub traits: Vec<(usize, Trait)>,
    /// The addresses of films and players, with the byte offset of each.
    pub media: Vec<(usize, String)>,
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
    let hidden = hide(text, options);
    let mut reader = Reader {
        text,
        hidden: &hidden,
        events: Parser::new_ext(&hidden.text, options).into_offset_iter(),
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
    /// The text as it was written.
    text: &'a str,
    /// The text as the parser gets it.
    hidden: &'a Hidden,
    events: E,
    reading: Reading,
    depth: usize,
}

type Spanned<'a> = (Event<'a>, Range<usize>);

impl<'a, E: Iterator<Item = Spanned<'a>>> Reader<'a, E> {
    /// The blocks up to the end of the container. A paragraph is a container as well: of bare text,
    /// and of images on lines of their own. So is a tight list item.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut bare = Vec::new();
        let mut line_starts = true;
        while let Some((event, at)) = self.events.next() {
            let starts = std::mem::replace(&mut line_starts, is_break(&event));
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    flush(&mut bare, &mut blocks);
                    blocks.extend(self.block(tag, at));
                }
                Event::Start(Tag::Image {
                    dest_url: address,
                    title,
                    ..
                }) if (starts || bare.is_empty()) && self.is_alone(&at) => {
                    flush(&mut bare, &mut blocks);
                    blocks.push(self.figure(Source { address, title, at }));
                }
                Event::Rule => self.unsupported(at, "a rule", "leave it out; use a heading"),
                Event::SoftBreak | Event::HardBreak if bare.is_empty() => {}
                event => self.inline(event, at, &mut bare),
            }
        }
        flush(&mut bare, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, at: Range<usize>) -> Vec<Block> {
        if self.too_deep(&at) {
            return Vec::new();
        }
        self.depth += 1;
        let block = match tag {
            Tag::Paragraph => self.blocks(),
            Tag::Heading { level, .. } => self.heading(level, at).into_iter().collect(),
            Tag::List(first) => vec![self.list(first, at)],
            Tag::CodeBlock(_) => vec![self.code()],
            Tag::BlockQuote(_) => vec![Block::Note(self.blocks())],
            Tag::Table(_) => vec![self.table()],
            tag => {
                self.refused(&tag, at);
                Vec::new()
            }
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
        while let Some((Event::Text(text), at)) = self.events.next() {
            code.push_str(&self.restored(&text, &at));
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
    fn refused(&mut self, tag: &Tag, at: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.html(at),
            Tag::FootnoteDefinition(_) => self.footnote(at),
            _ => self.unsupported(at, "this form", "write it as a paragraph or a list"),
        }
        self.skip();
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

fn is_break(event: &Event) -> bool {
    matches!(event, Event::SoftBreak | Event::HardBreak)
}

/// Makes a paragraph of bare text. Of what an image ends, the line break goes.
fn flush(bare: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    let mut text = std::mem::take(bare);
    match text.last_mut() {
        Some(Inline::Break) => drop(text.pop()),
        Some(Inline::Text(last)) => last.truncate(last.trim_end().len()),
        _ => {}
    }
    if !text.is_empty() {
        blocks.push(Block::Paragraph(text));
    }
}
