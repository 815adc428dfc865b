//! Characters as the tokenizer sees them: width, case and accents folded, without Unicode tables.
//!
//! The builder and the query are NFKC and lower-cased before they come here, so for them only the
//! accents change. Text that is highlighted comes as it is written, and needs the rest.

/// A folded character and the bytes of the text that it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    /// The folded character.
    pub(crate) ch: char,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

/// Iterator over the folded characters of a text.
#[derive(Clone)]
pub(crate) struct Folded<'t> {
    chars: core::str::CharIndices<'t>,
}

impl<'t> Folded<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            chars: text.char_indices(),
        }
    }

    /// The next character, left in place.
    fn peek(&self) -> Option<char> {
        self.chars.clone().next().map(|(_, ch)| ch)
    }
}

impl Iterator for Folded<'_> {
    type Item = Glyph;

    fn next(&mut self) -> Option<Glyph> {
        let (start, ch) = self.chars.next()?;
        let mut ch = fold(ch);
        while let Some(mark) = self.peek() {
            match voiced(ch, mark) {
                Some(composed) => ch = composed,
                None if matches!(mark, '\u{300}'..='\u{36f}') => {}
                None => break,
            }
            self.chars.next();
        }
        Some(Glyph {
            ch,
            start,
            end: self.chars.offset(),
        })
    }
}

/// Base letters of U+00C0 to U+017F, in order; a space where the character is no letter.
const LATIN: &[u8; 192] = b"aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll\
lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Half-width katakana from U+FF66 to U+FF9D, as offsets from U+3000.
const HALF: &[u8; 56] = &[
    0xf2, 0xa1, 0xa3, 0xa5, 0xa7, 0xa9, 0xe3, 0xe5, 0xe7, 0xc3, 0xfc, 0xa2, 0xa4, 0xa6, 0xa8, 0xaa,
    0xab, 0xad, 0xaf, 0xb1, 0xb3, 0xb5, 0xb7, 0xb9, 0xbb, 0xbd, 0xbf, 0xc1, 0xc4, 0xc6, 0xc8, 0xca,
    0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd2, 0xd5, 0xd8, 0xdb, 0xde, 0xdf, 0xe0, 0xe1, 0xe2, 0xe4, 0xe6,
    0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xef, 0xf3,
];

/// One character with its width, case and accent folded.
fn fold(ch: char) -> char {
    let code = ch as u32;
    let folded = match code {
        0x41..=0x5a | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0xc0..=0x17f => LATIN
            .get(code as usize - 0xc0)
            .map_or(32, |byte| u32::from(*byte)),
        0x3c2 => 0x3c3,
        0x401 | 0x451 => 0x435,
        0x400..=0x40f => code + 80,
        0x2018 | 0x2019 => 0x27,
        0x3000 => 0x20,
        0xff21..=0xff3a => code - 0xfee0 + 32,
        0xff01..=0xff5e => code - 0xfee0,
        0xff66..=0xff9d => HALF
            .get(code as usize - 0xff66)
            .map_or(32, |byte| 0x3000 + u32::from(*byte)),
        _ => code,
    };
    char::from_u32(folded).unwrap_or(' ')
}

/// A kana and a mark that voices it, as one character.
fn voiced(kana: char, mark: char) -> Option<char> {
    let step = match mark {
        '\u{3099}' | '\u{ff9e}' => 1,
        '\u{309a}' | '\u{ff9f}' => 2,
        _ => return None,
    };
    let code = kana as u32;
    let katakana = if (0x3041..0x3097).contains(&code) {
        code + 0x60
    } else {
        code
    };
    let takes = match katakana {
        0x30ab..=0x30c1 => katakana % 2 == 1 && step == 1,
        0x30c4..=0x30c8 => katakana % 2 == 0 && step == 1,
        0x30cf..=0x30db => katakana % 3 == 0x30cf % 3,
        0x30a6 if step == 1 => return char::from_u32(code + 0x4e),
        _ => false,
    };
    char::from_u32(code + step).filter(|_| takes)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::String;

    fn folded(text: &str) -> String {
        Folded::new(text).map(|glyph| glyph.ch).collect()
    }

    #[test]
    fn width_case_and_accents_fold() {
        for (text, expect) in [
            ("ＣＳＶ　Ｅｘｐｏｒｔ１", "csv export1"),
            ("ﾚｼｰﾄ", "レシート"),
            ("ｶﾞｲﾄﾞ ﾊﾟｿｺﾝ ｳﾞ", "ガイド パソコン ヴ"),
            ("は\u{3099}す は\u{309a}", "ばす ぱ"),
            ("Café ÜBER šž Ÿ", "cafe uber sz y"),
            ("e\u{301}te", "ete"),
            ("ПРИВЁТ", "привет"),
            ("3×4÷2", "3 4 2"),
        ] {
            assert_eq!(folded(text), expect);
        }
    }

    #[test]
    fn a_glyph_knows_its_bytes() {
        let text = "aｶﾞb";
        let spans: std::vec::Vec<_> = Folded::new(text)
            .map(|glyph| &text[glyph.start..glyph.end])
            .collect();
        assert_eq!(spans, ["a", "ｶﾞ", "b"]);
    }
}
