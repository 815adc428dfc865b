//! A help pack: the articles of one locale and their search index, as one part that the browser
//! downloads when help is opened. Articles are decoded one at a time, in place.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bundle::{BundleError, open_part, seal_part};
use crate::drawing::Drawing;

const MAGIC: [u8; 4] = *b"BNSH";

/// The positions of our own words in [`HelpPack::words`]; `%` in them stands for what is filled in.
pub mod word {
    /// The heading of the articles that are suggested on a page.
    pub const FOR_PAGE: usize = 0;
    /// The heading of the categories.
    pub const TOPICS: usize = 1;
    /// The heading of the articles after an article.
    pub const RELATED: usize = 2;
    /// How many articles a search found, if not one.
    pub const FOUND: usize = 3;
    /// A search found one article.
    pub const FOUND_ONE: usize = 4;
    /// A search found no article: what was searched for.
    pub const NOTHING: usize = 5;
    /// What to do then.
    pub const NOTHING_HINT: usize = 6;
    /// There is no article.
    pub const EMPTY: usize = 7;
    /// The article is not there any more.
    pub const GONE: usize = 8;
    /// When an article was revised: the day.
    pub const UPDATED: usize = 9;
    /// The question below an article.
    pub const HELPFUL: usize = 10;
    /// An answer to it.
    pub const YES: usize = 11;
    /// The other answer.
    pub const NO: usize = 12;
    /// What follows the answer.
    pub const THANKS: usize = 13;
    /// The way to write to support.
    pub const ASK: usize = 14;
    /// What stands beside it where a search or an article did not help.
    pub const STUCK: usize = 15;
    /// The field for the question to support.
    pub const QUESTION: usize = 16;
    /// The choice of what it is about.
    pub const TOPIC: usize = 17;
    /// The heading of what is sent along with a question.
    pub const ALONG: usize = 18;
    /// Of that, the page: its path.
    pub const ON_PAGE: usize = 19;
    /// Of that, a search: what was searched for.
    pub const SEARCHED: usize = 20;
    /// Of that, an article: its title.
    pub const READ: usize = 21;
    /// The button that leaves one of these out: what it says.
    pub const REMOVE: usize = 22;
    /// The field for the address to answer to.
    pub const EMAIL: usize = 23;
    /// When that is no address.
    pub const EMAIL_WRONG: usize = 24;
    /// When something secret was hidden.
    pub const MASKED: usize = 25;
    /// A question to support was sent.
    pub const SENT: usize = 26;
    /// It could not be sent yet: nobody is online.
    pub const WAITS: usize = 27;
    /// The button to write once more.
    pub const ANOTHER: usize = 28;
    /// The button that sends.
    pub const SEND: usize = 29;
    /// A choice is missing.
    pub const CHOOSE: usize = 30;
    /// A text is missing.
    pub const WRITE: usize = 31;
    /// The field for why an article helped or did not.
    pub const WHY: usize = 32;
    /// The heading of what was searched for and read before.
    pub const RECENT: usize = 33;
    /// The heading of the frequent questions of a page.
    pub const FREQUENT: usize = 34;
    /// The heading of the parts of an article.
    pub const CONTENTS: usize = 35;
    /// The button that copies code.
    pub const COPY: usize = 36;
    /// What it says then.
    pub const COPIED: usize = 37;
    /// The way to an article in a tab of its own.
    pub const IN_TAB: usize = 38;
}

/// The articles of one locale, borrowed from the bytes that were downloaded.
#[derive(Debug, PartialEq, Eq)]
pub struct HelpPack<'a> {
    /// The locale of every article in the pack.
    pub locale: &'a str,
    /// What lists show, in the order of `bodies` and of the index's document numbers.
    pub articles: Vec<ArticleMeta<'a>>,
    /// The categories in their order, with their names in this locale.
    pub categories: Vec<(&'a str, &'a str)>,
    /// The index, for `banso_search::Index::open`: of the articles, and behind them of the guides.
    pub index: &'a [u8],
    /// Our own words around articles, see [`word`].
    pub words: Vec<&'a str>,
    /// The bodies, each a drawing; see [`HelpPack::body`].
    pub bodies: Vec<&'a [u8]>,
    /// The ids of the guides that people can start from help. Whether somebody may is the engine's to say.
    pub guides: Vec<&'a str>,
    /// The bytes of a [`HelpMore`], which the panel alone reads.
    pub more: &'a [u8],
}

/// What help has besides articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpMore {
    /// What support can be asked about, in the order of the form. Empty: support cannot be written to from here.
    pub topics: Vec<Topic>,
    /// Whether who is not known is asked for an e-mail address.
    pub email: bool,
    /// The frequent questions.
    pub questions: Vec<Frequent>,
}

/// A category of questions to support.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// Kebab case, unique.
    pub id: String,
    /// What readers see.
    pub name: String,
    /// When an answer can be expected; may be empty.
    pub answer: String,
    /// What the form asks besides.
    pub asks: Vec<Asked>,
}

/// What the form asks besides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Kebab case, unique in the category.
    pub id: String,
    /// The question.
    pub label: String,
    /// Whether it must be answered.
    pub required: bool,
    /// What can be chosen; a line to write in when there is nothing.
    pub choices: Vec<String>,
}

/// A frequent question with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequent {
    /// Kebab case, unique.
    pub id: String,
    /// The question.
    pub question: String,
    /// Page patterns on which it is shown; none: on every page.
    pub pages: Vec<String>,
    /// The answer, and what can be done.
    pub answer: Drawing,
}

/// What a list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleMeta<'a> {
    /// Kebab case, the same in every locale.
    pub slug: &'a str,
    /// The title.
    pub title: &'a str,
    /// One sentence.
    pub summary: &'a str,
    /// The category's id.
    pub category: &'a str,
    /// Page patterns on which the article is suggested.
    pub pages: Vec<&'a str>,
    /// The feature it teaches.
    pub feature: Option<&'a str>,
    /// When it was last revised, `2026-09-14`.
    pub updated: &'a str,
}

impl<'a> HelpPack<'a> {
    /// Opens a pack, refusing a foreign or damaged one.
    pub fn open(bytes: &'a [u8]) -> Result<Self, BundleError> {
        open_part(MAGIC, bytes)
    }

    /// The pack's bytes.
    pub fn seal(&self) -> Vec<u8> {
        seal_part(MAGIC, self)
    }

    /// The drawing of an article's body by its position, see [`crate::drawing`]; an empty one when there
    /// is no such article.
    pub fn body(&self, article: usize) -> &'a [u8] {
        self.bodies.get(article).copied().unwrap_or_default()
    }

    /// One of the words around articles, by its position in [`word`].
    pub fn word(&self, at: usize) -> &'a str {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The position of an article by its slug.
    pub fn position(&self, slug: &str) -> Option<usize> {
        self.articles
            .iter()
            .position(|article| article.slug == slug)
    }
}

/// Where the browser finds the pack of a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRef {
    /// The locale.
    pub locale: String,
    /// The pack's content hash, which is its address: `GET /v1/parts/{hash}`.
    pub hash: String,
    /// Its size in bytes before compression.
    pub bytes: u32,
}
