//! Page patterns: the path of a page against a pattern of segments, and, where the pattern has
//! them, its query and its fragment.
//!
//! `*` or `:name` is one segment, `**` any number of segments (none included), anything else is
//! itself. Slashes at the end are ignored. A pattern with a query, `?tab=team&page=*`, asks for
//! these parameters among others, in any order; `*` is any value. A pattern with a fragment,
//! `#/inbox/:id`, matches it like a path. A pattern without `?` ignores the query, one without `#`
//! the fragment.

/// Whether `path` (a path, query and fragment allowed) matches `pattern`.
///
/// ```
/// use banso_content::glob::matches;
/// assert!(matches("/expenses/:id", "/expenses/42?tab=log"));
/// assert!(matches("/expenses/**", "/expenses"));
/// assert!(!matches("/expenses/*", "/expenses"));
/// assert!(matches("/settings?tab=team", "/settings?lang=ja&tab=team"));
/// assert!(matches("/#/inbox/:id", "/#/inbox/42"));
/// ```
pub fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, wanted) = cut(pattern.as_bytes(), b'#');
    let (path, fragment) = cut(path.as_bytes(), b'#');
    place(pattern, path) && wanted.is_none_or(|wanted| place(wanted, fragment.unwrap_or_default()))
}

/// A path and its query; or a fragment, which has the same form.
fn place(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, wanted) = cut(pattern, b'?');
    let (path, query) = cut(path, b'?');
    segments(bare(pattern), bare(path))
        && wanted.is_none_or(|wanted| parameters(wanted, query.unwrap_or_default()))
}

/// Whether the query has all of the wanted parameters.
fn parameters(wanted: &[u8], query: &[u8]) -> bool {
    let (first, rest) = cut(wanted, b'&');
    parameter(first, query) && rest.is_none_or(|rest| parameters(rest, query))
}

fn parameter(wanted: &[u8], query: &[u8]) -> bool {
    let (found, rest) = cut(query, b'&');
    let ((name, value), (found, found_value)) = (cut(wanted, b'='), cut(found, b'='));
    let value = value.unwrap_or_default();
    name == found && (value == b"*" || value == found_value.unwrap_or_default())
        || rest.is_some_and(|rest| parameter(wanted, rest))
}

fn segments(pattern: &[u8], path: &[u8]) -> bool {
    let (head, rest) = cut(pattern, b'/');
    if head == b"**" {
        return rest.is_none_or(|rest| in_some_tail(rest, path));
    }
    let (segment, tail) = cut(path, b'/');
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
    let without_first = || match cut(path, b'/').1 {
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

/// What stands before the first separator, and what follows it.
fn cut(text: &[u8], separator: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|byte| *byte == separator) {
        Some(at) => (text.split_at(at).0, Some(text.split_at(at + 1).1)),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
            ("/settings?tab=1", "/settings?a=b&tab=1#top", true),
            ("/settings?tab=1&a=*", "/settings?a=b&tab=1", true),
            ("/settings?tab=1&a=*", "/settings?tab=1", false),
            ("/settings?tab=1", "/settings?tab=12", false),
            ("/settings?tab=1", "/settings", false),
            ("/settings?tab=*", "/settings?tab", true),
            ("/settings?on", "/settings?on=", true),
            ("/settings?on", "/settings?on=1", false),
            ("/settings#top", "/settings?x#top", true),
            ("/settings#top", "/settings", false),
            ("/#/inbox/:id", "/#/inbox/1?x=2", true),
            ("/#/inbox/:id?x=2", "/#/inbox/1?x=2", true),
            ("/#/inbox/:id", "/#/inbox", false),
            ("/#/**", "/", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    /// The same in plain words: all ways to give the segments of the pattern to those of the path.
    fn reference(pattern: &str, path: &str) -> bool {
        let halves = |text: &str, by: char| match text.split_once(by) {
            Some((head, tail)) => (head.to_owned(), Some(tail.to_owned())),
            None => (text.to_owned(), None),
        };
        let place = |pattern: &str, path: &str| {
            let ((pattern, wanted), (path, query)) = (halves(pattern, '?'), halves(path, '?'));
            let names = |path: &str| -> Vec<String> {
                path.trim_matches('/').split('/').map(Into::into).collect()
            };
            let pairs = |query: &str| -> Vec<(String, String)> {
                let pairs = query.split('&').map(|pair| halves(pair, '='));
                pairs
                    .map(|(name, value)| (name, value.unwrap_or_default()))
                    .collect()
            };
            let has = pairs(&query.unwrap_or_default());
            let fits = |(name, value): &(String, String)| {
                has.iter()
                    .any(|(n, v)| n == name && (value == "*" || v == value))
            };
            assign(&names(&pattern), &names(&path))
                && wanted.is_none_or(|wanted| pairs(&wanted).iter().all(fits))
        };
        let ((pattern, wanted), (path, found)) = (halves(pattern, '#'), halves(path, '#'));
        place(&pattern, &path)
            && wanted.is_none_or(|wanted| place(&wanted, &found.unwrap_or_default()))
    }

    fn assign(pattern: &[String], path: &[String]) -> bool {
        let Some((first, rest)) = pattern.split_first() else {
            return path.is_empty() || path == [""];
        };
        if first == "**" {
            return (0..=path.len()).any(|taken| assign(rest, &path[taken..]));
        }
        let (segment, tail) = path
            .split_first()
            .map_or(("", path), |(s, t)| (s.as_str(), t));
        let wild = first == "*" || first.starts_with(':');
        (first == segment || wild && !segment.is_empty()) && assign(rest, tail)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn agrees_with_the_reference(
            pattern in r"(/(a|b|\*|\*\*|:x)){0,4}(\?(a|b)(=(1|\*))?(&b=2)?)?(#/?(a|\*))?",
            path in r"(/(a|b)){0,4}/?(\?(a|b|c)(=(1|2))?(&b=2)?(&a=1)?)?(#/?(a|b)(\?a)?)?",
        ) {
            prop_assert_eq!(matches(&pattern, &path), reference(&pattern, &path));
        }

        #[test]
        fn takes_any_text(pattern in r"(\PC|[/*?#&=:]){0,12}", path in r"(\PC|[/?#&=]){0,12}") {
            matches(&pattern, &path);
        }
    }
}
