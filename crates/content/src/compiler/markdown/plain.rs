//! The words of blocks without their form.

use crate::block::{Block, Inline};

/// All words of blocks for the search index, one line a paragraph, heading or cell: also those that
/// say what a picture shows, and none of an address.
pub(in super::super) fn plain(blocks: &[Block]) -> String {
    words(blocks, true)
}

/// The words of blocks that take room.
pub(in super::super) fn visible(blocks: &[Block]) -> String {
    words(blocks, false)
}

/// The words of one line.
pub(super) fn plain_line(text: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(text, &mut out);
    out.trim().into()
}

fn words(blocks: &[Block], hidden: bool) -> String {
    let mut words = Words {
        out: String::new(),
        hidden,
    };
    words.blocks(blocks);
    words.out.trim_end().into()
}

struct Words {
    out: String,
    /// Whether words that stand in for pictures are words as well.
    hidden: bool,
}

impl Words {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) => self.line(text),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            Block::Code(code) => self.text(code),
            Block::Note(blocks) => self.blocks(blocks),
            Block::Table { head, rows } => {
                let cells = head.iter().chain(rows.iter().flatten());
                cells.for_each(|cell| self.line(cell));
            }
            Block::Image(image) => self.figure(&image.alt, &image.caption),
            Block::Video(video) => self.figure(&video.title, &video.caption),
            Block::Embed(embed) => self.figure(&embed.title, &embed.caption),
        }
    }

    fn figure(&mut self, alt: &str, caption: &[Inline]) {
        if self.hidden && !alt.is_empty() {
            self.text(alt);
        }
        if !caption.is_empty() {
            self.line(caption);
        }
    }

    fn line(&mut self, text: &[Inline]) {
        push_inlines(text, &mut self.out);
        self.out.push('\n');
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }
}

fn push_inlines(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_inlines(inner, out),
            Inline::Link(link) => push_inlines(&link.text, out),
            Inline::Break => out.push('\n'),
            Inline::Trait(said) => out.push_str(&said.fallback),
        }
    }
}
