//! What the user has agreed to: whether anything is recorded, and what may appear.

use banso_content::codec::Encode;
use banso_content::model::GuideKind;
use banso_wire::event::HELP_INQUIRY_SENT;
use banso_wire::time::Millis;

use crate::effect::tag;
use crate::engine::{Engine, fresh};

/// What the user has not agreed to, bit by bit: as [`crate::Input::Consent`] says it.
pub mod denied {
    /// Records: no message is made, but of what the user sends to support.
    pub const RECORDS: u8 = 1;
    /// Guides but surveys, and checklists.
    pub const GUIDES: u8 = 2;
    /// Surveys.
    pub const SURVEYS: u8 = 4;
    /// Help.
    pub const HELP: u8 = 8;
    /// What is remembered is forgotten now, and what waits in the queue with it; the host's traits stay.
    pub const FORGET: u8 = 16;
}

impl Engine {
    pub(crate) fn on_consent(&mut self, said: u8, now: Millis) {
        self.visit.denied = said & !denied::FORGET;
        if said & denied::FORGET != 0 {
            let forgotten = self.queue.clear();
            forgotten.encode(self.say(tag::REMOVE));
            self.memory = fresh(&mut self.rng, now);
            self.refresh(now);
        }
        self.remember = true;
        self.changed();
    }

    /// Whether a message may be made; `name`: of a track.
    pub(crate) fn may_say(&self, name: Option<&str>) -> bool {
        !self.is_denied(denied::RECORDS) || name == Some(HELP_INQUIRY_SENT)
    }

    /// Whether one of these bits is denied.
    pub(crate) fn is_denied(&self, bits: u8) -> bool {
        self.visit.denied & bits != 0
    }

    /// Whether the user has not agreed to guides of this one's kind.
    pub(crate) fn is_barred(&self, at: usize) -> bool {
        let survey = self.bundle.guides[at].kind == GuideKind::Survey;
        self.is_denied(if survey {
            denied::SURVEYS
        } else {
            denied::GUIDES
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Press;
    use crate::{Effect, Input};

    const NOW: Millis = 1_795_341_600_000;

    fn feed(engine: &mut Engine, input: Input) -> Vec<Effect> {
        engine.handle(input, NOW);
        core::iter::from_fn(|| engine.poll()).collect()
    }

    fn track() -> Input {
        let name = "Expense Created".into();
        Input::Track {
            name,
            properties: vec![],
            body: 2,
        }
    }

    fn stored(effects: &[Effect]) -> usize {
        let stores = |effect: &&Effect| matches!(effect, Effect::Store(_));
        effects.iter().filter(stores).count()
    }

    #[test]
    fn without_consent_to_records_nothing_is_recorded() {
        let mut engine = Engine::new(None, 1, NOW);
        assert_eq!(stored(&feed(&mut engine, track())), 1);
        feed(&mut engine, Input::Consent(denied::RECORDS));
        assert_eq!(stored(&feed(&mut engine, track())), 0);
        feed(&mut engine, Input::Consent(0));
        assert_eq!(stored(&feed(&mut engine, track())), 1);
    }

    #[test]
    fn what_is_written_to_support_is_sent_all_the_same() {
        let mut engine = Engine::new(None, 1, NOW);
        feed(&mut engine, Input::Consent(denied::RECORDS));
        let inquiry = crate::view::Inquiry {
            id: "i",
            text: "Help me",
            ..Default::default()
        };
        let sent = feed(&mut engine, Input::Press(Press::inquiry_sent(&inquiry)));
        assert_eq!(stored(&sent), 1);
        let searched = feed(&mut engine, Input::Press(Press::help_searched("csv", 3)));
        assert_eq!(stored(&searched), 0);
    }

    #[test]
    fn who_is_forgotten_leaves_no_id_and_nothing_to_send() {
        let mut engine = Engine::new(None, 1, NOW);
        let user = Some("u1".into());
        feed(
            &mut engine,
            Input::Identify {
                user,
                traits: vec![],
                body: 2,
            },
        );
        let before = engine.anonymous_id().to_owned();
        let effects = feed(
            &mut engine,
            Input::Consent(denied::RECORDS | denied::FORGET),
        );
        let kept = effects.iter().find_map(|effect| match effect {
            Effect::Persist(bytes) => Some(bytes.clone()),
            _ => None,
        });
        let kept = kept.unwrap_or_default();
        assert!(!kept.is_empty());
        assert!(!kept.windows(2).any(|bytes| bytes == b"u1"));
        assert_ne!(engine.anonymous_id(), before);
        let left = feed(&mut engine, Input::Leaving);
        assert!(
            !left
                .iter()
                .any(|effect| matches!(effect, Effect::Send { .. })),
            "{left:?}"
        );
    }
}
