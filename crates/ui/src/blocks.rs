//! Rich text: blocks as elements. Text goes in as text nodes, so nothing can be smuggled in.

use banso_content::block::{Block, Inline, Link, Target};

use crate::dom::{El, el};

/// Appends blocks to `parent`. The highest heading among them, level 2, becomes `h{top}`.
pub fn blocks(parent: &El, blocks: &[Block], top: u8) {
    for block in blocks {
        match block {
            Block::Heading(level, inlines) => {
                let tag = ["h3", "h4", "h5"][usize::from((level + top).clamp(5, 7) - 5)];
                spans(&el(tag, "").in_(parent), inlines);
            }
            Block::Paragraph(inlines) => spans(&el("p", "").in_(parent), inlines),
            Block::List { ordered, items } => {
                let list = el(if *ordered { "ol" } else { "ul" }, "").in_(parent);
                for item in items {
                    self::blocks(&el("li", "").in_(&list), item, top);
                }
            }
            Block::Code(code) => {
                let frame = el("pre", "").with("tabindex", "0").in_(parent);
                el("code", "").saying(code).in_(&frame);
            }
            Block::Note(inner) => {
                let note = el("div", "note").with("role", "note").in_(parent);
                self::blocks(&note, inner, top);
            }
            Block::Table { head, rows } => table(parent, head, rows),
            Block::Image(image) => {
                el("img", "")
                    .with("src", &image.address)
                    .with("alt", &image.alt)
                    .in_(parent);
            }
            Block::Video(video) => player(parent, &video.address, &video.title),
            Block::Embed(embed) => player(parent, &embed.address, &embed.title),
        }
    }
}

/// A film is a link to it.
fn player(parent: &El, address: &str, title: &str) {
    let link = el("a", "out")
        .with("href", address)
        .with("target", "_blank");
    link.with("rel", "noopener noreferrer")
        .saying(title)
        .in_(parent);
}

fn table(
    parent: &El,
    head: &[alloc::vec::Vec<Inline>],
    rows: &[alloc::vec::Vec<alloc::vec::Vec<Inline>>],
) {
    let frame = el("div", "wide").with("tabindex", "0").in_(parent);
    let table = el("table", "").in_(&frame);
    row(&el("thead", "").in_(&table), head, "th");
    let body = el("tbody", "").in_(&table);
    for cells in rows {
        row(&body, cells, "td");
    }
}

fn row(parent: &El, cells: &[alloc::vec::Vec<Inline>], tag: &str) {
    let row = el("tr", "").in_(parent);
    for cell in cells {
        spans(&el(tag, "").in_(&row), cell);
    }
}

fn spans(parent: &El, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => parent.text(text),
            Inline::Strong(inner) => spans(&el("strong", "").in_(parent), inner),
            Inline::Emphasis(inner) => spans(&el("em", "").in_(parent), inner),
            Inline::Code(code) => parent.append(&el("code", "").saying(code)),
            Inline::Link(to) => link(parent, to),
            Inline::Trait(said) => parent.text(&said.fallback),
            Inline::Break => parent.append(&el("br", "")),
        }
    }
}

/// An article opens in the widget, a page goes through the host's router, the rest in a new tab.
fn link(parent: &El, link: &Link) {
    let made = match &link.to {
        Target::Article(slug) => el("a", "")
            .with("href", "#")
            .with("data-act", "article")
            .with("data-arg", slug),
        Target::Page(path) => el("a", "")
            .with("href", path)
            .with("data-act", "page")
            .with("data-arg", path),
        Target::External(address) => el("a", "out")
            .with("href", address)
            .with("target", "_blank")
            .with("rel", "noopener noreferrer"),
    };
    spans(&made.in_(parent), &link.text);
}
