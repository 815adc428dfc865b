//! Visits, told as inputs and the effects that matter: features, checklists, guides, delivery.
#![allow(clippy::unwrap_used)]

mod support;

use banso_engine::view::{Missing, Press};
use banso_engine::visit::Turn;
use banso_engine::{Effect, Engine, Hold, Input, Outcome, Stored};
use support::{NOW, Visit, bundle};

#[test]
fn every_message_is_json_of_the_segment_specification() {
    let mut visit = Visit::begin(None, "/");
    visit.input(Input::Identify {
        user: Some("u-1".into()),
        traits: vec![],
        body: 2,
    });
    visit.input(Input::Group {
        group: "g-1".into(),
        traits: vec![],
        body: 2,
    });
    visit.track("Created");
    for json in &visit.stored {
        let value: serde_json::Value = serde_json::from_str(json).expect(json);
        for field in ["type", "messageId", "anonymousId", "timestamp", "context"] {
            assert!(!value[field].is_null(), "{field} in {json}");
        }
    }
    let last: serde_json::Value = serde_json::from_str(visit.stored.last().unwrap()).unwrap();
    assert_eq!(last["userId"], "u-1");
}

#[test]
fn tasks_complete_by_event_and_by_click_and_stay_after_a_reload() {
    let mut visit = Visit::begin(None, "/other");
    assert_eq!(visit.done(), [false, false]);
    visit.track("Created");
    assert_eq!(visit.done(), [true, false]);
    visit.input(Input::Click(vec![0]));
    assert_eq!(visit.done(), [true, true]);
    assert!(
        visit
            .events
            .iter()
            .any(|event| event.starts_with("Checklist Completed"))
    );

    let reloaded = Visit::begin(Some(&visit.memory), "/other");
    assert_eq!(reloaded.done(), [true, true]);
    assert!(
        !reloaded
            .events
            .iter()
            .any(|event| event.starts_with("Checklist")),
        "{:?}",
        reloaded.events
    );
}

#[test]
fn a_use_counts_once_for_a_click_and_the_event_it_causes() {
    let mut visit = Visit::begin(None, "/other");
    visit.input(Input::Click(vec![0]));
    visit.now -= 2_000;
    visit.input(Input::Click(vec![0]));
    let uses = visit
        .events
        .iter()
        .filter(|event| event.starts_with("Feature Used"))
        .count();
    assert_eq!(uses, 1);
}

#[test]
fn what_happens_before_the_content_arrives_counts() {
    let mut engine = Engine::new(None, 1, NOW);
    engine.handle(
        Input::Track {
            name: "Created".into(),
            properties: vec![],
            body: 2,
        },
        NOW,
    );
    engine.handle(Input::Bundle(Box::new(bundle())), NOW + 900);
    let reached: Vec<Effect> = std::iter::from_fn(|| engine.poll()).collect();
    let tried = |effect: &Effect| matches!(effect, Effect::Emit { event, .. } if event == "Feature State Changed");
    assert!(reached.iter().any(tried), "{reached:?}");
}

#[test]
fn a_tour_goes_forward_and_back_and_resumes_after_a_reload() {
    let mut visit = Visit::begin(None, "/");
    assert_eq!(visit.guide(), Some(("tour", 0)));
    assert_eq!(visit.view.guide.as_ref().unwrap().said.title, "こんにちは");
    visit.shown();
    visit.press(Press::Next);
    visit.shown();
    visit.press(Press::Back);
    assert_eq!(visit.guide(), Some(("tour", 0)));
    visit.press(Press::Next);

    let mut reloaded = Visit::begin(Some(&visit.memory), "/");
    assert_eq!(reloaded.guide(), Some(("tour", 1)));
    reloaded.shown();
    reloaded.press(Press::Next);
    assert_eq!(reloaded.guide(), None);
    assert!(
        reloaded
            .events
            .iter()
            .any(|event| event.starts_with("Guide Completed"))
    );

    let after = Visit::begin(Some(&reloaded.memory), "/");
    assert_eq!(after.guide(), None, "completed stays completed");
}

#[test]
fn each_step_is_viewed_once_however_often_it_is_painted() {
    let mut visit = Visit::begin(None, "/");
    for press in [Press::Next, Press::Back, Press::Next] {
        visit.shown();
        visit.press(press);
    }
    visit.shown();
    let viewed = visit
        .events
        .iter()
        .filter(|event| event.starts_with("Guide Step Viewed"))
        .count();
    let shown = visit
        .events
        .iter()
        .filter(|event| event.starts_with("Guide Shown"))
        .count();
    assert_eq!((shown, viewed), (1, 2));
}

#[test]
fn a_dismissed_guide_stays_dismissed_and_nothing_follows_at_once() {
    let mut visit = Visit::begin(None, "/list");
    assert_eq!(visit.guide(), Some(("tip", 0)));
    visit.press(Press::Dismiss("close".into()));
    visit.track("Anything");
    assert_eq!(visit.guide(), None);
    visit.route("/");
    assert_eq!(
        visit.guide(),
        Some(("tour", 0)),
        "another page, another guide"
    );
    visit.route("/list");
    assert_eq!(visit.guide(), None);
}

#[test]
fn a_guide_pauses_on_pages_it_does_not_belong_to() {
    let mut visit = Visit::begin(None, "/");
    visit.press(Press::Next);
    visit.route("/other");
    assert_eq!(visit.guide(), None);
    visit.route("/");
    assert_eq!(visit.guide(), Some(("tour", 1)));
}

#[test]
fn a_missing_target_ends_nothing_for_good() {
    let mut visit = Visit::begin(None, "/");
    visit.press(Press::target_missing("tour", 0, "#new", Missing::Ambiguous));
    assert_eq!(visit.guide(), None);
    assert!(visit.events.last().unwrap().starts_with(
        r##"Guide Target Missing {"guide":"tour","step":0,"target":"#new","reason":"ambiguous"}"##
    ));
    visit.route("/");
    assert_eq!(visit.guide(), None, "not again in this visit");
    assert_eq!(
        Visit::begin(Some(&visit.memory), "/").guide(),
        Some(("tour", 0))
    );
}

#[test]
fn a_late_press_of_a_step_that_is_gone_changes_nothing() {
    let mut visit = Visit::begin(None, "/");
    visit.press(Press::Next);
    visit.press(Press::Shown {
        guide: "tour".into(),
        step: 0,
    });
    visit.press(Press::target_missing("tip", 1, "#new", Missing::Ambiguous));
    assert_eq!(visit.guide(), Some(("tour", 1)));
    assert!(
        !visit
            .events
            .iter()
            .any(|event| event.starts_with("Guide Shown"))
    );
}

#[test]
fn the_host_can_ask_for_a_guide_again() {
    let mut visit = Visit::begin(None, "/other");
    visit.input(Input::Show("tour".into()));
    assert_eq!(visit.guide(), Some(("tour", 0)), "whatever its audience");
    visit.press(Press::Dismiss("close".into()));
    visit.input(Input::Show("tour".into()));
    assert_eq!(visit.guide(), Some(("tour", 0)));
    visit.input(Input::Show("unknown".into()));
    assert_eq!(visit.guide(), Some(("tour", 0)));
}

#[test]
fn pressing_a_task_does_what_helps() {
    let mut visit = Visit::begin(None, "/other");
    visit.press(Press::Task("create".into()));
    assert!(visit.others.contains(&Effect::Navigate("/new".into())));
}

#[test]
fn another_user_starts_afresh_and_a_named_one_keeps_what_was_anonymous() {
    let mut visit = Visit::begin(None, "/other");
    visit.track("Created");
    visit.input(Input::Identify {
        user: Some("u-1".into()),
        traits: vec![],
        body: 2,
    });
    assert_eq!(visit.done(), [true, false]);
    visit.input(Input::Identify {
        user: Some("u-2".into()),
        traits: vec![],
        body: 2,
    });
    assert_eq!(visit.done(), [false, false]);
    let anonymous = visit.engine.anonymous_id().to_owned();
    visit.input(Input::Reset);
    assert_ne!(visit.engine.anonymous_id(), anonymous);
}

#[test]
fn another_tabs_memory_is_taken_over() {
    let mut here = Visit::begin(None, "/");
    let mut there = Visit::begin(Some(&here.memory), "/");
    there.press(Press::Dismiss("close".into()));
    assert_eq!(here.guide(), Some(("tour", 0)));
    here.input(Input::Remembered(there.memory.clone()));
    assert_eq!(here.guide(), None);
}

#[test]
fn the_page_language_changes_the_texts() {
    let mut visit = Visit::begin(None, "/");
    visit.input(Input::Locale("en-GB".into()));
    assert_eq!(visit.view.guide.as_ref().unwrap().said.title, "Hello");
    assert_eq!(visit.view.locale, "en");
}

#[test]
fn messages_are_sent_and_removed_by_id() {
    let mut visit = Visit::begin(None, "/other");
    visit.others.clear();
    visit.input(Input::Recovered {
        messages: vec![Stored {
            id: "old".into(),
            bytes: 10,
        }],
        ledger: vec![],
        own: false,
    });
    let Some(Effect::Send {
        batch,
        ids,
        leaving: false,
        ..
    }) = visit.others.pop()
    else {
        panic!("a batch goes out")
    };
    assert_eq!(ids[0], "old");
    visit.input(Input::Settled {
        batch,
        outcome: Outcome::Acknowledged(vec!["old".into()]),
    });
    assert!(visit.others.contains(&Effect::Remove(vec!["old".into()])));
}

#[test]
fn same_inputs_same_effects() {
    let run = || {
        let mut visit = Visit::begin(None, "/");
        visit.track("Created");
        visit.press(Press::Dismiss("close".into()));
        (visit.stored, visit.memory, visit.events)
    };
    assert_eq!(run(), run());
}

#[test]
fn one_window_shows_guides_and_the_others_wait() {
    let mut here = Visit::begin(None, "/");
    let mut there = Visit::begin(Some(&here.memory), "/");
    there.input(Input::Turn(Turn::Theirs));
    assert_eq!((here.guide(), there.guide()), (Some(("tour", 0)), None));
    assert_eq!(there.engine.held(0, NOW), Some(Hold::Elsewhere));
    there.input(Input::Show("tip".into()));
    assert_eq!(there.guide(), None, "the host's own wish waits as well");

    here.input(Input::Turn(Turn::Hidden));
    assert_eq!(here.guide(), Some(("tour", 0)), "what is visible stays");
    here.press(Press::Dismiss("close".into()));
    here.route("/list");
    assert_eq!(here.guide(), None, "nothing begins that nobody sees");
    there.input(Input::Turn(Turn::Ours));
    assert_eq!(there.guide(), Some(("tour", 0)));
}

#[test]
fn what_two_tabs_write_at_once_is_kept() {
    let mut here = Visit::begin(None, "/");
    here.shown();
    let mut there = Visit::begin(Some(&here.memory), "/");
    here.input(Input::Remembered(there.memory.clone()));
    // Neither hears of the other before both have written.
    here.press(Press::Dismiss("close".into()));
    there.track("Created");
    let (one, other) = (here.memory.clone(), there.memory.clone());
    here.input(Input::Remembered(other.clone()));
    there.input(Input::Remembered(one.clone()));
    for tab in [&here, &there] {
        assert_eq!(tab.guide(), None);
        let tour = tab.engine.memory().guide("tour").unwrap();
        assert!(tour.dismissed.is_some() && tour.under_way.is_none());
        assert_eq!(tab.done(), [true, false]);
        assert!(
            tab.memory != one && tab.memory != other,
            "the whole is written"
        );
    }
    // Now that both know the same, neither writes again.
    let (one, other) = (here.memory.clone(), there.memory.clone());
    here.input(Input::Remembered(other.clone()));
    there.input(Input::Remembered(one.clone()));
    assert_eq!((&here.memory, &there.memory), (&one, &other));
}

#[test]
fn a_sign_out_is_not_undone_by_a_tab_that_has_not_heard_of_it() {
    let mut here = Visit::begin(None, "/");
    let mut there = Visit::begin(Some(&here.memory), "/");
    here.input(Input::Remembered(there.memory.clone()));
    here.input(Input::Reset);
    let fresh = here.engine.anonymous_id().to_owned();
    there.track("Created");
    here.input(Input::Remembered(there.memory.clone()));
    assert_eq!(here.engine.anonymous_id(), fresh);
    there.input(Input::Remembered(here.memory.clone()));
    assert_eq!(there.engine.anonymous_id(), fresh);
}
