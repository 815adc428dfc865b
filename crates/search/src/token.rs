//! The one tokenizer: it cuts text into terms by script, for the builder and for the query alike.
//!
//! | script | terms |
//! |---|---|
//! | letters, digits | the stemmed word; at a hyphen the parts and the whole |
//! | Chinese characters | every character, every pair |
//! | katakana | the whole run, every pair |
//! | hiragana | every pair |
//! | Hangul, Thai and the like | every pair |
//! | where two of these meet | the pair across the border |

use alloc::vec::Vec;
use core::ops::Range;

use crate::fold::{Folded, Glyph};
use crate::lang::Lang;
use crate::script::{Script, script_after};
use crate::stem::stem;

/// Longest word in bytes; what is beyond is cut off, when building and when asking.
pub(crate) const WORD_MAX: usize = 40;

/// What a term looks like. The builder gives each kind its weight in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A word of letters and digits.
    Word = 0,
    /// One Chinese character.
    Han = 1,
    /// Two Chinese characters.
    HanPair = 2,
    /// Two katakana.
    Katakana = 3,
    /// A whole run of katakana.
    KatakanaRun = 4,
    /// Two hiragana.
    Hiragana = 5,
    /// Two syllables of Hangul, Thai and the like.
    Syllables = 6,
    /// Two characters where scripts meet, neither of them hiragana.
    Border = 7,
    /// Two characters where scripts meet, one of them hiragana.
    HiraganaBorder = 8,
}

/// Number of kinds.
pub(crate) const KINDS: usize = 9;

/// What is looked up in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term<'t> {
    /// A stemmed word, in UTF-8.
    Word(&'t [u8]),
    /// One character, or two that stand side by side (`'\0'`: no second one).
    Gram(char, char),
    /// A whole run, by its hash (see [`run_hash`]).
    Run(u32),
}

/// A term and where it stands.
#[derive(Clone, Debug)]
pub struct Token<'t> {
    /// What is looked up.
    pub term: Term<'t>,
    /// What it looks like.
    pub kind: Kind,
    /// Its bytes in the text that was tokenized.
    pub span: Range<usize>,
}

/// Hands every token of `text` to `emit`, in the order in which they end.
///
/// `text` is expected in NFKC and lower case; width, ASCII case and accents are folded all the
/// same, so text as it is written comes out nearly alike.
pub fn tokenize(lang: Lang, text: &str, emit: &mut dyn FnMut(Token<'_>)) {
    let mut cutter = Cutter {
        lang,
        run: Vec::new(),
        script: Script::Gap,
        hyphened: Vec::new(),
        emit,
    };
    let mut glyphs = Folded::new(text);
    while let Some(glyph) = glyphs.next() {
        let joins = cutter.script == Script::Word && glyphs.clone().next().is_some_and(is_letter);
        match glyph.ch {
            '\'' if joins && lang == Lang::En => cutter.run.push(glyph),
            '-' if joins => cutter.hyphen(),
            _ => cutter.push(glyph),
        }
    }
    cutter.flush();
}

/// The state between two characters: the run of one script that is being gathered.
struct Cutter<'e> {
    lang: Lang,
    run: Vec<Glyph>,
    script: Script,
    /// What stands before the hyphen that leads to the run.
    hyphened: Vec<Glyph>,
    emit: &'e mut dyn FnMut(Token<'_>),
}

impl Cutter<'_> {
    fn push(&mut self, glyph: Glyph) {
        let script = script_after(self.script, glyph.ch);
        if script != self.script {
            let last = self.run.last().copied();
            let before = self.script;
            self.flush();
            self.script = script;
            if let Some(last) = last
                && script != Script::Gap
            {
                let soft = before == Script::Hiragana || script == Script::Hiragana;
                self.pair(
                    last,
                    glyph,
                    if soft {
                        Kind::HiraganaBorder
                    } else {
                        Kind::Border
                    },
                );
            }
        }
        if script != Script::Gap {
            self.run.push(glyph);
        }
    }

    /// Emits the terms of the run and forgets it.
    fn flush(&mut self) {
        let run = core::mem::take(&mut self.run);
        match self.script {
            Script::Gap => {}
            Script::Word => self.words(&run),
            Script::Han => {
                for glyph in &run {
                    self.single(*glyph, Kind::Han);
                }
                self.pairs(&run, Kind::HanPair);
            }
            Script::Hiragana => self.pairs(&run, Kind::Hiragana),
            Script::Katakana => {
                self.pairs(&run, Kind::Katakana);
                self.whole(&run);
            }
            Script::Syllable => match run[..] {
                [lone] => self.single(lone, Kind::Syllables),
                _ => self.pairs(&run, Kind::Syllables),
            },
        }
        self.run = run;
        self.run.clear();
    }

    fn single(&mut self, glyph: Glyph, kind: Kind) {
        let term = Term::Gram(glyph.ch, '\0');
        (self.emit)(Token {
            term,
            kind,
            span: glyph.start..glyph.end,
        });
    }

    fn pair(&mut self, one: Glyph, two: Glyph, kind: Kind) {
        let term = Term::Gram(one.ch, two.ch);
        (self.emit)(Token {
            term,
            kind,
            span: one.start..two.end,
        });
    }

    fn pairs(&mut self, run: &[Glyph], kind: Kind) {
        for two in run.windows(2) {
            if let [one, two] = two {
                self.pair(*one, *two, kind);
            }
        }
    }

    fn whole(&mut self, run: &[Glyph]) {
        if let [first, .., last] = run {
            let term = Term::Run(run_hash(run.iter().map(|glyph| glyph.ch)));
            (self.emit)(Token {
                term,
                kind: Kind::KatakanaRun,
                span: first.start..last.end,
            });
        }
    }

    /// Keeps the run to join it with the one that follows the hyphen.
    fn hyphen(&mut self) {
        let mut before = core::mem::take(&mut self.hyphened);
        before.extend_from_slice(&self.run);
        self.flush();
        self.script = Script::Gap;
        self.hyphened = before;
    }

    /// The word, and the compound that it closes: `sign-in` is found by `signin` too.
    fn words(&mut self, run: &[Glyph]) {
        self.word(run);
        let mut compound = core::mem::take(&mut self.hyphened);
        if !compound.is_empty() {
            compound.extend_from_slice(run);
            self.word(&compound);
        }
    }

    fn word(&mut self, run: &[Glyph]) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            return;
        };
        let mut word = Vec::new();
        spell(run, &mut word);
        stem(self.lang, &mut word);
        let span = first.start..last.end;
        (self.emit)(Token {
            term: Term::Word(&word),
            kind: Kind::Word,
            span,
        });
    }
}

/// Whether a character, as it follows another of its word, is no digit.
fn is_letter(glyph: Glyph) -> bool {
    script_after(Script::Word, glyph.ch) == Script::Word && !glyph.ch.is_ascii_digit()
}

/// Writes a run of letters as UTF-8, up to [`WORD_MAX`] bytes: without a final `'s`, without
/// apostrophes.
fn spell(run: &[Glyph], word: &mut Vec<u8>) {
    let run = match run {
        [rest @ .., mark, s] if mark.ch == '\'' && s.ch == 's' => rest,
        _ => run,
    };
    for ch in run.iter().map(|glyph| glyph.ch).filter(|ch| *ch != '\'') {
        if word.len() + ch.len_utf8() > WORD_MAX {
            break;
        }
        word.extend_from_slice(ch.encode_utf8(&mut [0; 4]).as_bytes());
    }
}

/// Bits of a run's hash: few collisions among some ten thousand runs, and a short key.
pub(crate) const RUN_BITS: u32 = 27;

/// The hash that stands for a whole run of katakana.
pub fn run_hash(run: impl Iterator<Item = char>) -> u32 {
    let mix = |hash: u32, ch| (hash ^ ch as u32).wrapping_mul(0x9e37_79b1).rotate_left(15);
    run.fold(0x811c_9dc5, mix).wrapping_mul(0x85eb_ca6b) >> (32 - RUN_BITS)
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::string::{String, ToString};

    /// The terms of a text, spelled out and joined by spaces; a run as its text in brackets.
    fn terms(lang: Lang, text: &str) -> String {
        let mut out = std::vec::Vec::new();
        tokenize(lang, text, &mut |token| {
            out.push(match token.term {
                Term::Word(word) => String::from_utf8(word.to_vec()).unwrap_or_default(),
                Term::Gram(one, '\0') => one.to_string(),
                Term::Gram(one, two) => String::from_iter([one, two]),
                Term::Run(_) => std::format!("[{}]", &text[token.span]),
            });
        });
        out.join(" ")
    }

    #[test]
    fn text_is_cut_by_script() {
        for (lang, text, expect) in [
            (Lang::Ja, "経費精算", "経 費 精 算 経費 費精 精算"),
            (
                Lang::Ja,
                "領収書を撮る",
                "領 収 書 領収 収書 書を を撮 撮 撮る",
            ),
            (Lang::Ja, "レシート", "レシ シー ート [レシート]"),
            (Lang::Ja, "すーぱー", "すー ーぱ ぱー"),
            (
                Lang::Ja,
                "カードの明細",
                "カー ード [カード] ドの の明 明 細 明細",
            ),
            (Lang::Ja, "csv出力", "csv v出 出 力 出力"),
            (Lang::Ja, "5月、6月", "5 5月 月 6 6月 月"),
            (Lang::Ja, "三ヶ月", "三 ヶ 月 三ヶ ヶ月"),
            (Lang::Ja, "ﾚｼｰﾄ", "レシ シー ート [ﾚｼｰﾄ]"),
            (
                Lang::Ja,
                "アプリ・カード",
                "アプ プリ [アプリ] カー ード [カード]",
            ),
            (Lang::Zh, "报销单", "报 销 单 报销 销单"),
            (Lang::Ko, "영수증 등록", "영수 수증 등록"),
            (Lang::Ko, "새 카드", "새 카드"),
            (Lang::Ko, "api를", "api i를 를"),
            (
                Lang::En,
                "Submitting the team's reports",
                "submit the team report",
            ),
            (Lang::En, "don't re-open Q3", "dont re open reopen q3"),
            (Lang::En, "day-to-day", "day to day daytoday"),
            (Lang::En, "2015-16 - a", "2015 16 a"),
            (Lang::En, "Café crème", "cafe creme"),
            (Lang::Other, "submitting reports", "submitting reports"),
            (Lang::Other, "ใบเสร็จ", "ใบ บเ เส สร ร็ ็จ"),
            (Lang::Ja, "　！？🎉", ""),
        ] {
            assert_eq!(terms(lang, text), expect, "{text}");
        }
    }

    #[test]
    fn a_long_word_is_cut_at_a_character() {
        let word = "é".repeat(30) + &"ж".repeat(30);
        let cut = terms(Lang::Other, &word);
        assert_eq!(cut, "e".repeat(30) + &"ж".repeat(5));
    }

    #[test]
    fn spans_are_bytes_of_the_text() {
        let text = "ＰＤＦを出力";
        let mut spans = std::vec::Vec::new();
        tokenize(Lang::Ja, text, &mut |token| spans.push(&text[token.span]));
        assert_eq!(spans, ["ＰＤＦ", "Ｆを", "を出", "出", "力", "出力"]);
    }
}
