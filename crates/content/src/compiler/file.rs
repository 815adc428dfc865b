//! A file of the content and the places in it.

use super::diagnostic::{Code, Diagnostic, Severity};

/// A file as it was read; with overlays, what they put in its place follows its own text.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    /// Relative to the content's folder, with `/` between folders.
    pub path: String,
    /// Everything in it.
    pub text: String,
    /// The paths of the files that follow, and where their texts begin.
    pub others: Vec<(usize, String)>,
}

impl File {
    /// A file of its own.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            others: Vec::new(),
        }
    }

    /// Puts another file behind; says where it begins.
    pub(super) fn append(&mut self, other: &Self) -> usize {
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.others.push((start, other.path.clone()));
        start
    }

    /// An error at a byte offset.
    pub(super) fn error(&self, code: Code, at: usize, message: String, mend: String) -> Diagnostic {
        let (line, column) = self.place(at);
        Diagnostic {
            severity: Severity::Error,
            code,
            file: self.path_at(at).into(),
            line,
            column,
            path: String::new(),
            message,
            mend,
        }
    }

    /// The path of the file that a byte offset is in.
    pub(super) fn path_at(&self, at: usize) -> &str {
        let other = self.others.iter().rfind(|(start, _)| *start <= at);
        other.map_or(&self.path, |(_, path)| path)
    }

    /// The line and the column of a byte offset in its file, both from 1, the column in characters.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        let other = self.others.iter().rfind(|(start, _)| *start <= at);
        let start = other.map_or(0, |(start, _)| *start);
        let before = &self.text[start..self.text.floor_char_boundary(at)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        (line, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let file = File::new("a.json", "{\n  \"精算\": 1\n}");
        let at = file.text.find('1').unwrap_or_default();
        assert_eq!(file.place(at), (2, 9));
        assert_eq!(file.place(0), (1, 1));
        assert_eq!(file.place(1000), (3, 2));
    }

    #[test]
    fn a_place_behind_is_one_of_the_other_file() {
        let mut file = File::new("a.json", "{\n}");
        let start = file.append(&File::new("b.json", "{\n\"x\": 1 }"));
        assert_eq!((file.path_at(2), file.place(2)), ("a.json", (2, 1)));
        let (path, place) = (file.path_at(start + 2), file.place(start + 2));
        assert_eq!((path, place), ("b.json", (2, 1)));
    }
}
