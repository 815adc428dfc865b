//! What is remembered between visits: identity, session, adoption, guides and checklists.

use alloc::string::String;
use alloc::vec::Vec;

use banso_content::model::{GuideFate, GuideKind};
use banso_content::{choice, codec, record};
use banso_wire::time::{DAY, MINUTE, Millis};

use crate::adoption::Adoption;
use crate::counter::Counted;
use crate::input::Traits;

/// A session ends after so long without activity, as in Segment's and Google Analytics' practice.
const SESSION_IDLE: Millis = 30 * MINUTE;
/// A session ends after so long, whatever happens.
const SESSION_LONGEST: Millis = DAY;
/// The session's latest activity is written at most this often, to spare the disk.
const SESSION_GRAIN: Millis = MINUTE;

/// Everything that outlives the page, for one user in one browser.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Memory {
    /// The id given to this browser.
    pub anonymous_id: String,
    /// The host's id of the user.
    pub user_id: Option<String>,
    /// The host's id of the account.
    pub group_id: Option<String>,
    /// When the session began; UTC ms.
    pub session: Millis,
    /// The latest activity, to a minute; UTC ms.
    pub active: Millis,
    /// Adoption by feature id.
    pub adoption: Vec<(String, Adoption)>,
    /// Guides by id.
    pub guides: Vec<(String, GuideMemory)>,
    /// Checklists by id.
    pub checklists: Vec<(String, ChecklistMemory)>,
    /// What conditions count, by [`banso_content::rule::Counter::key`].
    pub counts: Vec<(String, Counted)>,
    /// When this user was first seen in this browser; UTC ms.
    pub first_seen: Millis,
    /// The guides that appeared by themselves, the kind of each and when, oldest first; UTC ms.
    #[cfg_attr(feature = "serde", serde(serialize_with = "kinds"))]
    pub shown: Vec<(GuideKind, Millis)>,
    /// The session for which the guides that were held back have been reported; UTC ms.
    pub reported: Millis,
    /// What was answered in surveys, the first answered first, by the guide's id, a slash, and the id
    /// of the step that asked.
    pub answers: Traits,
    /// How often it was written: what was written more often knows of everything that was written before.
    pub turn: u32,
}

/// What became of a guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct GuideMemory {
    /// When its first step was last visible; UTC ms.
    pub seen: Option<Millis>,
    /// When it was last finished; UTC ms.
    pub completed: Option<Millis>,
    /// When it was last closed before its end; UTC ms.
    pub dismissed: Option<Millis>,
    /// Where it is, between its start and its end: resumed after a reload.
    pub under_way: Option<UnderWay>,
    /// The user put it off until then; UTC ms.
    pub snoozed_until: Millis,
    /// When it appeared by itself, as often as its frequency asks, oldest first; UTC ms.
    pub times: Vec<Millis>,
    /// The variation that the user was assigned to, once it would have been shown.
    pub variation: Option<Variation>,
    /// The browser's id in what is sent of the latest appearance of an anonymous guide; otherwise
    /// empty.
    pub alias: String,
}

/// The form of a guide that a user is assigned to. Once assigned, it stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub enum Variation {
    /// The guide's own steps.
    #[default]
    Control,
    /// None: the user does not see the guide.
    Holdout,
    /// The steps of a variant, by its position.
    Variant(u16),
}

impl GuideMemory {
    /// When this became of the guide last, if it did; UTC ms.
    pub fn when(&self, fate: GuideFate) -> Option<Millis> {
        match fate {
            GuideFate::Seen => self.seen,
            GuideFate::UnderWay => self.under_way.as_ref().map(|way| way.since),
            GuideFate::Completed => self.completed,
            GuideFate::Dismissed => self.dismissed,
            GuideFate::Ended => self.completed.max(self.dismissed),
        }
    }
}

/// Where a guide is that has started and not ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnderWay {
    /// The step's position, from 0.
    pub step: u16,
    /// When it started; UTC ms.
    pub since: Millis,
    /// Which of its first 64 steps were visible, the first in the lowest bit.
    pub viewed: u64,
    /// The host started it, whatever its audience.
    pub asked: bool,
    /// The steps on the way to this one, the latest last.
    pub way: Vec<u16>,
    /// When the step, or the guide, became visible the last time; UTC ms.
    pub entered: Millis,
    /// How long the step before was visible; ms.
    pub spent: Millis,
}

impl UnderWay {
    /// The bit of a step in [`Self::viewed`]; none past the first 64.
    pub fn bit(step: u16) -> u64 {
        1_u64.checked_shl(step.into()).unwrap_or(0)
    }
}

/// How far a checklist is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChecklistMemory {
    /// When it was first available; UTC ms.
    pub started: Millis,
    /// The ids of the tasks that are done.
    pub done: Vec<String>,
    /// When the last task was done; UTC ms.
    pub completed: Option<Millis>,
}

record!(Memory {
    anonymous_id,
    user_id,
    group_id,
    session,
    active,
    adoption,
    guides,
    checklists,
    counts,
    first_seen,
    shown,
    reported,
    answers,
    turn,
});
choice!(Variation { 0 Control, 1 Holdout, 2 Variant(at) });
record!(GuideMemory {
    seen,
    completed,
    dismissed,
    under_way,
    snoozed_until,
    times,
    variation,
    alias
});
record!(UnderWay {
    step,
    since,
    viewed,
    asked,
    way,
    entered,
    spent
});
record!(ChecklistMemory {
    started,
    done,
    completed
});

#[cfg(feature = "serde")]
fn kinds<S: serde::Serializer>(shown: &[(GuideKind, Millis)], out: S) -> Result<S::Ok, S::Error> {
    out.collect_seq(shown.iter().map(|(kind, at)| (kind.name(), at)))
}

impl Memory {
    /// The memory of a browser that nothing else is known of.
    pub fn new(anonymous_id: String, session: Millis, active: Millis) -> Self {
        Self {
            anonymous_id,
            session,
            active,
            first_seen: active,
            ..Self::default()
        }
    }

    /// The memory that these bytes hold, if they are whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        codec::decode(bytes).filter(|memory: &Self| !memory.anonymous_id.is_empty())
    }

    /// The bytes of this memory.
    pub fn to_bytes(&self) -> Vec<u8> {
        codec::encode(self)
    }

    /// Forgets what belongs to a user and keeps the browser's id and session.
    pub fn forget_user(&mut self, now: Millis) {
        let anonymous_id = core::mem::take(&mut self.anonymous_id);
        *self = Self {
            first_seen: now,
            turn: self.turn,
            ..Self::new(anonymous_id, self.session, self.active)
        };
    }

    /// Notes activity: goes on with the session or begins a new one. True when anything changed.
    pub fn touch(&mut self, now: Millis) -> bool {
        let idle = now.saturating_sub(self.active);
        // A clock that was set back would keep the session alive until it has caught up.
        let back = self.active.saturating_sub(now) > SESSION_IDLE;
        let old = now.saturating_sub(self.session) > SESSION_LONGEST;
        let fresh = back || old || idle > SESSION_IDLE;
        if fresh {
            self.session = now;
        }
        if fresh || idle >= SESSION_GRAIN {
            self.active = now;
        }
        fresh || idle >= SESSION_GRAIN
    }

    /// What became of a guide.
    pub fn guide(&self, id: &str) -> Option<&GuideMemory> {
        find(&self.guides, id)
    }
}

/// The entry of `key` in a small map.
pub fn find<'a, T>(map: &'a [(String, T)], key: &str) -> Option<&'a T> {
    map.iter()
        .find(|entry| entry.0 == key)
        .map(|entry| &entry.1)
}

/// The entry of `key` in a small map, made if there is none.
pub fn entry<'a, T: Default>(map: &'a mut Vec<(String, T)>, key: &str) -> &'a mut T {
    let known = map.iter().position(|entry| entry.0 == key);
    let at = known.unwrap_or_else(|| {
        map.push((key.into(), T::default()));
        map.len() - 1
    });
    &mut map[at].1
}

/// Adds what happened to the latest of its kind, by time also when the clock went back, and keeps at
/// most so many.
pub(crate) fn keep_latest<T>(list: &mut Vec<T>, item: T, most: usize, time: fn(&T) -> Millis) {
    let later = list.iter().position(|known| time(known) > time(&item));
    list.insert(later.unwrap_or(list.len()), item);
    if list.len() > most {
        list.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_wire::time::HOUR;

    fn memory() -> Memory {
        Memory {
            anonymous_id: "a".into(),
            ..Memory::default()
        }
    }

    #[test]
    fn a_session_ends_by_idleness_and_by_age() {
        let mut memory = memory();
        memory.touch(DAY);
        assert_eq!(memory.session, DAY);
        memory.touch(DAY + SESSION_IDLE);
        assert_eq!(memory.session, DAY, "idle for exactly the limit goes on");
        memory.touch(DAY + 2 * SESSION_IDLE + 1);
        assert_eq!(memory.session, DAY + 2 * SESSION_IDLE + 1);
        let began = memory.session;
        for step in 0..=100 {
            memory.touch(began + step * HOUR / 4);
        }
        assert!(
            memory.session > began,
            "a day of activity is more than one session"
        );
    }

    #[test]
    fn a_clock_that_is_set_back_begins_a_session() {
        let mut memory = memory();
        memory.touch(10 * DAY);
        memory.touch(10 * DAY - SESSION_IDLE);
        assert_eq!(memory.session, 10 * DAY, "a little back goes on");
        memory.touch(DAY);
        assert_eq!((memory.session, memory.active), (DAY, DAY));
    }

    #[test]
    fn foreign_bytes_are_no_memory() {
        assert_eq!(Memory::from_bytes(&[]), None);
        assert_eq!(Memory::from_bytes(&[0; 40]), None);
        assert_eq!(Memory::from_bytes(&memory().to_bytes()), Some(memory()));
    }
}
