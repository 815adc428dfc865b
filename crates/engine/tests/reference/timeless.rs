//! The same project without anything that hangs on time.

use crate::condition::{Condition, Event, Test};
use crate::project::{Frequency, Project, Trigger};

impl Project {
    pub(crate) fn timeless(mut self) -> Self {
        self.budgets.clear();
        for feature in &mut self.features {
            feature.eligible = feature.eligible.timeless();
        }
        for list in &mut self.lists {
            list.when = list.when.timeless();
            for (_, done) in &mut list.tasks {
                *done = done.timeless();
            }
        }
        for guide in &mut self.guides {
            guide.when = guide.when.timeless();
            guide.schedule = None;
            guide.snooze = None;
            let variants = guide.variants.iter_mut().map(|(_, steps)| steps);
            for step in variants.chain([&mut guide.steps]).flatten() {
                step.over = step.over.as_ref().map(Condition::timeless);
                for (when, _) in &mut step.next {
                    *when = when.timeless();
                }
            }
            if let Some(Frequency::Limit(..)) = guide.frequency {
                guide.frequency = Some(Frequency::Always);
            }
            guide
                .triggers
                .retain(|one| !matches!(one, Trigger::Dwell(_)));
        }
        self
    }
}

impl Condition {
    fn timeless(&self) -> Self {
        let each = |all: &[Self]| all.iter().map(Self::timeless).collect();
        match self {
            Self::All(all) => Self::All(each(all)),
            Self::Any(any) => Self::Any(each(any)),
            Self::Not(one) => Self::Not(Box::new(one.timeless())),
            Self::Event(event) => Self::Event(Event {
                within: None,
                before: None,
                ..event.clone()
            }),
            Self::Trait(whose, name, test) if test.ages() => {
                Self::Trait(*whose, name, Test::Present)
            }
            Self::Answer(at, test) if test.ages() => Self::Answer(*at, Test::Present),
            Self::Guide(at, was, ..) => Self::Guide(*at, *was, None, None),
            Self::Survey(id, _) => Self::Survey(id, None),
            // Adopters lapse with time.
            Self::Feature(..) | Self::Time(_) => Self::Page("/a"),
            other => other.clone(),
        }
    }
}

impl Test {
    fn ages(&self) -> bool {
        use Test::{
            ExactlyDaysAgo, InLessThanDays, InMoreThanDays, LessThanDaysAgo, MoreThanDaysAgo,
        };
        matches!(
            self,
            LessThanDaysAgo(_)
                | MoreThanDaysAgo(_)
                | ExactlyDaysAgo(_)
                | InLessThanDays(_)
                | InMoreThanDays(_)
        )
    }
}
