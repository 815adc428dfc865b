//! Which features a page visit or an event is a use of. Clicks are matched by the browser's own
//! selector engine; everything else is matched here, on both sides.

use banso_content::bundle::Bundle;
use banso_content::glob;
use banso_content::model::{Feature, Source};
use banso_wire::time::Millis;

use crate::leaf::Facts;
use crate::memory::Memory;
use crate::truth::holds;
use crate::visit::Visit;

/// Something that may be the use of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign<'a> {
    /// A page visit, by path.
    Page(&'a str),
    /// A tracked event, by name.
    Event(&'a str),
}

/// Whether `sign` is a use of `feature`.
pub fn is_use(feature: &Feature, sign: Sign<'_>) -> bool {
    feature.any.iter().any(|source| match (source, sign) {
        (Source::Page(pattern), Sign::Page(path)) => glob::matches(pattern, path),
        (Source::Event(name), Sign::Event(event)) => name == event,
        _ => false,
    })
}

/// The positions of the features that `sign` is a use of.
pub fn uses<'a>(features: &'a [Feature], sign: Sign<'a>) -> impl Iterator<Item = usize> + 'a {
    let is_used = move |(at, feature): (usize, &Feature)| is_use(feature, sign).then_some(at);
    features.iter().enumerate().filter_map(is_used)
}

/// Whether someone with these traits may use `feature`, which is one of `bundle`'s.
pub fn is_eligible(bundle: &Bundle, feature: &Feature, traits: &Visit, now: Millis) -> bool {
    let facts = Facts {
        bundle,
        memory: &Memory::default(),
        visit: traits,
        now,
    };
    holds(feature.eligible, &facts)
}

/// Whether a click in elements that match these selectors is a use of `feature`.
pub(crate) fn is_clicked(feature: &Feature, selectors: &[u16]) -> bool {
    for source in &feature.any {
        if let Source::Click(at) = source
            && selectors.contains(at)
        {
            return true;
        }
    }
    false
}

/// Whether whoever is eligible meets `feature` on this page.
pub fn is_met(feature: &Feature, address: &str) -> bool {
    for pattern in &feature.exposed_on {
        if glob::matches(pattern, address) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_source_is_enough() {
        let any = vec![
            Source::Page("/expenses/mileage".into()),
            Source::Event("Trip Added".into()),
        ];
        let feature = Feature {
            id: "mileage".into(),
            any,
            ..Feature::default()
        };
        assert!(is_use(&feature, Sign::Page("/expenses/mileage/")));
        assert!(is_use(&feature, Sign::Event("Trip Added")));
        assert!(!is_use(&feature, Sign::Event("/expenses/mileage")));
    }
}
