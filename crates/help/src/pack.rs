//! The help pack: downloaded when help is first opened, kept, and replaced when the content or the
//! locale names another one.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::help::HelpPack;
use banso_search::Index;
use banso_ui::{Env, Handle};

use crate::signal::Signal;

/// The pack as far as it is here.
#[derive(Default)]
pub(crate) struct Pack {
    hash: String,
    state: State,
}

#[derive(Default)]
enum State {
    #[default]
    Absent,
    Loading {
        _download: Handle,
    },
    Failed,
    /// Checked as a whole, its index too.
    Here(Vec<u8>),
}

/// What can be painted of the pack.
pub(crate) enum Shelf<'a> {
    /// It is on its way.
    Loading,
    /// It could not be had.
    Failed,
    /// It is here.
    Open(HelpPack<'a>),
}

impl Pack {
    /// Whether the pack with this hash is the one that is here, or on its way.
    pub(crate) fn is(&self, hash: &str) -> bool {
        hash == self.hash
    }

    /// Downloads the pack with this hash, unless it is here or on its way.
    pub(crate) fn want(&mut self, env: &Env, hash: &str) {
        let same = self.hash == hash;
        if same && matches!(self.state, State::Loading { .. } | State::Here(_)) {
            return;
        }
        self.hash = hash.into();
        self.state = State::Loading {
            _download: env.platform.download(hash, Signal::Pack as u32),
        };
    }

    /// The download ended, with or without bytes.
    pub(crate) fn arrived(&mut self, bytes: Option<Vec<u8>>) {
        self.state = match bytes {
            Some(bytes) if is_whole(&bytes) => State::Here(bytes),
            _ => State::Failed,
        };
    }

    pub(crate) fn shelf(&self) -> Shelf<'_> {
        match &self.state {
            State::Absent | State::Loading { .. } => Shelf::Loading,
            State::Failed => Shelf::Failed,
            State::Here(bytes) => HelpPack::open(bytes).map_or(Shelf::Failed, Shelf::Open),
        }
    }
}

fn is_whole(bytes: &[u8]) -> bool {
    HelpPack::open(bytes).is_ok_and(|pack| Index::open(pack.index).is_ok())
}
