//! A file of the content and the places in it.

use super::diagnostic::{Code, Diagnostic, Severity};

/// A file as it was read.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// Relative to the content's folder, with `/` between folders.
    pub path: String,
    /// Everything in it.
    pub text: String,
}

impl File {
    /// An error at a byte offset.
    pub(super) fn error(&self, code: Code, at: usize, message: String, mend: String) -> Diagnostic {
        let (line, column) = self.place(at);
        Diagnostic {
            severity: Severity::Error,
            code,
            file: self.path.clone(),
            line,
            column,
            path: String::new(),
            message,
            mend,
        }
    }

    /// The line and the column of a byte offset, both from 1, the column in characters.
    pub(super) fn place(&self, at: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(at)];
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
        let file = File {
            path: "a.json".into(),
            text: "{\n  \"精算\": 1\n}".into(),
        };
        let at = file.text.find('1').unwrap_or_default();
        assert_eq!(file.place(at), (2, 9));
        assert_eq!(file.place(0), (1, 1));
        assert_eq!(file.place(1000), (3, 2));
    }
}
