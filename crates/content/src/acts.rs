//! What a button does, as the bytes of its actions one behind the other: the browser does each as it
//! reads it, and needs no list of them.

use alloc::vec::Vec;

use crate::codec::{Decode, Encode, Reader};
use crate::model::Action;

/// The tags of [`Action`]s. Those before [`tag::HELP`] have a text; from [`tag::NEXT`] on they are the
/// flow of the guide.
pub mod tag {
    /// [`Action::Page`](super::Action::Page)
    pub const PAGE: u8 = 0;
    /// [`Action::Article`](super::Action::Article)
    pub const ARTICLE: u8 = 1;
    /// [`Action::Guide`](super::Action::Guide)
    pub const GUIDE: u8 = 2;
    /// [`Action::Link`](super::Action::Link)
    pub const LINK: u8 = 3;
    /// [`Action::Track`](super::Action::Track)
    pub const TRACK: u8 = 4;
    /// [`Action::Call`](super::Action::Call)
    pub const CALL: u8 = 5;
    /// [`Action::Help`](super::Action::Help)
    pub const HELP: u8 = 6;
    /// [`Action::Checklist`](super::Action::Checklist)
    pub const CHECKLIST: u8 = 7;
    /// [`Action::Next`](super::Action::Next)
    pub const NEXT: u8 = 8;
    /// [`Action::Back`](super::Action::Back)
    pub const BACK: u8 = 9;
    /// [`Action::Finish`](super::Action::Finish)
    pub const FINISH: u8 = 10;
    /// [`Action::Dismiss`](super::Action::Dismiss)
    pub const DISMISS: u8 = 11;
    /// [`Action::Snooze`](super::Action::Snooze)
    pub const SNOOZE: u8 = 12;
    /// [`Action::Go`](super::Action::Go)
    pub const GO: u8 = 13;
}

/// Actions, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts(Vec<u8>);

impl Acts {
    /// These actions.
    pub fn new<'a>(acts: impl IntoIterator<Item = &'a Action>) -> Self {
        let mut bytes = Vec::new();
        for act in acts {
            act.encode(&mut bytes);
        }
        Self(bytes)
    }

    /// Each action, as far as the bytes are whole.
    pub fn list(&self) -> Vec<Action> {
        let (mut reader, mut list) = (self.reader(), Vec::new());
        while !reader.is_empty() {
            let act = Action::decode(&mut reader);
            if !reader.has_failed() {
                list.push(act);
            }
        }
        list
    }

    /// Reads them: a tag, and what belongs to it.
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(&self.0)
    }

    /// Whether they begin with the flow of the guide.
    pub fn has_flow(&self) -> bool {
        self.reader().byte() >= tag::NEXT
    }
}

impl Encode for Acts {
    fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }
}

impl Decode<'_> for Acts {
    fn decode(reader: &mut Reader<'_>) -> Self {
        Self(<&[u8]>::decode(reader).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec;

    #[test]
    fn the_tags_are_those_of_actions() {
        let text = || "a".to_owned();
        for (action, tag) in [
            (Action::Page(text()), tag::PAGE),
            (Action::Article(text()), tag::ARTICLE),
            (Action::Guide(text()), tag::GUIDE),
            (Action::Link(text()), tag::LINK),
            (Action::Track(text()), tag::TRACK),
            (Action::Call(text()), tag::CALL),
            (Action::Help, tag::HELP),
            (Action::Checklist, tag::CHECKLIST),
            (Action::Next, tag::NEXT),
            (Action::Back, tag::BACK),
            (Action::Finish, tag::FINISH),
            (Action::Dismiss, tag::DISMISS),
            (Action::Snooze, tag::SNOOZE),
            (Action::Go(300), tag::GO),
        ] {
            let bytes = codec::encode(&action);
            assert_eq!(bytes[0], tag, "{action:?}");
            assert_eq!(action.is_flow(), tag >= tag::NEXT, "{action:?}");
            let has_text = tag < tag::HELP;
            assert_eq!(
                bytes.get(1..3),
                has_text.then_some(&[1, b'a'][..]).or(bytes.get(1..3))
            );
        }
    }

    #[test]
    fn actions_survive_and_the_flow_is_seen() {
        let acts = [Action::Go(1), Action::Page("/".into())];
        assert_eq!(Acts::new(&acts).list(), acts);
        assert!(Acts::new(&acts).has_flow() && !Acts::new(&acts[1..]).has_flow());
        assert!(!Acts::default().has_flow());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
            let _ = Acts(bytes).list();
        }
    }
}
