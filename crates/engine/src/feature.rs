//! Which features a page visit or an event is a use of. Clicks are matched by the browser's own
//! selector engine; everything else is matched here, on both sides.

use alloc::vec::Vec;

use banso_content::glob;
use banso_content::model::{Feature, Source};

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

/// The selectors of features that are used by a click, with the feature's position.
pub fn selectors(features: &[Feature]) -> impl Iterator<Item = (usize, &str)> {
    let mut selectors = Vec::new();
    for (at, feature) in features.iter().enumerate() {
        for source in &feature.any {
            if let Source::Click(selector) = source {
                selectors.push((at, &**selector));
            }
        }
    }
    selectors.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_content::model::Text;

    #[test]
    fn any_source_is_enough() {
        let any = vec![
            Source::Page("/expenses/mileage".into()),
            Source::Event("Trip Added".into()),
        ];
        let feature = Feature {
            id: "mileage".into(),
            name: Text::default(),
            core: false,
            any,
            adoption: banso_content::model::AdoptionRule::default(),
        };
        assert!(is_use(&feature, Sign::Page("/expenses/mileage/")));
        assert!(is_use(&feature, Sign::Event("Trip Added")));
        assert!(!is_use(&feature, Sign::Event("/expenses/mileage")));
    }
}
