//! CSS selectors, read by the parser that Firefox uses (the `selectors` crate), with the
//! pseudo-classes that browsers take in `matches` and `closest`.

mod generated;
pub(super) mod lint;
pub(super) mod parts;
pub(super) mod role;

use std::fmt;

use cssparser::{
    CowRcStr, ParseError, ParseErrorKind, Parser as Input, ToCss, serialize_identifier,
};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{
    NonTSPseudoClass, ParseRelative, Parser, PseudoElement, SelectorImpl, SelectorList,
    SelectorParseErrorKind,
};

/// Why a text is no selector that a browser takes, as the end of a sentence; none if it is one.
///
/// `a >>> b` is a selector on either side.
pub(super) fn flaw(selector: &str) -> Option<&'static str> {
    selector.split(">>>").find_map(flaw_in_tree)
}

fn flaw_in_tree(selector: &str) -> Option<&'static str> {
    let count = match parse(selector) {
        Ok(list) => list.len(),
        Err(error) => return Some(reason(&error)),
    };
    // CSS closes what is open at the end of its input, and so would hide a forgotten bracket.
    let followed = parse(&format!("{selector},a")).map(|list| list.len());
    (followed != Ok(count + 1)).then_some("a bracket or a quote is not closed")
}

/// A selector as a browser would write it; none if it is one that no browser takes.
pub(super) fn normal(selector: &str) -> Option<String> {
    let parts = selector.split(">>>").map(parse);
    let parts: Result<Vec<_>, _> = parts.collect();
    let parts = parts.ok()?.into_iter().map(|list| list.to_css_string());
    Some(parts.collect::<Vec<_>>().join(" >>> "))
}

type Fault = ParseError<SelectorParseErrorKind>;

fn parse(selector: &str) -> Result<SelectorList<Browser>, Fault> {
    SelectorList::parse(&Reader, &mut Input::new(selector), ParseRelative::No)
}

fn reason(error: &Fault) -> &'static str {
    use SelectorParseErrorKind as Kind;
    match &error.kind {
        ParseErrorKind::Custom(Kind::EmptySelector) => "a part of it is empty",
        ParseErrorKind::Custom(Kind::DanglingCombinator) => "nothing follows its combinator",
        ParseErrorKind::Custom(Kind::UnsupportedPseudoClassOrElement) => {
            "no element matches such a pseudo-class or pseudo-element"
        }
        ParseErrorKind::Custom(Kind::ClassNeedsIdent) => "a name must follow the `.`",
        ParseErrorKind::Custom(
            Kind::NoQualifiedNameInAttributeSelector
            | Kind::UnexpectedTokenInAttributeSelector
            | Kind::ExpectedBarInAttr
            | Kind::BadValueInAttr
            | Kind::InvalidQualNameInAttr,
        ) => "the attribute in brackets is malformed",
        _ => "a part of it is malformed",
    }
}

/// Pseudo-classes of the HTML standard and of CSS that are about the element itself.
const PSEUDO_CLASSES: &[&str] = &[
    "active",
    "any-link",
    "autofill",
    "checked",
    "default",
    "defined",
    "disabled",
    "enabled",
    "focus",
    "focus-visible",
    "focus-within",
    "fullscreen",
    "hover",
    "in-range",
    "indeterminate",
    "invalid",
    "link",
    "modal",
    "muted",
    "open",
    "optional",
    "out-of-range",
    "paused",
    "placeholder-shown",
    "playing",
    "popover-open",
    "read-only",
    "read-write",
    "required",
    "target",
    "user-invalid",
    "user-valid",
    "valid",
    "visited",
];

/// Those that take an argument; `:is`, `:not`, `:has`, `:where` and `:nth-*` are the parser's own.
const FUNCTIONS: &[&str] = &["dir", "lang", "state"];

struct Reader;

impl<'i> Parser<'i> for Reader {
    type Impl = Browser;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }

    fn parse_non_ts_pseudo_class(&self, name: CowRcStr<'i>) -> Result<Pseudo, Fault> {
        known(PSEUDO_CLASSES, &name)
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: CowRcStr<'i>,
        arguments: &mut Input<'i>,
        _after_part: bool,
    ) -> Result<Pseudo, Fault> {
        let pseudo = known(FUNCTIONS, &name)?;
        arguments.expect_ident_or_string()?;
        Ok(pseudo)
    }
}

fn known(names: &[&str], name: &str) -> Result<Pseudo, Fault> {
    let known = names.iter().any(|known| known.eq_ignore_ascii_case(name));
    known
        .then(|| Pseudo(name.into()))
        .ok_or_else(|| ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement))
}

/// The parser's types: texts, since nothing here is matched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Browser;

impl SelectorImpl for Browser {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Name;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Name;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Name;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Pseudo;
    type PseudoElement = NoPseudoElement;
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Name(String);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        crate::bundle::fnv1a(self.0.as_bytes()) as u32
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pseudo(String);

impl ToCss for Pseudo {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        write!(out, ":{}", self.0)
    }
}

impl NonTSPseudoClass for Pseudo {
    fn is_active_or_hover(&self) -> bool {
        matches!(self.0.as_str(), "active" | "hover")
    }

    fn is_user_action_state(&self) -> bool {
        self.is_active_or_hover()
    }
}

/// A click never lands on a pseudo-element, so there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
enum NoPseudoElement {}

impl ToCss for NoPseudoElement {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl PseudoElement for NoPseudoElement {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn selectors_of_browsers_pass() {
        for selector in [
            "[data-testid=\"new-expense\"]",
            "nav > a.active:not([hidden]), #main li:nth-child(2n+1 of .x)",
            "button:is(.a, .b):has(> svg):focus-visible",
            "input:checked + label[for$='x' i]",
            "a:lang(ja)",
            "日本",
            "my-menu >>> a.new >>> b",
        ] {
            assert_eq!(flaw(selector), None, "{selector}");
        }
    }

    #[test]
    fn what_no_browser_takes_is_refused() {
        for selector in [
            "",
            "  ",
            "a,",
            "a >",
            "> a",
            ".",
            "#",
            "[data-testid=]",
            "[a=\"b\"",
            "a[b='c",
            "a:foo",
            "a::before",
            "a:not(",
            "a b)",
            "1a",
            "$x",
            ":lang()",
            "a:is()",
            "a >>> ",
            ">>> a",
        ] {
            assert!(flaw(selector).is_some(), "{selector}");
        }
    }
}
