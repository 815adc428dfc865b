//! Rich text as elements. Texts go in as texts, so nothing can be smuggled in.

use super::element::{Element, el, styled};
use super::media;
use crate::block::{Block, Inline, Link, Target};
use crate::compiler::words::Words;
use crate::model::Action;

/// Blocks, one after the other. The highest heading among them, level 2, becomes `h{top}`.
pub(in crate::compiler) fn blocks(blocks: &[Block], top: u8, words: &Words) -> Element {
    Element::default().kids(blocks.iter().map(|one| block(one, top, words)))
}

fn block(block: &Block, top: u8, words: &Words) -> Element {
    match block {
        Block::Heading(level, inlines) => {
            let tag = ["h3", "h4", "h5"][usize::from((level + top).clamp(5, 7) - 5)];
            spans(el(tag), inlines)
        }
        Block::Paragraph(inlines) => spans(el("p"), inlines),
        Block::List { ordered, items } => {
            let list = el(if *ordered { "ol" } else { "ul" });
            list.kids(
                items
                    .iter()
                    .map(|item| el("li").kid(blocks(item, top, words))),
            )
        }
        Block::Code(code) => {
            let frame = el("pre").set("tabindex", "0");
            frame.kid(el("code").say(code))
        }
        Block::Note(inner) => {
            let note = styled("div", "note").set("role", "note");
            note.kid(blocks(inner, top, words))
        }
        Block::Table { head, rows } => table(head, rows),
        Block::Image(image) => media::image(image),
        Block::Video(video) => media::video(video),
        Block::Embed(embed) => media::embed(embed, words),
    }
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Element {
    let body = el("tbody").kids(rows.iter().map(|cells| row(cells, "td")));
    let table = el("table").kid(el("thead").kid(row(head, "th"))).kid(body);
    styled("div", "wide").set("tabindex", "0").kid(table)
}

fn row(cells: &[Vec<Inline>], tag: &str) -> Element {
    el("tr").kids(cells.iter().map(|cell| spans(el(tag), cell)))
}

pub(super) fn spans(around: Element, inlines: &[Inline]) -> Element {
    inlines.iter().fold(around, |around, inline| match inline {
        Inline::Text(text) => around.say(text),
        Inline::Strong(inner) => around.kid(spans(el("strong"), inner)),
        Inline::Emphasis(inner) => around.kid(spans(el("em"), inner)),
        Inline::Code(code) => around.kid(el("code").say(code)),
        Inline::Link(to) => around.kid(link(to)),
        Inline::Break => around.kid(el("br")),
        Inline::Trait(said) => around.personal(said),
    })
}

/// An article opens in the widget, a page goes through the host's router, the rest in a new tab.
fn link(link: &Link) -> Element {
    let made = match &link.to {
        Target::Article(slug) => el("a")
            .set("href", "#")
            .acts(&[Action::Article(slug.clone())]),
        Target::Page(path) => el("a")
            .set("href", path)
            .acts(&[Action::Page(path.clone())]),
        Target::External(address) => styled("a", "out")
            .set("href", address)
            .set("target", "_blank")
            .set("rel", "noopener noreferrer"),
    };
    spans(made, &link.text)
}
