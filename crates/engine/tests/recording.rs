//! Recordings: they replay bit for bit, decide as the page did, and hold nothing they should not.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::memory::Memory;
use banso_engine::recording::{Failure, Recorder, Recording};
use banso_engine::view::Press;
use banso_engine::visit::Screen;
use banso_engine::{Effect, Engine, Input, Value};
use proptest::prelude::*;

const NOW: u64 = 1_764_000_000_000;

const CONTENT: &str = r##"{
  "locales": [{ "id": "en" }],
  "holdout": 10,
  "features": [
    { "id": "create", "name": { "en": "Create" }, "any": [{ "event": "Created" }], "adoption": { "uses": 2 } },
    { "id": "capture", "name": { "en": "Capture" }, "any": [{ "click": "#capture" }] }
  ],
  "checklists": [{
    "id": "start", "title": { "en": "Start" },
    "tasks": [
      { "id": "create", "title": { "en": "Create" }, "done": { "feature": { "id": "create" } } },
      { "id": "capture", "title": { "en": "Capture" }, "done": { "feature": { "id": "capture" } } }
    ]
  }],
  "guides": [
    {
      "id": "team", "name": { "en": "Team" }, "kind": "modal", "priority": 3, "frequency": "every_visit",
      "when": { "all": [
        { "account": { "name": "plan", "test": { "is": "team" } } },
        { "not": { "user": { "name": "email", "test": { "ends_with": "@internal.example" } } } }
      ] },
      "steps": [{ "title": { "en": "Team" }, "body": { "en": "For teams." } }]
    },
    {
      "id": "spender", "name": { "en": "Spender" }, "kind": "modal", "priority": 2, "frequency": "always",
      "when": { "any": [
        { "event": { "name": "Created", "where": [{ "property": "amount", "test": { "at_least": 100 } }], "at_least": 2 } },
        { "user": { "name": "roles", "test": { "includes_any": ["admin"] } } }
      ] },
      "experiment": { "holdout": 20, "variants": [
        { "id": "short", "share": 50, "steps": [{ "title": { "en": "Short" }, "body": { "en": "Short." } }] }
      ] },
      "steps": [{ "title": { "en": "Long" }, "body": { "en": "One." } }, { "title": { "en": "Longer" }, "body": { "en": "Two." } }]
    },
    {
      "id": "dwell", "name": { "en": "Dwell" }, "kind": "modal", "frequency": "always",
      "when": { "page": "/list" }, "triggers": [{ "dwell": "10m" }],
      "steps": [{ "title": { "en": "Still here" }, "body": { "en": "Need help?" } }]
    },
    {
      "id": "renewal", "name": { "en": "Renewal" }, "kind": "tooltip", "priority": 4, "snooze": "1h",
      "triggers": ["load", "permalink", "launcher"], "frequency": { "limit": { "times": 2, "within": "1h" } },
      "when": { "all": [
        { "account": { "name": "renewal", "test": { "in_less_than_days": 30 } } },
        { "not": { "account": { "name": "industry", "test": { "contains": "bank" } } } },
        { "element": { "selector": "#renew", "is": "visible" } },
        { "device": ["desktop"] }
      ] },
      "steps": [{ "target": "#renew", "title": { "en": "Renew" }, "body": { "en": "Soon." } }]
    },
    {
      "id": "tab", "name": { "en": "Tab" }, "kind": "tooltip", "priority": 1, "frequency": "always",
      "when": { "page": "/settings?tab=team" },
      "steps": [{ "target": "#tab", "title": { "en": "Tab" }, "body": { "en": "This tab." } }]
    }
  ]
}"##;

fn content() -> Bundle {
    static COMPILED: LazyLock<Bundle> =
        LazyLock::new(|| bundle_of(&[("banso.json", CONTENT)]).unwrap());
    COMPILED.clone()
}

fn engine() -> Engine {
    let mut engine = Engine::new(None, 7, NOW);
    engine.handle(Input::Bundle(Box::new(content())), NOW);
    while engine.poll().is_some() {}
    engine
}

fn text(name: &str, value: &str) -> (String, Value) {
    (name.into(), Value::Text(value.into()))
}

fn person(seed: u8) -> Input {
    let email = ["hanako@internal.example", "secret@customer.example"][usize::from(seed % 2)];
    let role = ["admin", "secret role"][usize::from(seed / 2 % 2)];
    Input::Identify {
        user: Some(format!("secret-user-{}", seed % 5)),
        traits: vec![
            text("email", email),
            text("name", "secret name"),
            ("roles".into(), Value::List(vec![role.into()])),
        ],
        body: 40,
    }
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        3 => any::<u8>().prop_map(person),
        2 => "(team|business secret|secret team)".prop_map(|plan| Input::Group {
            group: format!("secret-account-{}", plan.len() % 3),
            traits: vec![
                text("plan", &plan),
                text("address", "secret street"),
                text("industry", ["secret bank 1", "secret trade"][plan.len() % 2]),
                text("renewal", ["2025-12-10", "secret date"][plan.len() / 2 % 2]),
            ],
            body: 9,
        }),
        3 => (0u16..200).prop_map(|amount| Input::Track {
            name: "Created".into(),
            properties: vec![("amount".into(), Value::Number(amount.into())), text("memo", "secret memo")],
            body: 30,
        }),
        3 => "/(settings|list)?".prop_flat_map(|path| {
            "(\\?(tab=team&|tab=other&)?email=secret)?(#secret)?".prop_map(move |rest| Input::Route {
                path: path.clone(),
                rest,
                origin: "https://app.example".into(),
                referrer: "https://mail.example/secret".into(),
            })
        }),
        1 => Just(Input::Click(vec![0])),
        2 => Just(Input::Press(Press::Next)),
        1 => Just(Input::Press(Press::Dismiss("close".into()))),
        1 => Just(Input::Press(Press::help_searched("secret", 2))),
        1 => Just(Input::Page { name: Some("secret title".into()), body: 2 }),
        1 => any::<bool>().prop_map(Input::Quiet),
        1 => Just(Input::Show("spender".into())),
        1 => Just(Input::Press(Press::Snooze)),
        1 => Just(Input::Launch("renewal".into())),
        1 => Just(Input::Permalink("renewal".into())),
        2 => any::<bool>().prop_map(|holds| Input::Probes(vec![(0, holds)])),
        1 => any::<bool>().prop_map(|coarse| Input::Screen(Screen { width: 900, height: 900, short_side: 900, coarse })),
        1 => Just(Input::AccountDone {
            account: "secret-account-1".into(),
            done: vec![("start".into(), vec!["capture".into()])],
        }),
        1 => Just(Input::Reset),
        1 => Just(Input::Leaving),
        1 => Just(Input::Tick),
        1 => Just(Input::Remembered(Memory {
            anonymous_id: "a-9".into(),
            user_id: Some("secret-user-9".into()),
            ..Memory::default()
        }.to_bytes())),
    ]
}

/// What was decided: what is shown, and what the host hears of it but the words of searches.
fn decisions(effects: &[Effect]) -> Vec<Effect> {
    let decides = |effect: &&Effect| match effect {
        Effect::Emit { event, .. } => !event.starts_with("Help"),
        Effect::Paint(_) | Effect::Navigate(_) | Effect::Watch { .. } | Effect::Heed { .. } => true,
        _ => false,
    };
    effects.iter().filter(decides).cloned().collect()
}

/// As a shell would answer a paint.
fn answer(recorder: &Recorder) -> Option<Input> {
    let engine = recorder.engine();
    let at = usize::from(engine.visit().visible?);
    let guide = engine.bundle().guides[at].id.clone();
    let way = engine.memory().guide(&guide)?.under_way.as_ref()?;
    let step = way.step;
    Some(Input::Press(Press::Shown { guide, step }))
}

/// Records a session, each input some time after the one before; gives back what was decided.
fn record(before: &[Input], inputs: Vec<(Input, u64)>) -> (Recording, Vec<Vec<Effect>>) {
    let mut engine = engine();
    let mut now = NOW;
    for input in before {
        now += 1_000;
        engine.handle(input.clone(), now);
        while engine.poll().is_some() {}
    }
    let mut recorder = Recorder::new(engine, now);
    let mut decided = Vec::new();
    for (input, after) in inputs {
        now += after;
        decided.push(decisions(&recorder.take(now, &input)));
        if let Some(shown) = answer(&recorder) {
            decided.push(decisions(&recorder.take(now, &shown)));
        }
    }
    (recorder.finish(), decided)
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

proptest! {
    #[test]
    fn replays_as_recorded_decides_as_the_page_did_and_tells_no_secret(
        before in proptest::collection::vec(input(), 0..6),
        inputs in proptest::collection::vec((input(), 0u64..7_200_000), 1..30),
    ) {
        let (recording, decided) = record(&before, inputs);
        let bytes = recording.seal();
        let opened = Recording::open(&bytes).unwrap();
        let mut player = opened.player(content()).unwrap();
        let mut replayed = Vec::new();
        while let Some(played) = player.step().unwrap() {
            replayed.push(decisions(&played.effects));
        }
        prop_assert_eq!(replayed, decided);
        prop_assert!(!has(&bytes, "secret"));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(
        start: Vec<u8>,
        steps in proptest::collection::vec((any::<u64>(), any::<Vec<u8>>()), 0..4),
    ) {
        let (mut recording, _) = record(&[], vec![(person(0), 1)]);
        for (at, input) in steps {
            recording.steps.push(banso_engine::recording::Step { at, input, digest: 0 });
        }
        prop_assert!(recording.steps.len() == 1 || recording.replay(content()).is_err());
        recording.start = start;
        prop_assert!(Recording::open(&recording.start).is_err());
        let _ = recording.replay(content());
    }
}

#[test]
fn says_where_a_recording_and_the_engine_part() {
    let (mut recording, _) = record(
        &[],
        vec![(person(0), 1), (Input::Tick, 1), (Input::Leaving, 1)],
    );
    let last = recording.steps.len() - 1;
    recording.steps[last].digest ^= 1;
    match recording.replay(content()) {
        Err(Failure::Diverged(found)) => assert_eq!((found.step, found.at), (last, NOW + 3)),
        other => panic!("{other:?}"),
    }
    recording.steps[1].input = vec![99];
    assert_eq!(recording.replay(content()).unwrap_err(), Failure::Input(1));
    recording.bundle = "other".into();
    assert!(matches!(
        recording.replay(content()),
        Err(Failure::Content { .. })
    ));
}

#[test]
fn starts_over_with_new_content_and_when_it_is_full() {
    let mut recorder = Recorder::new(engine(), NOW);
    recorder.take(NOW, &person(1));
    recorder.take(NOW + 1, &Input::Bundle(Box::new(content())));
    assert_eq!(
        (recorder.recording().steps.len(), recorder.recording().began),
        (0, NOW + 1)
    );
    for step in 0..20_001 {
        recorder.take(NOW + step, &Input::Tick);
    }
    let recording = recorder.finish();
    assert_eq!(recording.steps.len(), 1);
    assert!(recording.replay(content()).is_ok());
}
