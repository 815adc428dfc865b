//! The ways to the element that a step stands by, as the view takes them: selectors, and names in the
//! page's language.

use super::prose::Chain;
use crate::compiler::authored::{Target, Ways};
use crate::compiler::role;
use crate::prose::Way;

/// The ways of a target in the language of a chain.
pub(super) fn ways(chain: &Chain, target: &Target) -> Vec<Way> {
    match target {
        Target::Selector(css) => vec![Way::css(css)],
        Target::Ways(ways) => several(chain, ways),
    }
}

fn several(chain: &Chain, ways: &Ways) -> Vec<Way> {
    let inside = |css: &str| inside(ways.within.as_deref(), css);
    let mut out = Vec::new();
    if let Some(id) = &ways.test_id {
        out.push(Way::css(&inside(&role::test_id(id))));
    }
    if let Some(css) = ways.role.as_deref().and_then(role::selector) {
        out.push(Way {
            css: inside(&css),
            name: chain.text(&ways.name),
            text: false,
        });
    }
    if let Some(css) = &ways.css {
        out.push(Way::css(&inside(css)));
    }
    let text = chain.text(&ways.text);
    if !text.is_empty() {
        out.push(Way {
            css: inside("*"),
            name: text,
            text: true,
        });
    }
    out
}

/// A selector inside another. Only the end of the outer and the start of the inner are in one tree.
pub(in crate::compiler) fn inside(outer: Option<&str>, css: &str) -> String {
    let Some(outer) = outer else {
        return css.into();
    };
    let (before, last) = outer
        .rsplit_once(">>>")
        .map_or(("", outer), |(before, last)| (before, last));
    let (first, after) = css
        .split_once(">>>")
        .map_or((css, ""), |(first, after)| (first, after));
    let joined = format!(":is({}) :is({})", last.trim(), first.trim());
    let parts = [before.trim(), &joined, after.trim()];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(">>>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_stays_within_its_surroundings_and_goes_into_roots() {
        assert_eq!(inside(None, "a"), "a");
        assert_eq!(
            inside(Some("main, nav"), "a, b"),
            ":is(main, nav) :is(a, b)"
        );
        assert_eq!(inside(Some("x >>> y"), "a >>> b"), "x>>>:is(y) :is(a)>>>b");
    }
}
