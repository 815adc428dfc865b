//! The script of a character, as far as it decides how a run is cut into terms.

/// How a run of characters is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Space, punctuation, symbols: ends every run.
    Gap,
    /// Letters and digits between spaces: the word is the term.
    Word,
    /// Chinese characters: singles and pairs.
    Han,
    /// Hiragana: pairs.
    Hiragana,
    /// Katakana: the run and its pairs.
    Katakana,
    /// Hangul, Thai, Lao, Burmese, Khmer: pairs.
    Syllable,
}

/// Where each script begins, up to the next row.
const ROWS: &[(u32, Script)] = &[
    (0x00, Script::Gap),
    // Digits.
    (0x30, Script::Word),
    (0x3a, Script::Gap),
    // Latin.
    (0x61, Script::Word),
    (0x7b, Script::Gap),
    (0xaa, Script::Word),
    (0xab, Script::Gap),
    (0xb5, Script::Word),
    (0xb6, Script::Gap),
    (0xba, Script::Word),
    (0xbb, Script::Gap),
    // Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Indic.
    (0xc0, Script::Word),
    (0x37e, Script::Gap),
    (0x37f, Script::Word),
    (0x387, Script::Gap),
    (0x388, Script::Word),
    (0x55a, Script::Gap),
    (0x560, Script::Word),
    (0x589, Script::Gap),
    (0x58a, Script::Word),
    (0x5be, Script::Gap),
    (0x5bf, Script::Word),
    (0x5c0, Script::Gap),
    (0x5c1, Script::Word),
    (0x60c, Script::Gap),
    (0x60d, Script::Word),
    (0x61b, Script::Gap),
    (0x61c, Script::Word),
    (0x61f, Script::Gap),
    (0x620, Script::Word),
    (0x66a, Script::Gap),
    (0x66e, Script::Word),
    (0x6d4, Script::Gap),
    (0x6d5, Script::Word),
    (0x964, Script::Gap),
    (0x966, Script::Word),
    // Thai, Lao.
    (0xe00, Script::Syllable),
    // Tibetan.
    (0xf00, Script::Word),
    // Burmese.
    (0x1000, Script::Syllable),
    // Georgian.
    (0x10a0, Script::Word),
    // Hangul letters.
    (0x1100, Script::Syllable),
    // Ethiopic, Cherokee.
    (0x1200, Script::Word),
    // Khmer.
    (0x1780, Script::Syllable),
    // Mongolian, Latin and Greek again.
    (0x1800, Script::Word),
    (0x2000, Script::Gap),
    (0x2c00, Script::Word),
    (0x2e00, Script::Gap),
    // Radicals.
    (0x2e80, Script::Han),
    (0x2fe0, Script::Gap),
    // Iteration marks.
    (0x3005, Script::Han),
    (0x3008, Script::Gap),
    (0x3041, Script::Hiragana),
    (0x3099, Script::Gap),
    (0x309d, Script::Hiragana),
    (0x30a0, Script::Gap),
    (0x30a1, Script::Katakana),
    (0x30fb, Script::Gap),
    (0x30fc, Script::Katakana),
    // Bopomofo.
    (0x3100, Script::Han),
    // Hangul letters.
    (0x3130, Script::Syllable),
    (0x3190, Script::Gap),
    // Bopomofo.
    (0x31a0, Script::Han),
    (0x31c0, Script::Gap),
    (0x31f0, Script::Katakana),
    (0x3200, Script::Gap),
    (0x3400, Script::Han),
    (0xa000, Script::Word),
    // Hangul.
    (0xac00, Script::Syllable),
    (0xd7b0, Script::Gap),
    (0xf900, Script::Han),
    (0xfb00, Script::Gap),
    (0x20000, Script::Han),
    (0x40000, Script::Gap),
];

/// The script of one folded character.
pub(crate) fn script(ch: char) -> Script {
    let row = ROWS
        .partition_point(|(first, _)| *first <= ch as u32)
        .wrapping_sub(1);
    ROWS.get(row).map_or(Script::Gap, |(_, script)| *script)
}

/// The script of `ch` after a character of script `before`: a sound mark belongs to the kana that
/// it lengthens, and a small `ヶ` between Chinese characters counts as one of them.
pub(crate) fn script_after(before: Script, ch: char) -> Script {
    match (before, ch) {
        (Script::Hiragana, 'ー') => Script::Hiragana,
        (Script::Han, 'ヶ' | 'ヵ') => Script::Han,
        _ => script(ch),
    }
}
