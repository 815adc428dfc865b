//! What the model has found once, told as short scenes.

use banso_content::model::GuideKind;
use banso_wire::time::DAY;

use crate::agree;
use crate::condition::{Condition, Event, Moment, SPANS, Test, Whose};
use crate::moment::Day;
use crate::project::{self, Guide, List, Project};
use crate::step::{Fact, Step};

/// 2026-11-22; UTC ms.
const START: u64 = 1_795_305_600_000;

/// A guide for everyone, at once.
fn guide() -> Guide {
    Guide {
        kind: GuideKind::Modal,
        when: Condition::All(Vec::new()),
        triggers: Vec::new(),
        priority: 0,
        frequency: None,
        snooze: None,
        schedule: None,
        after: Vec::new(),
        holdout: 0,
        variants: Vec::new(),
        steps: vec![project::Step::default(), project::Step::default()],
    }
}

fn when(when: Condition) -> Guide {
    Guide { when, ..guide() }
}

/// Lets the engine and the model go through the steps with these guides.
fn scene(guides: Vec<Guide>, steps: &[Step]) {
    let project = Project {
        budgets: Vec::new(),
        holdout: 0,
        features: Vec::new(),
        lists: Vec::new(),
        guides,
    };
    agree(&project, START, steps).unwrap();
}

#[test]
fn another_user_on_the_same_page_starts_afresh() {
    let stranger = Condition::Trait(Whose::User, "plan", Test::Absent);
    let plan = vec![("plan", Fact::Text("a"))];
    scene(
        vec![guide(), when(stranger)],
        &[
            Step::Identify(Some("u-1"), plan),
            Step::Shown,
            Step::Next,
            Step::Identify(Some("u-2"), Vec::new()),
            Step::Close,
            Step::Route("/a", ""),
        ],
    );
}

#[test]
fn a_guide_that_ended_in_another_tab_holds_nothing_up() {
    scene(
        vec![guide(), guide()],
        &[
            Step::Shown,
            Step::Route("/a", ""),
            Step::Tab,
            Step::Shown,
            Step::Close,
        ],
    );
}

#[test]
fn what_was_known_of_elements_goes_with_the_content() {
    let there = Condition::Element("#one", "present");
    let project = Project {
        budgets: Vec::new(),
        holdout: 0,
        features: Vec::new(),
        lists: vec![List {
            when: Condition::Not(Box::new(there)),
            ordered: false,
            shared: false,
            tasks: vec![(false, Condition::Page("/a"))],
        }],
        guides: Vec::new(),
    };
    let steps = [Step::Locale("en"), Step::Locale("ja"), Step::Content];
    agree(&project, START, &steps).unwrap();
}

#[test]
fn only_what_can_be_put_off_is() {
    scene(
        vec![guide()],
        &[Step::Locale("en"), Step::Shown, Step::Snooze],
    );
}

#[test]
fn who_asked_for_a_guide_keeps_its_form() {
    let compared = Guide {
        variants: vec![
            (50, vec![project::Step::default()]),
            (50, vec![project::Step::default()]),
        ],
        ..when(Condition::Page("/b"))
    };
    let again = [Step::Locale("en"), Step::Locale("ja")];
    let asked = [Step::Show("g0"), Step::Shown, Step::Reload(true)];
    scene(
        vec![compared],
        &[again.to_vec(), asked.to_vec(), again.to_vec()].concat(),
    );
}

#[test]
fn a_clock_that_went_back_takes_no_event_with_it() {
    let lately = Event {
        name: "Saved",
        filters: Vec::new(),
        count: None,
        within: Some(SPANS[5]),
        before: None,
        since: None,
    };
    let saved = || Step::Track("Saved", Vec::new());
    scene(
        vec![when(Condition::Event(lately))],
        &[
            Step::Locale("en"),
            saved(),
            Step::Clock(-(10 * DAY as i64)),
            saved(),
            Step::Wait(10 * DAY),
        ],
    );
}

#[test]
fn dates_before_1970_are_dates() {
    let old = Test::Before(Moment(Day(0), None));
    let born = vec![("since", Fact::Text("1952-02-29"))];
    let old = Condition::Trait(Whose::User, "since", old);
    scene(
        vec![when(old)],
        &[Step::Locale("en"), Step::Identify(None, born)],
    );
}
