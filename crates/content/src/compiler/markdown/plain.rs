//! The words of blocks without their form, for the search index.

use crate::block::{Block, Inline};

/// The words of blocks, one line a paragraph, heading or cell.
pub(in super::super) fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out.trim_end().into()
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        push_block(block, out);
    }
}

fn push_block(block: &Block, out: &mut String) {
    match block {
        Block::Heading(_, text) | Block::Paragraph(text) => push_line(text, out),
        Block::List { items, .. } => {
            for item in items {
                push_blocks(item, out);
            }
        }
        Block::Code(code) => {
            out.push_str(code);
            out.push('\n');
        }
        Block::Note(blocks) => push_blocks(blocks, out),
        Block::Table { head, rows } => {
            for cell in head.iter().chain(rows.iter().flatten()) {
                push_line(cell, out);
            }
        }
    }
}

fn push_line(text: &[Inline], out: &mut String) {
    push_inlines(text, out);
    out.push('\n');
}

fn push_inlines(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_inlines(inner, out),
            Inline::Link(link) => push_inlines(&link.text, out),
            Inline::Break => out.push('\n'),
        }
    }
}
