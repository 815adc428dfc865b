//! Addresses: of the query and the fragment, only what page patterns ask about.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::bundle::Bundle;
use banso_content::glob;
use banso_content::rule::Leaf;

/// Stands for the value of a parameter that patterns name and whose value they do not.
const ANY: &str = "·";

/// The page patterns of the content.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns(Vec<String>);

impl Patterns {
    /// Every pattern that is held against the whole address.
    pub(super) fn of(bundle: &Bundle) -> Self {
        let leaves = bundle.graph.leaves.iter().filter_map(|leaf| match leaf {
            Leaf::Page(pattern) => Some(pattern),
            _ => None,
        });
        let exposed = bundle.features.iter().flat_map(|one| &one.exposed_on);
        let guides = &bundle.guides;
        let steps = guides.iter().flat_map(|guide| &guide.steps);
        let variants = guides.iter().flat_map(|guide| &guide.variants);
        let steps = steps.chain(variants.flat_map(|variant| &variant.steps));
        let steps = steps.filter_map(|step| step.page.as_ref());
        Self(leaves.chain(exposed).chain(steps).cloned().collect())
    }

    /// What may stand for the query and the fragment: the least that every pattern judges alike.
    pub(super) fn reduced(&self, path: &str, rest: &str) -> String {
        let (query, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let query = self.parameters(query.trim_start_matches('?'));
        let mut whole = query.clone();
        if !fragment.is_empty() {
            let (place, parameters) = fragment.split_once('?').unwrap_or((fragment, ""));
            whole.push('#');
            whole.push_str(place);
            whole.push_str(&self.parameters(parameters));
        }
        let alike = |reduced: &String| {
            let (now, then) = ([path, rest].concat(), [path, reduced].concat());
            let same = |one: &String| glob::matches(one, &now) == glob::matches(one, &then);
            self.0.iter().all(same)
        };
        [String::new(), query]
            .into_iter()
            .find(alike)
            .unwrap_or(whole)
    }

    /// The parameters that a pattern names, their values where it names them, with `?` before.
    fn parameters(&self, query: &str) -> String {
        let mut out = String::new();
        for parameter in query.split('&') {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let Some(is_value_named) = self.naming(name, value) else {
                continue;
            };
            out.push(if out.is_empty() { '?' } else { '&' });
            out.push_str(name);
            out.push('=');
            out.push_str(if is_value_named { value } else { ANY });
        }
        out
    }

    /// Whether a pattern names this value of a parameter; None when none names the parameter.
    fn naming(&self, name: &str, value: &str) -> Option<bool> {
        let mut named = None;
        for pattern in &self.0 {
            let queries = pattern.split(['?', '#']).skip(1);
            for wanted in queries.flat_map(|query| query.split('&')) {
                let (wanted, text) = wanted.split_once('=').unwrap_or((wanted, ""));
                if wanted == name {
                    named = Some(named == Some(true) || text == value);
                }
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn patterns(all: &[&str]) -> Patterns {
        Patterns(all.iter().map(|one| (*one).into()).collect())
    }

    #[test]
    fn keeps_what_patterns_name_and_nothing_else() {
        let patterns = patterns(&["/settings?tab=team", "/settings?by=*", "/#/inbox/:id"]);
        for (path, rest, expected) in [
            ("/settings", "?tab=team&email=a@b.c#token=1", "?tab=team"),
            ("/settings", "?by=hanako&email=a@b.c", "?by=·"),
            ("/settings", "?tab=other", ""),
            ("/other", "?tab=team", ""),
            ("/", "?a=b#/inbox/42?x=y", "#/inbox/42"),
            ("/", "#access_token=secret", ""),
        ] {
            assert_eq!(patterns.reduced(path, rest), expected, "{path}{rest}");
        }
    }

    proptest! {
        #[test]
        fn every_pattern_judges_alike(
            all in proptest::collection::vec("/[ab]?(\\?[ab](=[ab*])?(&[ab]=[ab])?)?(#/?[ab*]?)?", 1..5),
            path in "/[ab]?",
            rest in "(\\?[abc](=[abc])?(&[abc]=[abc]?)?)?(#/?[abc]?)?",
        ) {
            let patterns = Patterns(all);
            let (now, then) = ([&*path, &*rest].concat(), path.clone() + &patterns.reduced(&path, &rest));
            for pattern in &patterns.0 {
                prop_assert_eq!(glob::matches(pattern, &now), glob::matches(pattern, &then), "{}", then);
            }
        }
    }
}
