//! Help sessions, and how many of them end without an inquiry.

use std::collections::HashMap;

use super::DAY;
use super::log::{Deed, Entry};
use crate::query::share::Share;
use crate::query::window::Window;

/// A pause after which a session is another one, in ms.
const PAUSE: i64 = 30 * 60_000;

#[derive(Default)]
struct Session {
    start: i64,
    last: i64,
    read: bool,
    asked: bool,
}

/// Of the sessions of a window: those without an inquiry in them; and of those that are a day old,
/// those in which an article was opened and after which no inquiry followed within 24 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deflection {
    /// Without an inquiry, of all.
    pub loose: Share,
    /// An article opened, and no inquiry within 24 hours after the session's last deed.
    pub strict: Share,
}

pub(super) fn deflection(entries: &[Entry], window: &Window) -> Deflection {
    let mut people: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for entry in entries {
        people.entry(&entry.who).or_default().push(entry);
    }
    let (mut loose, mut strict) = (Share::default(), Share::default());
    for deeds in people.into_values() {
        let asked = deeds
            .iter()
            .filter(|entry| matches!(entry.deed, Deed::Asked));
        let asked: Vec<i64> = asked.map(|entry| entry.ts).collect();
        for session in sessions(&deeds)
            .iter()
            .filter(|one| window.holds(one.start))
        {
            loose.whole += 1;
            loose.part += u64::from(!session.asked);
            if session.last + DAY > window.now {
                continue;
            }
            let after = session.start..=session.last + DAY;
            let quiet = !asked.iter().any(|ts| after.contains(ts));
            strict.whole += 1;
            strict.part += u64::from(session.read && quiet);
        }
    }
    Deflection { loose, strict }
}

fn sessions(deeds: &[&Entry]) -> Vec<Session> {
    let mut sessions: Vec<Session> = Vec::new();
    for entry in deeds {
        if sessions
            .last()
            .is_none_or(|open| open.last + PAUSE < entry.ts)
        {
            sessions.push(Session {
                start: entry.ts,
                ..Session::default()
            });
        }
        if let Some(session) = sessions.last_mut() {
            session.last = entry.ts;
            session.read |= matches!(entry.deed, Deed::Viewed { .. });
            session.asked |= matches!(entry.deed, Deed::Asked);
        }
    }
    sessions
}
