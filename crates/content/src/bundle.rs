//! The bundle: what the browser downloads at load, and the container that holds it together with
//! the parts that are downloaded later.
//!
//! A part is `magic (4) | format (1) | FNV-1a 64 of the payload (8, little endian) | payload`, the
//! payload in the form of [`crate::codec`]. The container, which never reaches the browser, is the
//! magic `BNSO`, a format byte, and for each part its name (behind a length of one byte) and its
//! bytes (behind a length of four, little endian). The first part is named `bundle`; the others are
//! help packs, named after their locale and addressed by their hash.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, Decode, Encode, Reader};
use crate::help::HelpRef;
use crate::model::{Budget, Checklist, Feature, Guide, RuleId};
use crate::prose::{HelpText, Packed, Prose};
use crate::rule::{Graph, Topics};

const MAGIC: [u8; 4] = *b"BNSB";
const FORMAT: u8 = 11;
const HEADER: usize = 13;

/// Everything the browser needs to decide, in every locale. The bodies of help articles come apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// The content's version: the hash of what was authored.
    pub version: String,
    /// The locales, the first being the default.
    pub locales: Vec<String>,
    /// The look: a [`Theme`].
    pub theme: Packed,
    /// Other looks, each for whoever the rule holds for; the first that holds wins.
    pub themes: Vec<(RuleId, Packed)>,
    /// Our own words around guides, checklists and help: a list of texts, see [`crate::prose::word`].
    pub words: Prose,
    /// The rules that everything below refers to.
    pub graph: Graph,
    /// How many guides may appear by themselves.
    pub budgets: Vec<Budget>,
    /// How many of 10,000 users see no guide at all, for comparison.
    pub holdout: u16,
    /// The features.
    pub features: Vec<Feature>,
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// The guides, the highest priority first.
    pub guides: Vec<Guide>,
    /// The help widget, if there are articles: a [`HelpText`].
    pub help: Option<Prose>,
    /// What help lists of the guides: the announcements, the newest first, and behind them the guides
    /// that people can start there.
    pub feed: Vec<Entry>,
    /// Other ways to get help: a [`crate::drawing::Drawing`], empty when there are none.
    pub links: Prose,
}

/// A guide as help lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its position in [`Bundle::guides`].
    pub guide: u16,
    /// What it says: an [`crate::prose::EntryText`].
    pub said: Prose,
}

impl Decode<'_> for Bundle {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self::read(reader, true)
    }
}

/// The look of everything Banso paints, as far as it differs from the style sheets of the modules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Whether it is dark, whatever the host is; None: as the host is.
    pub dark: Option<bool>,
    /// A style sheet of custom properties, made by the compiler from checked values alone: those of
    /// `.shell`, and those of `.shell[data-dark]`.
    pub css: String,
}

impl Bundle {
    /// Opens a bundle, refusing a foreign or damaged one.
    pub fn open(bytes: &[u8]) -> Result<Self, BundleError> {
        Self::open_for(bytes, true)
    }

    /// Opens a bundle for an engine that can show it, or else without what is shown.
    pub fn open_for(bytes: &[u8], showing: bool) -> Result<Self, BundleError> {
        let mut reader = Reader::new(payload(MAGIC, bytes)?);
        let bundle = Self::read(&mut reader, showing);
        if reader.is_done() {
            return Ok(bundle);
        }
        codec::discard(bundle);
        Err(BundleError::Damaged)
    }

    fn read(reader: &mut Reader<'_>, showing: bool) -> Self {
        let shown = reader.bytes();
        let shown = if showing { shown } else { &[] };
        let mut part = Reader::new(shown);
        let bundle = Self::read_parts(reader, &mut part);
        if !shown.is_empty() && !part.is_done() {
            reader.fail();
        }
        bundle
    }

    /// Whether there is anything to show.
    pub fn shows(&self) -> bool {
        !self.guides.is_empty() || !self.checklists.is_empty() || self.help.is_some()
    }

    /// The topics of the rules' leaves.
    pub fn topics(&self) -> Topics {
        Topics {
            traits: self.graph.traits.len(),
            counters: self.graph.counters.len(),
            features: self.features.len(),
            checklists: self.checklists.len(),
        }
    }

    /// The bundle's bytes.
    pub fn seal(&self) -> Vec<u8> {
        seal_part(MAGIC, self)
    }

    /// The locale of the content that serves a page in `tag`: the same tag, else the same language,
    /// else the default.
    pub fn locale_for(&self, tag: &str) -> Option<&str> {
        let (mut best, mut rank) = (self.locales.first(), 0);
        for locale in &self.locales {
            let fits = if locale.eq_ignore_ascii_case(tag) {
                2
            } else {
                u8::from(language(locale).eq_ignore_ascii_case(language(tag)))
            };
            if fits > rank {
                (best, rank) = (Some(locale), fits);
            }
        }
        best.map(String::as_str)
    }

    /// The help packs, one for each locale that has articles of its own.
    pub fn packs(&self) -> Vec<HelpRef> {
        let Some(help) = &self.help else {
            return Vec::new();
        };
        let texts = self.locales.iter();
        let own = |locale: &String| {
            let text: HelpText = help.read(locale)?;
            (text.pack.locale == *locale).then_some(text.pack)
        };
        texts.filter_map(own).collect()
    }
}

/// The language of a BCP 47 tag: its first subtag.
fn language(tag: &str) -> &[u8] {
    let tag = tag.as_bytes();
    let end = tag.iter().position(|byte| *byte == b'-');
    &tag[..end.unwrap_or(tag.len())]
}

/// Why a part was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// Not one of our parts, or not the one expected.
    Foreign,
    /// Written for another version of the reader.
    Format,
    /// The bytes are not those that were written.
    Damaged,
}

/// Opens a part of this magic, refusing a foreign or damaged one.
pub fn open_part<'a, T: Decode<'a>>(magic: [u8; 4], bytes: &'a [u8]) -> Result<T, BundleError> {
    codec::decode(payload(magic, bytes)?).ok_or(BundleError::Damaged)
}

/// The payload of a part of this magic.
fn payload(magic: [u8; 4], bytes: &[u8]) -> Result<&[u8], BundleError> {
    let (header, payload) = bytes.split_at_checked(HEADER).ok_or(BundleError::Foreign)?;
    if header[..4] != magic {
        return Err(BundleError::Foreign);
    }
    if header[4] != FORMAT {
        return Err(BundleError::Format);
    }
    if header[5..] != fnv1a(payload).to_le_bytes() {
        return Err(BundleError::Damaged);
    }
    Ok(payload)
}

/// The bytes of a part.
pub fn seal_part(magic: [u8; 4], value: &impl Encode) -> Vec<u8> {
    let payload = codec::encode(value);
    let mut out = Vec::with_capacity(HEADER + payload.len());
    out.extend_from_slice(&magic);
    out.push(FORMAT);
    out.extend_from_slice(&fnv1a(&payload).to_le_bytes());
    out.extend_from_slice(&payload);
    out
}

/// FNV-1a, 64 bits: a check against damage, not against an attacker
/// (<http://www.isthe.com/chongo/tech/comp/fnv/>).
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle() -> Bundle {
        Bundle {
            version: "v1".into(),
            ..Bundle::default()
        }
    }

    #[test]
    fn a_sealed_bundle_opens() {
        assert_eq!(Bundle::open(&bundle().seal()), Ok(bundle()));
    }

    #[test]
    fn every_damaged_byte_is_refused() {
        let bytes = bundle().seal();
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(Bundle::open(&damaged).is_err(), "byte {at}");
            assert!(Bundle::open(&bytes[..at]).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn a_page_locale_finds_the_nearest_content_locale() {
        let bundle = Bundle {
            locales: vec!["en".into(), "ja".into()],
            ..Bundle::default()
        };
        for (tag, expected) in [("ja-JP", "ja"), ("en-GB", "en"), ("fr", "en"), ("JA", "ja")] {
            assert_eq!(bundle.locale_for(tag), Some(expected), "{tag}");
        }
    }
}
