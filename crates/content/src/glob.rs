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
    let path = path.split(['?', '#']).next().unwrap_or_default();
    segments(pattern.trim_matches('/'), path.trim_matches('/'))
}

fn segments(pattern: &str, path: &str) -> bool {
    let (head, rest) = cut(pattern);
    if head == "**" {
        return rest.is_none_or(|rest| suffixes(path).any(|tail| segments(rest, tail)));
    }
    let (segment, tail) = cut(path);
    let wild = head == "*" || head.starts_with(':');
    if !(head == segment || wild && !segment.is_empty()) {
        return false;
    }
    match (rest, tail) {
        (None, None) => true,
        (Some(rest), tail) => segments(rest, tail.unwrap_or_default()),
        (None, Some(_)) => false,
    }
}

/// The first segment, and what follows its slash.
fn cut(path: &str) -> (&str, Option<&str>) {
    path.split_once('/')
        .map_or((path, None), |(head, rest)| (head, Some(rest)))
}

/// Every tail of a path that starts at a segment, the empty one included.
fn suffixes(path: &str) -> impl Iterator<Item = &str> {
    let starts = path.match_indices('/').map(|(at, _)| at + 1);
    core::iter::once(0)
        .chain(starts)
        .chain(core::iter::once(path.len()))
        // Not `&path[at..]`, whose panic message would bring Unicode tables into the browser.
        .filter_map(|at| path.get(at..))
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
