//! Elements as the compiler writes them down.

use crate::acts::Acts;
use crate::block::{Format, Trait};
use crate::codec::Encode;
use crate::compiler::personal::Piece;
use crate::drawing::{ATTRIBUTES, Drawing, TAGS, op};
use crate::model::Action;

/// An element, or a row of elements and texts without one around it.
#[derive(Clone, Debug, Default)]
pub(in crate::compiler) struct Element {
    tag: Option<u8>,
    within: Vec<u8>,
}

/// An element of this tag, one of [`TAGS`].
pub(in crate::compiler) fn el(tag: &str) -> Element {
    Element {
        tag: Some(op::OPEN + position(TAGS, tag)),
        within: Vec::new(),
    }
}

/// An element of this tag and class.
pub(in crate::compiler) fn styled(tag: &str, class: &str) -> Element {
    el(tag).set("class", class)
}

/// A button that looks like `class` and does `acts`. The host may style it as a part, by names of their
/// own for what is common and by its class for the rest.
pub(in crate::compiler) fn button(class: &str, acts: &[Action]) -> Element {
    pressable(class, "button", acts)
}

/// A button that also sends what is in the form around it.
pub(in crate::compiler) fn submit(class: &str, acts: &[Action]) -> Element {
    pressable(class, "submit", acts)
}

fn pressable(class: &str, kind: &str, acts: &[Action]) -> Element {
    let part = match class {
        "main" => "button primary",
        "plain" | "quiet" => "button",
        "cross" => "close",
        _ => class,
    };
    let made = styled("button", class).set("part", part);
    let made = made.set("type", kind);
    if acts.is_empty() {
        made
    } else {
        made.acts(acts)
    }
}

/// A line drawing on a 20 by 20 grid, in the colour of the text.
pub(in crate::compiler) fn icon(path: &str) -> Element {
    el("svg")
        .set("viewBox", "0 0 20 20")
        .set("aria-hidden", "true")
        .kid(el("path").set("d", path))
}

impl Element {
    /// The same with an attribute, one of [`ATTRIBUTES`].
    pub(in crate::compiler) fn set(mut self, name: &str, value: &str) -> Self {
        self.within.push(op::ATTRIBUTE);
        self.within.push(position(ATTRIBUTES, name));
        value.encode(&mut self.within);
        self
    }

    /// The same with an attribute without a value, where it is `on`.
    pub(in crate::compiler) fn flag(self, name: &str, on: bool) -> Self {
        if on { self.set(name, "") } else { self }
    }

    /// The same, doing this when it is pressed.
    pub(in crate::compiler) fn acts(mut self, acts: &[Action]) -> Self {
        self.within.push(op::ACTS);
        Acts::new(acts).encode(&mut self.within);
        self
    }

    /// The same with text at its end.
    pub(in crate::compiler) fn say(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.within.push(op::TEXT);
            text.encode(&mut self.within);
        }
        self
    }

    /// The same with a trait of the person's at its end, or what stands in for it.
    pub(in crate::compiler) fn personal(mut self, said: &Trait) -> Self {
        let (form, plurals) = match &said.format {
            Format::Plain => (0, &[][..]),
            Format::Number => (1, &[][..]),
            Format::Date => (2, &[][..]),
            Format::Plural(forms) => (3, forms.as_slice()),
        };
        let out = &mut self.within;
        out.push(op::TRAIT);
        said.account.encode(out);
        said.name.encode(out);
        out.push(form);
        said.fallback.encode(out);
        plurals.encode(out);
        self
    }

    /// The same with the pieces of a text at its end.
    pub(in crate::compiler) fn pieces(self, pieces: &[Piece]) -> Self {
        pieces.iter().fold(self, |made, piece| match piece {
            Piece::Text(text) => made.say(text),
            Piece::Trait(said) => made.personal(said),
        })
    }

    /// The same with another element at its end.
    pub(in crate::compiler) fn kid(mut self, kid: Self) -> Self {
        self.within.extend(kid.operations());
        self
    }

    /// The same with others at its end.
    pub(in crate::compiler) fn kids(self, kids: impl IntoIterator<Item = Self>) -> Self {
        kids.into_iter().fold(self, Self::kid)
    }

    /// Both in a row, without an element around them.
    pub(in crate::compiler) fn and(self, other: Self) -> Self {
        Self::default().kid(self).kid(other)
    }

    fn operations(self) -> Vec<u8> {
        match self.tag {
            None => self.within,
            Some(tag) => [&[tag], self.within.as_slice(), &[op::CLOSE]].concat(),
        }
    }

    /// What the view paints.
    pub(in crate::compiler) fn drawing(self) -> Drawing {
        Drawing::new(self.operations())
    }
}

/// Where a name stands in a table.
///
/// # Panics
/// For a name that no painter knows: a mistake in this crate, which any test of the compiler meets.
fn position(table: &[&str], name: &str) -> u8 {
    let at = table.iter().position(|known| *known == name);
    let at = at.and_then(|at| u8::try_from(at).ok());
    at.unwrap_or_else(|| panic!("nothing draws `{name}`"))
}
