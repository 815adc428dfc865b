//! Damaged bytes and odd text: an error or a wrong answer, never a panic, never work without end.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use banso_search::{Document, Index, Lang, Settings, build, highlights, normalize};
use proptest::collection::vec;
use proptest::prelude::*;

/// A collection that fills every section of the format, with lists long enough to be skipped.
static HEALTHY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let bodies: Vec<String> = (0..40)
        .map(|number| {
            format!("経費の精算 レシート{number} カードを登録 export report {number} team")
        })
        .collect();
    let docs: Vec<Document<'_>> = bodies
        .iter()
        .map(|body| Document {
            title: "経費 report",
            body,
            keywords: "領収書",
            ..Document::default()
        })
        .collect();
    build(Lang::Ja, &Settings::for_lang(Lang::Ja), &docs)
});

/// Asks everything that reads another part of the index.
fn ask(index: &Index<'_>) {
    for query in [
        "経費の精算",
        "かーど",
        "レシート",
        "reprot",
        "exp",
        "teamreport ",
        "領収書",
    ] {
        index.search(query, 5);
    }
}

#[test]
fn a_count_beyond_the_bytes_is_refused() {
    for place in 3..7 {
        let mut bytes = HEALTHY.clone();
        bytes[place * 4..place * 4 + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(Index::reopen(&bytes).is_err(), "{place}");
    }
}

proptest! {
    #[test]
    fn a_changed_byte_is_noticed_and_harmless(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut bytes = HEALTHY.clone();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        prop_assert!(Index::open(&bytes).is_err());
        if let Ok(index) = Index::reopen(&bytes) {
            ask(&index);
        }
    }

    #[test]
    fn many_changed_bytes_are_harmless(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..60),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = HEALTHY.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        for bytes in [&bytes[..], &bytes[..cut.index(bytes.len())]] {
            if let Ok(index) = Index::reopen(bytes) {
                ask(&index);
            }
        }
    }

    #[test]
    fn any_bytes_are_harmless(bytes in vec(any::<u8>(), 0..400)) {
        prop_assert!(Index::open(&bytes).is_err());
        if let Ok(index) = Index::reopen(&bytes) {
            ask(&index);
        }
    }

    #[test]
    fn any_text_is_built_found_and_marked(title in "\\PC{0,12}", body in "\\PC{0,60}", query in "\\PC{0,20}") {
        for lang in [Lang::Ja, Lang::En, Lang::De] {
            let docs = [Document { title: &title, body: &body, ..Document::default() }];
            let bytes = build(lang, &Settings::for_lang(lang), &docs);
            let index = Index::open(&bytes).unwrap();
            index.search(&query, 3);
            let hits = index.search(&normalize(&body), 3);
            prop_assert!(hits.iter().all(|hit| hit.doc == 0 && hit.score.is_finite()));
            let mut last = 0;
            for range in highlights(lang, &body, &query) {
                prop_assert!(range.start >= last && body.get(range.clone()).is_some());
                last = range.end;
            }
        }
    }
}
