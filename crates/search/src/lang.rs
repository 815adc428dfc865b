//! The language of a site's help articles: it chooses the stemmer and the default weights.

/// A language that the index treats in its own way.
///
/// Scripts are recognised character by character, so a Japanese article with English words in it
/// needs no second language; the language decides only how words written with letters are stemmed
/// and which weights are the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Lang {
    /// Any language without a stemmer of its own: words match as they are written.
    Other = 0,
    /// English.
    En = 1,
    /// Japanese.
    Ja = 2,
    /// Chinese, simplified or traditional.
    Zh = 3,
    /// Korean.
    Ko = 4,
    /// German.
    De = 5,
    /// Spanish.
    Es = 6,
    /// French.
    Fr = 7,
    /// Russian.
    Ru = 8,
    /// Portuguese.
    Pt = 9,
    /// Italian.
    It = 10,
}

/// Each language with the primary subtag of its BCP 47 tag; the order is that of the bytes.
const TAGS: [(Lang, [u8; 2]); 10] = [
    (Lang::En, *b"en"),
    (Lang::Ja, *b"ja"),
    (Lang::Zh, *b"zh"),
    (Lang::Ko, *b"ko"),
    (Lang::De, *b"de"),
    (Lang::Es, *b"es"),
    (Lang::Fr, *b"fr"),
    (Lang::Ru, *b"ru"),
    (Lang::Pt, *b"pt"),
    (Lang::It, *b"it"),
];

impl Lang {
    /// The language of a BCP 47 tag such as `ja`, `ja-JP` or `EN_us`; only the first subtag counts.
    pub fn from_tag(tag: &str) -> Self {
        let bytes = tag.as_bytes();
        let ends = bytes
            .get(2)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        TAGS.iter()
            .find(|(_, known)| {
                ends && bytes
                    .get(..2)
                    .is_some_and(|head| head.eq_ignore_ascii_case(known))
            })
            .map_or(Self::Other, |(lang, _)| *lang)
    }

    /// The language written as `byte` in an index; `None` for a byte that no language has.
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        match byte {
            0 => Some(Self::Other),
            _ => TAGS.get(byte as usize - 1).map(|(lang, _)| *lang),
        }
    }

    /// Whether the language is written mainly in runs without spaces or in Hangul.
    #[cfg(feature = "build")]
    pub(crate) fn is_cjk(self) -> bool {
        matches!(self, Self::Ja | Self::Zh | Self::Ko)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_first_subtag() {
        for (tag, lang) in [
            ("ja", Lang::Ja),
            ("ja-JP", Lang::Ja),
            ("EN_us", Lang::En),
            ("zh-Hant-TW", Lang::Zh),
            ("jav", Lang::Other),
            ("", Lang::Other),
        ] {
            assert_eq!(Lang::from_tag(tag), lang, "{tag}");
        }
    }

    #[test]
    fn every_language_survives_its_byte() {
        for (lang, _) in TAGS {
            assert_eq!(Lang::from_byte(lang as u8), Some(lang));
        }
        assert_eq!(Lang::from_byte(200), None);
    }
}
