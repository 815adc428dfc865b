//! Rich text after the compiler: a small tree that the view paints as text nodes and elements.
//! There is no HTML in it and no way to say any.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

/// A block of rich text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads.
    pub to: Target,
    /// What it says.
    pub text: Vec<Inline>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Another help article, by slug.
    Article(String),
    /// A page of the host application, by path.
    Page(String),
    /// An address outside, `https:` or `mailto:`; opens in a new tab.
    External(String),
}
