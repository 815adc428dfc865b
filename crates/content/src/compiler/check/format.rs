//! The formats of texts: ids, pages, dates, language tags.

/// Whether an id is words of lower case and digits, joined by single hyphens.
pub(super) fn is_kebab(id: &str) -> bool {
    let word = |word: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(plain)
    };
    id.split('-').all(word)
}

/// How to mend an id that is not in kebab case.
pub(super) fn kebab_mend(id: &str) -> String {
    let (mut words, mut before) = (String::new(), ' ');
    for char in id.chars() {
        let new_word = !char.is_ascii_alphanumeric()
            || before.is_ascii_lowercase() && char.is_ascii_uppercase();
        if new_word && !words.is_empty() && !words.ends_with('-') {
            words.push('-');
        }
        if char.is_ascii_alphanumeric() {
            words.push(char.to_ascii_lowercase());
        }
        before = char;
    }
    match words.trim_end_matches('-') {
        "" => "use lower-case letters, digits and hyphens, such as `export-csv`".into(),
        words => format!("write `{words}`"),
    }
}

/// What is wrong with a page pattern, and the mend.
pub(super) fn page_flaw(pattern: &str) -> Option<(&'static str, &'static str)> {
    let (place, fragment) = match pattern.split_once('#') {
        Some((place, fragment)) => (place, Some(fragment)),
        None => (pattern, None),
    };
    path_flaw(pattern)
        .or_else(|| place_flaw(place))
        .or_else(|| fragment.and_then(fragment_flaw))
}

/// What is wrong with a page pattern of a feature, and the mend. Uses and meetings are counted by the
/// collector as well, and messages hold the path of a page alone.
pub(super) fn path_pattern_flaw(pattern: &str) -> Option<(&'static str, &'static str)> {
    let mend = "write the path alone: what is counted are visits to paths, and queries and \
                fragments are never sent. For what lies behind them use `click` or `event`";
    page_flaw(pattern).or_else(|| {
        let cut = pattern.contains(['?', '#']);
        cut.then_some(("has a query or a fragment", mend))
    })
}

fn fragment_flaw(fragment: &str) -> Option<(&'static str, &'static str)> {
    if fragment.is_empty() || fragment.contains('#') {
        return Some((
            "has an empty fragment, or two",
            "write one `#` and what follows it, as in `/#/inbox`, or leave it out",
        ));
    }
    place_flaw(fragment)
}

/// A path and its query, or a fragment.
fn place_flaw(place: &str) -> Option<(&'static str, &'static str)> {
    let (path, query) = match place.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (place, None),
    };
    let bad_star = |segment: &str| segment.contains('*') && !matches!(segment, "*" | "**");
    if path.split('/').any(bad_star) {
        let mend = "let `*` stand for one whole segment and `**` for any number of them";
        return Some(("has a `*` within a segment", mend));
    }
    query.and_then(query_flaw)
}

fn query_flaw(query: &str) -> Option<(&'static str, &'static str)> {
    let bad = |parameter: &str| {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        name.is_empty() || name.contains(['*', '?']) || value.contains('*') && value != "*"
    };
    query.split('&').any(bad).then_some((
        "has a query that is not made of parameters",
        "write `?name=value`, or `?name=*` for any value, and join several with `&`",
    ))
}

/// What is wrong with a path, and the mend.
pub(super) fn path_flaw(path: &str) -> Option<(&'static str, &'static str)> {
    if !path.starts_with('/') || path.starts_with("//") {
        let mend = "write the path alone, as in `/settings`";
        return Some(("does not start with a single `/`", mend));
    }
    let space = path.contains(|char: char| char.is_whitespace() || char == '\\');
    space.then_some((
        "has a space or a backslash in it",
        "write it as browsers do: `%20`",
    ))
}

/// What is wrong with a list of font families, and the mend. It becomes part of a style sheet, so
/// nothing may be in it but names and commas.
pub(super) fn font_flaw(stack: &str) -> Option<(&'static str, &'static str)> {
    let foreign = |char: char| char.is_control() || "(){}[];:\\/<>@!*#&=%$+`".contains(char);
    if stack.contains(foreign) {
        let mend = "write names of families and commas alone; a font is downloaded by the host, \
                    with a rule `@font-face` in its own style sheet";
        return Some(("has more in it than names", mend));
    }
    let mut families = Vec::new();
    let (mut from, mut open) = (0, None);
    for (at, char) in stack.char_indices() {
        match (open, char) {
            (None, '"' | '\'') => open = Some(char),
            (Some(quote), char) if char == quote => open = None,
            (None, ',') => {
                families.push(stack[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    families.push(stack[from..].trim());
    if open.is_some() {
        return Some(("has a quote without its twin", "close the quote"));
    }
    families.into_iter().find_map(family_flaw)
}

/// One family: a name in quotes, or words as CSS takes them.
fn family_flaw(family: &str) -> Option<(&'static str, &'static str)> {
    if family.is_empty() {
        return Some(("has a comma too many", "write a name on both sides of it"));
    }
    let inner = |quote| {
        let inner = family.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inner.trim().is_empty() && !inner.contains(quote)).then_some(())
    };
    if inner('"').or_else(|| inner('\'')).is_some() {
        return None;
    }
    let word = |word: &str| {
        let plain = |char: char| char.is_alphanumeric() || "-_".contains(char);
        word.chars().all(plain)
            && !word.starts_with(|char: char| char.is_ascii_digit() || char == '-')
    };
    let plain = family.split(' ').all(word);
    let mend = "write it in quotes: `'Source Sans 3', sans-serif`";
    (!plain).then_some(("has a name that CSS does not read without quotes", mend))
}

/// Whether a text has the form of a BCP 47 tag: a language, then subtags; 35 characters are enough
/// for any (RFC 5646, 4.4.1).
pub(in super::super) fn is_language_tag(text: &str) -> bool {
    let subtag = |tag: &str| {
        (1..=8).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let language = text.split('-').next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    text.len() <= 35 && text.split('-').all(subtag) && letters && language.len() > 1
}

/// Whether a text is a day of the calendar, `2026-09-14`.
pub(super) fn is_date(text: &str) -> bool {
    let digits = |part: &str, length| {
        let plain = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().unwrap_or_default())
    };
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    match (digits(year, 4), digits(month, 2), digits(day, 2)) {
        (Some(year), Some(month), Some(day)) => (1..=month_length(year, month)).contains(&day),
        _ => false,
    }
}

fn month_length(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_have_their_form() {
        assert!(
            ["ja", "pt-BR", "zh-Hant-TW", "es-419"]
                .iter()
                .all(|tag| is_language_tag(tag))
        );
        for tag in [
            "",
            "j",
            "ja_JP",
            "japanese1",
            "1a",
            "ja-",
            "日本",
            &"ja-x".repeat(20),
        ] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn fonts_are_names_alone() {
        for stack in [
            "inherit",
            "Inter, system-ui, sans-serif",
            "'Source Sans 3', \"Noto Sans JP\", sans-serif",
            "游ゴシック, \"Hiragino, Kaku\"",
        ] {
            assert_eq!(font_flaw(stack), None, "{stack}");
        }
        for stack in [
            "",
            "Inter,",
            ", Inter",
            "'Inter",
            "'Inter\"",
            "''",
            "'a' 'b'",
            "'a' b",
            "Source Sans 3",
            "url(https://example.com/a)",
            "Inter; } * { color: red",
            "a:b",
            "\\27 ",
            "a\nb",
            "var(--x)",
            "-x",
        ] {
            assert!(font_flaw(stack).is_some(), "{stack}");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for date in ["2026-09-14", "2024-02-29", "2000-02-29"] {
            assert!(is_date(date), "{date}");
        }
        for date in [
            "2026-02-29",
            "1900-02-29",
            "1800-02-29",
            "2026-13-01",
            "2026-9-14",
            "14-09-2026",
            "2026-04-31",
            "+026-01-01",
        ] {
            assert!(!is_date(date), "{date}");
        }
    }

    #[test]
    fn page_patterns_are_those_that_the_reader_matches() {
        for pattern in [
            "/",
            "/expenses/:id",
            "/a/**/z",
            "/a/*",
            "/a?b",
            "/a?b=1&c=*",
            "/a#b",
            "/#/inbox/:id?x=*",
        ] {
            assert_eq!(page_flaw(pattern), None, "{pattern}");
        }
        for pattern in [
            "",
            "expenses",
            "//host",
            "/a?",
            "/a?=1",
            "/a?b=1*",
            "/a?*=1",
            "/a#",
            "/a#b#c",
            "/a#b*",
            "/a*",
            "/a b",
            "https://x/",
        ] {
            assert!(page_flaw(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn features_are_met_and_used_on_paths() {
        assert_eq!(path_pattern_flaw("/a/:id/**"), None);
        for pattern in ["/a?b=1", "/a#b", "/#/inbox", "a"] {
            assert!(path_pattern_flaw(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn an_id_is_mended_into_kebab_case() {
        assert!(is_kebab("export-csv2"));
        for (id, mend) in [
            ("exportCsv", "write `export-csv`"),
            ("Export_CSV ", "write `export-csv`"),
            ("a--b", "write `a-b`"),
            (
                "精算",
                "use lower-case letters, digits and hyphens, such as `export-csv`",
            ),
        ] {
            assert!(!is_kebab(id), "{id}");
            assert_eq!(kebab_mend(id), mend);
        }
    }
}
