//! Rich text as the compiler reads it: a small tree, from which it draws. There is no HTML in it and no
//! way to say any.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

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
    /// A picture.
    Image(Box<Image>),
    /// A film. It never plays by itself, and nothing of it is downloaded before it plays.
    Video(Box<Video>),
    /// A player of another site. Nothing of it is downloaded before it is asked for.
    Embed(Box<Embed>),
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Where it is: `https:`, or a path of the host application.
    pub address: String,
    /// The one for dark pages; empty: the same.
    pub dark: String,
    /// What it shows, in words; empty: it only decorates.
    pub alt: String,
    /// What stands below it; may be empty.
    pub caption: Vec<Inline>,
    /// Its width in CSS pixels, where there is room.
    pub width: u16,
    /// Its height at that width.
    pub height: u16,
}

/// A film.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Video {
    /// Where it is: `https:`, or a path of the host application.
    pub address: String,
    /// What it shows, in words.
    pub title: String,
    /// The address of the picture shown until it plays.
    pub poster: String,
    /// What is said in it, in writing; may be empty.
    pub tracks: Vec<Track>,
    /// What stands below it; may be empty.
    pub caption: Vec<Inline>,
    /// Its width in CSS pixels, where there is room.
    pub width: u16,
    /// Its height at that width.
    pub height: u16,
}

/// The captions of a film in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Track {
    /// The address of a file in WebVTT.
    pub address: String,
    /// A BCP 47 tag.
    pub language: String,
    /// What the choice among captions says.
    pub label: String,
}

/// A player of another site, for an `iframe`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Embed {
    /// Where it is: `https:`, or a path of the host application.
    pub address: String,
    /// What it plays, in words.
    pub title: String,
    /// The address of the picture shown until it is asked for; may be empty.
    pub poster: String,
    /// What stands below it; may be empty.
    pub caption: Vec<Inline>,
    /// Its width in CSS pixels, where there is room.
    pub width: u16,
    /// Its height at that width.
    pub height: u16,
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
    /// A value of the user's or the account's.
    Trait(Box<Trait>),
}

/// A value within a text that is the reader's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trait {
    /// A trait of the account, not of the user.
    pub account: bool,
    /// The name of the trait.
    pub name: String,
    /// What is said while the trait is missing, empty, or not of the format's type; never empty.
    pub fallback: String,
    /// How it is said.
    pub format: Format,
}

/// How a value is said in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// As it is.
    #[default]
    Plain,
    /// A number, as `Intl.NumberFormat` has it.
    Number,
    /// A day, as `Intl.DateTimeFormat` has it.
    Date,
    /// One of several forms, as `Intl.PluralRules` has it of a number: the category of each (`one`,
    /// `other` ...) and its text, in which `#` stands for the number. `other` is always among them.
    Plural(Vec<(String, String)>),
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
