//! The help pack: downloaded when help is first opened, kept, and replaced when the content or the
//! locale names another one.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::help::HelpPack;

use crate::dom::Handle;
use crate::env::Env;

/// The pack as far as it is here.
pub(crate) struct Pack {
    hash: String,
    state: State,
}

enum State {
    Absent,
    Loading { _download: Handle },
    Failed,
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
    pub(crate) fn new() -> Self {
        Self {
            hash: String::new(),
            state: State::Absent,
        }
    }

    /// Whether the pack with this hash is the one that is here, or on its way.
    pub(crate) fn is(&self, hash: Option<&str>) -> bool {
        hash == Some(&*self.hash)
    }

    /// Downloads the pack with this hash, unless it is here or on its way.
    pub(crate) fn want(&mut self, env: &Env, hash: &str) {
        let same = self.hash == hash;
        if same && matches!(self.state, State::Loading { .. } | State::Here(_)) {
            return;
        }
        self.hash = hash.into();
        self.state = State::Loading {
            _download: env.platform.download(hash),
        };
    }

    /// The download ended, with or without bytes.
    pub(crate) fn arrived(&mut self, bytes: Option<Vec<u8>>) {
        self.state = match bytes {
            Some(bytes) if HelpPack::open(&bytes).is_ok() => State::Here(bytes),
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
