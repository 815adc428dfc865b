//! Markdown as the view gets it.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Flaw, plain, read};
use crate::block::{Block, Inline, Link, Target};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

#[track_caller]
fn blocks(markdown: &str, expected: &[Block]) {
    let reading = read(markdown);
    assert!(reading.flaws.is_empty(), "{:?}", reading.flaws);
    assert_eq!(reading.blocks, expected);
}

#[test]
fn paragraphs_and_headings() {
    blocks(
        "## Two\n\nOne *a* **b** `c`\n\n### Three",
        &[
            Block::Heading(2, vec![text("Two")]),
            Block::Paragraph(vec![
                text("One "),
                Inline::Emphasis(vec![text("a")]),
                text(" "),
                Inline::Strong(vec![text("b")]),
                text(" "),
                Inline::Code("c".into()),
            ]),
            Block::Heading(3, vec![text("Three")]),
        ],
    );
}

#[test]
fn tight_and_loose_lists_are_the_same() {
    let list = |ordered| Block::List {
        ordered,
        items: vec![vec![paragraph("a")], vec![paragraph("b")]],
    };
    blocks("- a\n- b", &[list(false)]);
    blocks("1. a\n\n2. b", &[list(true)]);
}

#[test]
fn a_list_in_a_list() {
    let inner = Block::List {
        ordered: false,
        items: vec![vec![paragraph("b")]],
    };
    let items = vec![vec![paragraph("a"), inner, paragraph("c")]];
    let ordered = true;
    blocks("1. a\n   - b\n\n   c", &[Block::List { ordered, items }]);
}

#[test]
fn notes_code_and_tables() {
    blocks(
        "> note\n\n```sh\na\n\nb\n```\n\n| h | i |\n|---|---|\n| x |",
        &[
            Block::Note(vec![paragraph("note")]),
            Block::Code("a\n\nb".into()),
            Block::Table {
                head: vec![vec![text("h")], vec![text("i")]],
                rows: vec![vec![vec![text("x")], vec![]]],
            },
        ],
    );
}

#[test]
fn links_lead_where_they_may() {
    for (to, target) in [
        ("article:a-b", Target::Article("a-b".into())),
        ("/settings?tab=1", Target::Page("/settings?tab=1".into())),
        (
            "https://x.test/",
            Target::External("https://x.test/".into()),
        ),
        (
            "mailto:a@x.test",
            Target::External("mailto:a@x.test".into()),
        ),
    ] {
        let link = Link {
            to: target,
            text: vec![text("x")],
        };
        blocks(
            &format!("[x]({to})"),
            &[Block::Paragraph(vec![Inline::Link(Box::new(link))])],
        );
    }
}

#[test]
fn a_line_break_is_a_space_only_between_words() {
    blocks("one\ntwo", &[paragraph("one two")]);
    blocks(
        "経費を\n申請する。\n「次へ」",
        &[paragraph("経費を申請する。「次へ」")],
    );
    blocks("経費を\nSeisan", &[paragraph("経費を Seisan")]);
    blocks(
        "a\\\nb",
        &[Block::Paragraph(vec![text("a"), Inline::Break, text("b")])],
    );
}

#[test]
fn plain_text_is_the_words_alone() {
    let reading = read("## H\n\n- a **b** [c](/d)\n\n| x |\n|---|\n| y |\n\n`e`");
    assert_eq!(plain(&reading.blocks), "H\na b c\nx\ny\ne");
}

#[test]
fn nesting_has_an_end() {
    for deep in [
        "> ".repeat(20_000),
        "- ".repeat(20_000),
        "*_".repeat(20_000),
    ] {
        let reading = read(&format!("{deep}x"));
        let refused = |flaw: &Flaw| flaw.message.contains("nesting");
        assert!(reading.flaws.len() < 2 && reading.flaws.iter().all(refused));
    }
    assert_eq!(read("> > > > > > > > > > > > > x").flaws.len(), 1);
    assert!(read("> > > > > > > > > > > x").flaws.is_empty());
}

proptest! {
    #[test]
    fn any_text_is_read_to_its_end(markdown in "(\\PC|[-*_`>#\\[\\]()<|\\n ]|1\\. |~~|\\* ){0,80}") {
        let reading = read(&markdown);
        prop_assert!(reading.flaws.iter().all(|flaw| flaw.at <= markdown.len()));
    }
}
