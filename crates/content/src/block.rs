//! Rich text after the compiler: a small tree that the view paints as text nodes and elements.
//! There is no HTML in it and no way to say any.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, Decode, Encode, Reader};

/// A block of rich text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 2 or 3 (level 1 is the title of the article or step).
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list of items, each a sequence of blocks.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// The items in order.
        items: Vec<Vec<Block>>,
    },
    /// A block of code, shown as it is.
    Code(String),
    /// A note set apart from the text.
    Note(Vec<Block>),
    /// A table with a header row. Every row has as many cells as the header.
    Table {
        /// The header cells.
        head: Vec<Vec<Inline>>,
        /// The body rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
}

/// A run of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// Code, a key or a value.
    Code(String),
    /// A link.
    Link(Box<Link>),
    /// A line break within a paragraph.
    Break,
}

/// A link and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub to: Target,
    /// What it says.
    pub text: Vec<Inline>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another help article, by slug.
    Article(String),
    /// A page of the host application, by path.
    Page(String),
    /// An address outside, `https:` or `mailto:`; opens in a new tab.
    External(String),
}

/// A rich text that is carried unread: the engine has no use for what it says. Only the view reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body(Vec<u8>);

impl Encode for Body {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Body {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(<&[u8]>::decode(reader).into())
    }
}

impl Body {
    /// The text, packed.
    pub fn new(blocks: &[Block]) -> Self {
        Self(codec::encode(&blocks))
    }

    /// The text, or an empty one when the bytes are damaged.
    pub fn blocks(&self) -> Vec<Block> {
        codec::decode(&self.0).unwrap_or_default()
    }
}
