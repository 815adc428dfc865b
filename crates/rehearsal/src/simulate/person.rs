//! One user's history, gone through with the draft and with what there is now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use banso_content::bundle::Bundle;
use banso_wire::event;
use banso_wire::time::{DAY, Millis};
use serde_json::Value as Json;

use super::fates::Fates;
use super::run::{Run, Shows};
use super::{Message, Respond, Said, Tally};

/// One user.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: String,
    account: Option<String>,
    draft: Run,
    /// What there is now: other content, or else what was really shown.
    now: Now,
    /// What really became of guides before the window.
    fates: Fates,
    session: Option<Millis>,
    last: Millis,
    in_window: bool,
    days: BTreeSet<Millis>,
}

#[derive(Debug)]
enum Now {
    Content(Box<Run>),
    History(Shows),
}

impl Person {
    pub(super) fn new(
        id: &str,
        signed: bool,
        draft: &Bundle,
        compare: Option<&Bundle>,
        at: Millis,
    ) -> Self {
        let run = |bundle: &Bundle| Run::new(id, signed, bundle, at);
        Self {
            id: id.into(),
            account: None,
            draft: run(draft),
            now: compare.map_or(Now::History(Shows::new()), |bundle| {
                Now::Content(Box::new(run(bundle)))
            }),
            fates: Fates::default(),
            session: None,
            last: at,
            in_window: false,
            days: BTreeSet::new(),
        }
    }

    pub(super) fn message(&mut self, message: &Message, window: &Range<Millis>, respond: Respond) {
        if message.at >= window.end {
            return;
        }
        let opens = message.at >= window.start && !self.in_window;
        let loads = opens || self.session.is_none() || message.session != self.session;
        if loads {
            let (last, fates) = (self.last, opens.then_some(&self.fates));
            each(&mut self.draft, &mut self.now, |run| {
                run.leave(last, message.at, fates, respond);
            });
        }
        self.in_window |= opens;
        self.session = message.session.or(Some(0));
        if self.in_window {
            self.days.insert(message.at / DAY);
        }
        self.account = message.account.clone().or(self.account.take());
        self.note_history(message);
        each(&mut self.draft, &mut self.now, |run| {
            run.take(message, loads, respond);
        });
        self.last = message.at;
    }

    /// What really became of guides: before the window it is taken over, within it it is what there
    /// is now.
    fn note_history(&mut self, message: &Message) {
        let Said::Track(name, properties) = &message.said else {
            return;
        };
        if !self.in_window {
            self.fates.note(name, properties, message.at);
        } else if let Now::History(shows) = &mut self.now
            && name == event::GUIDE_SHOWN
            && let Some(guide) = properties.get(event::GUIDE).and_then(Json::as_str)
        {
            shows.push((guide.into(), message.at));
        }
    }

    /// Adds up what came of it.
    pub(super) fn end(mut self, tally: &mut Tally) {
        if !self.in_window {
            return;
        }
        let last = self.last;
        each(&mut self.draft, &mut self.now, |run| {
            run.end(last);
        });
        tally.active += 1;
        tally.accounts.extend(self.account.clone());
        let now = match self.now {
            Now::History(shows) => shows,
            Now::Content(run) => {
                for list in &run.started {
                    tally.checklists_now.entry(list.clone()).or_default().0 += 1;
                }
                for list in &run.completed {
                    tally.checklists_now.entry(list.clone()).or_default().1 += 1;
                }
                run.shows
            }
        };
        self.draft.add_up(self.account.as_ref(), tally);
        prompts(&self.draft.shows, &self.days, &mut tally.prompts);
        prompts(&now, &self.days, &mut tally.prompts_now);
        displaced(&self.draft.shows, &now, tally);
    }
}

fn each(draft: &mut Run, now: &mut Now, mut run: impl FnMut(&mut Run)) {
    run(draft);
    if let Now::Content(now) = now {
        run(now);
    }
}

/// Counts the days of an active user by how many prompts they had.
fn prompts(shows: &Shows, days: &BTreeSet<Millis>, out: &mut BTreeMap<usize, usize>) {
    for day in days {
        let of_day = shows.iter().filter(|(_, at)| at / DAY == *day);
        *out.entry(of_day.count()).or_default() += 1;
    }
}

/// Guides that were shown by what there is now and are not by the draft, with the guide that the
/// draft had shown last by then, or within a day of it.
fn displaced(draft: &Shows, now: &Shows, tally: &mut Tally) {
    let mut counted = BTreeSet::new();
    for (guide, at) in now {
        if !counted.insert(guide) {
            continue;
        }
        *tally.now.entry(guide.clone()).or_default() += 1;
        if draft.iter().any(|(other, _)| other == guide) {
            continue;
        }
        let instead = draft.iter().rfind(|(_, other)| *other <= at + DAY);
        let key = (instead.map(|(other, _)| other.clone()), guide.clone());
        *tally.displaced.entry(key).or_default() += 1;
    }
}
