//! Personal text: `{{user.name|there}}` stands for a value of the reader's own, or of their account.
//! `\{{` stands for two braces that are meant.

mod format;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::diagnostic::Code;
use super::markdown::Flaw;
use crate::block::Trait;

/// A part of a plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The same for everybody.
    Text(String),
    /// The reader's own.
    Trait(Trait),
}

/// A place in a text that starts with two braces.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// From `{{` to `}}`, on one line.
    Closed(Range<usize>),
    /// A `{{` that no `}}` follows on its line.
    Open(usize),
    /// A `\{{`: two braces that are meant.
    Meant(usize),
}

/// The pieces of a plain text. What is no value is text.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let (mut out, mut from) = (Vec::new(), 0);
    for place in places(text) {
        match place {
            Place::Closed(range) => {
                let Ok(said) = value(&text[range.clone()], 0) else {
                    continue;
                };
                push(&text[from..range.start], &mut out);
                out.push(Piece::Trait(said));
                from = range.end;
            }
            Place::Meant(at) => {
                push(&text[from..at], &mut out);
                from = at + 1;
            }
            Place::Open(_) => {}
        }
    }
    push(&text[from..], &mut out);
    out
}

fn push(text: &str, out: &mut Vec<Piece>) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(text),
        _ => out.push(Piece::Text(text.into())),
    }
}

/// A plain text as it reads for somebody of whom nothing is known.
pub(super) fn plain(text: &str) -> String {
    said(&pieces(text))
}

/// The same of its pieces.
pub(super) fn said(pieces: &[Piece]) -> String {
    let said = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Trait(said) => said.fallback.as_str(),
    });
    said.collect()
}

/// The values in a plain text with their byte offsets, and what is wrong with it.
pub(super) fn read(text: &str) -> (Vec<(usize, Trait)>, Vec<Flaw>) {
    let (mut said, mut flaws) = (Vec::new(), Vec::new());
    for place in places(text) {
        match place {
            Place::Closed(range) => match value(&text[range.clone()], range.start) {
                Ok(value) => said.push((range.start, value)),
                Err(flaw) => flaws.push(flaw),
            },
            Place::Open(at) => flaws.push(open(at)),
            Place::Meant(_) => {}
        }
    }
    (said, flaws)
}

/// What is wrong with a plain text in which no value can stand.
pub(super) fn misplaced(text: &str) -> Vec<Flaw> {
    let closed = places(text).into_iter().filter_map(|place| match place {
        Place::Closed(range) => Some(range.start),
        _ => None,
    });
    closed.map(out_of_place).collect()
}

/// Every place in a text that starts with two braces.
pub(super) fn places(text: &str) -> Vec<Place> {
    let (mut out, mut from) = (Vec::new(), 0);
    while let Some(found) = text[from..].find("{{") {
        let at = from + found;
        let slashes = text[from..at].bytes().rev();
        let meant = slashes.take_while(|byte| *byte == b'\\').count() % 2 == 1;
        let end = if meant { None } else { end(&text[at + 2..]) };
        from = at + 2 + end.unwrap_or_default();
        out.push(match end {
            _ if meant => Place::Meant(at - 1),
            Some(_) => Place::Closed(at..from),
            None => Place::Open(at),
        });
    }
    out
}

/// Where the value ends that starts here, on this line and before another one.
fn end(rest: &str) -> Option<usize> {
    let line = rest.split('\n').next().unwrap_or_default();
    let own = line.split("{{").next().unwrap_or_default();
    own.find("}}").map(|at| at + 2)
}

/// The flaw of braces that are not closed.
pub(super) fn open(at: usize) -> Flaw {
    let message = "`{{` is not closed on its line".into();
    let mend = "close it with `}}`; write `\\{{` for two braces that are meant";
    flaw(at, message, mend)
}

/// The flaw of a value where none can stand.
pub(super) fn out_of_place(at: usize) -> Flaw {
    let message = "no value of the reader's can stand here".into();
    let mend = "say it without; values stand in the titles, bodies and buttons of guides, \
                and in the text of articles";
    flaw(at, message, mend)
}

fn flaw(at: usize, message: String, mend: &str) -> Flaw {
    Flaw {
        at,
        code: Code::BadPlaceholder,
        message,
        mend: mend.into(),
    }
}

/// What stands between the braces, these included; `at` is where they stand.
pub(super) fn value(text: &str, at: usize) -> Result<Trait, Flaw> {
    let inner = text.trim_start_matches("{{").trim_end_matches("}}");
    let (whose, rest) = inner.split_once('|').unwrap_or((inner, ""));
    let (account, name) = name(whose, at)?;
    let (fallback, format) = format::split(rest);
    let fallback = fallback.trim();
    if fallback.is_empty() {
        let message = format!("`{}` says nothing where the value is missing", whose.trim());
        let mend = format!(
            "say what stands there then: `{{{{{}|there}}}}`",
            whose.trim()
        );
        return Err(flaw(at, message, &mend));
    }
    let format = format.map(|format| format::read(format, at)).transpose()?;
    Ok(Trait {
        account,
        name,
        fallback: fallback.into(),
        format: format.unwrap_or_default(),
    })
}

/// Whose value it is, and which.
fn name(whose: &str, at: usize) -> Result<(bool, String), Flaw> {
    let named = whose.trim().split_once('.');
    let named = named.map(|(whose, name)| (whose.trim(), name.trim()));
    match named {
        Some(("user", name)) if !name.is_empty() => Ok((false, name.into())),
        Some(("account", name)) if !name.is_empty() => Ok((true, name.into())),
        _ => {
            let message = format!("`{}` is no value of the reader's", whose.trim());
            let mend = "name a trait of the user or the account: `{{user.name|there}}`, \
                        `{{account.plan|your plan}}`; write `\\{{` for two braces that are meant";
            Err(flaw(at, message, mend))
        }
    }
}
