//! A selector taken apart: what it names of the page, left to right.

use selectors::parser::{Combinator, Component, Selector, SelectorList};

use super::{Browser, parse};

/// One selector of a list: compounds, left to right.
pub(in super::super) type Complex = Vec<Compound>;

/// What stands between two combinators.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Compound {
    /// Whether it is joined to the compound before it by `>`.
    pub child: bool,
    /// What it asks of the element.
    pub parts: Vec<Part>,
}

/// A simple selector.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Part {
    /// A tag.
    Tag(String),
    /// An id.
    Id(String),
    /// A class.
    Class(String),
    /// An attribute; its value, if the whole of it is given.
    Attribute(String, Option<String>),
    /// A place among the siblings: `:nth-child()`, `:first-child` and the like.
    Place,
    /// Selectors in brackets: those of `:is()`, `:not()`, `:where()`.
    Nested(Vec<Complex>),
    /// Anything else.
    Other,
}

/// The selectors of a list, taken apart; none if it is no selector.
pub(in super::super) fn parts(selector: &str) -> Vec<Complex> {
    let trees = selector.split(">>>").filter_map(|one| parse(one).ok());
    trees.flat_map(|list| complexes(&list)).collect()
}

fn complexes(list: &SelectorList<Browser>) -> Vec<Complex> {
    list.slice().iter().map(complex).collect()
}

fn complex(selector: &Selector<Browser>) -> Complex {
    let (mut done, mut compound) = (Vec::new(), Compound::default());
    for component in selector.iter_raw_parse_order_from(0) {
        match component {
            Component::Combinator(combinator) => {
                let next = Compound {
                    child: *combinator == Combinator::Child,
                    parts: Vec::new(),
                };
                done.push(std::mem::replace(&mut compound, next));
            }
            component => compound.parts.push(part(component)),
        }
    }
    done.push(compound);
    done
}

fn part(component: &Component<Browser>) -> Part {
    match component {
        Component::LocalName(name) => Part::Tag(name.name.0.clone()),
        Component::ID(id) => Part::Id(id.0.clone()),
        Component::Class(class) => Part::Class(class.0.clone()),
        Component::AttributeInNoNamespaceExists { local_name, .. } => {
            Part::Attribute(local_name.0.clone(), None)
        }
        Component::AttributeInNoNamespace {
            local_name,
            operator,
            value,
            ..
        } => {
            let whole = *operator == selectors::attr::AttrSelectorOperator::Equal;
            Part::Attribute(local_name.0.clone(), whole.then(|| value.0.clone()))
        }
        Component::Nth(_) | Component::NthOf(_) => Part::Place,
        Component::Is(list) | Component::Where(list) | Component::Negation(list) => {
            Part::Nested(complexes(list))
        }
        _ => Part::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_is_taken_apart() {
        let taken = parts("nav > a.x:first-child [data-id=\"y\"]:not(#z), b");
        assert_eq!(taken.len(), 2);
        let [nav, link, last] = taken[0].as_slice() else {
            panic!("{taken:?}");
        };
        assert_eq!(nav.parts, [Part::Tag("nav".into())]);
        assert!(link.child && !last.child);
        assert!(link.parts.contains(&Part::Class("x".into())));
        assert!(link.parts.contains(&Part::Place));
        assert!(
            last.parts
                .contains(&Part::Attribute("data-id".into(), Some("y".into())))
        );
        assert!(
            last.parts
                .iter()
                .any(|part| matches!(part, Part::Nested(inner) if inner[0][0].parts == [Part::Id("z".into())]))
        );
        assert_eq!(parts("a["), Vec::<Complex>::new());
    }
}
