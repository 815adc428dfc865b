//! The adoption ladder: one rule, advanced use by use. The SDK and the collector run this same
//! code, so what the browser decides and what customer success reads cannot differ.

use alloc::vec::Vec;

use banso_content::model::{AdoptionRule, AdoptionState};
use banso_content::record;
use banso_wire::time::{DAY, Millis, SECOND};

/// Two recognitions of a feature closer than this are one use: a click and the event it causes.
pub const DEBOUNCE: Millis = SECOND;

/// What is remembered of one user's use of one feature.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Adoption {
    /// How many uses there were.
    pub uses: u32,
    /// The first use; UTC ms.
    pub first_used: Millis,
    /// The latest use; UTC ms.
    pub last_used: Millis,
    /// When the user first met it on a page, being eligible; UTC ms.
    pub exposed_at: Option<Millis>,
    /// When the rule was first met; UTC ms.
    pub adopted_at: Option<Millis>,
    /// The latest uses, at most as many as the rule asks for, oldest first; UTC ms.
    recent: Vec<Millis>,
}

record!(Adoption {
    uses,
    first_used,
    last_used,
    exposed_at,
    adopted_at,
    recent
});

impl Adoption {
    /// Takes in a use at `at`, and says whether it counted: uses that arrive within [`DEBOUNCE`] of
    /// the latest one, or late and out of order, do not move the ladder twice.
    pub fn advance(&mut self, rule: AdoptionRule, at: Millis) -> bool {
        if self.uses > 0 && at < self.last_used.saturating_add(DEBOUNCE) {
            return false;
        }
        if self.uses == 0 {
            self.first_used = at;
        }
        self.uses = self.uses.saturating_add(1);
        self.last_used = at;
        self.remember(rule, at);
        if self.adopted_at.is_none() && self.meets(rule, at) {
            self.adopted_at = Some(at);
        }
        true
    }

    /// Where the user stands at `now`.
    pub fn state(&self, rule: AdoptionRule, now: Millis) -> AdoptionState {
        let Some(adopted_at) = self.adopted_at else {
            return match (self.uses, self.exposed_at) {
                (0, None) => AdoptionState::Unused,
                (0, Some(_)) => AdoptionState::Exposed,
                _ => AdoptionState::Tried,
            };
        };
        if now.saturating_sub(self.last_used) > days(rule.lapsed_after_days) {
            AdoptionState::Lapsed
        } else if self.last_used.saturating_sub(adopted_at) >= days(rule.retained_after_days) {
            AdoptionState::Retained
        } else {
            AdoptionState::Adopted
        }
    }

    /// The user met the feature at `at`, being eligible. True when that was news.
    pub fn expose(&mut self, at: Millis) -> bool {
        let news = self.exposed_at.is_none();
        self.exposed_at = self.exposed_at.or(Some(at));
        news
    }

    /// When [`Adoption::state`] changes though nothing happens: an adopter lapses. [`Millis::MAX`]
    /// when it does not.
    pub fn changes_at(&self, rule: AdoptionRule, now: Millis) -> Millis {
        let lapses = self
            .last_used
            .saturating_add(days(rule.lapsed_after_days) + 1);
        if self.adopted_at.is_some() && lapses > now {
            lapses
        } else {
            Millis::MAX
        }
    }

    fn remember(&mut self, rule: AdoptionRule, at: Millis) {
        if self.recent.len() >= usize::from(rule.uses.max(1)) {
            self.recent.remove(0);
        }
        self.recent.push(at);
    }

    fn meets(&self, rule: AdoptionRule, at: Millis) -> bool {
        let since = at.saturating_sub(days(rule.within_days));
        let within = self
            .recent
            .iter()
            .filter(|use_at| **use_at >= since)
            .count();
        within >= usize::from(rule.uses.max(1))
    }
}

fn days(count: u16) -> Millis {
    Millis::from(count) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: AdoptionRule = AdoptionRule {
        uses: 3,
        within_days: 14,
        retained_after_days: 28,
        lapsed_after_days: 28,
    };

    fn after(uses_on_days: &[u64]) -> Adoption {
        let mut adoption = Adoption::default();
        for day in uses_on_days {
            adoption.advance(RULE, day * DAY);
        }
        adoption
    }

    #[test]
    fn climbs_the_ladder() {
        for (uses, today, expected) in [
            (&[][..], 0, AdoptionState::Unused),
            (&[1], 1, AdoptionState::Tried),
            (&[1, 10, 20], 20, AdoptionState::Tried),
            (&[1, 10, 15], 15, AdoptionState::Adopted),
            (&[1, 20, 30, 33], 33, AdoptionState::Adopted),
            (&[1, 2, 3], 40, AdoptionState::Lapsed),
            (&[1, 2, 3, 31], 40, AdoptionState::Retained),
            (&[1, 2, 3, 31], 60, AdoptionState::Lapsed),
        ] {
            assert_eq!(
                after(uses).state(RULE, today * DAY),
                expected,
                "{uses:?} on {today}"
            );
        }
    }

    #[test]
    fn a_click_and_the_event_it_causes_are_one_use() {
        let mut adoption = after(&[1]);
        assert!(!adoption.advance(RULE, DAY + 300));
        assert!(adoption.advance(RULE, DAY + DEBOUNCE));
        assert_eq!(adoption.uses, 2);
    }

    proptest::proptest! {
        #[test]
        fn memory_is_bounded_and_uses_only_grow(times in proptest::collection::vec(0u64..100 * DAY, 0..200)) {
            let mut adoption = Adoption::default();
            for at in times {
                let before = adoption.uses;
                adoption.advance(RULE, at);
                proptest::prop_assert!(adoption.uses - before <= 1);
                proptest::prop_assert!(adoption.recent.len() <= 3);
            }
        }
    }
}
