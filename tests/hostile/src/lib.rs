//! What reads bytes, each as a function of bytes: the fuzzer of `fuzz/` and the tests beside this
//! call the same. A call that returns has passed.

mod engine;
mod seeds;

use std::hint::black_box;

use banso_content::bundle::{Bundle, fnv1a};
use banso_content::codec;
use banso_content::compiler::{Source, build};
use banso_content::help::HelpPack;
use banso_engine::recording::Recording;
use banso_search::{Index, Lang, highlights};
use banso_wire::decode::{Body, Message};

pub use engine::{engine, memory};
pub use seeds::seeds;

/// Reads bytes, whatever they are.
pub type Reader = fn(&[u8]);

/// What reads bytes, by the name of its fuzz target.
pub const TARGETS: [(&str, Reader); 8] = [
    ("bundle", bundle),
    ("help", help),
    ("search", search),
    ("engine", engine),
    ("memory", memory),
    ("recording", recording),
    ("content", content),
    ("collector", collector),
];

/// The bytes before the payload of a part: magic, format and the payload's checksum.
const HEADER: usize = 13;

/// A part with the checksum of what it holds now.
pub fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.len() >= HEADER {
        let sum = fnv1a(&bytes[HEADER..]).to_le_bytes();
        bytes[HEADER - 8..HEADER].copy_from_slice(&sum);
    }
    bytes
}

/// The reader of the bundle.
pub fn bundle(bytes: &[u8]) {
    let _ = black_box(Bundle::open(bytes));
    if let Ok(bundle) = Bundle::open(&resealed(bytes.to_vec())) {
        black_box((bundle.topics(), bundle.locale_for("ja-JP")));
        let again = Bundle::open(&bundle.seal()).map(|again| again.seal());
        assert_eq!(again, Ok(bundle.seal()), "what is read is written");
    }
}

/// The reader of help packs, with everything that a help widget asks of one.
pub fn help(bytes: &[u8]) {
    let bytes = resealed(bytes.to_vec());
    let Ok(pack) = HelpPack::open(&bytes) else {
        return;
    };
    for article in 0..pack.articles.len().min(50) {
        black_box(pack.body(article));
    }
    search(pack.index);
}

/// The reader of search indexes.
pub fn search(bytes: &[u8]) {
    let _ = Index::open(bytes).is_ok();
    if let Ok(index) = Index::reopen(bytes) {
        for query in ["expense report", "経費の精算", "a", ""] {
            black_box(index.search(query, 10));
        }
    }
    let text = String::from_utf8_lossy(bytes);
    black_box(highlights(Lang::Ja, &text, &text));
}

/// The reader of recordings, and going through one with the content that it names.
pub fn recording(bytes: &[u8]) {
    let Ok(mut recording) = Recording::open(&resealed(bytes.to_vec())) else {
        return;
    };
    let bundle = seeds::content();
    recording.bundle.clone_from(&bundle.version);
    let _ = black_box(recording.replay(bundle));
}

/// The compiler of content: a project file, or an article.
pub fn content(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = black_box(build(&Source::of([("banso.json", text.as_ref())])));
    let article = ("articles/en/article.md", text.as_ref());
    let _ = black_box(build(&Source::of([
        ("banso.json", seeds::CONTENT),
        article,
    ])));
}

/// The collector's decoder of requests.
pub fn collector(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for body in [Body::batch(text), Body::single(text)]
        .into_iter()
        .flatten()
    {
        for message in body.messages {
            let _ = black_box(Message::read(message, None));
            black_box(Message::id_of(message));
        }
    }
}

/// Bytes as a value of the codec, if they are one.
fn decoded<'a, T: codec::Decode<'a>>(bytes: &'a [u8]) -> Option<T> {
    codec::decode(bytes)
}
