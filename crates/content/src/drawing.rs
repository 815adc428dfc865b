//! A drawing: what the view shows of a step or an article, made by the compiler and carried unread.
//!
//! It is a row of operations that `js/draw.js` goes through: a byte, and behind it texts and bytes in
//! the form of [`crate::codec`]. Tags and attributes are positions in [`TAGS`] and [`ATTRIBUTES`], which
//! the painter has as well: nothing else can be drawn, so no drawing can run a script or hold HTML.

use alloc::vec::Vec;

use crate::codec::{Decode, Encode, Reader};

/// The operations. Those from [`op::OPEN`] on open an element: the tag's position comes on top.
pub mod op {
    /// Closes the element.
    pub const CLOSE: u8 = 0;
    /// A text: the text.
    pub const TEXT: u8 = 1;
    /// A text of the person's own: whether the trait is the account's, its name, how it is written (0
    /// as it is, 1 as a number, 2 as a date, 3 in one of several forms), what stands in for it, and the
    /// forms, each behind its category of `Intl.PluralRules`.
    pub const TRAIT: u8 = 2;
    /// An attribute: its position, its value.
    pub const ATTRIBUTE: u8 = 3;
    /// What a press does: [`crate::acts::Acts`].
    pub const ACTS: u8 = 4;
    /// Opens the element of the first tag.
    pub const OPEN: u8 = 5;
}

/// The tags that can be drawn. From `svg` on they are SVG's.
pub const TAGS: &[&str] = &[
    "div",
    "p",
    "span",
    "button",
    "h2",
    "h3",
    "h4",
    "h5",
    "a",
    "strong",
    "em",
    "code",
    "br",
    "ul",
    "ol",
    "li",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dialog",
    "i",
    "img",
    "figure",
    "figcaption",
    "video",
    "track",
    "form",
    "fieldset",
    "legend",
    "label",
    "input",
    "textarea",
    "svg",
    "path",
];

/// The position of the first tag of SVG.
pub const FIRST_SVG: usize = 36;

/// The attributes that can be drawn.
pub const ATTRIBUTES: &[&str] = &[
    "class",
    "part",
    "role",
    "id",
    "tabindex",
    "type",
    "href",
    "target",
    "rel",
    "d",
    "viewBox",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "aria-modal",
    "aria-expanded",
    "data-guide",
    "data-side",
    "data-free",
    "data-act",
    "data-arg",
    "src",
    "alt",
    "width",
    "height",
    "poster",
    "controls",
    "preload",
    "playsinline",
    "kind",
    "srclang",
    "label",
    "loading",
    "name",
    "value",
    "maxlength",
    "rows",
    "placeholder",
    "scope",
    "hidden",
    "data-number",
    "data-least",
    "data-most",
    "data-error",
    "data-question",
    "data-kind",
    "aria-live",
    "aria-required",
    "data-frame",
    "data-label",
];

/// The bytes of a drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing(Vec<u8>);

impl Drawing {
    /// The drawing of these operations.
    pub fn new(operations: Vec<u8>) -> Self {
        Self(operations)
    }

    /// The operations.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// As people read it, for tests and for those who look into a bundle.
#[cfg(feature = "compiler")]
impl Drawing {
    /// The drawing in the manner of HTML: attributes and texts as they are, and what a press does in
    /// braces behind the tag: `<button class=main {[Next]}>Go</button>`.
    pub fn outline(&self) -> alloc::string::String {
        use crate::acts::Acts;
        use alloc::format;
        use alloc::string::String;

        let mut reader = Reader::new(&self.0);
        let (mut out, mut open, mut tags) = (String::new(), false, Vec::new());
        while !reader.is_empty() {
            let byte = reader.byte();
            let inside = matches!(byte, op::ATTRIBUTE | op::ACTS);
            if open && !inside {
                out.push('>');
                open = false;
            }
            let piece: String = match byte {
                op::CLOSE => format!("</{}>", tags.pop().unwrap_or("?")),
                op::TEXT => reader.text().into(),
                op::TRAIT => {
                    let of = ["user", "account"][usize::from(bool::decode(&mut reader))];
                    let name = reader.text();
                    let form = reader.byte();
                    let fallback = reader.text();
                    let forms: Vec<(String, String)> = Vec::decode(&mut reader);
                    format!("{{{{{of}.{name}|{fallback}|{form}{forms:?}}}}}")
                }
                op::ATTRIBUTE => {
                    let name = ATTRIBUTES.get(usize::from(reader.byte())).unwrap_or(&"?");
                    format!(" {name}={:?}", reader.text())
                }
                op::ACTS => {
                    format!(" {{{:?}}}", Acts::decode(&mut reader).list())
                }
                tag => {
                    let tag = TAGS
                        .get(usize::from(tag - op::OPEN))
                        .copied()
                        .unwrap_or("?");
                    tags.push(tag);
                    open = true;
                    format!("<{tag}")
                }
            };
            out.push_str(&piece);
        }
        out
    }
}

/// A control of a form: what a question is answered with.
#[cfg(feature = "compiler")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Control {
    /// The type of an input, such as `radio`; empty for a text of several lines.
    pub kind: alloc::string::String,
    /// What the answer is known by.
    pub name: alloc::string::String,
    /// The answer that it stands for; empty where people write their own.
    pub value: alloc::string::String,
    /// Whether the answer is a number.
    pub number: bool,
    /// The text behind it.
    pub label: alloc::string::String,
}

/// The controls of a form, for the dashboard.
#[cfg(feature = "compiler")]
impl Drawing {
    /// The controls in order.
    pub fn controls(&self) -> Vec<Control> {
        use alloc::string::String;

        let mut reader = Reader::new(&self.0);
        let (mut all, mut inside) = (Vec::<Control>::new(), false);
        while !reader.is_empty() {
            match reader.byte() {
                op::CLOSE => inside = false,
                op::TEXT => {
                    let text = reader.text();
                    if let Some(last) = all.last_mut().filter(|last| last.label.is_empty()) {
                        last.label.push_str(text);
                    }
                }
                op::TRAIT => {
                    let _ = (bool::decode(&mut reader), reader.text(), reader.byte());
                    let _ = (reader.text(), Vec::<(String, String)>::decode(&mut reader));
                }
                op::ATTRIBUTE => {
                    let name = ATTRIBUTES.get(usize::from(reader.byte()));
                    let value = reader.text();
                    let Some(control) = all.last_mut().filter(|_| inside) else {
                        continue;
                    };
                    match *name.unwrap_or(&"") {
                        "type" => control.kind = value.into(),
                        "name" => control.name = value.into(),
                        "value" => control.value = value.into(),
                        "data-number" => control.number = true,
                        _ => {}
                    }
                }
                op::ACTS => drop(crate::acts::Acts::decode(&mut reader)),
                tag => {
                    let tag = TAGS.get(usize::from(tag - op::OPEN));
                    inside = tag.is_some_and(|tag| ["input", "textarea"].contains(tag));
                    all.extend(inside.then(Control::default));
                }
            }
        }
        all
    }
}

/// What can be pressed in a drawing, for scenarios.
#[cfg(feature = "compiler")]
impl Drawing {
    /// What says what and does what when it is pressed, in order.
    pub fn pressed(&self) -> Vec<(alloc::string::String, crate::acts::Acts)> {
        use crate::acts::Acts;
        use alloc::string::String;

        let mut reader = Reader::new(&self.0);
        let mut open: Vec<(String, Option<Acts>)> = Vec::new();
        let mut all = Vec::new();
        while !reader.is_empty() {
            match reader.byte() {
                op::CLOSE => {
                    let (said, acts) = open.pop().unwrap_or_default();
                    all.extend(acts.map(|acts| (said, acts)));
                }
                op::TEXT => {
                    let text = reader.text();
                    for (said, _) in &mut open {
                        said.push_str(text);
                    }
                }
                op::TRAIT => {
                    let _ = (bool::decode(&mut reader), reader.text(), reader.byte());
                    let fallback = reader.text();
                    for (said, _) in &mut open {
                        said.push_str(fallback);
                    }
                    let _forms: Vec<(String, String)> = Vec::decode(&mut reader);
                }
                op::ATTRIBUTE => drop((reader.byte(), reader.text())),
                op::ACTS => {
                    let acts = Acts::decode(&mut reader);
                    if let Some(last) = open.last_mut() {
                        last.1 = Some(acts);
                    }
                }
                _ => open.push(Default::default()),
            }
        }
        all
    }
}

impl Encode for Drawing {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Drawing {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(<&[u8]>::decode(reader).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_painter_has_the_same_tables() {
        let painter = include_str!("../../../js/draw.js");
        for table in [TAGS, ATTRIBUTES] {
            let written = format!("\"{}\"", table.join(" "));
            assert!(painter.contains(&written), "js/draw.js lacks {written}");
        }
        assert_eq!(TAGS[FIRST_SVG], "svg");
        assert!(painter.contains(&format!("FIRST_SVG = {FIRST_SVG}")));
    }
}
