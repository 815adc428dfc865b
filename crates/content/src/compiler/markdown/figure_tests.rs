//! Pictures, films, players and values of the reader in Markdown.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{plain, read, visible};
use crate::block::{Block, Embed, Format, Image, Inline, Track, Trait, Video};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn name() -> Inline {
    Inline::Trait(Box::new(Trait {
        account: false,
        name: "first_name".into(),
        fallback: "there".into(),
        format: Format::Plain,
    }))
}

fn image(address: &str) -> Image {
    Image {
        address: address.into(),
        alt: "Cards".into(),
        width: 640,
        height: 360,
        ..Image::default()
    }
}

#[track_caller]
fn blocks(markdown: &str, expected: &[Block]) {
    let reading = read(markdown);
    assert!(reading.flaws.is_empty(), "{:?}", reading.flaws);
    assert_eq!(reading.blocks, expected);
}

#[test]
fn an_image_is_a_block() {
    blocks(
        "![Cards](/img/cards.png){width=640 height=360}",
        &[Block::Image(Box::new(image("/img/cards.png")))],
    );
    let full = Image {
        dark: "/img/a_dark*.png".into(),
        caption: vec![text("The "), name(), text(" *list*")],
        ..image("https://x.test/a_b.png?c=1&d=2")
    };
    blocks(
        "![**Ca**rds](https://x.test/a_b.png?c=1&d=2 \"The {{user.first_name|there}} *list*\") {height=360 dark='/img/a_dark*.png' width=\"640\"}  ",
        &[Block::Image(Box::new(full))],
    );
    let line = Image {
        alt: String::new(),
        ..image("/line.svg")
    };
    blocks(
        "![](/line.svg){decorative width=640 height=360}",
        &[Block::Image(Box::new(line))],
    );
}

#[test]
fn an_image_has_a_line_of_its_own_and_needs_no_empty_ones() {
    let markdown = "1. Press **Scan**.\n   ![Cards](/a.png){width=640 height=360}\n   Then wait.\n2. Done.\n\n> ![Cards](/b.png){width=640 height=360}\n> more";
    let image = |address| Block::Image(Box::new(image(address)));
    let press = vec![
        text("Press "),
        Inline::Strong(vec![text("Scan")]),
        text("."),
    ];
    let items = vec![
        vec![
            Block::Paragraph(press),
            image("/a.png"),
            paragraph("Then wait."),
        ],
        vec![paragraph("Done.")],
    ];
    let ordered = true;
    blocks(
        markdown,
        &[
            Block::List { ordered, items },
            Block::Note(vec![image("/b.png"), paragraph("more")]),
        ],
    );
}

#[test]
fn a_film_and_a_player() {
    let tracks = [("en", "English"), ("ja", "日本語 (自動)")].map(|(language, label)| Track {
        address: format!("/tour.{language}.vtt"),
        language: language.into(),
        label: label.into(),
    });
    let video = Video {
        address: "https://cdn.test/tour.MP4?v=2".into(),
        title: "A tour".into(),
        poster: "/tour.jpg".into(),
        tracks: tracks.into(),
        caption: Vec::new(),
        width: 1280,
        height: 720,
    };
    let markdown = "![A tour](https://cdn.test/tour.MP4?v=2){width=1280 height=720 poster=/tour.jpg captions='en English /tour.en.vtt' captions=\"ja 日本語 (自動) /tour.ja.vtt\"}";
    blocks(markdown, &[Block::Video(Box::new(video))]);
    let addresses: Vec<String> = read(markdown).media.into_iter().map(|one| one.1).collect();
    assert_eq!(addresses, ["https://cdn.test/tour.MP4?v=2"]);
    let embed = Embed {
        address: "https://player.vimeo.com/video/1".into(),
        title: "A tour".into(),
        poster: "/tour.jpg".into(),
        caption: vec![text("Two minutes")],
        width: 16,
        height: 9,
    };
    blocks(
        "![A tour](https://player.vimeo.com/video/1 \"Two minutes\"){embed poster=/tour.jpg width=16 height=9}",
        &[Block::Embed(Box::new(embed))],
    );
}

#[test]
fn values_stand_anywhere_in_text() {
    blocks(
        "## {{user.first_name|there}}\n\n**{{user.first_name|there}}**さん、\n{{user.first_name|there}}\n\n| a |\n|---|\n| {{user.first_name|there}} |",
        &[
            Block::Heading(2, vec![name()]),
            Block::Paragraph(vec![Inline::Strong(vec![name()]), text("さん、"), name()]),
            Block::Table {
                head: vec![vec![text("a")]],
                rows: vec![vec![vec![name()]]],
            },
        ],
    );
    blocks(
        "Hello\n{{user.first_name|there}}, \\{{x}}",
        &[Block::Paragraph(vec![
            text("Hello "),
            name(),
            text(", {{x}}"),
        ])],
    );
}

#[test]
fn code_is_shown_as_it_is() {
    blocks(
        "`{{a|b}} {{c}}`\n\n```js\n{{ user.name }}\n![a](b){c}\n```",
        &[
            Block::Paragraph(vec![Inline::Code("{{a|b}} {{c}}".into())]),
            Block::Code("{{ user.name }}\n![a](b){c}".into()),
        ],
    );
}

#[test]
fn words_of_pictures_are_found_and_addresses_are_not() {
    let reading = read(
        "![Cards](/secret.png \"The list\"){width=1 height=1}\n\nHi {{user.first_name|there}}",
    );
    assert_eq!(plain(&reading.blocks), "Cards\nThe list\nHi there");
    assert_eq!(visible(&reading.blocks), "The list\nHi there");
}

/// Words without any sign of Markdown or of ours.
const WORDS: &str = "[a-zあ-ん]{1,6}( [a-zあ-ん]{1,6}){0,3}";

proptest! {
    #[test]
    fn any_figure_is_read_to_its_end(
        markdown in "(!\\[a\\]\\(/a\\.png\\)|\\{|\\}|width=1|height=2|captions=|'|\"|\\{\\{user\\.x\\|y\\}\\}|\\{\\{|\\}\\}|[\\n `*|>-]|- |a|あ|\u{7F}){0,24}"
    ) {
        let reading = read(&markdown);
        prop_assert!(reading.flaws.iter().all(|flaw| flaw.at <= markdown.len()));
        prop_assert!(reading.traits.iter().all(|(at, _)| markdown[*at..].starts_with("{{")));
    }

    #[test]
    fn text_around_a_figure_survives(before in WORDS, after in WORDS, alt in WORDS) {
        let markdown = format!("{before}\n![{alt}](/a.png){{width=2 height=1}}\n{after}");
        let reading = read(&markdown);
        prop_assert!(reading.flaws.is_empty());
        prop_assert_eq!(plain(&reading.blocks), format!("{before}\n{alt}\n{after}"));
    }

    #[test]
    fn text_around_a_value_survives(before in WORDS, after in WORDS, fallback in WORDS) {
        let markdown = format!("{before} {{{{account.plan|{fallback}}}}}{after}");
        let reading = read(&markdown);
        prop_assert!(reading.flaws.is_empty());
        prop_assert_eq!(reading.traits.len(), 1);
        prop_assert_eq!(plain(&reading.blocks), format!("{before} {fallback}{after}"));
    }
}
