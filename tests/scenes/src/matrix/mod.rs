//! Every kind of guide and every screen of help in three locales, one of them from right to left, with
//! texts that are hard to lay out among them: what `tests/view/matrix.spec.ts` looks at.

use std::fs;
use std::path::Path;

use banso_content::compiler::{build, container, load};
use banso_engine::view::{EntryFate, View};

use super::{Bundle, LOOKS, checklist, feed, guide, help, said, theme_of};

/// The content, beside this file.
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/matrix/content");
/// The guides that become a part of the page.
const FIXTURES: [&str; 4] = ["banner-inline", "embedded", "launcher", "edge"];
/// The other guides, and which step of each.
const GUIDES: [(&str, usize); 11] = [
    ("tip", 0),
    ("tour", 1),
    ("modal", 0),
    ("slideout", 0),
    ("banner-top", 0),
    ("banner-bottom", 0),
    ("hotspot", 0),
    ("spotlight", 0),
    ("stress-modal", 0),
    ("stress-tour", 1),
    ("stress-banner", 0),
];

/// The views of every locale by the names of their files, such as `m-tip.ar`. Writes the help packs
/// into `out`.
pub(super) fn views(out: &Path) -> std::io::Result<Vec<(String, View)>> {
    let output = build(&load(Path::new(CONTENT))?).unwrap_or_else(|found| panic!("{found:#?}"));
    let container = container::read(&output.container()).expect("what was packed just now");
    for part in &container.parts {
        fs::write(out.join(&part.hash), &part.bytes)?;
    }
    let bundle = Bundle::open(&container.bundle).expect("what was packed just now");
    let all = ["en", "ja", "ar"].into_iter();
    Ok(all.flat_map(|locale| of(&bundle, locale)).collect())
}

fn of(bundle: &Bundle, locale: &str) -> Vec<(String, View)> {
    let bare = || View {
        locale: locale.into(),
        words: said(&bundle.words, locale),
        ..View::default()
    };
    let mut centre = View {
        checklist: Some(checklist(bundle, locale, 1)),
        help: help(bundle, locale),
        feed: feed(bundle, locale),
        links: said(&bundle.links, locale),
        ..bare()
    };
    centre.feed[1].fate = EntryFate::Done;
    let done = View {
        checklist: Some(checklist(bundle, locale, 3)),
        ..centre.clone()
    };
    let stands = |id: &&str| guide(bundle, locale, id, 0);
    let fixtures = View {
        fixtures: FIXTURES.iter().map(stands).collect(),
        ..bare()
    };
    let corners = View {
        guide: Some(guide(bundle, locale, "stress-slideout", 0)),
        ..centre.clone()
    };
    let guides = GUIDES.map(|(id, step)| {
        let shown = Some(guide(bundle, locale, id, step));
        (
            id,
            View {
                guide: shown,
                ..bare()
            },
        )
    });
    let own = [
        ("fixtures", fixtures),
        ("centre", centre.clone()),
        ("done", done),
        ("corners", corners),
        (
            "empty",
            View {
                help: help(bundle, locale),
                ..bare()
            },
        ),
    ];
    let dressed = LOOKS[..2].iter().map(|(look, theme)| {
        let view = View {
            theme: theme_of(theme),
            guide: Some(guide(bundle, locale, "modal", 0)),
            ..centre.clone()
        };
        (format!("m-{look}.{locale}"), view)
    });
    let dressed: Vec<_> = dressed.collect();
    let named = |(name, view)| (format!("m-{name}.{locale}"), view);
    guides
        .into_iter()
        .chain(own)
        .map(named)
        .chain(dressed)
        .collect()
}
