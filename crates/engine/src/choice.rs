//! Which guide appears, and what holds the others back.

use banso_content::glob;
use banso_content::model::{Frequency, Trigger};
use banso_content::rule::Leaf;
use banso_wire::event;
use banso_wire::time::Millis;

use crate::engine::Engine;
use crate::experiment;
use crate::leaf::{NEVER, NO, UNKNOWN};
use crate::memory::Variation;
use crate::properties::Properties;
use crate::visit::Turn;
use crate::watch::is_no_probe;

/// What holds a guide back: the first that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// The address of the page.
    Page,
    /// An element that it asks for is not known to be there, or the shell has yet to tell a fact.
    Element,
    /// The time is not right.
    Schedule,
    /// The user, the account, or what they did.
    Audience,
    /// It was shown as often as it may be.
    Frequency,
    /// The user put it off.
    Snoozed,
    /// Nothing has started it.
    Trigger,
    /// Guides were shown as often as they may be.
    Budget,
    /// The target of a step did not come.
    Target,
    /// The user is held out for comparison.
    Holdout,
    /// Another guide has ended on this page.
    Rested,
    /// Another guide comes first.
    Outranked,
    /// The host asked for quiet.
    Quiet,
    /// Another window shows guides, or nobody sees this one.
    Elsewhere,
    /// The user has not agreed to it.
    Consent,
}

impl Hold {
    /// Every hold, in order.
    pub const ALL: [Self; 15] = [
        Self::Page,
        Self::Element,
        Self::Schedule,
        Self::Audience,
        Self::Frequency,
        Self::Snoozed,
        Self::Trigger,
        Self::Budget,
        Self::Target,
        Self::Holdout,
        Self::Rested,
        Self::Outranked,
        Self::Quiet,
        Self::Elsewhere,
        Self::Consent,
    ];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Element => "element",
            Self::Schedule => "schedule",
            Self::Audience => "audience",
            Self::Frequency => "frequency",
            Self::Snoozed => "snoozed",
            Self::Trigger => "trigger",
            Self::Budget => "budget",
            Self::Target => "target",
            Self::Holdout => "holdout",
            Self::Rested => "rested",
            Self::Outranked => "outranked",
            Self::Quiet => "quiet",
            Self::Elsewhere => "elsewhere",
            Self::Consent => "consent",
        }
    }
}

/// What holds a guide back, and when that ends though nothing happens; [`Millis::MAX`]: never.
pub(crate) type Held = (Hold, Millis);

impl Engine {
    /// Keeps the visible guide while its page lasts; otherwise resumes or starts the first that may
    /// appear. The content lists the highest priority first.
    pub(crate) fn choose_guide(&mut self, now: Millis) {
        self.wake = NEVER;
        self.begin_fixtures(now);
        self.advance_guide(now);
        if let Some(at) = self.visible() {
            let hushed = self.visit.quiet && !self.is_asked(at) || self.visit.turn == Turn::Theirs;
            let hushed = hushed || self.is_barred(at);
            if self.is_under_way(at) && self.fits_page(at) && !hushed {
                self.fired.clear();
                return;
            }
            self.visit.visible = None;
            self.repaint = true;
        }
        if self.visit.turn != Turn::Ours {
            return;
        }
        self.follow_link(now);
        for at in 0..self.bundle.guides.len() {
            if self.visit.visible.is_some() || self.visit.rested || self.visit.quiet {
                break;
            }
            if self.bundle.guides[at].fixture {
                continue;
            }
            match self.gate(at, now) {
                None => self.begin_by_itself(at, now),
                Some((_, until)) => self.wake = self.wake.min(until),
            }
        }
        self.fired.clear();
    }

    /// What holds a guide back by itself, whatever else is on the screen. The gates stand by what
    /// they cost.
    pub(crate) fn gate(&self, at: usize, now: Millis) -> Option<Held> {
        if self.is_barred(at) {
            return Some((Hold::Consent, NEVER));
        }
        if let Some(held) = self.snooze_gate(at, now) {
            return Some(held);
        }
        if self.is_under_way(at) {
            return (self.has_ended(at) || !self.fits_page(at)).then_some((Hold::Page, NEVER));
        }
        self.frequency_gate(at, now)
            .or_else(|| self.rule_gate(at))
            .or_else(|| self.trigger_gate(at, now))
            .or_else(|| self.budget_gate(at, now))
    }

    pub(crate) fn snooze_gate(&self, at: usize, now: Millis) -> Option<Held> {
        let until = self.known(at)?.snoozed_until;
        (now < until).then_some((Hold::Snoozed, until))
    }

    pub(crate) fn frequency_gate(&self, at: usize, now: Millis) -> Option<Held> {
        if self.has_ended(at) {
            return Some((Hold::Frequency, NEVER));
        }
        self.limit_gate(at, now)
    }

    /// What the guide's own frequency says, whatever happened during this page load.
    pub(crate) fn limit_gate(&self, at: usize, now: Millis) -> Option<Held> {
        let memory = self.known(at)?;
        let until = match self.bundle.guides[at].frequency {
            Frequency::Once => memory.seen.map(|_| NEVER),
            Frequency::UntilInteracted => memory.completed.or(memory.dismissed).map(|_| NEVER),
            Frequency::EveryVisit | Frequency::Always => None,
            Frequency::Limit(times, within) => {
                let first = memory.times.len().checked_sub(times.into());
                let leaves = |at: &Millis| at.saturating_add(within);
                first.map(|first| memory.times.get(first).map_or(0, leaves))
            }
        };
        until
            .filter(|until| now < *until)
            .map(|until| (Hold::Frequency, until))
    }

    pub(crate) fn rule_gate(&self, at: usize) -> Option<Held> {
        let rule = self.bundle.guides[at].when;
        let decided = |known| self.truth.as_far_as(&self.bundle.graph, rule, known) == NO;
        let hold = if self.truth.holds(rule) {
            if self.fits_page(at) {
                return None;
            }
            Hold::Page
        } else if decided(is_page) {
            Hold::Page
        } else if decided(is_time) {
            Hold::Schedule
        } else if self.truth.value(rule) == UNKNOWN || !decided(is_no_probe) {
            Hold::Element
        } else {
            Hold::Audience
        };
        Some((hold, NEVER))
    }

    pub(crate) fn trigger_gate(&self, at: usize, now: Millis) -> Option<Held> {
        let mut until = NEVER;
        for trigger in &self.bundle.guides[at].triggers {
            match trigger {
                Trigger::Load => return None,
                Trigger::Dwell(span) => {
                    let ripe = self.visit.since.saturating_add(*span);
                    if now >= ripe {
                        return None;
                    }
                    until = until.min(ripe);
                }
                moment => {
                    if self.fired.contains(moment) {
                        return None;
                    }
                }
            }
        }
        Some((Hold::Trigger, until))
    }

    pub(crate) fn budget_gate(&self, at: usize, now: Millis) -> Option<Held> {
        let kind = self.bundle.guides[at].kind;
        if self.bundle.guides[at].fixture {
            return None;
        }
        let mut until = 0;
        for budget in &self.bundle.budgets {
            if budget.kind.is_some_and(|of| of != kind) {
                continue;
            }
            // From the latest back: the one that has to leave the window first is `times` from the end.
            let mut left = budget.times;
            for (of, shown) in self.memory.shown.iter().rev() {
                if budget.kind.is_none_or(|kind| kind == *of) {
                    left = left.saturating_sub(1);
                    if left == 0 {
                        until = until.max(shown.saturating_add(budget.within));
                        break;
                    }
                }
            }
        }
        (now < until).then_some((Hold::Budget, until))
    }

    /// Whether the guide's present step, or its first, belongs on this page.
    pub(crate) fn fits_page(&self, at: usize) -> bool {
        let Some(guide) = self.bundle.guides.get(at) else {
            return false;
        };
        let way = self.known(at).and_then(|memory| memory.under_way.as_ref());
        let step = way.map_or(0, |way| way.step);
        match self.steps(at).get(usize::from(step)).map(|step| &step.page) {
            Some(Some(pattern)) => glob::matches(pattern, &self.visit.page.address),
            Some(None) => {
                way.is_some_and(|way| way.asked)
                    || self
                        .truth
                        .as_far_as(&self.bundle.graph, guide.when, is_page)
                        != NO
            }
            None => false,
        }
    }

    /// A guide that the address asked for appears as soon as its audience is known to fit.
    fn follow_link(&mut self, now: Millis) {
        let Some(at) = self.position_of(&self.visit.link) else {
            return;
        };
        let guide = &self.bundle.guides[at];
        if !guide.triggers.contains(&Trigger::Permalink) {
            self.visit.link.clear();
        } else if self.truth.holds(guide.when) && self.fits_page(at) && !self.is_barred(at) {
            self.visit.link.clear();
            self.restart(at);
            self.begin(at, true, now);
        }
    }

    /// Starts a guide, or holds the user out of it: only here, where it would have been shown, is
    /// an exposure recorded.
    pub(crate) fn begin_by_itself(&mut self, at: usize, now: Millis) {
        if !self.is_under_way(at) && self.assigned(at, now) == Variation::Holdout {
            self.visit.ended.push(at as u16);
        } else {
            self.begin(at, false, now);
        }
    }

    fn assigned(&mut self, at: usize, now: Millis) -> Variation {
        let guide = &self.bundle.guides[at];
        let known = self
            .memory
            .guide(&guide.id)
            .and_then(|memory| memory.variation);
        if let Some(variation) = known {
            return variation;
        }
        if !experiment::is_experiment(guide, self.bundle.holdout) {
            return Variation::Control;
        }
        let user = self
            .memory
            .user_id
            .as_ref()
            .unwrap_or(&self.memory.anonymous_id);
        let variation = experiment::assign(guide, user, self.bundle.holdout);
        let mut json = Properties::default();
        json.text(event::EXPERIMENT_ID, &guide.id)
            .text(event::VARIATION_ID, experiment::name(guide, variation));
        self.guide_memory(at).variation = Some(variation);
        self.remember = true;
        self.note(event::EXPERIMENT_VIEWED, &json, now);
        variation
    }
}

fn is_page(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Page(_))
}

fn is_time(leaf: &Leaf) -> bool {
    matches!(leaf, Leaf::Time(_))
}
