//! What is said to people, packed by the compiler just as the view reads it. The engine picks the
//! bytes of a locale and passes them on; it knows nothing of what is in them.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, Decode, Encode, Reader};
use crate::drawing::Drawing;
use crate::help::HelpRef;
use crate::model::{Action, Side};

/// The bytes of a value that the engine carries unread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// A value, packed.
    pub fn new(value: &impl Encode) -> Self {
        Self(codec::encode(value))
    }

    /// The value's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The value; None when it is another one.
    pub fn read<'a, T: Decode<'a>>(&'a self) -> Option<T> {
        codec::decode(&self.0)
    }
}

impl Encode for Packed {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Packed {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(<&[u8]>::decode(reader).into())
    }
}

/// What is said, in every locale of the content, the default one first: for each the locale and
/// the bytes of a [`StepText`], [`ChecklistText`], [`TaskText`], [`HelpText`] or a plain name. What
/// stands in for a text that a locale is without was decided by the compiler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose(Packed);

impl Prose {
    /// What is said in each locale, the default one first.
    pub fn new<'a, T: Encode>(said: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut out = Vec::new();
        for (locale, said) in said {
            locale.encode(&mut out);
            Packed::new(&said).encode(&mut out);
        }
        Self(Packed(out))
    }

    /// The bytes of what is said in this locale, or in the default one when the content has no such
    /// locale; empty when nothing is said at all.
    pub fn bytes(&self, locale: &str) -> &[u8] {
        let mut reader = Reader::new(self.0.bytes());
        let mut said = None;
        while !reader.is_empty() {
            let known = reader.bytes();
            let bytes = reader.bytes();
            if said.is_none() || known == locale.as_bytes() {
                said = Some(bytes);
            }
        }
        said.unwrap_or_default()
    }

    /// What is said in this locale; None when it is something else.
    pub fn read<'a, T: Decode<'a>>(&'a self, locale: &str) -> Option<T> {
        codec::decode(self.bytes(locale))
    }

    /// The title in this locale, or the name: the first text of everything that is said.
    pub fn title(&self, locale: &str) -> &str {
        Reader::new(self.bytes(locale)).text()
    }
}

impl Encode for Prose {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Prose {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(Packed::decode(reader))
    }
}

/// What a step of a guide says, and what it looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepText {
    /// The title.
    pub title: String,
    /// How the view treats it: flags of [`look`].
    pub look: u8,
    /// On which side of the target, if there is room; of a banner, at which edge of the window.
    pub side: Side,
    /// How to find the element that the step stands by, the best way first. Empty: by none.
    pub target: Vec<Way>,
    /// The card; before it what dims the page (`.spot`) or what opens it (`.beacon`).
    pub drawing: Drawing,
}

/// How the view treats a step.
pub mod look {
    /// The page waits, and Tab stays inside.
    pub const MODAL: u8 = 1;
    /// It takes the focus when it appears.
    pub const GRABS: u8 = 2;
    /// Escape elsewhere on the page does not end it: it is no popup.
    pub const STAYS: u8 = 4;
    /// It lifts what stands in the lower corner.
    pub const LIFTS: u8 = 8;
    /// It can be put off.
    pub const SNOOZES: u8 = 16;
    /// It becomes a part of the page: inside its target at the end ([`Side::Bottom`]) or at the start
    /// (`Top`), or before it (`Left`) or behind it (`Right`).
    ///
    /// [`Side::Bottom`]: crate::model::Side::Bottom
    pub const INLINE: u8 = 32;
}

/// The positions of our own words in [`crate::bundle::Bundle::words`]; `%` in them stands for what is
/// filled in. Those of articles are in the help pack, see [`crate::help::word`].
pub mod word {
    /// What help is called.
    pub const HELP: usize = 0;
    /// What the launcher is called while there is something left to do: the title, how much is done, of how much.
    pub const LAUNCHER: usize = 1;
    /// Help is on its way.
    pub const LOADING: usize = 2;
    /// Help could not be had.
    pub const FAILED: usize = 3;
    /// Try to get it again.
    pub const RETRY: usize = 4;
    /// Close a note, a card or the panel.
    pub const CLOSE: usize = 5;
    /// Back to the screen before.
    pub const BACK: usize = 6;
    /// The search field.
    pub const SEARCH: usize = 7;
    /// How many tasks are done, and of how many.
    pub const PROGRESS: usize = 8;
    /// The checklist is complete.
    pub const ALL_DONE: usize = 9;
    /// A task is done.
    pub const TASK_DONE: usize = 10;
    /// A task may be left out.
    pub const OPTIONAL: usize = 11;
    /// A task waits for another: its title.
    pub const LOCKED: usize = 12;
    /// Until when the checklist should be complete: the day.
    pub const DUE: usize = 13;
    /// Until when it should have been: the day.
    pub const OVERDUE: usize = 14;
    /// What the launcher is called while there is news: what it is called without, and how much is new.
    pub const UNREAD: usize = 15;
    /// The heading of the announcements.
    pub const NEWS: usize = 16;
    /// The way to all of them.
    pub const ALL_NEWS: usize = 17;
    /// An announcement that was not read.
    pub const NEW: usize = 18;
    /// There is no announcement.
    pub const NO_NEWS: usize = 19;
    /// The heading of the guides that can be started.
    pub const GUIDES: usize = 20;
    /// Such a guide was begun, and not finished.
    pub const STARTED: usize = 21;
}

/// One way to find an element. It counts if exactly one visible element fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The CSS selector that it matches. `a >>> b` means `b` inside the open shadow root, or the
    /// frame of the same origin, that is `a`.
    pub css: String,
    /// What it is called, in the page's language. Empty: whatever it is called.
    pub name: String,
    /// `name` is the element's own text, not its accessible name.
    pub text: bool,
}

impl Way {
    /// A way by a selector alone.
    pub fn css(css: &str) -> Self {
        Self {
            css: css.into(),
            ..Self::default()
        }
    }

    /// What to call it in messages: the name that it looks for, else its selector.
    pub fn label(&self) -> &str {
        if self.name.is_empty() {
            &self.css
        } else {
            &self.name
        }
    }
}

/// What a checklist says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistText {
    /// The title.
    pub title: String,
    /// One sentence below the title; may be empty.
    pub intro: String,
    /// What to say when it is complete; may be empty.
    pub celebration: String,
}

/// What a task of a checklist says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskText {
    /// What to do: a verb first.
    pub title: String,
    /// Why, in one sentence; may be empty.
    pub detail: String,
    /// What pressing it does, if it helps to do it.
    pub action: Option<Action>,
}

/// Where the articles of the help widget are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpText {
    /// The pack to download when the widget is first opened.
    pub pack: HelpRef,
}

/// What an entry of the feed says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryText {
    /// The title of an announcement; the name of a guide to start.
    pub title: String,
    /// The day on which an announcement is published, `2026-11-16`; empty for a guide to start.
    pub date: String,
    /// The whole announcement below its date, the title first.
    pub drawing: Drawing,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn greeting() -> Prose {
        Prose::new([("en", "Hello"), ("ja", "こんにちは")])
    }

    #[test]
    fn a_locale_has_its_own_words_and_any_other_those_of_the_default() {
        for (locale, said) in [("en", "Hello"), ("ja", "こんにちは"), ("fr", "Hello")] {
            assert_eq!(greeting().title(locale), said, "{locale}");
            assert_eq!(greeting().read::<&str>(locale), Some(said), "{locale}");
        }
        assert_eq!(Prose::default().title("en"), "");
    }

    #[test]
    fn the_title_is_read_without_the_rest() {
        let text = TaskText {
            title: "Create one".into(),
            detail: "Takes a minute.".into(),
            action: Some(Action::Page("/new".into())),
        };
        let prose = Prose::new([("en", text.clone())]);
        assert_eq!(prose.title("en"), "Create one");
        assert_eq!(prose.read("en"), Some(text));
        assert_eq!(prose.read::<HelpText>("en"), None);
    }

    proptest::proptest! {
        #[test]
        fn damaged_prose_is_read_without_a_panic(bytes: Vec<u8>, locale: String) {
            let prose = Prose(Packed(bytes));
            let _ = (prose.title(&locale), prose.read::<StepText>(&locale));
        }
    }
}
