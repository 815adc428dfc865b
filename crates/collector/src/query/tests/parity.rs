//! One person's visits, through the engine as in the browser and through the log as here: the same
//! place on the ladder of every feature.

use banso_content::model::{AdoptionState, Feature};
use banso_engine::{Effect, Engine, Input};
use banso_wire::time::DAY as ENGINE_DAY;
use proptest::prelude::{Just, Strategy, prop_oneof};
use serde_json::Value;

use crate::query::testkit::{Log, MONDAY, bundle, week};
use crate::query::users_of;

/// What a person does, and when: days and milliseconds from the start.
#[derive(Clone, Copy, Debug)]
enum Act {
    Create,
    Capture,
    Visit(&'static str),
}

/// Lets the engine live through it, and keeps what it sends.
fn live(acts: &[(u64, u64, Act)], now: u64) -> (Vec<(String, AdoptionState)>, Log) {
    let start = MONDAY as u64;
    let mut engine = Engine::new(None, 1, start);
    let mut log = Log::default();
    let mut memory = Vec::new();
    let content = (start, Input::Bundle(Box::new(bundle())));
    let acts = acts
        .iter()
        .map(|(day, ms, act)| (start + day * ENGINE_DAY + ms, input(*act)));
    for (ts, input) in std::iter::once(content).chain(acts) {
        engine.handle(input, ts);
        while let Some(effect) = engine.poll() {
            match effect {
                Effect::Store {
                    json, host_body, ..
                } => keep(&mut log, &json, host_body),
                Effect::Persist(bytes) => memory = bytes,
                _ => {}
            }
        }
    }
    let memory = banso_engine::memory::Memory::from_bytes(&memory).unwrap();
    let place = |feature: &Feature| {
        let known = memory.adoption.iter().find(|(id, _)| *id == feature.id);
        let state = known.map_or(AdoptionState::Unused, |(_, adoption)| {
            adoption.state(feature.adoption, now)
        });
        (feature.id.clone(), state)
    };
    (bundle().features.iter().map(place).collect(), log)
}

fn input(act: Act) -> Input {
    match act {
        Act::Create => Input::Track {
            name: "Created".into(),
            properties: Vec::new(),
            body: 2,
        },
        Act::Capture => Input::Click(vec![0]),
        Act::Visit(path) => Input::Route {
            path: path.into(),
            rest: String::new(),
            origin: String::new(),
            referrer: String::new(),
        },
    }
}

/// Takes a message of the engine's into the log, as ingest would.
fn keep(log: &mut Log, json: &str, host_body: bool) {
    let whole = if host_body {
        format!("{json}{{}}}}")
    } else {
        json.to_owned()
    };
    let message: Value = serde_json::from_str(&whole).unwrap();
    let timestamp: jiff::Timestamp = message["timestamp"].as_str().unwrap().parse().unwrap();
    let ts = timestamp.as_millisecond();
    match message["type"].as_str().unwrap() {
        "page" => {
            log.page(
                ts,
                "ann@acme",
                message["properties"]["path"].as_str().unwrap(),
            );
        }
        "track" => {
            let event = message["event"].as_str().unwrap();
            log.track(ts, "ann@acme", event, message["properties"].clone());
        }
        other => panic!("unexpected {other}"),
    }
}

#[test]
fn the_browser_and_the_collector_agree() {
    use Act::{Capture, Create, Visit};
    let visits: &[&[(u64, u64, Act)]] = &[
        &[],
        &[(0, 0, Create)],
        // A click and the event it causes are one use on both sides.
        &[
            (0, 0, Capture),
            (0, 300, Create),
            (0, 900, Create),
            (1, 0, Create),
        ],
        // Three uses within 14 days, to the day.
        &[(0, 0, Create), (5, 0, Create), (13, 1, Create)],
        &[
            (0, 0, Visit("/mileage")),
            (1, 0, Visit("/mileage/")),
            (2, 0, Visit("/other")),
            (3, 0, Visit("/mileage")),
        ],
        &[
            (0, 0, Capture),
            (0, 999, Capture),
            (0, 1_000, Capture),
            (0, 2_500, Capture),
        ],
    ];
    for acts in visits {
        agree(acts);
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn they_agree_on_any_visits(
        acts in proptest::collection::vec((0u64..13, 0u64..4_000, act()), 0..40)
    ) {
        let mut acts = acts;
        acts.sort_by_key(|(day, ms, _)| (*day, *ms));
        agree(&acts);
    }
}

fn act() -> impl Strategy<Value = Act> {
    let page = prop_oneof![Just("/mileage"), Just("/mileage/"), Just("/expenses")];
    prop_oneof![
        Just(Act::Create),
        Just(Act::Capture),
        page.prop_map(Act::Visit)
    ]
}

fn agree(acts: &[(u64, u64, Act)]) {
    let now = week().now;
    let (lived, log) = live(acts, now as u64);
    let read = log.stored().recall(|history, directory| {
        let rows = users_of(history, directory, &week(), "acme");
        rows.into_iter().next().map(|row| row.states)
    });
    let read = read.unwrap_or_else(|| vec![AdoptionState::Unused; 3]);
    let lived: Vec<AdoptionState> = lived.into_iter().map(|(_, state)| state).collect();
    assert_eq!(read, lived, "{acts:?}");
}
