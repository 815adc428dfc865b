//! Mistakes as people read them: the place, the line with the mistake marked, and the mend.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{
    AnnotationKind, Element, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use banso_content::compiler::{Diagnostic, Severity};

/// Writes mistakes, and how many there are, in colours; the stream takes them out where they are
/// not wanted.
pub(in crate::cli) fn report(
    folder: &Path,
    found: &[Diagnostic],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut files = HashMap::new();
    for diagnostic in found {
        let text = files
            .entry(&diagnostic.file)
            .or_insert_with(|| read(&folder.join(&diagnostic.file)));
        writeln!(out, "{}\n", render(folder, diagnostic, text))?;
    }
    writeln!(out, "{}", summary(found, files.len()))
}

/// The file as the compiler counts its lines and columns; empty if it cannot be read.
fn read(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n")
}

fn render(folder: &Path, found: &Diagnostic, text: &str) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let path = folder.join(&found.file).display().to_string();
    let report = level
        .primary_title(normalize_untrusted_str(&found.message))
        .id(found.code.name())
        .element(place(found, path, text))
        .element(Level::HELP.message(normalize_untrusted_str(&found.mend)));
    Renderer::styled().render(&[report])
}

/// The line with the mistake marked; of a file without text, the place alone.
fn place<'a>(found: &'a Diagnostic, path: String, text: &'a str) -> Element<'a> {
    if text.is_empty() {
        let origin = Origin::path(path).line(found.line);
        return origin.char_column(found.column).into();
    }
    let mark = AnnotationKind::Primary.span(span(text, found.line, found.column));
    let mark = mark.label((!found.path.is_empty()).then_some(found.path.as_str()));
    Snippet::source(text).path(path).annotation(mark).into()
}

/// The bytes of the word or of the quoted text at a line and a column, both from 1.
fn span(text: &str, line: usize, column: usize) -> Range<usize> {
    let before: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let start = line.char_indices().nth(column - 1);
    let start = start.map_or(line.len(), |(start, _)| start);
    let length = word(&line[start..]);
    before + start..before + start + length
}

fn word(rest: &str) -> usize {
    if rest.starts_with('"') {
        return quoted(rest);
    }
    let joined = |char: char| char.is_alphanumeric() || matches!(char, '-' | '_');
    let word = rest.find(|char| !joined(char)).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    word.max(first)
}

/// The length of the text in quotes, up to the end of the line if it has none.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, char) in rest.char_indices().skip(1) {
        match char {
            '"' if !escaped => return at + 1,
            char => escaped = char == '\\' && !escaped,
        }
    }
    rest.len()
}

fn summary(found: &[Diagnostic], files: usize) -> String {
    let count = |severity| found.iter().filter(|one| one.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors, warnings) {
        (0, 0) => "No mistakes.".into(),
        (errors, warnings) => format!(
            "{}, {} in {}.",
            plural(errors, "error"),
            plural(warnings, "warning"),
            plural(files, "file")
        ),
    }
}

/// A number and its noun.
pub(super) fn plural(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_word_at_a_place_is_marked() {
        let text = "{\n  \"精算\": \"a \\\" b\", x-y: {\n";
        assert_eq!(&text[span(text, 2, 3)], "\"精算\"");
        assert_eq!(&text[span(text, 2, 9)], "\"a \\\" b\"");
        assert_eq!(&text[span(text, 2, 19)], "x-y");
        assert_eq!(&text[span(text, 2, 24)], "{");
        assert_eq!(&text[span(text, 1, 9)], "");
        assert_eq!(&text[span(text, 9, 9)], "");
    }

    proptest! {
        #[test]
        fn any_place_of_any_text_can_be_marked(text: String, line in 1..9_usize, column in 1..20_usize) {
            let marked = span(&text, line, column);
            prop_assert!(text.get(marked).is_some());
        }
    }

    #[test]
    fn mistakes_are_counted() {
        assert_eq!(summary(&[], 0), "No mistakes.");
        assert_eq!(plural(1, "error"), "1 error");
        assert_eq!(plural(0, "error"), "0 errors");
    }
}
