//! The same place on the ladder of every feature, with the same dates, down to the millisecond.

use banso_content::bundle::Bundle;
use banso_content::compiler::bundle_of;
use banso_engine::adoption::Adoption;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use serde_json::{Value, json};

use super::browser::Browser;
use super::in_time;
use crate::query::History;
use crate::query::testkit::{DAY, MONDAY, Stored};
use crate::store::NewEvent;

const USER: &str = "ann";

/// What happens in a browser.
#[derive(Clone, Debug)]
enum Act {
    Visit(&'static str),
    Track(&'static str),
    Click,
    /// The user's traits, with the user's id or without.
    Identify(bool, Value),
    Group(&'static str, Value),
}
use Act::{Click, Group, Identify, Track, Visit};

/// Features by each kind of source, met on pages of their own and on one that they share, by people
/// that traits of the user, of the account, of both and of neither make eligible.
fn content() -> Bundle {
    let mut features = json!([
        {
            "any": [{ "event": "Created" }], "exposed_on": ["/expenses"],
            "eligible": { "user": { "name": "role", "test": { "is": "approver" } } },
        },
        {
            "any": [{ "click": "#capture" }], "exposed_on": ["/expenses/**", "/receipts"],
            "eligible": { "account": { "name": "plan", "test": { "one_of": ["team", "business"] } } },
        },
        {
            "any": [{ "page": "/mileage" }], "exposed_on": ["/mileage", "/expenses/*"],
            "eligible": { "all": [
                { "user": { "name": "role", "test": { "is_not": "admin" } } },
                { "account": { "name": "seats", "test": { "more_than": 5 } } },
            ] },
        },
        { "any": [{ "event": "Exported" }, { "page": "/reports/:id" }], "exposed_on": ["/reports/**"] },
        { "any": [{ "event": "Created" }, { "click": "#capture" }] },
    ]);
    for (at, feature) in features.as_array_mut().unwrap().iter_mut().enumerate() {
        feature["id"] = format!("feature-{at}").into();
        feature["name"] = json!({ "en": "A feature" });
    }
    let project = json!({ "locales": [{ "id": "en" }], "features": features });
    bundle_of(&[("banso.json", &project.to_string())]).unwrap()
}

/// Lives through acts at these times, and signs in at the latest at the end.
fn live(content: &Bundle, acts: &[(i64, Act)]) -> Browser {
    let mut browser = Browser::open(1, content, MONDAY);
    for (at, act) in acts {
        let now = MONDAY + at;
        match act {
            Visit(path) => browser.visit(path, now),
            Track(name) => browser.track(name, now),
            Click => browser.click(0, now),
            Identify(named, said) => browser.identify(named.then_some(USER), said, now),
            Group(group, said) => browser.group(group, said, now),
        }
    }
    let end = acts.last().map_or(0, |(at, _)| at + 1);
    browser.identify(Some(USER), &json!({}), MONDAY + end);
    browser
}

/// What the browser remembers.
fn remembered(browser: &Browser) -> Vec<Adoption> {
    let memory = browser.engine.memory();
    let features = browser.engine.bundle().features.iter();
    let known = features.map(|feature| memory.adoption.iter().find(|(id, _)| *id == feature.id));
    known
        .map(|known| known.map_or_else(Adoption::default, |(_, adoption)| adoption.clone()))
        .collect()
}

/// What the collector makes of messages that arrive in so many requests.
fn reckoned(content: &Bundle, requests: &[&[NewEvent]]) -> Vec<Adoption> {
    let stored = Stored::new();
    let history = std::sync::Arc::new(std::sync::Mutex::new(History::default()));
    for request in requests {
        stored.append(request.to_vec());
        let (history, content) = (history.clone(), content.clone());
        stored.ask(move |conn| history.lock().unwrap().refresh(conn, &content));
    }
    let history = history.lock().unwrap();
    let features = &history.person(USER).unwrap().features;
    features.iter().map(|used| used.adoption.clone()).collect()
}

#[track_caller]
fn agree(acts: &[(i64, Act)]) -> Vec<Adoption> {
    let content = content();
    let browser = live(&content, acts);
    let events = browser.events(MONDAY + 90 * DAY);
    let adoption = reckoned(&content, &[&events]);
    assert_eq!(adoption, remembered(&browser), "{acts:?}");
    adoption
}

fn exposed(adoption: &[Adoption]) -> Vec<Option<i64>> {
    let at = |one: &Adoption| one.exposed_at.map(|at| at as i64 - MONDAY);
    adoption.iter().map(at).collect()
}

fn role(role: &str) -> Act {
    Identify(true, json!({ "role": role }))
}

#[test]
fn who_is_eligible_when_the_page_is_met_stays_exposed() {
    let met = agree(&[
        (0, role("approver")),
        (10, Visit("/expenses")),
        (20, role("member")),
        (30, Visit("/")),
    ]);
    assert_eq!(exposed(&met)[0], Some(10));
    let not_met = agree(&[
        (0, role("member")),
        (10, Visit("/expenses")),
        (20, Visit("/")),
        (30, role("approver")),
    ]);
    assert_eq!(
        exposed(&not_met)[0],
        None,
        "eligible too late, and elsewhere"
    );
}

#[test]
fn who_becomes_eligible_on_the_page_meets_it_then() {
    let met = agree(&[
        (0, Visit("/expenses")),
        (10, Identify(false, json!({ "role": "approver" }))),
        (20, Group("acme", json!({ "plan": "team" }))),
    ]);
    assert_eq!(
        exposed(&met)[..2],
        [Some(10), Some(20)],
        "before signing in, too"
    );
}

#[test]
fn traits_of_a_user_add_up_and_those_of_an_account_are_replaced() {
    let met = agree(&[
        (0, role("approver")),
        (1, Identify(true, json!({ "name": "Ann" }))),
        (2, Group("acme", json!({ "plan": "team", "seats": 9 }))),
        (3, Group("acme", json!({ "seats": 9 }))),
        (10, Visit("/expenses")),
        (20, Visit("/receipts")),
        (30, Visit("/expenses/1")),
    ]);
    assert_eq!(exposed(&met), [Some(10), None, Some(30), None, None]);
}

#[test]
fn nobody_is_exposed_to_what_they_have_used() {
    let used_first = agree(&[
        (0, role("approver")),
        (5, Track("Created")),
        (10, Visit("/expenses")),
        // The visit is the use.
        (20, Visit("/reports/1")),
        // Within the same millisecond, in this order.
        (30, Visit("/receipts")),
        (30, Group("acme", json!({ "plan": "team" }))),
        (30, Click),
    ]);
    assert_eq!(exposed(&used_first), [None, Some(30), None, None, None]);
    let uses: Vec<u32> = used_first.iter().map(|one| one.uses).collect();
    assert_eq!(
        uses,
        [1, 1, 0, 1, 1],
        "a click within the second of a use is that use"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever happens, and in whatever order and pieces its messages arrive.
    #[test]
    fn they_agree_on_any_log(
        steps in proptest::collection::vec((pause(), act()), 0..60),
        order in proptest::collection::vec(any::<u8>(), 300),
        parts in 1usize..5,
    ) {
        let (acts, _) = in_time(steps);
        let content = content();
        let browser = live(&content, &acts);
        let lived = remembered(&browser);
        let mut events = browser.events(MONDAY + 900 * DAY);
        proptest::prop_assert_eq!(&reckoned(&content, &[&events]), &lived, "{:?}", acts);
        let mut order = order.into_iter().cycle();
        events.sort_by_cached_key(|_| order.next());
        let size = events.len().div_ceil(parts);
        let requests: Vec<&[NewEvent]> = events.chunks(size).collect();
        proptest::prop_assert_eq!(&reckoned(&content, &requests), &lived, "in pieces: {:?}", acts);
    }
}

/// From one moment to the next, ms: within a second, within an hour, or days later.
fn pause() -> impl Strategy<Value = i64> {
    prop_oneof![1i64..1_500, 1i64..3_600_000, 1i64..15 * DAY]
}

fn act() -> impl Strategy<Value = Act> {
    let page = prop_oneof![
        Just("/"),
        Just("/expenses"),
        Just("/expenses/1"),
        Just("/receipts"),
        Just("/mileage"),
        Just("/mileage/"),
        Just("/reports"),
        Just("/reports/7"),
    ];
    let roles = prop_oneof![
        Just(json!({ "role": "approver" })),
        Just(json!({ "role": "admin" })),
        Just(json!({ "role": "member", "name": "Ann" })),
        Just(json!({ "name": "Ann" })),
        Just(json!({ "role": null })),
        Just(json!({})),
    ];
    let plans = prop_oneof![
        Just(json!({ "plan": "team", "seats": 9 })),
        Just(json!({ "plan": "starter", "seats": 3 })),
        Just(json!({ "seats": 20 })),
        Just(json!({ "plan": ["team"] })),
        Just(json!({})),
    ];
    let group = prop_oneof![Just("acme"), Just("beta")];
    prop_oneof![
        4 => page.prop_map(Visit),
        2 => prop_oneof![Just("Created"), Just("Exported"), Just("Other")].prop_map(Track),
        1 => Just(Click),
        2 => (any::<bool>(), roles).prop_map(|(named, traits)| Identify(named, traits)),
        2 => (group, plans).prop_map(|(group, traits)| Group(group, traits)),
    ]
}
