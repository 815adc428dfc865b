//! Page patterns: the path of a page against a pattern of segments.
//!
//! `*` or `:name` is one segment, `**` any number of segments (none included), anything else is
//! itself. A pattern without `?` or `#` ignores query and fragment; a trailing slash is ignored.

/// Whether `path` (a path, query and fragment allowed) matches `pattern`.
///
/// ```
/// use banso_content::glob::matches;
/// assert!(matches("/expenses/:id", "/expenses/42?tab=log"));
/// assert!(matches("/expenses/**", "/expenses"));
/// assert!(!matches("/expenses/*", "/expenses"));
/// ```
pub fn matches(pattern: &str, path: &str) -> bool {
    let path = path.as_bytes();
    let end = path
        .iter()
        .position(|byte| matches!(byte, b'?' | b'#'))
        .unwrap_or(path.len());
    segments(bare(pattern.as_bytes()), bare(path.split_at(end).0))
}

fn segments(pattern: &[u8], path: &[u8]) -> bool {
    let (head, rest) = cut(pattern);
    if head == b"**" {
        return rest.is_none_or(|rest| in_some_tail(rest, path));
    }
    let (segment, tail) = cut(path);
    let wild = head == b"*" || head.first() == Some(&b':');
    if !(head == segment || wild && !segment.is_empty()) {
        return false;
    }
    match (rest, tail) {
        (None, None) => true,
        (Some(rest), tail) => segments(rest, tail.unwrap_or_default()),
        (None, Some(_)) => false,
    }
}

/// Whether `pattern` matches `path`, or what is left of it after some of its segments.
fn in_some_tail(pattern: &[u8], path: &[u8]) -> bool {
    let without_first = || match cut(path).1 {
        Some(tail) => in_some_tail(pattern, tail),
        None => segments(pattern, b""),
    };
    segments(pattern, path) || !path.is_empty() && without_first()
}

/// The path without the slashes around it. Bytes throughout: the text functions of the standard
/// library weigh more than this file.
fn bare(mut path: &[u8]) -> &[u8] {
    while let [b'/', rest @ ..] | [rest @ .., b'/'] = path {
        path = rest;
    }
    path
}

/// The first segment, and what follows its slash.
fn cut(path: &[u8]) -> (&[u8], Option<&[u8]>) {
    match path.iter().position(|byte| *byte == b'/') {
        Some(at) => (path.split_at(at).0, Some(path.split_at(at + 1).1)),
        None => (path, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_by_segment() {
        for (pattern, path, expected) in [
            ("/", "/", true),
            ("/", "/expenses", false),
            ("/expenses", "/expenses/", true),
            ("/expenses", "/expenses2", false),
            ("/expenses/*", "/expenses/1", true),
            ("/expenses/*", "/expenses/1/2", false),
            ("/expenses/:id/log", "/expenses/1/log", true),
            ("/**", "/", true),
            ("/**", "/a/b", true),
            ("/a/**/z", "/a/z", true),
            ("/a/**/z", "/a/b/c/z", true),
            ("/a/**/z", "/a/b/c", false),
            ("/a/**/b/**", "/a/x/b", true),
            ("/settings", "/settings?tab=1#top", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }
}
