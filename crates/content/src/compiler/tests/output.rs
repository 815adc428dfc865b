//! What is built.

use banso_search::{Index, normalize};
use proptest::prelude::*;

use super::super::container::{self, ContainerError};
use super::super::{build, check, load, schema};
use super::{Folder, demo, lines};
use crate::bundle::{Bundle, Entry};
use crate::drawing::Drawing;
use crate::help::{HelpPack, word};
use crate::prose::EntryText;

#[test]
fn the_demo_has_no_mistake() {
    let found = check(&load(&demo()).unwrap());
    assert!(found.is_empty(), "{}", lines(&found));
}

#[test]
fn the_committed_schema_is_current() {
    let committed = std::fs::read_to_string(demo().join("schema.json")).unwrap();
    let current = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    let mend = "run `cargo run -p banso-collector -- schema --out demo/content/schema.json`";
    assert!(committed == current, "{mend}");
}

#[test]
fn the_same_content_makes_the_same_bytes() {
    let [one, two] = [(); 2].map(|()| build(&load(&demo()).unwrap()).unwrap());
    assert_eq!(one.container(), two.container());
}

#[test]
fn the_version_follows_the_content() {
    let folder = Folder::sound();
    let before = build(&folder.load()).unwrap().version;
    assert_eq!(before.len(), 12);
    let text = super::ARTICLE.replace("How to export", "How to export a list");
    folder.with("articles/ja/export.md", &text);
    assert_ne!(build(&folder.load()).unwrap().version, before);
}

#[test]
fn how_the_files_are_split_makes_no_difference() {
    let split = Folder::sound();
    let joined = Folder::sound();
    let project = super::PROJECT.trim_end_matches("\n}");
    let features = super::FEATURES.trim_start_matches('{');
    joined.with("banso.json", &format!("{project},{features}"));
    joined.with("features.json", "{}");
    assert_eq!(build(&split.load()), build(&joined.load()));
}

#[test]
fn the_container_gives_back_what_was_built() {
    let output = build(&Folder::sound().load()).unwrap();
    let container = container::read(&output.container()).unwrap();
    assert_eq!(container.version, output.version);
    assert_eq!(container.bundle, output.bundle);
    assert_eq!(container.parts, output.parts);
    let bundle = Bundle::open(&container.bundle).unwrap();
    assert_eq!(bundle.version, output.version);
    assert_eq!(bundle.features[0].id, "export-csv");
    let packs = bundle.packs();
    assert_eq!(packs[1].locale, "ja");
    assert_eq!(packs[1].hash, container::address(&output.parts[1].bytes));
}

#[test]
fn guides_stand_by_priority_and_articles_by_category() {
    let output = build(&load(&demo()).unwrap()).unwrap();
    let guides = Bundle::open(&output.bundle).unwrap().guides;
    assert!(guides.is_sorted_by_key(|guide| -guide.priority));
    assert!(guides.len() > 1);
    for part in &output.parts {
        let pack = HelpPack::open(&part.bytes).unwrap();
        let rank = |category: &str| pack.categories.iter().position(|(id, _)| *id == category);
        assert!(
            pack.articles
                .is_sorted_by_key(|article| rank(article.category))
        );
    }
}

#[test]
fn a_container_with_other_packs_than_the_bundle_names_is_refused() {
    let mut output = build(&Folder::sound().load()).unwrap();
    output.parts.swap(0, 1);
    assert_eq!(
        container::read(&output.container()),
        Err(ContainerError::Parts)
    );
    output.parts.pop();
    assert_eq!(
        container::read(&output.container()),
        Err(ContainerError::Parts)
    );
}

proptest! {
    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let foreign = container::read(&bytes);
        prop_assert!(foreign.is_err());
        let ours = [b"BNSO\x01".as_slice(), &bytes].concat();
        prop_assert!(container::read(&ours).is_err());
    }
}

#[test]
fn a_damaged_container_is_refused() {
    let bytes = build(&Folder::sound().load()).unwrap().container();
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(container::read(&damaged).is_err(), "byte {at}");
        assert!(container::read(&bytes[..at]).is_err(), "cut at {at}");
    }
    assert_eq!(container::read(b"PK"), Err(ContainerError::Foreign));
}

#[test]
fn a_help_pack_holds_its_articles() {
    let output = build(&Folder::sound().load()).unwrap();
    let pack = HelpPack::open(&output.parts[0].bytes).unwrap();
    assert_eq!(pack.locale, "en");
    assert_eq!(pack.categories, [("start", "Start")]);
    let article = &pack.articles[pack.position("export").unwrap()];
    assert_eq!(
        (article.title, article.feature),
        ("Export", Some("export-csv"))
    );
    assert_eq!(article.pages, ["/reports/**"]);
    let body = Drawing::new(pack.body(0).into()).outline();
    let page = r#"<a href="/reports" {[Page("/reports")]}>reports</a>"#;
    let this = r##"<a href="#" {[Article("export")]}>this</a>"##;
    let export = "<strong>Export</strong>";
    assert_eq!(
        body,
        format!("<p>Open {page}, see {this}, then {export}.</p>")
    );
    assert_eq!((pack.word(word::TOPICS), pack.word(99)), ("Topics", ""));
}

#[test]
fn an_index_is_a_part_of_what_it_finds() {
    let output = build(&load(&demo()).unwrap()).unwrap();
    for (part, most) in output.parts.iter().zip([0.25, 0.55]) {
        let pack = HelpPack::open(&part.bytes).unwrap();
        let folder = demo().join("articles").join(&part.locale);
        let files = std::fs::read_dir(folder).unwrap();
        let text: u64 = files
            .map(|file| file.unwrap().metadata().unwrap().len())
            .sum();
        let share = pack.index.len() as f64 / text as f64;
        assert!(share <= most, "{}: {share:.3} of the text", part.locale);
    }
}

#[test]
fn a_guide_that_can_be_started_is_found_by_its_name() {
    let output = build(&load(&demo()).unwrap()).unwrap();
    let bundle = Bundle::open(&output.bundle).unwrap();
    for part in &output.parts {
        let pack = HelpPack::open(&part.bytes).unwrap();
        let index = Index::open(pack.index).unwrap();
        assert!(!pack.guides.is_empty(), "{}", part.locale);
        for (number, id) in (pack.articles.len()..).zip(&pack.guides) {
            let entry = |one: &&Entry| bundle.guides[usize::from(one.guide)].id == *id;
            let said = &bundle.feed.iter().find(entry).unwrap().said;
            let name = said.read::<EntryText>(&part.locale).unwrap().title;
            let hits = index.search(&normalize(&name), 3);
            assert!(hits.iter().any(|hit| hit.doc as usize == number), "{name}");
        }
    }
}

#[test]
fn every_article_is_found_by_its_title() {
    let output = build(&load(&demo()).unwrap()).unwrap();
    for part in &output.parts {
        let pack = HelpPack::open(&part.bytes).unwrap();
        let index = Index::open(pack.index).unwrap();
        for (number, article) in pack.articles.iter().enumerate() {
            let mut hits = index.search(&normalize(article.title), 3).into_iter();
            assert!(
                hits.any(|hit| hit.doc as usize == number),
                "{}",
                article.title
            );
        }
    }
}

#[test]
fn a_fallback_stands_in_for_an_article_and_says_so() {
    let folder = Folder::sound();
    let fallback =
        super::PROJECT.replace(r#"{ "id": "ja" }"#, r#"{ "id": "ja", "fallback": ["en"] }"#);
    folder.with("banso.json", &fallback);
    let other = super::ARTICLE.replace("title: Export", "title: Import");
    folder.with("articles/en/import.md", &other);
    let output = build(&folder.load()).unwrap();
    let pack = HelpPack::open(&output.parts[1].bytes).unwrap();
    assert_eq!(
        pack.articles[pack.position("import").unwrap()].title,
        "Import"
    );
    assert_eq!(output.warnings.len(), 1);
    assert_eq!(output.warnings[0].file, "articles/en/import.md");
}

#[test]
fn content_with_a_mistake_is_not_built() {
    let folder = Folder::sound();
    folder.with("broken.json", "{");
    assert!(build(&folder.load()).is_err());
}
