//! Page patterns: whether some page matches all of these and none of those.

use std::collections::BTreeSet;

/// More states than this are not looked through.
const MOST_STATES: usize = 4096;
/// A segment that no pattern names.
const OTHER: &str = "\0";

/// A pattern, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern<'p> {
    path: Vec<Segment<'p>>,
    query: Vec<&'p str>,
    fragment: Option<&'p str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Segment<'p> {
    This(&'p str),
    One,
    Any,
}

/// Whether a page can match the patterns that are to hold, and none of the others.
pub(super) fn possible(tests: &[(&str, bool)]) -> bool {
    let (wanted, barred): (Vec<_>, Vec<_>) = tests.iter().partition(|(_, holds)| *holds);
    let wanted: Vec<Pattern> = wanted.iter().map(|(text, _)| Pattern::of(text)).collect();
    let barred: Vec<Pattern> = barred.iter().map(|(text, _)| Pattern::of(text)).collect();
    let params: Vec<&str> = wanted
        .iter()
        .flat_map(|one| one.query.iter().copied())
        .collect();
    let fragments: Vec<Vec<Segment>> = wanted
        .iter()
        .filter_map(|one| one.fragment.map(segments))
        .collect();
    // A page that differs in its query or fragment alone is another page.
    let is_certain = |one: &&Pattern| {
        let same = |other: &Pattern| other.fragment == one.fragment;
        one.query.iter().all(|param| params.contains(param))
            && (one.fragment.is_none() || wanted.iter().any(same))
    };
    let wanted: Vec<_> = wanted.iter().map(|one| one.path.clone()).collect();
    let barred: Vec<_> = barred
        .iter()
        .filter(is_certain)
        .map(|one| one.path.clone())
        .collect();
    meet(&wanted, &barred) && meet(&fragments, &[])
}

impl<'p> Pattern<'p> {
    fn of(text: &'p str) -> Self {
        let (text, fragment) = match text.split_once('#') {
            Some((text, fragment)) => (text, Some(fragment)),
            None => (text, None),
        };
        let (path, query) = match text.split_once('?') {
            Some((path, query)) => (path, query.split('&').collect()),
            None => (text, Vec::new()),
        };
        Self {
            path: segments(path),
            query,
            fragment,
        }
    }
}

fn segments(path: &str) -> Vec<Segment<'_>> {
    let path = path.split('?').next().unwrap_or_default();
    let path = path.trim_matches('/');
    let parts = path.split('/').filter(|_| !path.is_empty());
    let segment = |part| match part {
        "**" => Segment::Any,
        "*" => Segment::One,
        part if part.starts_with(':') => Segment::One,
        part => Segment::This(part),
    };
    parts.map(segment).collect()
}

/// Where each pattern may stand after the segments so far: bit `n` is before its segment `n`.
type State = Vec<u64>;

/// Whether some path matches all of the wanted and none of the barred: the patterns read it side by
/// side, segment by segment, through every state that they can be in.
fn meet(wanted: &[Vec<Segment>], barred: &[Vec<Segment>]) -> bool {
    let all: Vec<&Vec<Segment>> = wanted.iter().chain(barred).collect();
    if all.iter().any(|one| one.len() > 60) {
        return true;
    }
    let mut alphabet: BTreeSet<&str> = BTreeSet::from([OTHER, ""]);
    let named = all.iter().flat_map(|one| one.iter());
    alphabet.extend(named.filter_map(|segment| match segment {
        Segment::This(name) => Some(*name),
        _ => None,
    }));
    let start: State = all.iter().map(|one| settle(one, 1)).collect();
    let is_end = |state: &State, last: &str| {
        let at_end = |(at, one): (usize, &&Vec<Segment>)| {
            (state[at] >> one.len() & 1 == 1) == (at < wanted.len())
        };
        !last.is_empty() && all.iter().enumerate().all(at_end)
    };
    if is_end(&start, OTHER) {
        return true;
    }
    // No path begins or ends with an empty segment: slashes around it count for nothing.
    let mut seen = BTreeSet::from([start.clone()]);
    let mut open = vec![(start, true)];
    while let Some((state, is_first)) = open.pop() {
        for name in alphabet.iter().filter(|name| !is_first || !name.is_empty()) {
            let next: State = all
                .iter()
                .zip(&state)
                .map(|(one, at)| step(one, *at, name))
                .collect();
            if is_end(&next, name) {
                return true;
            }
            let is_lost = next[..wanted.len()].contains(&0);
            if !is_lost && seen.insert(next.clone()) {
                open.push((next, false));
            }
            if seen.len() > MOST_STATES {
                return true;
            }
        }
    }
    false
}

/// Where a pattern may stand after a segment.
fn step(pattern: &[Segment], at: u64, name: &str) -> u64 {
    let mut next = 0;
    for (position, segment) in pattern
        .iter()
        .enumerate()
        .filter(|(one, _)| at >> one & 1 == 1)
    {
        match segment {
            Segment::Any => next |= 1 << position,
            Segment::One if !name.is_empty() => next |= 2 << position,
            Segment::This(same) if *same == name => next |= 2 << position,
            _ => {}
        }
    }
    settle(pattern, next)
}

/// Any number of segments may be none: then a pattern stands behind it as well.
fn settle(pattern: &[Segment], mut at: u64) -> u64 {
    for (position, segment) in pattern.iter().enumerate() {
        if *segment == Segment::Any && at >> position & 1 == 1 {
            at |= 2 << position;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_meet_where_a_page_matches_all() {
        for (tests, expected) in [
            (vec![("/a", true), ("/b", true)], false),
            (vec![("/a/:id", true), ("/a/b", true)], true),
            (vec![("/a/**", true), ("/a", true)], true),
            (vec![("/a/*/c", true), ("/a/b/*", true)], true),
            (vec![("/a/*", true), ("/a/b/**/c", true)], false),
            (vec![("/**/x", true), ("/a/**", true)], true),
            (vec![("/**/x", true), ("/**/y", true)], false),
            (vec![("/a/**", true), ("/**", false)], false),
            (vec![("/**", true), ("/a/**", false)], true),
            (vec![("/a/:id", true), ("/a/*", false)], false),
            (vec![("/a/b", true), ("/a/*", false)], false),
            (vec![("/a/*", true), ("/a/b", false)], true),
            (vec![("/", true), ("/**", false)], false),
            (vec![("/**", false)], false),
            (vec![("/", false), ("/*/**", false)], false),
            (vec![("/a/", true), ("/a", false)], false),
            // One page may give a parameter twice.
            (vec![("/s?tab=a", true), ("/s?tab=b", true)], true),
            (vec![("/s", true), ("/s?", false)], true),
            (vec![("/s?tab=a", true), ("/s?sort=b", true)], true),
            (vec![("/s", true), ("/s?tab=a", false)], true),
            (vec![("/s?tab=a&x=1", true), ("/s?tab=a", false)], false),
            (vec![("/#/inbox", true), ("/#/sent", true)], false),
            (vec![("/#/inbox/:id", true), ("/#/inbox/1", true)], true),
            (vec![("/#/inbox", true), ("/", true)], true),
            (vec![("/#/inbox", true), ("/", false)], false),
        ] {
            assert_eq!(possible(&tests), expected, "{tests:?}");
        }
    }
}
