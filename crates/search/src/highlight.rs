//! Which parts of a text match a query, for the eye.

use alloc::vec::Vec;
use core::ops::Range;

use crate::lang::Lang;
use crate::token::{Kind, Term, Token, tokenize};

/// The byte ranges of `text` that match the terms of `query`, in order, merged.
///
/// `text` is as it is written: case, width and accents are folded here. What would only speckle the
/// text is left out: single characters of longer words, lone kana pairs, pairs across scripts.
/// The last word of the query also matches the words that it begins.
pub fn highlights(lang: Lang, text: &str, query: &str) -> Vec<Range<usize>> {
    let wanted = Wanted::read(lang, query);
    let mut marks: Vec<Mark> = Vec::new();
    tokenize(lang, text, &mut |token| {
        if wanted.terms.iter().any(|term| term.matches(&token)) {
            marks.push(Mark {
                weak: is_kana_pair(token.kind),
                span: token.span,
            });
        }
    });
    if let Some(typed) = &wanted.typed {
        tokenize(Lang::Other, text, &mut |token| {
            if matches!(token.term, Term::Word(word) if word.starts_with(typed)) {
                marks.push(Mark {
                    weak: false,
                    span: token.span,
                });
            }
        });
    }
    merge(marks)
}

/// A part of the text that matches; a weak one counts only together with its neighbour.
struct Mark {
    span: Range<usize>,
    weak: bool,
}

/// Joins marks that touch, and drops the weak ones that stayed alone.
fn merge(marks: Vec<Mark>) -> Vec<Range<usize>> {
    let mut joined: Vec<Mark> = Vec::new();
    for mark in marks {
        add(&mut joined, mark);
    }
    joined.retain(|mark| !mark.weak);
    joined.into_iter().map(|mark| mark.span).collect()
}

/// Adds a mark to those that are joined and in order, where it belongs.
fn add(joined: &mut Vec<Mark>, mut mark: Mark) {
    let mut at = joined.len();
    while let Some(before) = at.checked_sub(1).and_then(|at| joined.get(at)) {
        if before.span.end < mark.span.start {
            break;
        }
        at -= 1;
        if before.span.start <= mark.span.end {
            mark.weak &= before.weak && before.span == mark.span;
            mark.span.start = before.span.start.min(mark.span.start);
            mark.span.end = before.span.end.max(mark.span.end);
            joined.remove(at);
        }
    }
    joined.insert(at, mark);
}

fn is_kana_pair(kind: Kind) -> bool {
    matches!(kind, Kind::Katakana | Kind::Hiragana)
}

/// What the query asks to see.
struct Wanted {
    terms: Vec<Owned>,
    /// The last word as far as it is typed.
    typed: Option<Vec<u8>>,
}

/// A term that outlives its query.
#[derive(PartialEq)]
enum Owned {
    Word(Vec<u8>),
    Gram(char, char),
    Run(u32),
}

impl Owned {
    fn new(term: Term<'_>) -> Self {
        match term {
            Term::Word(word) => Self::Word(word.to_vec()),
            Term::Gram(one, two) => Self::Gram(one, two),
            Term::Run(hash) => Self::Run(hash),
        }
    }

    fn matches(&self, token: &Token<'_>) -> bool {
        match (self, token.term) {
            (Self::Word(word), Term::Word(other)) => word == other,
            (Self::Gram(one, two), Term::Gram(a, b)) => *one == a && *two == b,
            (Self::Run(hash), Term::Run(other)) => *hash == other,
            _ => false,
        }
    }
}

impl Wanted {
    fn read(lang: Lang, query: &str) -> Self {
        let mut found: Vec<(Kind, Owned)> = Vec::new();
        tokenize(lang, query, &mut |token| {
            found.push((token.kind, Owned::new(token.term)));
        });
        let only_hiragana = found.iter().all(|(kind, _)| *kind == Kind::Hiragana);
        let shows = |kind: Kind, term: &Owned| match (kind, term) {
            (Kind::Border | Kind::HiraganaBorder, _) => false,
            (Kind::Hiragana, _) => only_hiragana,
            (Kind::Han, Owned::Gram(ch, _)) => !found.iter().any(|(kind, term)| {
                *kind == Kind::HanPair
                    && matches!(term, Owned::Gram(one, two) if one == ch || two == ch)
            }),
            _ => true,
        };
        let shown: Vec<bool> = found
            .iter()
            .map(|(kind, term)| shows(*kind, term))
            .collect();
        let terms = found.into_iter().zip(shown).filter(|(_, shown)| *shown);
        Self {
            terms: terms.map(|((_, term), _)| term).collect(),
            typed: typed(query),
        }
    }
}

/// The last word of a query, if nothing follows it.
fn typed(query: &str) -> Option<Vec<u8>> {
    let mut last = None;
    tokenize(Lang::Other, query, &mut |token| {
        last = match token.term {
            Term::Word(word) if token.span.end == query.len() && word.len() > 1 => {
                Some(word.to_vec())
            }
            _ => None,
        };
    });
    last
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn the_parts_that_match_are_marked() {
        for (lang, query, text, expect) in [
            (
                Lang::Ja,
                "経費の精算",
                "経費を精算する方法",
                "[経費]を[精算]する方法",
            ),
            (
                Lang::Ja,
                "カード明細",
                "カードの明細とカーテン",
                "[カード]の[明細]とカーテン",
            ),
            (Lang::Ja, "レシート", "ﾚｼｰﾄを撮る", "[ﾚｼｰﾄ]を撮る"),
            (Lang::Ja, "すいか", "すいかをかう", "[すいか]をかう"),
            (Lang::Ja, "csv出力", "ＣＳＶで出力", "[ＣＳＶ]で[出力]"),
            (
                Lang::En,
                "approve reports",
                "Approved: 2 Reports",
                "[Approved]: 2 [Reports]",
            ),
            (
                Lang::En,
                "how to rep",
                "A report, repeated",
                "A [report], [repeated]",
            ),
            (Lang::En, "rep ", "A report", "A report"),
            (Lang::Ko, "영수증", "영수증을 등록", "[영수증]을 등록"),
            (Lang::En, "", "Nothing", "Nothing"),
        ] {
            let mut marked = std::string::String::new();
            let mut at = 0;
            for range in highlights(lang, text, query) {
                marked += &text[at..range.start];
                marked.extend(["[", &text[range.clone()], "]"]);
                at = range.end;
            }
            marked += &text[at..];
            assert_eq!(marked, expect, "{query}");
        }
    }
}
